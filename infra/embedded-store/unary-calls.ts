/** Streams/Append, Delete and Tombstone of the embedded store: the calls that carry one request each. */
import type { sendUnaryData, ServerReadableStream, ServerUnaryCall } from '@grpc/grpc-js';
import type { ExpectedRevision } from './append-rules.ts';
import {
  asEvent,
  asRevision,
  BadRequest,
  type ProposedMessage,
  readProposedMessage,
  readStreamName,
  successFields,
  unaryConflictFields,
} from './append-wire.ts';
import { APPEND_BYTES_MAX } from './batch-append.ts';
import {
  invalidArgument,
  maximumAppendSizeExceeded,
  requiredPropertyMissing,
  streamDeleted,
  unknownError,
  wrongExpectedVersion,
} from './errors.ts';
import type { ProposedEvent } from './event-message.ts';
import type { Gate } from './gate.ts';
import { bytesField, numberField, readFields } from './wire.ts';
import type { Outcome, WriteRequest, Writer } from './writer.ts';

type Target = { readonly stream: string; readonly expected: ExpectedRevision };
type Answer = sendUnaryData<Buffer>;

/** Options of all three calls: { stream_identifier = 1, revision = 2, no_stream = 3, any = 4, stream_exists = 5 } */
const readTarget = (options: Buffer): Target => {
  let stream = '';
  let expected: ExpectedRevision | undefined;
  readFields(options, (field, value) => {
    if (typeof value === 'number') {
      if (field === 2) expected = asRevision(value);
      return;
    }
    if (field === 1) stream = readStreamName(value).toString('utf8');
    if (field === 3) expected = 'no_stream';
    if (field === 4) expected = 'any';
    if (field === 5) expected = 'stream_exists';
  });
  if (expected === undefined) throw new BadRequest('No expected stream revision.');
  return { stream, expected };
};

const checked = ({ stream }: Target): void => {
  if (stream === '') throw new BadRequest("Value cannot be null. (Parameter 'eventStreamId')");
};

const EXPECTED_NUMBERS = { any: -2, no_stream: -1, stream_exists: -4 } as const;
const expectedNumber = (expected: ExpectedRevision): number =>
  typeof expected === 'number' ? expected : EXPECTED_NUMBERS[expected];

const answerDelete = (outcome: Outcome, { stream, expected }: Target, answer: Answer): void => {
  if (outcome.kind === 'written')
    answer(null, bytesField(1, numberField(1, outcome.position), numberField(2, outcome.position)));
  else if (outcome.kind === 'deleted') answer(streamDeleted(stream));
  else if (outcome.kind === 'failed') answer(unknownError(outcome.message));
  else
    answer(
      wrongExpectedVersion({
        operation: 'Delete',
        stream,
        expected: expectedNumber(expected),
        actual: outcome.lastRevision,
      }),
    );
};

const answerAppend = (outcome: Outcome, { stream, expected }: Target, answer: Answer): void => {
  if (outcome.kind === 'written') answer(null, bytesField(1, ...successFields(outcome)));
  else if (outcome.kind === 'wrong-revision')
    answer(null, bytesField(2, ...unaryConflictFields(expected, outcome.lastRevision)));
  else if (outcome.kind === 'deleted') answer(streamDeleted(stream));
  else answer(unknownError(outcome.message));
};

const refuse = (error: unknown, answer: Answer): void => {
  if (!(error instanceof BadRequest)) throw error;
  answer(unknownError(`Exception was thrown by handler. ${error.message}`));
};

export const serveDelete =
  (kind: 'soft-delete' | 'tombstone', writer: Writer, gate: Gate) =>
  (call: ServerUnaryCall<Buffer, Buffer>, answer: Answer): void => {
    const refused = gate.refusal();
    if (refused) return answer(refused);
    try {
      let target: Target | undefined;
      readFields(call.request, (field, value) => {
        if (field === 1 && typeof value !== 'number') target = readTarget(value);
      });
      if (!target) throw new BadRequest('No options.');
      const { stream, expected } = target;
      checked(target);
      writer.write({
        kind,
        stream,
        expected,
        events: [],
        cancelled: () => call.cancelled,
        answer: (outcome) => answerDelete(outcome, { stream, expected }, answer),
      });
    } catch (error) {
      refuse(error, answer);
    }
  };

const missingProperty = ({ type, contentType }: ProposedMessage): string | undefined =>
  type === undefined ? 'type' : contentType === undefined ? 'content-type' : undefined;

/** The client streams its options first, then one event a message. */
export const serveAppend =
  (writer: Writer, gate: Gate) =>
  (call: ServerReadableStream<Buffer, Buffer>, answer: Answer): void => {
    let target: Target | undefined;
    const events: ProposedEvent[] = [];
    let bytes = 0;
    let answered = false;
    const once: Answer = (...result) => {
      if (answered) return;
      answered = true;
      answer(...result);
    };
    const take = (field: number, value: Buffer): void => {
      if (field === 1) target = readTarget(value);
      if (field !== 2) return;
      const message = readProposedMessage(value);
      const missing = missingProperty(message);
      if (missing) return once(requiredPropertyMissing(missing));
      events.push(asEvent(message));
      bytes += message.data.length;
      if (bytes > APPEND_BYTES_MAX) once(maximumAppendSizeExceeded(APPEND_BYTES_MAX));
    };
    const guarded = (work: () => void): void => {
      try {
        if (!answered) work();
      } catch (error) {
        refuse(error, once);
      }
    };
    const write = (): void => {
      if (!target) return once(invalidArgument('No options.'));
      checked(target);
      const { stream, expected } = target;
      const request: WriteRequest = {
        kind: 'append',
        stream,
        expected,
        events,
        cancelled: () => call.cancelled,
        answer: (outcome) => answerAppend(outcome, { stream, expected }, once),
      };
      writer.write(request);
    };
    const refused = gate.refusal();
    if (refused) once(refused);
    call.on('data', (message: Buffer) =>
      guarded(() => readFields(message, (field, value) => typeof value !== 'number' && take(field, value))),
    );
    call.on('end', () => guarded(write));
  };
