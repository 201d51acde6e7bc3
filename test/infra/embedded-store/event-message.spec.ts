/** The stored message is what the client's own classes would have written. */
import { randomUUID } from 'node:crypto';
import streamsMessages from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeEvent } from '../../../infra/embedded-store/event-message.ts';
import { readFields, varint } from '../../../infra/protobuf.ts';

const bytes = fc.uint8Array({ maxLength: 3000 }).map((array) => Buffer.from(array));
const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const natural = fc.maxSafeNat();

test('an event comes back out of its stored message exactly as it was, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.record({ type: text, json: fc.boolean(), data: bytes, metadata: bytes }),
      fc.record({ name: text, revision: natural, position: natural, createdMs: fc.nat(4_102_444_800_000) }),
      (event, { name, revision, position, createdMs }) => {
        fc.pre(revision < Number.MAX_SAFE_INTEGER);
        const id = randomUUID();
        const place = { streamName: Buffer.from(name), revision, position, createdMs };
        const answer = streamsMessages.ReadResp.deserializeBinary(encodeEvent({ id, ...event }, place)).getEvent();
        const recorded = answer?.getEvent();
        const map = recorded?.getMetadataMap();
        expect({
          id: recorded?.getId()?.getString(),
          type: map?.get('type'),
          json: map?.get('content-type') === 'application/json',
          data: Buffer.from(recorded?.getData_asU8() ?? []),
          metadata: Buffer.from(recorded?.getCustomMetadata_asU8() ?? []),
          name: Buffer.from(recorded?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
          revision: Number(recorded?.getStreamRevision()),
          positions: [recorded?.getCommitPosition(), recorded?.getPreparePosition(), answer?.getCommitPosition()],
          createdMs: Number(map?.get('created')) / 10_000,
        }).toEqual({
          id,
          ...event,
          name: Buffer.from(name).toString(),
          revision,
          positions: Array(3).fill(String(position)),
          createdMs,
        });
      },
    ),
    { numRuns: 300 },
  );
});

test('a number is read as it was written', () => {
  fc.assert(
    fc.property(natural, (value) => {
      const read: unknown[] = [];
      readFields(Buffer.concat([varint(8), varint(value)]), (field, content) => read.push([field, content]));
      expect(read).toEqual([[1, value]]);
    }),
  );
});

test('a message that was cut short is refused', () => {
  expect(() => readFields(Buffer.from([0x0a, 0x05, 0x01]), () => {})).toThrow('truncated');
  expect(() => readFields(Buffer.from([0x08, 0x80]), () => {})).toThrow('truncated');
});
