/** Streams/Append of the embedded store, which the client uses when an append has credentials of its own: one event a message. */
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { ExpectedRevision } from './append-rules.ts';
import { asEvent, BadRequestError, type ProposedMessage, readProposedMessage, successFields } from './append-wire.ts';
import { APPEND_BYTES_MAX } from './batch-append-answer.ts';
import type { Outcome } from './changes.ts';
import { maximumAppendSizeExceeded, requiredPropertyMissing, streamDeleted, unknownError } from './errors.ts';
import type { ProposedEvent } from './event-message.ts';
import type { Gate } from './gate.ts';
import { badRequestError, checkedTarget, readTarget, type Target } from './write-target.ts';
import { bytesField, emptyField, numberField, readFields } from '../protobuf.ts';
import type { Writer } from './writer.ts';

type Answer = sendUnaryData<Buffer>;

const EXPECTATION_FIELDS = { any: 9, stream_exists: 10, no_stream: 11 } as const;

const conflictField = (expected: ExpectedRevision, lastRevision: number): Buffer =>
  bytesField(
    2,
    lastRevision < 0 ? emptyField(7) : numberField(6, lastRevision),
    typeof expected === 'number' ? numberField(8, expected) : emptyField(EXPECTATION_FIELDS[expected]),
  );

const answerWith = (outcome: Outcome, { stream, expected }: Target, answer: Answer): void => {
  switch (outcome.kind) {
    case 'written':
      return answer(null, bytesField(1, ...successFields(outcome)));
    case 'wrong-revision':
      return answer(null, conflictField(expected, outcome.lastRevision));
    case 'deleted':
      return answer(streamDeleted(stream));
    case 'failed':
      return answer(unknownError(outcome.message));
  }
};

const missingProperty = ({ type, contentType }: ProposedMessage): string | undefined =>
  type === undefined ? 'type' : contentType === undefined ? 'content-type' : undefined;

/** Gathers what the client streams; throws the error that ends the call. */
const createCollector = () => {
  let target: Target | undefined;
  let bytes = 0;
  const events: ProposedEvent[] = [];
  const takeEvent = (message: ProposedMessage): void => {
    const missing = missingProperty(message);
    if (missing) throw requiredPropertyMissing(missing);
    events.push(asEvent(message));
    bytes += message.data.length;
    if (bytes > APPEND_BYTES_MAX) throw maximumAppendSizeExceeded(APPEND_BYTES_MAX);
  };
  return {
    take: (request: Buffer): void =>
      readFields(request, (field, value) => {
        if (typeof value === 'number') return;
        if (field === 1) target = readTarget(value);
        if (field === 2) takeEvent(readProposedMessage(value));
      }),
    target: (): Target => checkedTarget(target),
    events,
  };
};

export const serveAppend =
  (writer: Writer, gate: Gate) =>
  (call: ServerReadableStream<Buffer, Buffer>, answer: Answer): void => {
    const collector = createCollector();
    let answered = false;
    const once: Answer = (...result) => {
      if (!answered) answer(...result);
      answered = true;
    };
    const guarded = (work: () => void): void => {
      try {
        if (!answered) work();
      } catch (error) {
        once(error instanceof BadRequestError ? badRequestError(error) : (error as Error));
      }
    };
    const refused = gate.refusal();
    if (refused) once(refused);
    call.on('data', (message: Buffer) => guarded(() => collector.take(message)));
    call.on('end', () =>
      guarded(() => {
        const target = collector.target();
        writer.write({
          kind: 'append',
          ...target,
          events: collector.events,
          cancelled: () => call.cancelled,
          answer: (outcome) => answerWith(outcome, target, once),
        });
      }),
    );
  };
