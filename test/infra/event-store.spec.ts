// The wrapper around the official client where the store itself answers oddly, is misused, or the client breaks.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancelledError, EventStoreDBClient, UnavailableError } from '@eventstore/db-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type EmbeddedStore, openEmbeddedStore } from '../../infra/embedded-store/open.ts';
import type { Answer } from '../../infra/event-store/append-messages.ts';
import { createAppending } from '../../infra/event-store/appending.ts';
import { type AppendOnce, createBatchAppend } from '../../infra/event-store/batch-append.ts';
import type { Connections } from '../../infra/event-store/client.ts';
import { openEventStore } from '../../infra/event-store/event-store.ts';
import { faultOf, TimeLimitError } from '../../infra/event-store/fault.ts';
import { appendedAt, eventsOf, freshStream, idsOf, until } from '../support/logs.ts';

const dir = mkdtempSync(join(tmpdir(), 'event-store-'));
let store: EmbeddedStore;
let client: EventStoreDBClient;

beforeAll(async () => {
  store = await openEmbeddedStore({ dir });
  client = EventStoreDBClient.connectionString(store.url);
});

afterAll(async () => {
  await client.dispose();
  await store.close();
  rmSync(dir, { recursive: true });
});

const openLog = (options: Partial<Parameters<typeof openEventStore>[0]> = {}) => {
  const log = openEventStore({ url: store.url, ...options });
  onTestFinished(() => log.close());
  return log;
};

type Trouble = (real: AppendOnce, ...call: Parameters<AppendOnce>) => Promise<Answer>;

/** The real store, whose answers to the first appends are replaced by what a store in trouble answers. */
const answering = (...answers: readonly Trouble[]) => {
  const left = [...answers];
  const real = createBatchAppend(client);
  const connections: Connections = {
    append: (...call) => (left.shift() ?? ((_, ...same) => real(...same)))(real, ...call),
    ...{ source: { client, underway: new Set() }, closed: () => false, close: async () => {} },
  };
  return { append: createAppending({ connections, timeoutMs: 2_000, trouble: () => {} }) };
};

const lost = new UnavailableError({ ...new Error('read ECONNRESET'), code: 14 } as never);
const writtenButUnanswered: Trouble = async (real, ...call) => {
  await real(...call);
  throw lost;
};
const refused: Trouble = async () => ({ is: 'conflict', actual: 1n });

test('a conflict with the own, unanswered try counts as appended', async () => {
  const [stream, events] = [freshStream(), eventsOf(2)];
  const { append } = answering(writtenButUnanswered, refused);
  const { revision, position } = await appendedAt(append(stream, null, events));
  const stored = await openLog().read(stream);
  expect(idsOf(stored)).toEqual(idsOf(events));
  expect([revision, position]).toEqual([1n, stored[1]?.position]);
});

test('a conflict after an unanswered try with the events of somebody else is a conflict', async () => {
  const stream = freshStream();
  const { append } = answering(async () => {
    await openLog().append(stream, null, eventsOf(2));
    throw lost;
  });
  expect(await append(stream, null, eventsOf(1))).toEqual({ appended: false, why: 'conflict', actual: 1n });
});

test('an append that is answered without a position is looked up', async () => {
  const stream = freshStream();
  const { append } = answering(async (real, ...call) => {
    const answer = await real(...call);
    return answer.is === 'written' ? { ...answer, position: undefined } : answer;
  });
  const { position } = await appendedAt(append(stream, null, eventsOf(3)));
  expect(position).toBe((await openLog().read(stream)).at(-1)?.position);
});

test('a store that says it is not ready is asked again', async () => {
  const notReady: Trouble = async () => ({ is: 'unanswered', why: 'Server Is Not Ready' });
  const { append } = answering(notReady, notReady);
  expect(await append(freshStream(), null, eventsOf(1))).toMatchObject({ appended: true, revision: 0n });
});

test('what the store can never take is an error at once', async () => {
  const { append } = answering(async () => ({ is: 'impossible', why: 'MaximumAppendSizeExceeded' }));
  await expect(append(freshStream(), null, eventsOf(1))).rejects.toThrow('MaximumAppendSizeExceeded');
});

test('an outage is recognised in every form in which it comes', () => {
  const forms = [
    ...[lost, new CancelledError({ ...new Error('cancelled'), code: 1 } as never), new TimeLimitError('late')],
    Object.assign(new Error('14 UNAVAILABLE: No connection established'), { code: 14 }),
    ...['unavailable', 'cancelled', 'deadline-exceeded', 'not-leader', 'timeout', 'unknown'].map((type) => ({ type })),
  ];
  expect(forms.map(faultOf)).toEqual(forms.map(() => 'passing'));
  const others = [{ type: 'access-denied' }, { type: 'unknown', code: 3 }, { code: 12 }, new TypeError('a bug'), null];
  expect(others.map(faultOf)).toEqual(others.map(() => 'lasting'));
});

test('a stream that somebody has deleted is an error that cannot be overlooked', async () => {
  const [log, stream] = [openLog(), freshStream()];
  await log.append(stream, null, eventsOf(1));
  await client.tombstoneStream(stream);
  await expect(log.read(stream)).rejects.toMatchObject({ code: 'stream-deleted' });
  await expect(log.append(stream, 0n, eventsOf(1))).rejects.toMatchObject({ code: 'stream-deleted' });
});

test('many events that come at once ring the bell a few times', async () => {
  const log = openLog();
  let [rings, rungAt] = [0, 0];
  const following = await log.follow(() => {
    rings += 1;
    rungAt = performance.now();
  });
  await until(() => rings > 0);
  const before = rings;
  await log.append(freshStream(), null, eventsOf(400));
  await until(() => rings > before && performance.now() - rungAt > 200);
  await following.close();
  expect(rings - before).toBeLessThan(100);
});

test('a follower who throws when rung ends the process, and the others are rung', async () => {
  const met: unknown[] = [];
  const log = openLog({ fatal: (error) => void met.push(error) });
  const bug = new Error('a bug of the follower');
  let rings = 0;
  await log.follow(() => {
    throw bug;
  });
  await log.follow(() => {
    rings += 1;
  });
  await until(() => rings > 0);
  expect(met[0]).toBe(bug);
});

test('a store that breaks leaves the appends to another one alone', async () => {
  const other = await openEmbeddedStore({ dir: join(dir, 'other') });
  const [log, breaking] = [openLog(), openLog({ url: other.url, timeoutMs: 300 })];
  await breaking.append(freshStream(), null, eventsOf(1));
  const stream = freshStream();
  const appends = Array.from({ length: 20 }, (_, at) => log.append(`${stream}${at}`, null, eventsOf(1)));
  await other.close();
  expect(await breaking.append(freshStream(), null, eventsOf(1))).toEqual({ appended: false, why: 'unknown' });
  expect(await Promise.all(appends)).toEqual(appends.map(() => expect.objectContaining({ appended: true })));
});

test('a log that was closed says so', async () => {
  const [log, second] = [openLog(), openLog()];
  await log.close();
  await expect(log.read(freshStream())).rejects.toMatchObject({ code: 'log-unavailable' });
  await expect(log.append(freshStream(), null, eventsOf(1))).rejects.toMatchObject({ code: 'log-unavailable' });
  expect(await second.read(freshStream())).toEqual([]);
});

test('an exception out of a callback of the client ends the process with one line and code 70', () => {
  const program = `
    import { exitOnClientFault } from './infra/event-store/client-fault.ts';
    exitOnClientFault();
    setTimeout(() => {}, 60_000);
    setImmediate(() => { throw new TypeError('undefined is not iterable ${randomUUID()}'); });`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: join(import.meta.dirname, '..', '..') });
  const lines = stdout.toString().trim().split('\n');
  expect(status).toBe(70);
  expect(lines.length).toBe(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 60, err: { type: 'TypeError' } });
});
