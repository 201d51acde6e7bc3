/** Errors that end a call to the embedded store, with the codes and trailers by which the official client tells them apart. */
import { Metadata, type ServerErrorResponse, status } from '@grpc/grpc-js';

const rpcError = (code: status, details: string, trailers: Record<string, string> = {}): ServerErrorResponse => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

/** Trailers are ASCII; a name that is not is shown escaped. */
const asTrailer = (name: string): string => (/^[ -~]*$/u.test(name) ? name : encodeURIComponent(name));

export const streamDeleted = (name: string): ServerErrorResponse =>
  rpcError(status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': asTrailer(name),
  });

export type VersionConflict = {
  readonly operation: string;
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
};

export const wrongExpectedVersion = ({ operation, stream, expected, actual }: VersionConflict): ServerErrorResponse =>
  rpcError(
    status.FAILED_PRECONDITION,
    `${operation} failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': asTrailer(stream),
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );

export const maximumAppendSizeExceeded = (bytes: number): ServerErrorResponse =>
  rpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytes} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(bytes),
  });

export const requiredPropertyMissing = (property: string): ServerErrorResponse =>
  rpcError(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

export const notLeader = (host: string, port: number): ServerErrorResponse =>
  rpcError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const serverNotReady = (): ServerErrorResponse => rpcError(status.UNAVAILABLE, 'Server Is Not Ready');

export const consumerTooSlow = (): ServerErrorResponse =>
  rpcError(
    status.ABORTED,
    'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
  );

export const invalidPosition = (): ServerErrorResponse =>
  rpcError(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');

export const invalidArgument = (details: string): ServerErrorResponse => rpcError(status.INVALID_ARGUMENT, details);

export const unknownError = (details: string): ServerErrorResponse => rpcError(status.UNKNOWN, details);

export const unavailable = (details: string): ServerErrorResponse => rpcError(status.UNAVAILABLE, details);
