/** How the conformance cases ask and what they show of the answers: nothing absolute, so that two servers can be compared. */
import { randomUUID } from 'node:crypto';

export const fresh = (tag) => `conf${tag}-${randomUUID().replaceAll('-', '')}`;
export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** n events with new ids; `type` and `data` may depend on the index. */
export const make = (esdb, n, ...[type = 'Noted', data = (i) => ({ n: i })]) =>
  Array.from({ length: n }, (_, i) =>
    esdb.jsonEvent({
      id: randomUUID(),
      type: typeof type === 'function' ? type(i) : type,
      data: data(i),
      metadata: { k: i },
    }),
  );

/** What a call did: its result, or the typed error with the fields that callers use. */
export const attempt = async (call, show = (result) => result) => {
  try {
    return await show(await call());
  } catch (error) {
    const seen = { error: error?.constructor?.name };
    if (error?.type) seen.type = error.type;
    for (const field of ['expectedVersion', 'actualVersion', 'maxAppendSize'])
      if (error?.[field] !== undefined) seen[field] = error[field];
    return seen;
  }
};
export const appended = ({ success, nextExpectedRevision, position }) => ({
  success,
  nextExpectedRevision,
  position: position === undefined ? 'none' : typeof position.commit,
});
export const append = (client, stream, ...[events, streamState]) =>
  attempt(
    () =>
      client.appendToStream(
        stream,
        events,
        streamState === undefined ? {} : { expectedRevision: streamState, streamState },
      ),
    appended,
  );
export const collect = async (iterable, show = ({ event }) => [event.revision, event.type, event.data]) => {
  const seen = [];
  for await (const resolved of iterable) seen.push(show(resolved));
  return seen;
};
export const read = (client, stream, options) => attempt(() => collect(client.readStream(stream, options)));
export const revisions = (client, stream, options) =>
  attempt(() => collect(client.readStream(stream, options), ({ event }) => Number(event.revision)));

/** Of all that is read, what `mine` accepts. */
export const matching = async (iterable, mine, show) => {
  const seen = [];
  for await (const resolved of iterable) if (resolved.event && mine(resolved)) seen.push(show(resolved));
  return seen;
};

/** What a subscription delivers until it has caught up, or says after ten seconds that it has not. */
export const history = (subscription, show) =>
  new Promise((resolve) => {
    const seen = [];
    const end = (last) => {
      clearTimeout(timer);
      subscription.unsubscribe().then(() => resolve(last === undefined ? seen : [...seen, last]));
    };
    const timer = setTimeout(() => end('never caught up'), 10_000);
    subscription.on('data', (resolved) => seen.push(show(resolved)));
    subscription.on('caughtUp', () => end());
    subscription.on('error', (error) => end({ error: error?.constructor?.name, type: error?.type }));
  });

/** Collects from a live subscription until `count` events came or `ms` passed; then unsubscribes. */
export const follow = async (
  subscription,
  count,
  { ms = 4000, show = ({ event }) => `${event.type}@${event.revision}`, during } = {},
) => {
  const seen = [];
  const done = new Promise((resolve) => {
    subscription.on('data', (resolved) => {
      seen.push(show(resolved));
      if (seen.length >= count) resolve();
    });
    subscription.on('error', (error) => {
      seen.push({ error: error?.constructor?.name, type: error?.type });
      resolve();
    });
  });
  await during?.();
  await Promise.race([done, wait(ms)]);
  await subscription.unsubscribe();
  return seen;
};
