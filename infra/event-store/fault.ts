// What an error of the client means to the wrapper's calls: the same outage comes as three classes of error, told apart by type and code.

/**
 * `passing`: an outage in one of its forms, whatever was under way may have been done or not.
 * `lasting`: repeating the call cannot help.
 */
export type Fault = 'passing' | 'conflict' | 'deleted' | 'missing' | 'lasting';

/** The names, the client's and the server's, for what is not an outage; every other one passes. */
const BY_TYPE: Readonly<Record<string, Fault>> = {
  'wrong-expected-version': 'conflict',
  'stream-deleted': 'deleted',
  'stream-not-found': 'missing',
  'maximum-append-size-exceeded': 'lasting',
  'access-denied': 'lasting',
  'invalid-argument': 'lasting',
  'invalid-transaction': 'lasting',
  unsupported: 'lasting',
};

/** gRPC status codes that no repetition mends: INVALID_ARGUMENT, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED. */
const LASTING_CODES: ReadonlySet<unknown> = new Set([3, 7, 12, 16]);

interface Raised {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly metadata?: { get?(name: string): readonly unknown[] };
}

/** The client names an error; where a call was made without it, the server's own name is beside the code. */
const nameOf = ({ type, metadata }: Raised): unknown => type ?? metadata?.get?.('exception')[0];

/**
 * Everything unrecognised is taken for an outage: UNKNOWN and INTERNAL are what a dying connection and a server that is
 * "not ready" look like, and the time limit of the call bounds a wrong guess.
 */
export const faultOf = (error: unknown): Fault => {
  if (typeof error !== 'object' || error === null) return 'lasting';
  const { code } = error as Raised;
  const name = nameOf(error as Raised);
  if (typeof name === 'string') {
    const named = BY_TYPE[name];
    if (named !== undefined) return named;
    return LASTING_CODES.has(code) ? 'lasting' : 'passing';
  }
  if (typeof code === 'number') return LASTING_CODES.has(code) ? 'lasting' : 'passing';
  return error instanceof TimeLimitError ? 'passing' : 'lasting';
};

/** The wrapper's own deadline has passed: the client has none. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/** The log could not be read in time. Nothing is wrong with the question: ask again later. */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
  readonly code = 'log-unavailable';
}

/** A stream of the county has been deleted, which nobody may do: somebody must look before anything is decided on it. */
export class StreamDeletedError extends Error {
  override readonly name = 'StreamDeletedError';
  readonly code = 'stream-deleted';
}
