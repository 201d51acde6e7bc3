// How every log (事件日志) is followed: page by page in one order, woken by a bell; the second half of event-log.contract.ts.
import { expect, test } from 'vitest';
import type { EventLog, StoredEvent } from '../../domain/kernel/event-log.ts';
import { appendedAt, eventsOf, freshStream, idsOf, pageAll, until } from '../support/logs.ts';

/** The log's present end, found by writing there. */
const endOf = async (log: EventLog): Promise<bigint> =>
  (await appendedAt(log.append(freshStream(), null, eventsOf(1)))).position;

export const pagingContract = (log: () => EventLog, writeSystemEvent: () => Promise<void>) => {
  test('pages of whatever size give every event once, in the order of their positions', async () => {
    const start = await endOf(log());
    const streams = [freshStream(), freshStream(), freshStream()];
    for (const [index, stream] of streams.entries()) await log().append(stream, null, eventsOf(index + 2));
    const whole = await pageAll(log(), start, 100);
    const own = await Promise.all(streams.map((stream) => log().read(stream)));
    expect(whole).toEqual(own.flat());
    for (const max of [1, 2, 9]) expect(await pageAll(log(), start, max)).toEqual(whole);
    const positions = whole.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => (a < b ? -1 : 1)));
    expect(positions.every((position) => position > start)).toBe(true);
  });

  test('a page holds at most what was asked, and says where to go on and when nothing more is there', async () => {
    const start = await endOf(log());
    await log().append(freshStream(), null, eventsOf(3));
    const first = await log().page(start, 2);
    expect(first.events.length).toBe(2);
    expect(first).toMatchObject({ end: false, next: first.events[1]?.position });
    const second = await log().page(first.next, 2);
    expect(second.events.length).toBe(1);
    expect(second.next).toBe(second.events[0]?.position);
    expect(await log().page(second.next, 2)).toEqual({ events: [], end: true, next: second.next });
  });

  test('the whole log begins with its first event', async () => {
    const first = await log().page(null, 50);
    expect(first.events[0]?.revision).toBe(0n);
    expect(first.next).not.toBeNull();
    const second = await log().page(first.next, 1);
    expect(idsOf(first.events)).not.toContain(second.events[0]?.id);
    for (const max of [0, -1, 0.5]) await expect(log().page(null, max)).rejects.toThrow(RangeError);
  });

  test("the store's own events are left out, and passed over", async () => {
    const start = await endOf(log());
    await log().append(freshStream(), null, eventsOf(1));
    for (let count = 0; count < 3; count += 1) await writeSystemEvent();
    await log().append(freshStream(), null, eventsOf(1));
    const all = await pageAll(log(), start, 1);
    expect(all.map(({ type }) => type)).toEqual(['household.Registered', 'household.Registered']);
    expect((await log().page(all[0]?.position ?? null, 3)).next).toBeGreaterThan(all[0]?.position ?? 0n);
  });

  test('what is appended at once stands together, whoever writes at the same time', async () => {
    const start = await endOf(log());
    await Promise.all(Array.from({ length: 40 }, () => log().append(freshStream(), null, eventsOf(5))));
    const streams = (await pageAll(log(), start, 64)).map(({ stream }) => stream);
    const changes = streams.filter((stream, index) => stream !== streams[index - 1]);
    expect(streams.length).toBe(200);
    expect(changes.length).toBe(40);
  });
};

export const ringingContract = (log: () => EventLog) => {
  test('the bell rings at the start and after every event, for each follower until he leaves', async () => {
    const rings = { one: 0, other: 0 };
    const one = await log().follow(() => (rings.one += 1));
    const other = await log().follow(() => (rings.other += 1));
    await until(() => rings.one > 0 && rings.other > 0);
    await log().append(freshStream(), null, eventsOf(1));
    const before = { ...rings };
    await log().append(freshStream(), null, eventsOf(1));
    await until(() => rings.one > before.one && rings.other > before.other);
    await other.close();
    const left = { ...rings };
    await log().append(freshStream(), null, eventsOf(1));
    await until(() => rings.one > left.one);
    expect(rings.other).toBe(left.other);
    await one.close();
  });

  test('a reader who turns a page at each ring misses nothing', async () => {
    let next: bigint | null = await endOf(log());
    const seen: StoredEvent[] = [];
    let turning = Promise.resolve();
    const turn = async () => {
      for (let end = false; !end; ) {
        const page = await log().page(next, 16);
        seen.push(...page.events);
        ({ next, end } = page);
      }
    };
    const following = await log().follow(() => {
      turning = turning.then(turn);
    });
    const streams = Array.from({ length: 20 }, freshStream);
    for (const stream of streams) await log().append(stream, null, eventsOf(3));
    await until(() => seen.length === 60);
    await following.close();
    await turning;
    expect(seen.map(({ stream }) => stream)).toEqual(streams.flatMap((stream) => [stream, stream, stream]));
  });
};
