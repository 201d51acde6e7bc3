/** What arrives in Streams/BatchAppend of the embedded store: appends in parts, each with its correlation id. */
import type { ExpectedRevision } from './append-rules.ts';
import { asRevision, readStreamName } from './append-wire.ts';
import { readFields } from '../protobuf.ts';

export type BatchOptions = {
  readonly stream: Buffer | undefined;
  readonly expected: ExpectedRevision | undefined;
  /** Time left; clients send a moment, or a duration. */
  readonly deadlineMs: number;
};

export type BatchPart = {
  readonly correlation: Buffer;
  readonly options: BatchOptions | undefined;
  readonly messages: readonly Buffer[];
  readonly final: boolean;
};

/** google.protobuf.Timestamp and Duration: { seconds = 1, nanos = 2 } */
const readMilliseconds = (bytes: Buffer): number => {
  let ms = 0;
  readFields(bytes, (field, value) => {
    if (typeof value === 'number') ms += field === 1 ? value * 1000 : value / 1e6;
  });
  return ms;
};

const EXPECTATIONS: Readonly<Record<number, ExpectedRevision>> = { 3: 'no_stream', 4: 'any', 5: 'stream_exists' };

const readOptions = (bytes: Buffer): BatchOptions => {
  let stream: Buffer | undefined;
  let expected: ExpectedRevision | undefined;
  let deadlineMs = Number.POSITIVE_INFINITY;
  readFields(bytes, (field, value) => {
    if (typeof value === 'number') {
      if (field === 2) expected = asRevision(value);
      return;
    }
    if (field === 1) stream = readStreamName(value);
    expected = EXPECTATIONS[field] ?? expected;
    if (field === 6) deadlineMs = readMilliseconds(value) - Date.now();
    if (field === 7) deadlineMs = readMilliseconds(value);
  });
  return { stream, expected, deadlineMs };
};

export const readBatchPart = (bytes: Buffer): BatchPart => {
  let correlation: Buffer = Buffer.alloc(0);
  let options: BatchOptions | undefined;
  const messages: Buffer[] = [];
  let final = false;
  readFields(bytes, (field, value) => {
    if (typeof value === 'number') final = field === 4 ? value !== 0 : final;
    else if (field === 1) correlation = value;
    else if (field === 2) options = readOptions(value);
    else if (field === 3) messages.push(value);
  });
  return { correlation, options, messages, final };
};
