/** Conformance cases: reading a stream, and what deletes and metadata hide of it. */
import { fresh, wait, make, attempt, appended, append, collect, read, revisions } from './asking.mjs';

export const reads = {
  'read: a missing stream': async ({ client }) => read(client, fresh('q')),
  'read: forwards, whole, limited, from a revision, past the end': async ({ client, esdb }) => {
    const s = fresh('q');
    await append(client, s, make(esdb, 5), esdb.NO_STREAM);
    const { FORWARDS, BACKWARDS, START, END } = esdb;
    return {
      whole: await revisions(client, s),
      limited: await revisions(client, s, { maxCount: 2 }),
      from2: await revisions(client, s, { fromRevision: 2n }),
      from2max2: await revisions(client, s, { fromRevision: 2n, maxCount: 2, direction: FORWARDS }),
      from4: await revisions(client, s, { fromRevision: 4n }),
      pastEnd: await revisions(client, s, { fromRevision: 5n }),
      farPastEnd: await revisions(client, s, { fromRevision: 500n }),
      backwards: await revisions(client, s, { direction: BACKWARDS, fromRevision: END }),
      backwardsMax: await revisions(client, s, { direction: BACKWARDS, fromRevision: END, maxCount: 2 }),
      backwardsFrom2: await revisions(client, s, { direction: BACKWARDS, fromRevision: 2n }),
      backwardsFromStart: await revisions(client, s, { direction: BACKWARDS, fromRevision: START }),
      backwardsPastEnd: await revisions(client, s, { direction: BACKWARDS, fromRevision: 50n }),
      forwardsFromEnd: await revisions(client, s, { direction: FORWARDS, fromRevision: END }),
    };
  },
  'read: maxCount 0': async ({ client, esdb }) => {
    const s = fresh('q');
    await append(client, s, make(esdb, 2), esdb.NO_STREAM);
    return revisions(client, s, { maxCount: 0 });
  },
  'read: position of a read event': async ({ client, esdb }) => {
    const s = fresh('q');
    await append(client, s, make(esdb, 2), esdb.NO_STREAM);
    return collect(client.readStream(s), (r) => ({
      commitPosition: typeof r.commitPosition,
      eventPosition: typeof r.event.position?.commit,
      link: r.link === undefined,
    }));
  },
  'delete: soft, then read, append and read again': async ({ client, esdb }) => {
    const s = fresh('d');
    await append(client, s, make(esdb, 3), esdb.NO_STREAM);
    const deleted = await attempt(
      () => client.deleteStream(s),
      (r) => ({ position: typeof r?.position?.commit }),
    );
    const gone = await revisions(client, s);
    const again = await append(client, s, make(esdb, 2, 'Again'), esdb.ANY);
    return { deleted, gone, again, after: await read(client, s) };
  },
  'delete: soft, then append no_stream': async ({ client, esdb }) => {
    const s = fresh('d');
    await append(client, s, make(esdb, 3), esdb.NO_STREAM);
    await client.deleteStream(s);
    return {
      again: await append(client, s, make(esdb, 1, 'Again'), esdb.NO_STREAM),
      after: await revisions(client, s),
    };
  },
  'delete: soft, then append at the old revision': async ({ client, esdb }) => {
    const s = fresh('d');
    await append(client, s, make(esdb, 3), esdb.NO_STREAM);
    await client.deleteStream(s);
    return { again: await append(client, s, make(esdb, 1, 'Again'), 2n), after: await revisions(client, s) };
  },
  'delete: with a wrong revision, and a missing stream': async ({ client, esdb }) => {
    const s = fresh('d');
    await append(client, s, make(esdb, 3), esdb.NO_STREAM);
    return [
      await attempt(
        () => client.deleteStream(s, { expectedRevision: 0n }),
        () => 'deleted',
      ),
      await attempt(
        () => client.deleteStream(s, { expectedRevision: 2n }),
        () => 'deleted',
      ),
      await attempt(
        () => client.deleteStream(fresh('d')),
        () => 'deleted',
      ),
      await attempt(
        () => client.deleteStream(fresh('d'), { expectedRevision: esdb.STREAM_EXISTS }),
        () => 'deleted',
      ),
    ];
  },
  'tombstone: then read, append, tombstone again': async ({ client, esdb }) => {
    const s = fresh('d');
    await append(client, s, make(esdb, 2), esdb.NO_STREAM);
    return {
      tombstoned: await attempt(
        () => client.tombstoneStream(s),
        () => 'tombstoned',
      ),
      read: await revisions(client, s),
      any: await append(client, s, make(esdb, 1), esdb.ANY),
      noStream: await append(client, s, make(esdb, 1), esdb.NO_STREAM),
      again: await attempt(
        () => client.tombstoneStream(s),
        () => 'tombstoned',
      ),
      delete: await attempt(
        () => client.deleteStream(s),
        () => 'deleted',
      ),
    };
  },
  'tombstone: a stream that never was': async ({ client, esdb }) => {
    const s = fresh('d');
    return {
      tombstoned: await attempt(
        () => client.tombstoneStream(s),
        () => 'tombstoned',
      ),
      any: await append(client, s, make(esdb, 1), esdb.ANY),
    };
  },
  'metadata: none, set, read back': async ({ client }) => {
    const s = fresh('m');
    const none = await attempt(
      () => client.getStreamMetadata(s),
      ({ metadata }) => metadata ?? 'none',
    );
    const set = await attempt(
      () =>
        client.setStreamMetadata(s, { maxCount: 2, maxAge: 3600, truncateBefore: 1, cacheControl: 5, region: '渝' }),
      appended,
    );
    return {
      none,
      set,
      read: await attempt(
        () => client.getStreamMetadata(s),
        ({ metadata }) => metadata,
      ),
      dataStream: await revisions(client, s),
      metaStream: await read(client, `$$${s}`),
    };
  },
  'metadata: maxCount hides the oldest': async ({ client, esdb }) => {
    const s = fresh('m');
    await append(client, s, make(esdb, 5), esdb.NO_STREAM);
    await client.setStreamMetadata(s, { maxCount: 2 });
    const hidden = await revisions(client, s);
    const next = await append(client, s, make(esdb, 1), 4n);
    return {
      hidden,
      next,
      after: await revisions(client, s),
      backwards: await revisions(client, s, { direction: esdb.BACKWARDS, fromRevision: esdb.END }),
      fromHidden: await revisions(client, s, { fromRevision: 1n, maxCount: 10 }),
    };
  },
  'metadata: truncateBefore hides what is before': async ({ client, esdb }) => {
    const s = fresh('m');
    await append(client, s, make(esdb, 5), esdb.NO_STREAM);
    await client.setStreamMetadata(s, { truncateBefore: 3 });
    const kept = await revisions(client, s);
    await client.setStreamMetadata(s, { truncateBefore: 99 });
    return {
      kept,
      allHidden: await revisions(client, s),
      append: await append(client, s, make(esdb, 1), 4n),
      afterwards: await revisions(client, s),
    };
  },
  'metadata: maxAge hides the old': async ({ client, esdb }) => {
    const s = fresh('m');
    await append(client, s, make(esdb, 2), esdb.NO_STREAM);
    await client.setStreamMetadata(s, { maxAge: 1 });
    await wait(2200);
    const hidden = await revisions(client, s);
    await append(client, s, make(esdb, 1), esdb.ANY);
    return { hidden, after: await revisions(client, s) };
  },
};
