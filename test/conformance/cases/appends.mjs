/** Conformance cases: what appends are written, refused, raced. */
import { fresh, make, attempt, appended, append, revisions } from './asking.mjs';

export const appends = {
  'features: methods the client asks about': async ({ client }) => {
    const { StreamsService } = await import('node:module').then(({ createRequire }) =>
      createRequire(`${process.cwd()}/package.json`)('@eventstore/db-client/generated/streams_grpc_pb'),
    );
    return { batchAppend: await client.supports(StreamsService.batchAppend) };
  },
  'append: to a new stream, no_stream': async ({ client, esdb }) =>
    append(client, fresh('a'), make(esdb, 1), esdb.NO_STREAM),
  'append: three events at once': async ({ client, esdb }) => append(client, fresh('a'), make(esdb, 3), esdb.NO_STREAM),
  'append: any, to a new stream then to an old one': async ({ client, esdb }) => {
    const s = fresh('a');
    return [await append(client, s, make(esdb, 1), esdb.ANY), await append(client, s, make(esdb, 2), esdb.ANY)];
  },
  'append: no_stream to an existing stream': async ({ client, esdb }) => {
    const s = fresh('a');
    await append(client, s, make(esdb, 2), esdb.NO_STREAM);
    return append(client, s, make(esdb, 1), esdb.NO_STREAM);
  },
  'append: right, stale and future revision': async ({ client, esdb }) => {
    const s = fresh('a');
    await append(client, s, make(esdb, 3), esdb.NO_STREAM);
    return [
      await append(client, s, make(esdb, 1), 1n),
      await append(client, s, make(esdb, 1), 9n),
      await append(client, s, make(esdb, 1), 2n),
    ];
  },
  'append: with credentials of its own (the unary call)': async ({ client, esdb }) => {
    const s = fresh('a');
    const credentials = { username: 'admin', password: 'changeit' };
    const one = (events, expectedRevision) =>
      attempt(() => client.appendToStream(s, events, { credentials, expectedRevision }), appended);
    const events = make(esdb, 2);
    return [
      await one(events, esdb.NO_STREAM),
      await one(events, esdb.NO_STREAM),
      await one(make(esdb, 1), 7n),
      await one([], esdb.ANY),
      await revisions(client, s),
    ];
  },
  'append: a conflict when told not to throw': async ({ url, esdb }) => {
    const client = esdb.EventStoreDBClient.connectionString(`${url}&throwOnAppendFailure=false`);
    const s = fresh('a');
    await append(client, s, make(esdb, 3), esdb.NO_STREAM);
    const seen = [await append(client, s, make(esdb, 1), esdb.NO_STREAM), await append(client, s, make(esdb, 1), 0n)];
    await client.dispose();
    return seen;
  },
  'append: revision 0 to a missing stream': async ({ client, esdb }) => append(client, fresh('a'), make(esdb, 1), 0n),
  'append: stream_exists, missing then existing': async ({ client, esdb }) => {
    const s = fresh('a');
    const missing = await append(client, s, make(esdb, 1), esdb.STREAM_EXISTS);
    await append(client, s, make(esdb, 1), esdb.NO_STREAM);
    return [missing, await append(client, s, make(esdb, 1), esdb.STREAM_EXISTS)];
  },
  'append: default options is any': async ({ client, esdb }) => {
    const s = fresh('a');
    await append(client, s, make(esdb, 1));
    return append(client, s, make(esdb, 1));
  },
  'append: nothing, to a new and to an existing stream': async ({ client, esdb }) => {
    const s = fresh('a');
    const toNew = await append(client, s, [], esdb.ANY);
    const after = await revisions(client, s);
    await append(client, s, make(esdb, 2), esdb.ANY);
    return [toNew, after, await append(client, s, [], 1n), await append(client, s, [], 0n)];
  },
  'race: twenty writers, no_stream': async ({ client, esdb }) => {
    const s = fresh('r');
    const results = await Promise.all(
      Array.from({ length: 20 }, () => append(client, s, make(esdb, 1), esdb.NO_STREAM)),
    );
    return {
      won: results.filter((r) => r.success).length,
      lost: [
        ...new Set(
          results
            .filter((r) => !r.success)
            .map((r) =>
              JSON.stringify({
                ...r,
                expectedVersion: String(r.expectedVersion),
                actualVersion: String(r.actualVersion),
              }),
            ),
        ),
      ],
      stored: await revisions(client, s),
    };
  },
};
