/** The weather of production, on demand: what a client of the embedded store meets is what the real one's clients met. */
import { END, type EventStoreDBClient, NO_STREAM, type StreamSubscription } from '@eventstore/db-client';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openEmbeddedStore } from '../../../infra/embedded-store/open.ts';
import { until } from '../../support/waiting.ts';
import { collected, connect, events, failureOf, newStream, openStore, revisionsOf, settled } from './stores.ts';

const store = await openStore({ weather: true });
const { client, weather } = store;
afterAll(store.end);

const warm = async (connected: EventStoreDBClient): Promise<void> => {
  await connected.appendToStream(newStream(), events(1));
};

test('a frozen store leaves appends pending for as long as it likes; thawed, it writes those still in time', async () => {
  await warm(client);
  await weather.freeze(60_000);
  const stream = newStream();
  const append = client.appendToStream(stream, events(2));
  const reading = collected(client.readAll({ maxCount: 1 }));
  await until(async () => !(await settled(append)) && !(await settled(reading)));
  weather.thaw();
  expect(await append).toMatchObject({ nextExpectedRevision: 1n });
  expect(await reading).toHaveLength(1);
});

test('an append whose deadline has passed when the store thaws is answered so, and not written', async () => {
  await warm(client);
  await weather.freeze(60_000);
  const streams = Array.from({ length: 200 }, newStream);
  const appends = streams.map((stream) => failureOf(client.appendToStream(stream, events(1), { deadline: 50 })));
  const last = performance.now();
  await until(() => performance.now() - last > 100);
  weather.thaw();
  const outcomes = await Promise.all(appends);
  expect(new Set(outcomes.map(({ name }) => name))).toEqual(new Set(['DeadlineExceededError']));
  for (const stream of streams.slice(0, 20))
    expect(await failureOf(revisionsOf(client, stream))).toMatchObject({ name: 'StreamNotFoundError' });
});

const diedIn = async (written: boolean) => {
  const before = await openStore({ weather: true });
  await warm(before.client);
  const [stream, three] = [newStream(), events(3)];
  const death = before.weather.die({ written });
  const failure = await failureOf(before.client.appendToStream(stream, three, { expectedRevision: NO_STREAM }));
  await death;
  return { before, stream, three, failure };
};

test.each([
  [true, [0, 1, 2]],
  [false, undefined],
])('a store that dies between write and answer: no caller can tell that it is there (%s)', async (written, there) => {
  const { before, stream, three, failure } = await diedIn(written);
  onTestFinished(before.end);
  expect(failure).toMatchObject({ name: 'UnavailableError', message: expect.stringContaining('ECONNRESET') });
  const after = await openEmbeddedStore({ dir: before.dir, port: before.port });
  onTestFinished(after.close);
  const later = connect(after.url);
  onTestFinished(() => later.dispose());
  const found = await failureOf(revisionsOf(later, stream));
  expect(found.message).toEqual(there ? JSON.stringify(there) : `${stream} not found`);
  const again = await later.appendToStream(stream, three, { expectedRevision: NO_STREAM });
  expect(again).toMatchObject({ success: true, nextExpectedRevision: 2n });
  expect(await revisionsOf(later, stream)).toEqual([0, 1, 2]);
});

test('one outage shows three kinds of error, and then it is over', async () => {
  const { before, failure } = await diedIn(true);
  onTestFinished(before.end);
  expect(failure).toMatchObject({ name: 'UnavailableError' });
  expect(await failureOf(before.client.appendToStream(newStream(), events(1)))).toEqual({
    name: 'Error',
    message: expect.stringContaining('14 UNAVAILABLE: No connection established') as unknown,
  });
  const after = await openEmbeddedStore({ dir: before.dir, port: before.port, weather: { notReadyMs: 2500 } });
  onTestFinished(after.close);
  const met: string[] = [];
  await until(async () => {
    const { name, message } = await failureOf(before.client.appendToStream(newStream(), events(1)));
    met.push(`${name}: ${message}`);
    return name === 'no error';
  });
  expect(met).toContain('UnknownError: Could not recognize Server Is Not Ready');
});

test('a store that is not ready answers nobody, by whatever call', async () => {
  const elsewhere = connect(store.url);
  await warm(elsewhere);
  await weather.notReady(700);
  const credentials = { username: 'admin', password: 'changeit' };
  expect(await failureOf(elsewhere.appendToStream(newStream(), events(1)))).toEqual({
    name: 'UnknownError',
    message: 'Could not recognize Server Is Not Ready',
  });
  for (const attempt of [
    () => collected(elsewhere.readAll({ maxCount: 1 })),
    () => collected(elsewhere.readStream(newStream())),
    () => elsewhere.deleteStream(newStream()),
    () => elsewhere.appendToStream(newStream(), events(1), { credentials }),
  ])
    expect(await failureOf(attempt())).toEqual({
      name: 'UnavailableError',
      message: '14 UNAVAILABLE: Server Is Not Ready',
    });
  await until(async () => (await failureOf(elsewhere.appendToStream(newStream(), events(1)))).name === 'no error');
  await elsewhere.dispose();
});

const live = async (stream: string) => {
  const subscription: StreamSubscription = client.subscribeToStream(stream, { fromRevision: END });
  const errors: Error[] = [];
  let count = 0;
  subscription.on('data', () => count++);
  subscription.on('error', (error) => void errors.push(error));
  await new Promise<void>((resolve) => subscription.on('caughtUp', resolve));
  return { errors, count: () => count };
};

const TOO_SLOW =
  '10 ABORTED: Operation timed out: Consumer too slow to handle event while live. Client resubscription required.';

test('a live subscription is aborted in a burst, however fast its reader is', async () => {
  const stream = newStream();
  const subscriber = await live(stream);
  await client.appendToStream(stream, events(90));
  await until(() => subscriber.count() === 90);
  expect(subscriber.errors).toEqual([]);
  await client.appendToStream(stream, events(150));
  await until(() => subscriber.errors.length > 0);
  expect(subscriber.errors.map(({ message }) => message)).toEqual([TOO_SLOW]);
});

test('live subscriptions can be told to bear any burst, and be aborted at a word', async () => {
  const stream = newStream();
  const subscriber = await live(stream);
  await weather.bursts(null);
  await client.appendToStream(stream, events(1500));
  await until(() => subscriber.count() === 1500);
  await weather.bursts(100);
  await weather.abortSubscriptions();
  await until(() => subscriber.errors.length > 0);
  expect(subscriber.errors.map(({ message }) => message)).toEqual([TOO_SLOW]);
});

test.each([true, false])(
  'when the leader changes, what is in flight fails, written or not (%s), subscriptions end, and then all works again',
  async (written) => {
    const subscriber = await live(newStream());
    const [stream, two] = [newStream(), events(2)];
    await weather.freeze(60_000);
    const change = weather.changeLeader({ written });
    const append = failureOf(client.appendToStream(stream, two, { expectedRevision: NO_STREAM }));
    weather.thaw();
    await change;
    const failure = await append;
    expect(['NotLeaderError', ...(written ? [] : ['no error', 'UnavailableError'])]).toContain(failure.name);
    await until(() => subscriber.errors.length > 0);
    expect(subscriber.errors[0]?.message).toContain('UNAVAILABLE');
    const again = await client.appendToStream(stream, two, { expectedRevision: NO_STREAM });
    expect(again).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(await revisionsOf(client, stream)).toEqual([0, 1]);
  },
);

test('while nobody leads, every write is told so', async () => {
  const elsewhere = connect(store.url);
  await warm(elsewhere);
  await weather.changeLeader({ ms: 400 });
  expect(await failureOf(elsewhere.appendToStream(newStream(), events(1)))).toMatchObject({ name: 'NotLeaderError' });
  await until(async () => (await failureOf(elsewhere.appendToStream(newStream(), events(1)))).name === 'no error');
  await elsewhere.dispose();
});

test('a store opened without weather has none', async () => {
  const calm = await openStore();
  onTestFinished(calm.end);
  await expect(calm.weather.freeze(1)).rejects.toThrow('without weather');
  await expect(calm.weather.die({ written: true })).rejects.toThrow('without weather');
});
