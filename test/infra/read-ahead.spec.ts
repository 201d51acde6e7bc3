// A feeder's next page is fetched before it asks, and never makes it believe that the log has ended where it went on.
import { expect, test } from 'vitest';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import { createReadAhead } from '../../infra/event-store/read-ahead.ts';
import { eventsOf, freshStream, idsOf, pageAll } from '../support/logs.ts';
import { createMemoryLog } from '../support/memory-log.ts';

/** A log of so many events, read ahead, and the pages that were asked of it. */
const readingAhead = (count: number) => {
  const log = createMemoryLog();
  const write = (more: number) => log.atOnce.append(freshStream(), null, eventsOf(more));
  write(count);
  const asked: string[] = [];
  const noted =
    (kind: string): EventLog['page'] =>
    async (after, max) => {
      asked.push(`${kind} ${after}`);
      return log.page(after, max);
    };
  const page = createReadAhead(noted('asked'), noted('ahead'));
  return { log, write, asked, page };
};

test('the page after a full one is there before it is asked for, each page read once', async () => {
  const { log, asked, page } = readingAhead(7);
  const all = log.atOnce.page(null, 100).events;
  expect(await pageAll({ ...log, page }, null, 3)).toEqual(all);
  const [third, sixth] = [all[2]?.position, all[5]?.position];
  expect(asked).toEqual(['asked null', `ahead ${third}`, `ahead ${sixth}`, `asked ${all[6]?.position}`]);
});

test('what was appended after the early reading is neither missed nor denied', async () => {
  const { log, write, page } = readingAhead(5);
  const first = await page(null, 3);
  write(4);
  const second = await page(first.next, 3);
  expect(second).toMatchObject({ end: false });
  const rest = await pageAll({ ...log, page }, second.next, 3);
  const all = log.atOnce.page(null, 100).events;
  expect(idsOf([...first.events, ...second.events, ...rest])).toEqual(idsOf(all));
});

test('an early page that found nothing is read again', async () => {
  const { write, page } = readingAhead(3);
  const first = await page(null, 3);
  write(2);
  expect(await page(first.next, 3)).toMatchObject({ end: true, events: [{}, {}] });
});

test('readers at several places do not get one another’s pages, and an early failure is nobody’s', async () => {
  const log = createMemoryLog();
  log.atOnce.append(freshStream(), null, eventsOf(40));
  const failing: EventLog['page'] = async () => {
    throw new Error('the store is away');
  };
  for (const early of [log.page, failing]) {
    const page = createReadAhead(log.page, early);
    const read = (max: number) => pageAll({ ...log, page }, null, max);
    const all = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(read));
    for (const events of all) expect(events).toEqual(log.atOnce.page(null, 100).events);
  }
});
