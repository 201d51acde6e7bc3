// What may be sent to the store: checked for every writer before it is sent.
import type { NewEvent } from '../../domain/kernel/event-log.ts';

/** The store's limit on one append, in bytes, counted as it counts them. */
export const APPEND_BYTES_MAX = 1024 * 1024;

/** An event as it goes over the wire. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** In lower case, as the store gives it back: another spelling would not be recognised as the same event. */
const EVENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SYSTEM = '$';

/** The only bytes of an object that are stored. @throws TypeError on cycles, bigint and what is not an object. */
const jsonOf = (value: unknown, what: string): Buffer => {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${what} must be an object`);
  return Buffer.from(JSON.stringify(value));
};

const checkName = (name: string, what: string) => {
  if (name === '') throw new TypeError(`${what} must not be empty`);
  if (name.startsWith(SYSTEM)) throw new TypeError(`${what} ${name} would be the store's own`);
};

/** Names of streams that hold facts of the county. @throws TypeError when the name is empty or the store's own. */
export const checkStream = (stream: string): void => checkName(stream, 'stream');

/** @throws TypeError when the number is no revision that a stream can have. */
export const checkExpected = (expected: bigint | null): void => {
  if (expected !== null && !(typeof expected === 'bigint' && expected >= 0n))
    throw new TypeError(`expected revision ${String(expected)} must be null or a bigint from 0 on`);
};

/**
 * The events of one append, ready for the wire.
 * @throws TypeError when one of them cannot be stored, RangeError when together they exceed 1 MiB: both are bugs of the caller
 */
export const propose = (events: readonly NewEvent[]): ProposedEvent[] => {
  if (events.length === 0) throw new TypeError('an append must hold an event');
  let bytes = 0;
  const proposed = events.map(({ id, type, data, metadata }): ProposedEvent => {
    if (!EVENT_ID.test(id)) throw new TypeError(`event id ${id} must be a UUID in lower case`);
    checkName(type, 'event type');
    const json = { data: jsonOf(data, 'data'), metadata: jsonOf(metadata, 'metadata') };
    bytes += json.data.length + json.metadata.length + 2 * type.length;
    return { id, type, ...json };
  });
  if (bytes > APPEND_BYTES_MAX)
    throw new RangeError(`an append of ${bytes} bytes exceeds the store's limit of ${APPEND_BYTES_MAX}`);
  return proposed;
};
