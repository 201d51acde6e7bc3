/** Streams/Delete and Streams/Tombstone of the embedded store. */
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type { ExpectedRevision } from './append-rules.ts';
import { BadRequestError } from './append-wire.ts';
import type { Outcome } from './changes.ts';
import { streamDeleted, unknownError, wrongExpectedVersion } from './errors.ts';
import type { Gate } from './gate.ts';
import { badRequestError, checkedTarget, readTarget, type Target } from './write-target.ts';
import { bytesField, numberField, readFields } from '../protobuf.ts';
import type { Writer } from './writer.ts';

type Answer = sendUnaryData<Buffer>;

const EXPECTED_NUMBERS = { any: -2, no_stream: -1, stream_exists: -4 } as const;
const expectedNumber = (expected: ExpectedRevision): number =>
  typeof expected === 'number' ? expected : EXPECTED_NUMBERS[expected];

const answerWith = (outcome: Outcome, { stream, expected }: Target, answer: Answer): void => {
  switch (outcome.kind) {
    case 'written':
      return answer(null, bytesField(1, numberField(1, outcome.position ?? 0), numberField(2, outcome.position ?? 0)));
    case 'deleted':
      return answer(streamDeleted(stream));
    case 'failed':
      return answer(unknownError(outcome.message));
    case 'wrong-revision': {
      const actual = outcome.lastRevision;
      return answer(wrongExpectedVersion({ operation: 'Delete', stream, expected: expectedNumber(expected), actual }));
    }
  }
};

const readRequest = (request: Buffer): Target => {
  let target: Target | undefined;
  readFields(request, (field, value) => {
    if (field === 1 && typeof value !== 'number') target = readTarget(value);
  });
  return checkedTarget(target);
};

export const serveDelete =
  (kind: 'soft-delete' | 'tombstone', writer: Writer, gate: Gate) =>
  (call: ServerUnaryCall<Buffer, Buffer>, answer: Answer): void => {
    const refused = gate.refusal();
    if (refused) return answer(refused);
    try {
      const target = readRequest(call.request);
      writer.write({
        kind,
        ...target,
        events: [],
        cancelled: () => call.cancelled,
        answer: (outcome) => answerWith(outcome, target, answer),
      });
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error;
      answer(badRequestError(error));
    }
  };
