// The wrapper in every weather that production knows: no acknowledged event is lost, none is there twice, and readers hear of all.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openEmbeddedStore } from '../../infra/embedded-store/open.ts';
import { type EventStore, openEventStore } from '../../infra/event-store/event-store.ts';
import { type Reader, startReader, startWriters, type Writers } from '../support/log-load.ts';
import { appendedAt, eventsOf, freshStream, idsOf, pageAll, until } from '../support/logs.ts';
import { startStoreProcess } from '../support/store-process.ts';

const freshDir = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'event-store-weather-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
};

/** A store whose weather the spec makes, the wrapper over it, and what the wrapper met. */
const openStore = async ({ timeoutMs = 10_000 } = {}) => {
  const dir = freshDir();
  let store = await openEmbeddedStore({ dir, weather: true });
  const troubles: string[] = [];
  const trouble = (during: string, error: unknown) => {
    troubles.push(`${during}: ${(error as Error).message}`);
  };
  const log = openEventStore({ url: store.url, timeoutMs, trouble });
  onTestFinished(async () => {
    store.weather.thaw();
    await log.close();
    await store.close();
  });
  const reopen = async (weather: boolean | { readonly notReadyMs: number } = true): Promise<void> => {
    store = await openEmbeddedStore({ dir, port: store.port, weather });
  };
  return { log, troubles, weather: () => store.weather, reopen };
};

/** What must be true of any log after any weather. */
const expectWhole = async (log: EventStore, { acknowledged }: Writers, reader: Reader): Promise<void> => {
  const all = await pageAll(log, null, 1_000);
  await until(() => reader.seen.length === all.length);
  await reader.close();
  expect(reader.seen).toEqual(all);
  const ids = idsOf(all);
  expect(new Set(ids).size).toBe(ids.length);
  expect(acknowledged.filter((id) => !new Set(ids).has(id))).toEqual([]);
  const next = new Map<string, bigint>();
  for (const { stream, revision } of all) {
    expect(revision).toBe(next.get(stream) ?? 0n);
    next.set(stream, revision + 1n);
  }
};

/** The bell rings for each event, far sooner than the slow bell that rings anyway would on average. */
const expectPrompt = async (log: EventStore): Promise<void> => {
  let rings = 0;
  const following = await log.follow(() => {
    rings += 1;
  });
  await until(() => rings > 0);
  const began = performance.now();
  for (let count = 0; count < 10; count += 1) {
    const before = rings;
    await log.append(freshStream(), null, eventsOf(1));
    await until(() => rings > before);
  }
  expect(performance.now() - began).toBeLessThan(3_000);
  await following.close();
};

test('a store frozen for less than the limit: what was asked meanwhile is there once', async () => {
  const { log, weather, troubles } = await openStore({ timeoutMs: 4_500 });
  const [stream, events] = [freshStream(), eventsOf(2)];
  await log.append(freshStream(), null, eventsOf(1));
  await weather().freeze(1_700);
  const reading = log.read(stream);
  expect(await log.append(stream, null, events)).toMatchObject({ appended: true, revision: 1n });
  expect(troubles.some((met) => met.startsWith('append: no answer within'))).toBe(true);
  await reading;
  expect(idsOf(await log.read(stream))).toEqual(idsOf(events));
});

test('a store frozen for longer: the outcome is unknown until the same events are appended again', async () => {
  const { log, weather } = await openStore({ timeoutMs: 700 });
  const [stream, events] = [freshStream(), eventsOf(2)];
  await log.append(freshStream(), null, eventsOf(1));
  const reader = await startReader(log, null);
  await weather().freeze(20_000);
  const began = performance.now();
  const [answer] = await Promise.all([
    log.append(stream, null, events),
    expect(log.read(stream)).rejects.toMatchObject({ name: 'LogUnavailableError', code: 'log-unavailable' }),
    expect(log.page(null, 10)).rejects.toMatchObject({ name: 'LogUnavailableError' }),
  ]);
  expect(answer).toEqual({ appended: false, why: 'unknown' });
  expect(performance.now() - began).toBeGreaterThanOrEqual(695);
  expect(await log.ready()).toBe(false);
  const rings = reader.rings();
  await until(() => reader.rings() > rings + 1, 3_000);
  weather().thaw();
  await reader.close();
  await until(async () => (await log.append(stream, null, events)).appended);
  await until(() => log.ready());
  expect(idsOf(await pageAll(log, null, 100)).filter((id) => idsOf(events).includes(id))).toEqual(idsOf(events));
});

test.each([true, false])(
  'a store that dies at a commit, written %s: the append succeeds and is there once',
  async (written) => {
    const { log, weather, reopen } = await openStore();
    const [stream, opening, events] = [freshStream(), eventsOf(1), eventsOf(3)];
    await log.append(stream, null, opening);
    const died = weather().die({ written });
    const answer = log.append(stream, 0n, events);
    await died;
    await reopen();
    const { revision, position } = await appendedAt(answer);
    const stored = await log.read(stream);
    expect(idsOf(stored)).toEqual(idsOf([...opening, ...events]));
    expect({ revision, position }).toEqual({ revision: 3n, position: stored[3]?.position });
  },
);

test('a store that is not ready after its restart: everybody waits and is served', async () => {
  const { log, weather, reopen, troubles } = await openStore();
  const writers = startWriters(log, 8);
  const reader = await startReader(log, null);
  await until(() => writers.acknowledged.length > 50);
  await weather().die({ written: true });
  await reopen({ notReadyMs: 400 });
  const before = writers.acknowledged.length;
  await until(() => writers.acknowledged.length > before + 50);
  await writers.stop();
  expect(troubles.some((met) => met.includes('Server Is Not Ready'))).toBe(true);
  expect(writers.unknown()).toBe(0);
  await expectWhole(log, writers, reader);
});

test('a leader that changes under load: nothing is lost, nothing repeated, and the bell rings on', async () => {
  const { log, weather, troubles } = await openStore();
  const writers = startWriters(log, 16);
  const reader = await startReader(log, null);
  for (const written of [true, false, true, false]) {
    const before = writers.acknowledged.length;
    await until(() => writers.acknowledged.length > before + 50);
    await weather().changeLeader({ ms: written ? 150 : 0, written });
  }
  await writers.stop();
  await expectPrompt(log);
  expect(troubles.some((met) => met.startsWith('append: '))).toBe(true);
  expect(troubles.some((met) => met.startsWith('follow: '))).toBe(true);
  expect(writers.unknown()).toBe(0);
  await expectWhole(log, writers, reader);
});

test('live subscriptions aborted in bursts: a reader still sees everything in order', async () => {
  const { log, troubles } = await openStore();
  const writers = startWriters(log, 2);
  const reader = await startReader(log, null);
  for (let burst = 0; burst < 6; burst += 1) {
    await Promise.all(Array.from({ length: 8 }, () => log.append(freshStream(), null, eventsOf(100))));
  }
  await writers.stop();
  expect(troubles.some((met) => met.includes('Consumer too slow'))).toBe(true);
  await expectPrompt(log);
  await expectWhole(log, writers, reader);
  expect(reader.seen.length).toBeGreaterThan(4_800);
});

test('a store process killed under load and started again: nothing is lost and nothing is there twice', async () => {
  const dir = freshDir();
  const first = await startStoreProcess(dir);
  const log = openEventStore({ url: first.url });
  const writers = startWriters(log, 16);
  const reader = await startReader(log, null);
  await until(() => writers.acknowledged.length > 200);
  await first.kill();
  const second = await openEmbeddedStore({ dir, port: first.port });
  onTestFinished(() => log.close().then(second.close));
  const before = writers.acknowledged.length;
  await until(() => writers.acknowledged.length > before + 100);
  await writers.stop();
  expect(writers.unknown()).toBe(0);
  await expectWhole(log, writers, reader);
});

test('a store killed while frozen under far more than its connection holds: the process lives, all is written', async () => {
  const dir = freshDir();
  const first = await startStoreProcess(dir);
  const log = openEventStore({ url: first.url });
  await log.append(freshStream(), null, eventsOf(1));
  first.freeze();
  const large = { data: { text: 'x'.repeat(20_000) } };
  const answers = Array.from({ length: 100 }, () => log.append(freshStream(), null, eventsOf(1, large)));
  // A frozen store lets a read stand still: by then the appends have filled the connection.
  expect(await log.ready()).toBe(false);
  await first.kill();
  const second = await openEmbeddedStore({ dir, port: first.port });
  onTestFinished(() => log.close().then(second.close));
  expect((await Promise.all(answers)).filter(({ appended }) => !appended)).toEqual([]);
  expect((await pageAll(log, null, 100)).length).toBe(101);
});
