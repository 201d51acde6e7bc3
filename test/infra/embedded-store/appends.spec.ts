/** What the embedded store writes, whole and once, as the real one does. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  ANY,
  type AppendExpectedRevision,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import { afterAll, expect, test } from 'vitest';
import { openEmbeddedStore } from '../../../infra/embedded-store/open.ts';
import { collected, connect, createPlace, events, failureOf, newStream, openStore, revisionsOf } from './stores.ts';

const store = await openStore();
const { client } = store;
afterAll(store.end);

const MIB = 1024 * 1024;
const sized = (bytes: number, metadata = {}) => {
  const around = JSON.stringify({ text: '' }).length;
  return jsonEvent({ type: 'scan.Filed', data: { text: 'x'.repeat(bytes - around) }, metadata });
};

test('one append may hold one mebibyte of data in all, and not a byte more', async () => {
  const [whole, halves] = [newStream(), newStream()];
  await expect(client.appendToStream(whole, sized(MIB))).resolves.toMatchObject({ success: true });
  await expect(client.appendToStream(halves, [sized(MIB / 2), sized(MIB / 2)])).resolves.toMatchObject({
    success: true,
  });
  await expect(client.appendToStream(newStream(), sized(MIB + 1))).rejects.toMatchObject({ maxAppendSize: MIB });
  const halvesAndMore = client.appendToStream(newStream(), [sized(MIB / 2), sized(MIB / 2 + 1)]);
  await expect(halvesAndMore).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
});

test('an append that comes in several messages is still one append with one limit', async () => {
  const stream = newStream();
  const parts = { batchAppendSize: 200 * 1024 };
  const written = await client.appendToStream(
    stream,
    Array(5)
      .fill(0)
      .map(() => sized(150 * 1024)),
    parts,
  );
  const refused = failureOf(
    client.appendToStream(
      stream,
      Array(8)
        .fill(0)
        .map(() => sized(150 * 1024)),
      parts,
    ),
  );
  expect(written.nextExpectedRevision).toBe(4n);
  expect(await refused).toMatchObject({ name: 'MaxAppendSizeExceededError' });
  expect(await revisionsOf(client, stream)).toEqual([0, 1, 2, 3, 4]);
});

test('three thousand small events in one append are written whole', async () => {
  const stream = newStream();
  await client.appendToStream(stream, events(3000), { expectedRevision: NO_STREAM });
  expect(await revisionsOf(client, stream)).toEqual(Array.from({ length: 3000 }, (_, n) => n));
});

test('concurrent appends stand whole in $all, never interleaved', async () => {
  const writers = Array.from({ length: 16 }, () => newStream());
  const append = async (stream: string) => {
    for (let n = 0; n < 4; n++) await client.appendToStream(stream, events(25, `${stream}#${n}`));
  };
  await Promise.all(writers.map(append));
  const types = (await collected(client.readAll()))
    .map(({ event }) => event?.type ?? '')
    .filter((type) => writers.some((stream) => type.startsWith(stream)));
  const runs = types.filter((type, index) => type !== types[index - 1]);
  expect(types).toHaveLength(16 * 4 * 25);
  expect(runs).toHaveLength(16 * 4);
});

test('told not to throw, the client answers revision one after every conflict, whatever the stream holds', async () => {
  const silent = connect(store.url, '&throwOnAppendFailure=false');
  const stream = newStream();
  await silent.appendToStream(stream, events(7));
  const conflict = await silent.appendToStream(stream, events(1), { expectedRevision: NO_STREAM });
  expect(conflict).toEqual({ success: false, nextExpectedRevision: 1n, position: undefined });
  await silent.dispose();
});

test('an append with credentials of its own is answered like any other, in every state of a stream', async () => {
  const credentials = { username: 'admin', password: 'changeit' };
  const states: readonly (() => Promise<string>)[] = [
    async () => newStream(),
    async () => withEvents(newStream()),
    async () => withMetadata(newStream()),
    async () => softDeleted(newStream()),
    async () => tombstoned(newStream()),
  ];
  const expectations: AppendExpectedRevision[] = [ANY, NO_STREAM, STREAM_EXISTS, 0n, 2n, 99n];
  for (const state of states)
    for (const expectedRevision of expectations)
      for (const count of [0, 2]) {
        const [batched, unary] = await Promise.all([state(), state()]);
        const answers = await Promise.all([
          failureOf(client.appendToStream(batched, events(count), { expectedRevision })),
          failureOf(client.appendToStream(unary, events(count), { expectedRevision, credentials })),
        ]);
        const [one, other] = answers.map(({ name, message }) => [
          name,
          message.replace(/"position".*/, '').replace(/^.*deleted\.$/, ''),
        ]);
        expect(other).toEqual(one);
      }
});

const withEvents = async (stream: string) => {
  await client.appendToStream(stream, events(3));
  return stream;
};
const withMetadata = async (stream: string) => {
  await client.setStreamMetadata(stream, { maxCount: 5 });
  return stream;
};
const softDeleted = async (stream: string) => {
  await withEvents(stream);
  await client.deleteStream(stream);
  return stream;
};
const tombstoned = async (stream: string) => {
  await client.tombstoneStream(stream);
  return stream;
};

test('the position of an append is that of its last event, and of a repeated one that of the first time', async () => {
  const stream = newStream();
  const three = events(3);
  const first = await client.appendToStream(stream, three);
  await client.appendToStream(stream, events(2));
  const again = await client.appendToStream(stream, three, { expectedRevision: NO_STREAM });
  const third = (await collected(client.readStream(stream)))[2];
  expect(first.position).toEqual(third?.event?.position);
  expect(again).toEqual(first);
});

test('a repeated append has no position when what it wrote is no longer shown', async () => {
  const stream = newStream();
  const three = events(3);
  await client.appendToStream(stream, three, { expectedRevision: NO_STREAM });
  await client.setStreamMetadata(stream, { truncateBefore: 3 });
  const truncated = await client.appendToStream(stream, three, { expectedRevision: NO_STREAM });
  await client.deleteStream(stream);
  const deleted = await client.appendToStream(stream, three, { expectedRevision: ANY });
  expect([truncated, deleted]).toEqual(Array(2).fill({ success: true, nextExpectedRevision: 2n, position: undefined }));
});

test('a store that was closed knows its events again, and repetitions too', async () => {
  const place = createPlace();
  const [stream, three] = [newStream(), events(3)];
  const before = await openEmbeddedStore({ dir: place.dir });
  const first = await connect(before.url).appendToStream(stream, three, { expectedRevision: NO_STREAM });
  await before.close();
  const after = await openEmbeddedStore({ dir: place.dir, port: before.port });
  const later = connect(after.url);
  expect(await later.appendToStream(stream, three, { expectedRevision: NO_STREAM })).toEqual(first);
  expect(await later.appendToStream(stream, three, { expectedRevision: ANY })).toEqual(first);
  const next = await later.appendToStream(stream, events(1), { expectedRevision: 2n });
  expect(next.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
  await later.dispose();
  await after.close();
  place.remove();
});

test('two stores never share a directory', async () => {
  await expect(openEmbeddedStore({ dir: store.dir })).rejects.toThrow('in use by another store');
});

test('an empty event type fails with an unknown error, and its second answer two seconds later kills the client', async () => {
  const script = join(import.meta.dirname, 'empty-type.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, store.url]);
  expect(stdout.split('\n').filter(Boolean)).toEqual([
    'UnknownError: Could not recognize BadRequest',
    'uncaught TypeError: undefined is not iterable',
  ]);
});
