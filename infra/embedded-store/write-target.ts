/** Which stream a unary call to the embedded store writes to, and what it expects of it: the same in Append, Delete and Tombstone. */
import type { ServerErrorResponse } from '@grpc/grpc-js';
import type { ExpectedRevision } from './append-rules.ts';
import { asRevision, BadRequestError, readStreamName } from './append-wire.ts';
import { unknownError } from './errors.ts';
import { readFields } from '../protobuf.ts';

export type Target = { readonly stream: string; readonly expected: ExpectedRevision };

const EXPECTATIONS: Readonly<Record<number, ExpectedRevision>> = { 3: 'no_stream', 4: 'any', 5: 'stream_exists' };

/** Options { stream_identifier = 1, revision = 2, no_stream = 3, any = 4, stream_exists = 5 } */
export const readTarget = (options: Buffer): Target => {
  let stream = '';
  let expected: ExpectedRevision | undefined;
  readFields(options, (field, value) => {
    if (typeof value === 'number') expected = field === 2 ? asRevision(value) : expected;
    else if (field === 1) stream = readStreamName(value).toString('utf8');
    else expected = EXPECTATIONS[field] ?? expected;
  });
  if (expected === undefined) throw new BadRequestError('No expected stream revision.');
  return { stream, expected };
};

export const checkedTarget = (target: Target | undefined): Target => {
  if (!target) throw new BadRequestError('The request has no options.');
  if (target.stream === '') throw new BadRequestError("Value cannot be null. (Parameter 'eventStreamId')");
  return target;
};

export const badRequestError = ({ message }: BadRequestError): ServerErrorResponse =>
  unknownError(`Exception was thrown by handler. ${message}`);
