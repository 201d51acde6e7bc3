// What is written to and read from the wire by hand is what the official client's own messages say.
import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendAnswer, appendRequest } from '../../infra/event-store/append-messages.ts';
import { numberField, bytesField, emptyField } from '../../infra/protobuf.ts';

const { BatchAppendReq, BatchAppendResp } = streams;

const bytes = fc.uint8Array({ maxLength: 400 }).map((held) => Buffer.from(held));
const proposals = fc.record({
  stream: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
  expected: fc.option(fc.bigInt({ min: 0n, max: 2n ** 53n - 1n })),
  events: fc.array(
    fc.record({ id: fc.uuid(), type: fc.string({ minLength: 1, maxLength: 40 }), data: bytes, metadata: bytes }),
    { minLength: 1, maxLength: 5 },
  ),
});

test('a request says what was proposed, byte for byte', () =>
  fc.assert(
    fc.property(proposals, fc.uuid(), (proposal, correlation) => {
      const read = BatchAppendReq.deserializeBinary(appendRequest(correlation, proposal, 1_700_000_000_500));
      const options = read.getOptions();
      expect(read.getCorrelationId()?.getString()).toBe(correlation);
      expect(read.getIsFinal()).toBe(true);
      expect(Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(proposal.stream);
      expect(options?.hasNoStream()).toBe(proposal.expected === null);
      if (proposal.expected !== null) expect(BigInt(options?.getStreamPosition() ?? -1)).toBe(proposal.expected);
      expect(Number(options?.getDeadline()?.getSeconds())).toBe(1_700_000_000);
      const said = read.getProposedMessagesList().map((message) => ({
        id: message.getId()?.getString(),
        type: message.getMetadataMap().get('type'),
        data: Buffer.from(message.getData_asU8()),
        metadata: Buffer.from(message.getCustomMetadata_asU8()),
      }));
      expect(said).toEqual(proposal.events);
      const contents = read.getProposedMessagesList().map((message) => message.getMetadataMap().get('content-type'));
      expect(new Set(contents)).toEqual(new Set(['application/json']));
    }),
  ));

const answered = (
  change: (answer: InstanceType<typeof BatchAppendResp>) => void,
  uuid?: InstanceType<typeof shared.UUID>,
) => {
  const answer = new BatchAppendResp();
  const id = new shared.UUID();
  id.setString('0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b');
  answer.setCorrelationId(uuid ?? id);
  change(answer);
  return appendAnswer(Buffer.from(answer.serializeBinary()));
};

const writtenAt = (revision: string, commit?: string) => (answer: InstanceType<typeof BatchAppendResp>) => {
  const success = new BatchAppendResp.Success();
  success.setCurrentRevision(revision);
  if (commit !== undefined) {
    const position = new shared.AllStreamPosition();
    position.setCommitPosition(commit);
    position.setPreparePosition(commit);
    success.setPosition(position);
  } else success.setNoPosition(new shared.Empty());
  answer.setSuccess(success);
};

test('an answer names its append, whichever way the store writes a UUID', () =>
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const hex = uuid.replaceAll('-', '');
      const structured = new shared.UUID.Structured();
      const half = (from: number) => BigInt.asIntN(64, BigInt(`0x${hex.slice(from, from + 16)}`)).toString();
      structured.setMostSignificantBits(half(0));
      structured.setLeastSignificantBits(half(16));
      const inNumbers = new shared.UUID();
      inNumbers.setStructured(structured);
      const asText = new shared.UUID();
      asText.setString(uuid.toUpperCase());
      expect(answered(writtenAt('0', '1'), inNumbers).correlation).toBe(uuid);
      expect(answered(writtenAt('0', '1'), asText).correlation).toBe(uuid);
    }),
  ));

test('a written append is told with its revision and its position, where the store gives one', () => {
  const of = (revision: string, commit?: string) => answered(writtenAt(revision, commit)).answer;
  expect(of('41', '8052')).toEqual({ is: 'written', revision: 41n, position: 8052n });
  expect(of('0', '0')).toEqual({ is: 'written', revision: 0n, position: 0n });
  expect(of('41')).toEqual({ is: 'written', revision: 41n, position: undefined });
  expect(of('41', (2n ** 64n - 1n).toString())).toEqual({ is: 'written', revision: 41n, position: undefined });
});

const failed = (type: string, ...fields: Buffer[]) => {
  const detail = Buffer.concat([bytesField(1, `type.googleapis.com/${type}`), bytesField(2, ...fields)]);
  const status = bytesField(2, numberField(1, 6), bytesField(2, 'why'), bytesField(3, detail));
  const correlation = bytesField(1, bytesField(2, randomUUID()));
  return appendAnswer(Buffer.concat([correlation, status])).answer;
};

test.each([
  ['WrongExpectedVersion', [numberField(1, 7), emptyField(6)], { is: 'conflict', actual: 7n }],
  ['WrongExpectedVersion', [numberField(1, 0), numberField(3, 4)], { is: 'conflict', actual: 0n }],
  ['WrongExpectedVersion', [emptyField(2), numberField(3, 4)], { is: 'conflict', actual: null }],
  ['StreamDeleted', [], { is: 'deleted' }],
  ['Timeout', [], { is: 'unanswered', why: 'Timeout why' }],
  ['Unknown', [], { is: 'unanswered', why: 'Unknown why' }],
  ['MaximumAppendSizeExceeded', [numberField(1, 1024)], { is: 'impossible', why: 'MaximumAppendSizeExceeded why' }],
  ['AccessDenied', [], { is: 'impossible', why: 'AccessDenied why' }],
  ['BadRequest', [], { is: 'impossible', why: 'BadRequest why' }],
])('%s is told for what it is', (name, fields, answer) => {
  expect(failed(`event_store.client.${name}`, ...fields)).toEqual(answer);
});

test('a failure that nobody knows is an outage', () => {
  expect(failed('google.protobuf.Empty')).toEqual({ is: 'unanswered', why: 'why' });
});
