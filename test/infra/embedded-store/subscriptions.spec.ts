/** What a subscriber of the embedded store is sent: everything, once, in order, and when it has caught up. */
import {
  type AllStreamSubscription,
  END,
  type Position,
  START,
  streamNameFilter,
  type StreamSubscription,
} from '@eventstore/db-client';
import { afterAll, expect, test } from 'vitest';
import { until } from '../../support/waiting.ts';
import { collected, connect, events, newStream, openStore, settled } from './stores.ts';

const store = await openStore();
const { client } = store;
afterAll(store.end);

/** What came, in order: types of events, and what was said between them in brackets. */
const heard = (subscription: AllStreamSubscription | StreamSubscription): string[] => {
  const said: string[] = [];
  subscription.on('data', ({ event }) => void said.push(`${event?.type}@${event?.revision}`));
  subscription.on('confirmation', () => void said.push('(confirmed)'));
  subscription.on('caughtUp', () => void said.push('(caught up)'));
  subscription.on('error', (error) => void said.push(`(${error.message})`));
  return said;
};

test('a subscriber hears when it has caught up, even where there is no history', async () => {
  const stream = newStream();
  const filter = streamNameFilter({ prefixes: ['nothing-like-it'] });
  const subscriptions = [
    client.subscribeToStream(stream, { fromRevision: END }),
    client.subscribeToAll({ fromPosition: END }),
    client.subscribeToAll({ fromPosition: START, filter }),
  ];
  const all = subscriptions.map(heard);
  await until(() => all.every((said) => said.includes('(caught up)')));
  expect(all).toEqual(Array(3).fill(['(confirmed)', '(caught up)']));
  for (const subscription of subscriptions) await subscription.unsubscribe();
});

test('a subscriber to a deleted stream has not caught up before the stream begins again', async () => {
  const stream = newStream();
  await client.appendToStream(stream, events(2, 'a.Old'));
  await client.deleteStream(stream);
  const subscription = client.subscribeToStream(stream, { fromRevision: START });
  const said = heard(subscription);
  await until(() => said.includes('(confirmed)'));
  await client.appendToStream(newStream(), events(1));
  expect(said).toEqual(['(confirmed)']);
  await client.appendToStream(stream, events(1, 'a.New'));
  await until(() => said.includes('(caught up)'));
  expect(said).toEqual(['(confirmed)', 'a.New@2', '(caught up)']);
  await subscription.unsubscribe();
});

test('a subscription from beyond the end waits for what comes after that revision', async () => {
  const stream = newStream();
  await client.appendToStream(stream, events(2));
  const subscription = client.subscribeToStream(stream, { fromRevision: 3n });
  const said = heard(subscription);
  await until(() => said.includes('(caught up)'));
  for (let n = 0; n < 4; n++) await client.appendToStream(stream, events(1, `a.Late${n}`));
  await until(() => said.length === 4);
  expect(said).toEqual(['(confirmed)', '(caught up)', 'a.Late2@4', 'a.Late3@5']);
  await subscription.unsubscribe();
});

test('a subscription excludes the position that it begins with', async () => {
  const stream = newStream();
  const first = await client.appendToStream(stream, events(1, 'a.Seen'));
  await client.appendToStream(stream, events(1, 'a.Unseen'));
  const subscription = client.subscribeToAll({ fromPosition: first.position as Position });
  const said = heard(subscription);
  await until(() => said.includes('(caught up)'));
  expect(said).toEqual(['(confirmed)', 'a.Unseen@1', '(caught up)']);
  await subscription.unsubscribe();
});

test('a subscription from a position between two events is refused', async () => {
  const { position } = await client.appendToStream(newStream(), events(1));
  await client.appendToStream(newStream(), events(1));
  const nowhere = (position?.commit ?? 0n) + 1n;
  const subscription = client.subscribeToAll({ fromPosition: { commit: nowhere, prepare: nowhere } });
  const said = heard(subscription);
  await until(() => said.length > 0);
  expect(said).toEqual(['(3 INVALID_ARGUMENT: Trying to read from an invalid position.)']);
});

test('a subscription to $all from beyond its end, as after a restored backup, is sent all that comes', async () => {
  const { position } = await client.appendToStream(newStream(), events(1));
  const beyond = (position?.commit ?? 0n) + 1_000_000n;
  const subscription = client.subscribeToAll({ fromPosition: { commit: beyond, prepare: beyond } });
  const said = heard(subscription);
  await until(() => said.includes('(caught up)'));
  await client.appendToStream(newStream(), events(1, 'a.Later'));
  await until(() => said.length === 3);
  expect(said).toEqual(['(confirmed)', '(caught up)', 'a.Later@0']);
  await subscription.unsubscribe();
});

test('in calm weather a burst of any size reaches a live subscriber whole and in order', async () => {
  const stream = newStream();
  const subscription = client.subscribeToStream(stream, { fromRevision: END });
  const said = heard(subscription);
  await until(() => said.includes('(caught up)'));
  await Promise.all(Array.from({ length: 20 }, () => client.appendToStream(stream, events(250, 'a.Burst'))));
  await until(() => said.length === 5002);
  expect(said.slice(2)).toEqual(Array.from({ length: 5000 }, (_, n) => `a.Burst@${n}`));
  await subscription.unsubscribe();
});

test('nothing is missed and nothing repeated between history and live events', async () => {
  const stream = newStream();
  await client.appendToStream(stream, events(700));
  const writing = (async () => {
    for (let n = 0; n < 60; n++) await client.appendToStream(stream, events(5));
  })();
  const subscriptions = Array.from({ length: 10 }, () => client.subscribeToStream(stream, { fromRevision: START }));
  const all = subscriptions.map(heard);
  await writing;
  const expected = Array.from({ length: 1000 }, (_, n) => `household.Noted@${n}`);
  for (const said of all) {
    await until(() => said.length === 1002);
    expect(said.filter((word) => !word.startsWith('('))).toEqual(expected);
  }
  for (const subscription of subscriptions) await subscription.unsubscribe();
});

test('a filter that matches nothing still gets its checkpoints, at events, in order', async () => {
  const checkpoints: bigint[] = [];
  const filter = streamNameFilter({
    prefixes: ['nothing-like-it'],
    checkpointInterval: 2,
    maxSearchWindow: 10,
    checkpointReached: (_, { commit }) => void checkpoints.push(commit),
  });
  const subscription = client.subscribeToAll({ fromPosition: END, filter });
  const said = heard(subscription);
  await until(() => said.includes('(caught up)'));
  const { position } = await client.appendToStream(newStream(), events(105));
  await until(() => checkpoints.length === 5);
  const all = new Set((await collected(client.readAll())).map(({ event }) => event?.position.commit));
  expect(checkpoints.every((commit) => all.has(commit))).toBe(true);
  expect(checkpoints).toEqual([...checkpoints].sort((a, b) => Number(a - b)));
  expect(checkpoints[4]).toBeLessThan(position?.commit ?? 0n);
  await subscription.unsubscribe();
});

test('one connection carries a hundred calls: with as many subscriptions, an append waits for one of them to end', async () => {
  // Clients of one process share a connection, unless they differ in how they keep it alive.
  const crowded = connect(store.url, '&keepAliveInterval=30000');
  const stream = newStream();
  const subscriptions = Array.from({ length: 100 }, () => crowded.subscribeToStream(stream, { fromRevision: END }));
  const all = subscriptions.map(heard);
  await until(() => all.every((said) => said.includes('(caught up)')));
  const append = crowded.appendToStream(newStream(), events(1));
  for (let n = 0; n < 20; n++) await client.appendToStream(stream, events(1));
  await until(() => all.every((said) => said.includes('household.Noted@19')));
  expect(await settled(append)).toBe(false);
  await subscriptions[0]?.unsubscribe();
  expect(await append).toMatchObject({ success: true });
  for (const subscription of subscriptions.slice(1)) await subscription.unsubscribe();
  await crowded.dispose();
});
