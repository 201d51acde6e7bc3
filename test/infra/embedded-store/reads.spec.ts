/** What a reader of the embedded store is shown, and what it is told that cannot be had. */
import {
  BACKWARDS,
  END,
  eventTypeFilter,
  FORWARDS,
  type Position,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  UnknownError,
  UnsupportedError,
} from '@eventstore/db-client';
import { afterAll, expect, test } from 'vitest';
import { collected, events, failureOf, newStream, openStore, positionOf, revisionsOf } from './stores.ts';

const store = await openStore();
const { client } = store;
afterAll(store.end);

const at = (commit: bigint): Position => ({ commit, prepare: commit });
const types = async (options: Parameters<typeof client.readAll>[0]) =>
  (await collected(client.readAll(options))).map(({ event }) => event?.type);

test('reading all ignores a filter: everything comes, and the reader sorts it out', async () => {
  await client.appendToStream(newStream(), [...events(1, 'person.Born'), ...events(1, 'person.Moved')]);
  const filter = eventTypeFilter({ prefixes: ['person.Born'] });
  const all = await collected(client.readAll({ filter } as Parameters<typeof client.readAll>[0]));
  expect(all.map(({ event }) => event?.type)).toContain('person.Moved');
});

test('commit and prepare position are one, each event has its own, and they have gaps', async () => {
  await client.appendToStream(newStream(), events(50));
  const all = await collected(client.readAll());
  const positions = all.map(positionOf);
  expect(all.every(({ event }) => event?.position?.commit === event?.position?.prepare)).toBe(true);
  expect(positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0n) + 1n)).toBe(true);
});

test('from a position, reading forwards begins with its event, backwards with the one before', async () => {
  const stream = newStream();
  for (const type of ['a.First', 'a.Second', 'a.Third']) await client.appendToStream(stream, events(1, type));
  const [, second, third] = (await collected(client.readStream(stream))).map(
    ({ event }) => event?.position?.commit ?? 0n,
  );
  expect(await types({ fromPosition: at(second ?? 0n), maxCount: 9 })).toEqual(['a.Second', 'a.Third']);
  expect(await types({ fromPosition: at(third ?? 0n), direction: BACKWARDS, maxCount: 2 })).toEqual([
    'a.Second',
    'a.First',
  ]);
  expect(await types({ fromPosition: END, direction: BACKWARDS, maxCount: 1 })).toEqual(['a.Third']);
  expect(await types({ fromPosition: END, maxCount: 1 })).toEqual([]);
  expect(await types({ fromPosition: START, direction: BACKWARDS, maxCount: 1 })).toEqual([]);
});

test('between two events and behind the end there is no position to begin with', async () => {
  const { position } = await client.appendToStream(newStream(), events(2));
  const last = position?.commit ?? 0n;
  await client.appendToStream(newStream(), events(1));
  const reading = (fromPosition: Position, direction: typeof FORWARDS | typeof BACKWARDS) =>
    failureOf(collected(client.readAll({ fromPosition, direction, maxCount: 1 })));
  for (const direction of [FORWARDS, BACKWARDS] as const)
    expect(await reading(at(last + 1n), direction)).toMatchObject({ name: 'UnknownError' });
  expect(await reading(at(last + 1_000_000n), BACKWARDS)).toMatchObject({ name: 'UnknownError' });
  expect(await reading(at(last + 1_000_000n), FORWARDS)).toMatchObject({ message: '[]' });
});

test('a page of nothing is refused', async () => {
  await expect(collected(client.readAll({ maxCount: 0 }))).rejects.toBeInstanceOf(UnknownError);
});

test('of the metadata of a stream the last version is shown, and all of them in $all', async () => {
  const stream = newStream();
  for (const maxCount of [3, 2, 1]) await client.setStreamMetadata(stream, { maxCount });
  expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { maxCount: 1 } });
  expect(await revisionsOf(client, `$$${stream}`)).toEqual([2]);
  const all = await collected(client.readAll());
  expect(all.filter(({ event }) => event?.streamId === `$$${stream}`)).toHaveLength(3);
});

test('metadata with an impossible value hides nothing', async () => {
  const stream = newStream();
  await client.appendToStream(stream, events(3));
  for (const metadata of [{ maxCount: 0 }, { maxCount: 1, maxAge: -1 }, { truncateBefore: -3 }]) {
    await client.setStreamMetadata(stream, metadata);
    expect(await revisionsOf(client, stream)).toEqual([0, 1, 2]);
  }
});

test('a deleted stream that begins again says in its metadata from where on', async () => {
  const stream = newStream();
  await client.appendToStream(stream, events(3));
  await client.setStreamMetadata(stream, { region: '渝' });
  await client.deleteStream(stream);
  await client.appendToStream(stream, events(2));
  expect(await revisionsOf(client, stream)).toEqual([3, 4]);
  expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { truncateBefore: 3 } });
});

test('new metadata brings a deleted stream back, empty', async () => {
  const stream = newStream();
  await client.appendToStream(stream, events(3));
  await client.deleteStream(stream);
  await client.setStreamMetadata(stream, { region: '渝' });
  expect(await revisionsOf(client, stream)).toEqual([]);
  expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { region: '渝', truncateBefore: 3 } });
});

test('a tombstone takes the metadata along', async () => {
  const stream = newStream();
  await client.setStreamMetadata(stream, { maxCount: 3 });
  await client.tombstoneStream(stream);
  expect(await failureOf(client.setStreamMetadata(stream, { maxCount: 4 }))).toMatchObject({
    name: 'StreamDeletedError',
  });
  expect(await failureOf(client.getStreamMetadata(stream))).toMatchObject({ name: 'StreamDeletedError' });
});

test('the name of a deleted stream may be in Chinese', async () => {
  const stream = `户籍-${newStream()}`;
  await client.tombstoneStream(stream);
  expect(await failureOf(collected(client.readStream(stream)))).toMatchObject({ name: 'StreamDeletedError' });
});

test('what this store does not do it says', async () => {
  const [stream, group] = [newStream(), 'desk'];
  const unimplemented = expect.stringContaining('12 UNIMPLEMENTED') as unknown;
  const settings = persistentSubscriptionToStreamSettingsFromDefaults();
  for (const attempt of [
    client.createPersistentSubscriptionToStream(stream, group, settings),
    client.createProjection('count', 'fromAll()'),
    client.listProjections(),
  ])
    expect(await failureOf(attempt)).toEqual({ name: 'UnknownError', message: unimplemented });
  expect(await failureOf(client.listPersistentSubscriptionsToAll())).toMatchObject({ name: UnsupportedError.name });
});
