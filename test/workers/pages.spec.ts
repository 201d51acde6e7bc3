// Pages of the log for all feeders of a process: what one has read the others get from memory, and no end of the log is believed too long.
import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { createPages, PAGE_EVENTS } from '../../workers/pages.ts';

const eventAt = (position: number): StoredEvent => ({
  ...{ id: `e${position}`, type: 'person.PersonRegistered', stream: 'person-1', data: {}, metadata: {}, storedAtMs: 0 },
  ...{ revision: BigInt(position), position: BigInt(position) },
});

/** A log that grows when told to, and counts how often it is asked. */
const openLog = () => {
  const events: StoredEvent[] = [];
  let asked = 0;
  const pages = createPages(
    {
      page: async (after, max) => {
        asked += 1;
        const found = events.filter(({ position }) => position > (after ?? -1n)).slice(0, max);
        return { events: found, next: found.at(-1)?.position ?? after, end: found.length < max };
      },
    },
    () => true,
  );
  const grow = (count: number) => {
    for (let more = 0; more < count; more += 1) events.push(eventAt(events.length));
  };
  return { pages, grow, asked: () => asked, forgetAll: () => events.splice(0) };
};

describe('the pages of a process', () => {
  it('are read once for a group that looks often and one that looks a moment later', async () => {
    const { pages, grow, asked } = openLog();
    let after: bigint | null = null;
    for (let look = 0; look < 5; look += 1) {
      grow(3);
      after = (await pages.page(after, pages.mark())).next;
    }
    const all = await pages.page(null, 0);
    expect(all.events.map(({ position }) => Number(position))).toEqual(Array.from({ length: 15 }, (_, at) => at));
    expect(all).toMatchObject({ next: after, end: true });
    expect(asked()).toBe(5);
  });

  it('end only where nothing came since: who was rung for later reads on', async () => {
    const { pages, grow } = openLog();
    grow(2);
    const { next } = await pages.page(null, pages.mark());
    grow(1);
    expect(await pages.page(null, pages.mark())).toMatchObject({ next, end: false });
    expect((await pages.page(next, pages.mark())).events).toHaveLength(1);
  });

  it('stay bounded: who is far behind asks the log again', async () => {
    const { pages, grow, asked } = openLog();
    grow(5 * PAGE_EVENTS);
    let after: bigint | null = null;
    for (let page = 0; page < 5; page += 1) after = (await pages.page(after, 0)).next;
    expect((await pages.page(null, 0)).events[0]?.position).toBe(0n);
    expect(asked()).toBe(6);
  });

  it('are forgotten for whoever begins, as the log may be another one by then', async () => {
    const { pages, grow, forgetAll } = openLog();
    grow(3);
    await pages.page(null, pages.mark());
    forgetAll();
    pages.forget();
    expect((await pages.page(null, pages.mark())).events).toEqual([]);
  });
});
