// What only the log in memory can do, for the simulation: be put back to a backup, answer at once, and forbid changes to the past.
import { expect, test } from 'vitest';
import { eventsOf, freshStream, idsOf, until } from '../support/logs.ts';
import { createMemoryLog } from '../support/memory-log.ts';

test('a restored log holds what its backup held, goes on from there, and rings', async () => {
  const log = createMemoryLog();
  const [kept, lost, stream] = [eventsOf(2), eventsOf(2), freshStream()];
  log.atOnce.append(stream, null, kept);
  const backup = log.snapshot();
  const after = log.atOnce.append(stream, 1n, lost);
  log.atOnce.append(freshStream(), null, eventsOf(1));
  let rings = 0;
  await log.follow(() => {
    rings += 1;
  });
  await until(() => rings === 1);
  log.restore(backup);
  await until(() => rings === 2);
  expect(idsOf(log.atOnce.read(stream))).toEqual(idsOf(kept));
  expect(idsOf(log.atOnce.page(null, 10).events)).toEqual(idsOf(kept));
  expect(log.atOnce.append(stream, 1n, eventsOf(2))).toEqual(after);
  log.restore(backup);
  expect(idsOf(log.atOnce.read(stream))).toEqual(idsOf(kept));
});

test('nobody can change what has happened', () => {
  const log = createMemoryLog();
  const list: unknown[] = [1, { deep: 2 }];
  log.atOnce.append('household-1', null, eventsOf(1, { data: { list } }));
  list.push('later');
  const data = log.atOnce.read('household-1')[0]?.data as { list: [number, { deep: number }] };
  expect(data).toEqual({ list: [1, { deep: 2 }] });
  expect(() => {
    data.list[1].deep = 3;
  }).toThrow(TypeError);
});

test('events are stored at the time that the given clock shows, in whole milliseconds', () => {
  let now = 1_000.7;
  const log = createMemoryLog({ now: () => now });
  log.atOnce.append('household-1', null, eventsOf(1));
  now = 2_000;
  log.atOnce.append('household-1', 0n, eventsOf(1));
  expect(log.atOnce.read('household-1').map(({ storedAtMs }) => storedAtMs)).toEqual([1_000, 2_000]);
});
