/** What the embedded store answers in Streams/BatchAppend: each append under its correlation id, failures as google.rpc.Status. */
import type { ExpectedRevision } from './append-rules.ts';
import { successFields } from './append-wire.ts';
import type { Outcome } from './changes.ts';
import { bytesField, emptyField, numberField } from '../protobuf.ts';

type Failure = { readonly code: number; readonly message: string; readonly type: string; readonly fields?: Buffer[] };

export const APPEND_BYTES_MAX = 1024 * 1024;

const CLIENT = 'event_store.client';

export const TIMEOUT: Failure = { code: 4, message: 'Timeout', type: `${CLIENT}.Timeout` };
export const TOO_LARGE: Failure = {
  code: 3,
  message: 'MaximumAppendSizeExceeded',
  type: `${CLIENT}.MaximumAppendSizeExceeded`,
  fields: [numberField(1, APPEND_BYTES_MAX)],
};
export const NOT_READY: Failure = { code: 0, message: 'Server Is Not Ready', type: 'google.protobuf.Empty' };
const UNKNOWN: Failure = { code: 2, message: 'Unknown', type: `${CLIENT}.Unknown` };

export const badRequest = (message: string): Failure => ({
  code: 3,
  message: 'BadRequest',
  type: `${CLIENT}.BadRequest`,
  fields: [bytesField(1, message)],
});

const EXPECTATION_FIELDS = { any: 4, stream_exists: 5, no_stream: 6 } as const;

const conflict = (expected: ExpectedRevision, lastRevision: number): Failure => ({
  code: 6,
  message: 'WrongExpectedVersion',
  type: `${CLIENT}.WrongExpectedVersion`,
  fields: [
    lastRevision < 0 ? emptyField(2) : numberField(1, lastRevision),
    typeof expected === 'number' ? numberField(3, expected) : emptyField(EXPECTATION_FIELDS[expected]),
  ],
});

const deleted = (stream: Buffer): Failure => ({
  code: 5,
  message: 'StreamDeleted',
  type: `${CLIENT}.StreamDeleted`,
  fields: [bytesField(1, bytesField(3, stream))],
});

const statusField = ({ code, message, type, fields = [] }: Failure): Buffer =>
  bytesField(
    2,
    numberField(1, code),
    bytesField(2, message),
    bytesField(3, bytesField(1, `type.googleapis.com/${type}`), bytesField(2, ...fields)),
  );

export type Addressee = { readonly correlation: Buffer; readonly stream: Buffer };

const answerTo = ({ correlation, stream }: Addressee, result: Buffer): Buffer =>
  Buffer.concat([bytesField(1, correlation), result, bytesField(4, bytesField(3, stream))]);

export const failureAnswer = (to: Addressee, failure: Failure): Buffer => answerTo(to, statusField(failure));

export const outcomeAnswer = (to: Addressee, outcome: Outcome, expected: ExpectedRevision): Buffer => {
  switch (outcome.kind) {
    case 'written':
      return answerTo(to, bytesField(3, ...successFields(outcome)));
    case 'deleted':
      return failureAnswer(to, deleted(to.stream));
    case 'wrong-revision':
      return failureAnswer(to, conflict(expected, outcome.lastRevision));
    case 'failed':
      return failureAnswer(to, UNKNOWN);
  }
};
