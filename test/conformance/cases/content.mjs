/** Conformance cases: what an event may hold, how large and of what name it may be. */
import { randomUUID } from 'node:crypto';
import { fresh, make, attempt, append, collect, revisions } from './asking.mjs';

export const contents = {
  'sizes: one event of 2 MiB': async ({ client, esdb }) =>
    append(
      client,
      fresh('z'),
      make(esdb, 1, 'Big', () => ({ text: 'x'.repeat(2 * 1024 * 1024) })),
      esdb.NO_STREAM,
    ),
  'sizes: one event of 900 KiB': async ({ client, esdb }) =>
    append(
      client,
      fresh('z'),
      make(esdb, 1, 'Big', () => ({ text: 'x'.repeat(900 * 1024) })),
      esdb.NO_STREAM,
    ),
  'sizes: 20 events of 100 KiB in one append': async ({ client, esdb }) => {
    const s = fresh('z');
    return [
      await append(
        client,
        s,
        make(esdb, 20, 'Big', () => ({ text: 'x'.repeat(100 * 1024) })),
        esdb.NO_STREAM,
      ),
      await attempt(
        () => revisions(client, s),
        (r) => r.length ?? r,
      ),
    ];
  },
  'sizes: 3000 small events in one append': async ({ client, esdb }) => {
    const s = fresh('z');
    const result = await append(client, s, make(esdb, 3000), esdb.NO_STREAM);
    const seen = await revisions(client, s);
    return [result, seen.length, Array.isArray(seen) && seen.every((r, i) => r === i)];
  },
  'content: json data and metadata come back as written': async ({ client, esdb }) => {
    const s = fresh('c');
    const data = { 姓名: '张三', emoji: '👶', n: 1.5, nested: { list: [1, null, true, ''] } };
    await client.appendToStream(
      s,
      esdb.jsonEvent({ type: '出生登记', data, metadata: { 操作员: '王', depth: { a: 1 } } }),
    );
    return collect(client.readStream(s), ({ event }) => ({
      type: event.type,
      data: event.data,
      metadata: event.metadata,
      isJson: event.isJson,
      created: event.created instanceof Date || typeof event.created,
      recent: Math.abs(Date.now() - Number(event.created)) < 60_000,
      idKept: typeof event.id,
    }));
  },
  'content: no metadata': async ({ client, esdb }) => {
    const s = fresh('c');
    await client.appendToStream(s, esdb.jsonEvent({ type: 'Bare', data: {} }));
    return collect(client.readStream(s), ({ event }) => ({
      metadata: event.metadata ?? 'undefined',
      data: event.data,
    }));
  },
  'content: binary event': async ({ client, esdb }) => {
    const s = fresh('c');
    await client.appendToStream(s, esdb.binaryEvent({ type: 'Scan', data: Buffer.from([0, 255, 1, 128]) }));
    return collect(client.readStream(s), ({ event }) => ({ isJson: event.isJson, data: [...event.data] }));
  },
  'content: the event id is kept': async ({ client, esdb }) => {
    const s = fresh('c');
    const [event] = make(esdb, 1);
    await client.appendToStream(s, event);
    return collect(client.readStream(s), (r) => r.event.id === event.id);
  },
  'names: chinese, spaces, slashes, very long': async ({ client, esdb }) => {
    const results = {};
    for (const [label, name] of Object.entries({
      chinese: `户籍-${randomUUID()}`,
      spaces: `a b-${randomUUID()}`,
      slashes: `a/b?c#d-${randomUUID()}`,
      long: `${'l'.repeat(900)}-${randomUUID()}`,
    })) {
      results[label] = [await append(client, name, make(esdb, 1), esdb.NO_STREAM), await revisions(client, name)];
    }
    return results;
  },
  'names: empty stream name': async ({ client, esdb }) => append(client, '', make(esdb, 1), esdb.ANY),
  'names: empty event type': async ({ client, esdb }) => append(client, fresh('n'), make(esdb, 1, ''), esdb.ANY),
};
