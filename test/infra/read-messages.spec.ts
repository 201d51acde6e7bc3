// What is read from the wire by hand is what the official client's own messages say.
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeEvent } from '../../infra/embedded-store/event-message.ts';
import { isConfirmation, readAnswer, readRequest, subscribeRequest } from '../../infra/event-store/read-messages.ts';

const { ReadReq, ReadResp } = streams;

test('a request says which stream, from where, how much', () => {
  const options = ReadReq.deserializeBinary(
    readRequest({ of: { stream: 'person-p_张', from: 7n }, max: 500 }),
  ).getOptions();
  const stream = options?.getStream();
  expect(Buffer.from(stream?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe('person-p_张');
  expect([stream?.getRevision(), options?.getCount(), options?.getReadDirection()]).toEqual(['7', '500', 0]);
  expect([options?.hasNoFilter(), options?.getUuidOption()?.hasString()]).toEqual([true, true]);
});

test.each([
  ['start', false],
  ['end', true],
  [8_052n, false],
] as const)('a request says from where the whole log is read: %s', (allFrom, backwards) => {
  const options = ReadReq.deserializeBinary(readRequest({ of: { allFrom }, max: 3, backwards })).getOptions();
  const all = options?.getAll();
  expect([all?.hasStart(), all?.hasEnd()]).toEqual([allFrom === 'start', allFrom === 'end']);
  if (typeof allFrom === 'bigint') expect(all?.getPosition()?.getCommitPosition()).toBe(String(allFrom));
  expect(options?.getReadDirection()).toBe(backwards ? 1 : 0);
});

const stored = fc.record({
  id: fc.uuid(),
  type: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  stream: fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }),
  revision: fc.nat().map(BigInt),
  position: fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }),
  storedAtMs: fc.integer({ min: 1, max: 4_000_000_000_000 }),
  data: fc.dictionary(fc.string(), fc.jsonValue()),
  metadata: fc.dictionary(fc.string(), fc.jsonValue()),
});
type Stored = typeof stored extends fc.Arbitrary<infer T> ? T : never;

/** As the official messages write it. */
const written = ({ id, type, stream, revision, position, storedAtMs, data, metadata }: Stored) => {
  const recorded = new ReadResp.ReadEvent.RecordedEvent();
  const uuid = new shared.UUID();
  uuid.setString(id);
  const name = new shared.StreamIdentifier();
  name.setStreamName(Buffer.from(stream));
  recorded.setId(uuid);
  recorded.setStreamIdentifier(name);
  recorded.setStreamRevision(String(revision));
  recorded.setPreparePosition(String(position));
  recorded.setCommitPosition(String(position));
  recorded.getMetadataMap().set('type', type);
  recorded.getMetadataMap().set('content-type', 'application/json');
  recorded.getMetadataMap().set('created', `${storedAtMs}1234`);
  recorded.setData(Buffer.from(JSON.stringify(data)));
  recorded.setCustomMetadata(Buffer.from(JSON.stringify(metadata)));
  const event = new ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(position));
  const answer = new ReadResp();
  answer.setEvent(event);
  return Buffer.from(answer.serializeBinary());
};
const asJson = (event: Stored) => ({
  ...event,
  dataText: JSON.stringify(event.data),
  data: JSON.parse(JSON.stringify(event.data)) as unknown,
  metadata: JSON.parse(JSON.stringify(event.metadata)) as unknown,
});

test('an event is read as the official messages write it, and as the embedded store does', () =>
  fc.assert(
    fc.property(stored, (event) => {
      expect(readAnswer(written(event))).toEqual({ is: 'event', event: asJson(event) });
      const bytes = encodeEvent(
        {
          ...{ id: event.id, type: event.type, json: true },
          ...{ data: Buffer.from(JSON.stringify(event.data)), metadata: Buffer.from(JSON.stringify(event.metadata)) },
        },
        {
          ...{ streamName: Buffer.from(event.stream), createdMs: event.storedAtMs },
          ...{ revision: Number(event.revision), position: Number(event.position) },
        },
      );
      expect(readAnswer(bytes)).toEqual({ is: 'event', event: asJson(event) });
    }),
  ));

test('data that are no JSON come as bytes, and none as nothing', () => {
  const place = { streamName: Buffer.from('a-1'), revision: 0, position: 1, createdMs: 1 };
  const one = { id: '0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b', type: 'A', json: false, metadata: Buffer.alloc(0) };
  const read = readAnswer(encodeEvent({ ...one, data: Buffer.from([0xff, 0x00]) }, place));
  expect(read).toMatchObject({ event: { data: Buffer.from([0xff, 0x00]), metadata: undefined } });
});

test('a store that gives no positions is named for what it is', () => {
  const answer = new ReadResp();
  const event = new ReadResp.ReadEvent();
  event.setEvent(new ReadResp.ReadEvent.RecordedEvent());
  event.setNoPosition(new shared.Empty());
  answer.setEvent(event);
  expect(() => readAnswer(Buffer.from(answer.serializeBinary()))).toThrow('older than 22.6');
});

test('a missing stream is told from an empty answer', () => {
  const missing = new ReadResp();
  missing.setStreamNotFound(new ReadResp.StreamNotFound());
  expect(readAnswer(Buffer.from(missing.serializeBinary()))).toEqual({ is: 'missing' });
  const ahead = new ReadResp();
  ahead.setLastStreamPosition('4');
  expect(readAnswer(Buffer.from(ahead.serializeBinary()))).toEqual({ is: 'other' });
});

test('a subscription is asked for from the end of the log, and told when it stands', () => {
  const options = ReadReq.deserializeBinary(subscribeRequest()).getOptions();
  expect([options?.getAll()?.hasEnd(), options?.hasSubscription(), options?.hasNoFilter()]).toEqual([true, true, true]);
  const confirmed = new ReadResp();
  confirmed.setConfirmation(new ReadResp.SubscriptionConfirmation());
  const ended = new ReadResp();
  ended.setLastStreamPosition('4');
  expect([confirmed, ended].map((one) => isConfirmation(Buffer.from(one.serializeBinary())))).toEqual([true, false]);
});
