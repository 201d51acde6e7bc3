/** Conformance cases: the order of $all, its positions, filters and pages. */
import { randomUUID } from 'node:crypto';
import { fresh, make, attempt, append, collect, matching, history } from './asking.mjs';

export const all = {
  'all: order across streams, positions grow': async ({ client, esdb }) => {
    const tag = randomUUID().slice(0, 8);
    const streams = [0, 1, 2].map((i) => `all${tag}${i}-x`);
    for (let i = 0; i < 9; i++) await append(client, streams[i % 3], make(esdb, i % 2 ? 2 : 1, `T${i}`), esdb.ANY);
    const mine = ({ event }) => event.streamId.startsWith(`all${tag}`);
    const seen = await matching(client.readAll(), mine, ({ event }) => ({
      type: event.type,
      s: event.streamId.slice(-3),
      r: Number(event.revision),
      p: event.position,
    }));
    const backwards = await matching(
      client.readAll({ direction: esdb.BACKWARDS, fromPosition: esdb.END, maxCount: 40 }),
      mine,
      ({ event }) => event.type,
    );
    return {
      order: seen.map(({ type, s, r }) => `${type} ${s} ${r}`),
      growing: seen.every(
        ({ p }, i) =>
          i === 0 ||
          p.commit > seen[i - 1].p.commit ||
          (p.commit === seen[i - 1].p.commit && p.prepare > seen[i - 1].p.prepare),
      ),
      distinctPositions: new Set(seen.map(({ p }) => `${p.commit}/${p.prepare}`)).size === seen.length,
      distinctCommits: new Set(seen.map(({ p }) => p.commit)).size === seen.length,
      preparesEqualCommits: seen.every(({ p }) => p.prepare === p.commit),
      backwards,
    };
  },
  'all: an append answers with the position of its last event': async ({ client, esdb }) => {
    const s = fresh('p');
    const { position } = await client.appendToStream(s, make(esdb, 3));
    const positions = await collect(client.readStream(s), ({ event }) => event.position);
    return positions.map((p) =>
      p.commit === position.commit && p.prepare === position.prepare
        ? 'the same'
        : p.commit < position.commit
          ? 'before'
          : 'after',
    );
  },
  'all: from a position is inclusive, both ways': async ({ client, esdb }) => {
    const s = fresh('p');
    for (let i = 0; i < 6; i++) await append(client, s, make(esdb, 1, `T${i}`), esdb.ANY);
    const positions = await collect(client.readStream(s), ({ event }) => event.position);
    const types = (options) =>
      attempt(() => collect(client.readAll(options), ({ event }) => (event.streamId === s ? event.type : 'another')));
    return {
      from2max2: await types({ fromPosition: positions[2], maxCount: 2 }),
      backFrom2max2: await types({ fromPosition: positions[2], direction: esdb.BACKWARDS, maxCount: 2 }),
      backEndMax2: await types({ fromPosition: esdb.END, direction: esdb.BACKWARDS, maxCount: 2 }),
      fromLast: await types({ fromPosition: positions[5], maxCount: 5 }),
      fromEnd: await types({ fromPosition: esdb.END, maxCount: 5 }),
      backFromStart: await types({ fromPosition: esdb.START, direction: esdb.BACKWARDS, maxCount: 5 }),
    };
  },
  'all: from a position that holds no event': async ({ client, esdb }) => {
    const s = fresh('p');
    await append(client, s, make(esdb, 1, 'First'), esdb.ANY);
    const [{ commit }] = await collect(client.readStream(s), ({ event }) => event.position);
    const types = (options) =>
      attempt(() =>
        collect(client.readAll({ maxCount: 1, ...options }), ({ event }) =>
          event.streamId === s ? event.type : 'another',
        ),
      );
    return [
      await types({ fromPosition: { commit: commit + 1n, prepare: commit + 1n } }),
      await types({ fromPosition: { commit: commit + 10_000_000_000n, prepare: commit + 10_000_000_000n } }),
    ];
  },
  'all: filters by type prefix, type regex, stream prefix, stream regex': async ({ client, esdb }) => {
    const tag = `f${randomUUID().slice(0, 8)}`;
    await append(
      client,
      `${tag}a-1`,
      make(esdb, 4, (i) => `${tag}${['Born', 'Moved', 'Died', 'Bonus'][i]}`),
      esdb.ANY,
    );
    await append(
      client,
      `${tag}b-1`,
      make(esdb, 2, (i) => `${tag}${['Moved', 'Born'][i]}`),
      esdb.ANY,
    );
    const seen = (filter) =>
      history(
        client.subscribeToAll({ filter }),
        ({ event }) => `${event.streamId.slice(tag.length)}:${event.type.slice(tag.length)}`,
      );
    return {
      typePrefix: await seen(esdb.eventTypeFilter({ prefixes: [`${tag}Bo`] })),
      typePrefixes: await seen(esdb.eventTypeFilter({ prefixes: [`${tag}Born`, `${tag}Died`] })),
      typeRegex: await seen(esdb.eventTypeFilter({ regex: `^${tag}(Born|Moved)$` })),
      streamPrefix: await seen(esdb.streamNameFilter({ prefixes: [`${tag}a`, `${tag}b`] })),
      streamRegex: await seen(esdb.streamNameFilter({ regex: `^${tag}b-` })),
      nothing: await seen(esdb.streamNameFilter({ prefixes: [`${tag}zzz`] })),
    };
  },
  'all: metadata events, deleted and truncated streams': async ({ client, esdb }) => {
    const tag = `g${randomUUID().slice(0, 8)}`;
    await append(client, `${tag}1-x`, make(esdb, 2, 'Kept'), esdb.ANY);
    await client.setStreamMetadata(`${tag}1-x`, { truncateBefore: 1 });
    await append(client, `${tag}2-x`, make(esdb, 1, 'SoftDeleted'), esdb.ANY);
    await client.deleteStream(`${tag}2-x`);
    await append(client, `${tag}3-x`, make(esdb, 1, 'Tombstoned'), esdb.ANY);
    await client.tombstoneStream(`${tag}3-x`);
    return matching(
      client.readAll(),
      ({ event }) => event.streamId.includes(tag),
      ({ event }) => `${event.streamId.replace(tag, '')} ${event.type} ${event.revision}`,
    );
  },
  'all: 3000 events in pages': async ({ client, esdb }) => {
    const s = fresh('p');
    for (let i = 0; i < 3; i++) await append(client, s, make(esdb, 1000), esdb.ANY);
    const forwards = await matching(
      client.readAll(),
      ({ event }) => event.streamId === s,
      ({ event }) => Number(event.revision),
    );
    const backwards = await matching(
      client.readAll({ direction: esdb.BACKWARDS, fromPosition: esdb.END, maxCount: 3000 }),
      ({ event }) => event.streamId === s,
      ({ event }) => Number(event.revision),
    );
    return {
      forwards: forwards.length,
      ordered: forwards.every((r, i) => r === i),
      backwards: backwards.length,
      reversed: backwards.every((r, i) => r === 2999 - i),
    };
  },
};
