/** Conformance cases: what a subscriber is sent, from where, in which order. */
import { randomUUID } from 'node:crypto';
import { fresh, wait, make, append, matching, history, follow } from './asking.mjs';

export const subscriptions = {
  'subscribe: stream from start, then live': async ({ client, esdb }) => {
    const s = fresh('s');
    await append(
      client,
      s,
      make(esdb, 2, (i) => `Old${i}`),
      esdb.ANY,
    );
    return follow(client.subscribeToStream(s, { fromRevision: esdb.START }), 4, {
      during: async () => {
        await wait(300);
        await append(
          client,
          s,
          make(esdb, 2, (i) => `New${i}`),
          esdb.ANY,
        );
      },
    });
  },
  'subscribe: stream from end': async ({ client, esdb }) => {
    const s = fresh('s');
    await append(client, s, make(esdb, 2, 'Old'), esdb.ANY);
    return follow(client.subscribeToStream(s, { fromRevision: esdb.END }), 1, {
      during: async () => {
        await wait(500);
        await append(client, s, make(esdb, 1, 'New'), esdb.ANY);
      },
    });
  },
  'subscribe: stream from a revision is exclusive': async ({ client, esdb }) => {
    const s = fresh('s');
    await append(
      client,
      s,
      make(esdb, 4, (i) => `T${i}`),
      esdb.ANY,
    );
    return follow(client.subscribeToStream(s, { fromRevision: 1n }), 2);
  },
  'subscribe: a stream that does not exist yet': async ({ client, esdb }) => {
    const s = fresh('s');
    return follow(client.subscribeToStream(s, { fromRevision: esdb.START }), 1, {
      during: async () => {
        await wait(500);
        await append(client, s, make(esdb, 1, 'First'), esdb.ANY);
      },
    });
  },
  'subscribe: a stream is tombstoned meanwhile': async ({ client, esdb }) => {
    const s = fresh('s');
    await append(client, s, make(esdb, 1, 'Old'), esdb.ANY);
    return follow(client.subscribeToStream(s, { fromRevision: esdb.START }), 3, {
      ms: 3000,
      during: async () => {
        await wait(500);
        await client.tombstoneStream(s);
      },
    });
  },
  'subscribe: a tombstoned stream': async ({ client, esdb }) => {
    const s = fresh('s');
    await append(client, s, make(esdb, 1, 'Old'), esdb.ANY);
    await client.tombstoneStream(s);
    return follow(client.subscribeToStream(s, { fromRevision: esdb.START }), 1, { ms: 2000 });
  },
  'subscribe: all from a position is exclusive, filtered, then live': async ({ client, esdb }) => {
    const tag = randomUUID().slice(0, 8);
    for (let i = 0; i < 4; i++) await append(client, `sub${tag}${i % 2}-x`, make(esdb, 1, `T${i}`), esdb.ANY);
    const filter = esdb.streamNameFilter({ prefixes: [`sub${tag}`] });
    const [, second] = await matching(
      client.readAll(),
      ({ event }) => event.streamId.startsWith(`sub${tag}`),
      ({ event }) => event.position,
    );
    return follow(client.subscribeToAll({ filter, fromPosition: second }), 3, {
      show: ({ event }) => event.type,
      during: async () => {
        await wait(300);
        await append(client, `sub${tag}0-x`, make(esdb, 1, 'Live'), esdb.ANY);
        await append(client, `other${tag}-x`, make(esdb, 1, 'NotMine'), esdb.ANY);
      },
    });
  },
  'subscribe: all from end': async ({ client, esdb }) => {
    const tag = randomUUID().slice(0, 8);
    await append(client, `end${tag}-x`, make(esdb, 1, 'Old'), esdb.ANY);
    return follow(
      client.subscribeToAll({ filter: esdb.streamNameFilter({ prefixes: [`end${tag}`] }), fromPosition: esdb.END }),
      1,
      {
        show: ({ event }) => event.type,
        during: async () => {
          await wait(600);
          await append(client, `end${tag}-x`, make(esdb, 1, 'Live'), esdb.ANY);
        },
      },
    );
  },
  'subscribe: caughtUp after history': async ({ client, esdb }) => {
    const s = fresh('s');
    await append(
      client,
      s,
      make(esdb, 3, (i) => `T${i}`),
      esdb.ANY,
    );
    const subscription = client.subscribeToStream(s, { fromRevision: esdb.START });
    const seen = [];
    subscription.on('data', ({ event }) => seen.push(event.type));
    for (const name of ['confirmation', 'caughtUp', 'fellBehind']) subscription.on(name, () => seen.push(`(${name})`));
    subscription.on('error', (error) => seen.push(`(error ${error?.type})`));
    await wait(1500);
    await subscription.unsubscribe();
    return seen;
  },
  'subscribe: caughtUp on all, with and without history': async ({ client, esdb }) => {
    const tag = randomUUID().slice(0, 8);
    await append(
      client,
      `cu${tag}-x`,
      make(esdb, 2, (i) => `T${i}`),
      esdb.ANY,
    );
    const order = async (options) => {
      const subscription = client.subscribeToAll(options);
      const seen = [];
      subscription.on('data', ({ event }) => seen.push(event.type));
      for (const name of ['confirmation', 'caughtUp', 'fellBehind'])
        subscription.on(name, () => seen.push(`(${name})`));
      for (let i = 0; i < 150 && !seen.includes('(caughtUp)'); i++) await wait(100);
      await append(client, `cu${tag}-x`, make(esdb, 1, 'Live'), esdb.ANY);
      await wait(600);
      await subscription.unsubscribe();
      return seen;
    };
    const filter = esdb.streamNameFilter({ prefixes: [`cu${tag}`] });
    return {
      start: await order({ filter, fromPosition: esdb.START }),
      end: await order({ filter, fromPosition: esdb.END }),
    };
  },
  'subscribe: a stream with hidden and deleted events': async ({ client, esdb }) => {
    const s = fresh('s');
    await append(
      client,
      s,
      make(esdb, 4, (i) => `T${i}`),
      esdb.ANY,
    );
    await client.setStreamMetadata(s, { truncateBefore: 2 });
    const truncated = await history(
      client.subscribeToStream(s, { fromRevision: esdb.START }),
      ({ event }) => `${event.type}@${event.revision}`,
    );
    await client.deleteStream(s);
    await append(client, s, make(esdb, 1, 'Again'), esdb.ANY);
    return {
      truncated,
      again: await history(
        client.subscribeToStream(s, { fromRevision: esdb.START }),
        ({ event }) => `${event.type}@${event.revision}`,
      ),
    };
  },
  'subscribe: from a revision beyond the end': async ({ client, esdb }) => {
    const s = fresh('s');
    await append(
      client,
      s,
      make(esdb, 2, (i) => `T${i}`),
      esdb.ANY,
    );
    return follow(client.subscribeToStream(s, { fromRevision: 10n }), 1, {
      ms: 2000,
      during: async () => {
        await wait(300);
        await append(client, s, make(esdb, 1, 'Third'), esdb.ANY);
      },
    });
  },
  'subscribe: resuming from a checkpoint repeats and misses nothing': async ({ client, esdb }) => {
    const tag = randomUUID().slice(0, 8);
    const checkpoints = [];
    const filter = () =>
      esdb.streamNameFilter({
        prefixes: [`ck${tag}`],
        checkpointInterval: 1,
        maxSearchWindow: 32,
        checkpointReached: (_, position) => checkpoints.push(position),
      });
    const first = client.subscribeToAll({ filter: filter(), fromPosition: esdb.END });
    first.on('error', () => {});
    await wait(400);
    for (let i = 0; i < 10; i++) await append(client, `noise${tag}-x`, make(esdb, 20), esdb.ANY);
    await wait(1200);
    await first.unsubscribe();
    const at = checkpoints.at(-1);
    await append(
      client,
      `ck${tag}-x`,
      make(esdb, 2, (i) => `T${i}`),
      esdb.ANY,
    );
    return {
      some: at !== undefined,
      afterwards: await history(
        client.subscribeToAll({ filter: filter(), fromPosition: at ?? esdb.START }),
        ({ event }) => event.type,
      ),
    };
  },
  'subscribe: checkpoints reach a filter that matches nothing': async ({ client, esdb }) => {
    const tag = randomUUID().slice(0, 8);
    const checkpoints = [];
    const filter = esdb.streamNameFilter({
      prefixes: [`never${tag}`],
      checkpointInterval: 1,
      maxSearchWindow: 32,
      checkpointReached: (_, position) => checkpoints.push(position.commit),
    });
    const subscription = client.subscribeToAll({ filter, fromPosition: esdb.END });
    subscription.on('error', () => {});
    await wait(500);
    for (let i = 0; i < 10; i++) await append(client, `noise${tag}-x`, make(esdb, 20), esdb.ANY);
    await wait(1500);
    await subscription.unsubscribe();
    return { some: checkpoints.length > 0, growing: checkpoints.every((c, i) => i === 0 || c >= checkpoints[i - 1]) };
  },
  'subscribe: small appends arrive whole and in order': async ({ client, esdb }) => {
    const s = fresh('s');
    const subscription = client.subscribeToStream(s, { fromRevision: esdb.START });
    // Bursts of more than about a hundred events are another matter: the server may abort a live subscription.
    const appendSlowly = async () => {
      for (let i = 0; i < 20; i++) {
        await append(client, s, make(esdb, 5), esdb.ANY);
        await wait(20);
      }
    };
    const seen = await follow(subscription, 100, {
      ms: 10_000,
      show: ({ event }) => Number(event.revision),
      during: appendSlowly,
    });
    return { count: seen.length, ordered: seen.every((r, i) => r === i) };
  },
};
