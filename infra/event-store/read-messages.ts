// The messages of Streams/Read, written and read by hand: an event is made of its bytes once, where the official client makes it three times over.
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { bytesField, type Cursor, cursorOf, emptyField, numberField, type Visit, walkFields } from '../protobuf.ts';

/** Where a read begins, at most how much it gives, and which way it goes. */
export interface ReadRequest {
  readonly of: { readonly stream: string; readonly from: bigint } | { readonly allFrom: bigint | 'start' | 'end' };
  readonly max: number;
  readonly backwards?: boolean;
}

export type ReadAnswer =
  | { readonly is: 'event'; readonly event: StoredEvent }
  | { readonly is: 'missing' }
  /** Of no concern to a read: where the log ends, who leads. */
  | { readonly is: 'other' };

const allOptions = (from: bigint | 'start' | 'end'): Buffer => {
  if (from === 'start') return emptyField(2);
  if (from === 'end') return emptyField(3);
  return bytesField(1, numberField(1, Number(from)), numberField(2, Number(from)));
};

export const readRequest = ({ of, max, backwards = false }: ReadRequest): Buffer =>
  bytesField(
    1,
    'stream' in of
      ? bytesField(1, bytesField(1, bytesField(3, of.stream)), numberField(2, Number(of.from)))
      : bytesField(2, allOptions(of.allFrom)),
    ...(backwards ? [numberField(3, 1)] : []),
    numberField(5, max),
    emptyField(8),
    bytesField(9, emptyField(2)),
  );

/** Everything that is written from now on, until told to stop. */
export const subscribeRequest = (): Buffer =>
  bytesField(1, bytesField(2, emptyField(3)), emptyField(6), emptyField(8), bytesField(9, emptyField(2)));

const CONFIRMATION = 2 * 8 + 2;
/** Whether a message is the store's word that a subscription stands. */
export const isConfirmation = (bytes: Buffer): boolean => bytes[0] === CONFIRMATION;

/** The store tells time in units of 100 ns. */
const TICK_DIGITS = -4;
const LARGEST_POSITION = 2 ** 63;

interface Recorded {
  /** Whether the message held an event at all: a link whose event is gone does not. */
  isThere: boolean;
  id: string;
  stream: string;
  type: string;
  createdMs: number;
  revision: number;
  position: number;
  dataText: string;
  data: unknown;
  metadata: unknown;
}
const UNKNOWN = -1;

const textAt = ({ bytes, at }: Cursor, length: number): string => bytes.toString('utf8', at, at + length);
/** Of names that the protocol itself writes. */
const asciiAt = ({ bytes, at }: Cursor, length: number): string => bytes.toString('latin1', at, at + length);

/** What is no JSON stays as bytes: it is somebody else's. */
const jsonOf = (text: string, { bytes, at }: Cursor, length: number): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return bytes.subarray(at, at + length);
  }
};

const visitSystemEntry: Visit<{ key: string; recorded: Recorded }> = (entry, field, length, cursor) => {
  if (field === 1) entry.key = asciiAt(cursor, length);
  else if (entry.key === 'type') entry.recorded.type = textAt(cursor, length);
  else if (entry.key === 'created') entry.recorded.createdMs = Number(asciiAt(cursor, length + TICK_DIGITS));
};

const visitStreamName: Visit<Recorded> = (recorded, _, length, cursor) => {
  recorded.stream = textAt(cursor, length);
};

/** A UUID as text behind a key of one byte and a length of another. */
const UUID_HEAD = 2;
/** What each field of a recorded event says, by its number. */
const RECORDED: Readonly<Record<number, (recorded: Recorded, value: number, cursor: Cursor) => void>> = {
  1: (recorded, length, { bytes, at }) => {
    recorded.id = bytes.toString('latin1', at + UUID_HEAD, at + length);
  },
  2: (recorded, length, cursor) => walkFields(cursor, cursor.at + length, visitStreamName, recorded),
  3: (recorded, revision) => {
    recorded.revision = revision;
  },
  5: (recorded, position) => {
    recorded.position = position;
  },
  6: (recorded, length, cursor) => walkFields(cursor, cursor.at + length, visitSystemEntry, { key: '', recorded }),
  7: (recorded, length, cursor) => {
    if (length > 0) recorded.metadata = jsonOf(textAt(cursor, length), cursor, length);
  },
  8: (recorded, length, cursor) => {
    if (length === 0) return;
    recorded.dataText = textAt(cursor, length);
    recorded.data = jsonOf(recorded.dataText, cursor, length);
  },
};
const visitRecorded: Visit<Recorded> = (recorded, field, value, cursor) => RECORDED[field]?.(recorded, value, cursor);

const visitEvent: Visit<Recorded> = (recorded, field, value, cursor) => {
  if (field === 1) {
    recorded.isThere = true;
    walkFields(cursor, cursor.at + value, visitRecorded, recorded);
  } else if (field === 3 && recorded.position === UNKNOWN) recorded.position = value;
};

/** @throws where the store gives events without positions, as before 22.6 */
const eventAt = (cursor: Cursor, length: number): StoredEvent => {
  const recorded: Recorded = {
    isThere: false,
    id: '',
    stream: '',
    type: '',
    createdMs: 0,
    revision: 0,
    position: UNKNOWN,
    dataText: '',
    data: undefined,
    metadata: undefined,
  };
  walkFields(cursor, cursor.at + length, visitEvent, recorded);
  const { isThere, id, position } = recorded;
  if (!isThere) throw new Error('the event store gave a message without its event');
  if (position === UNKNOWN || position >= LARGEST_POSITION)
    throw new Error('this event store is older than 22.6: it gives events without positions');
  return {
    id,
    type: recorded.type,
    stream: recorded.stream,
    revision: BigInt(recorded.revision),
    position: BigInt(position),
    storedAtMs: recorded.createdMs,
    data: recorded.data,
    dataText: recorded.dataText,
    metadata: recorded.metadata,
  };
};

const OTHER: ReadAnswer = { is: 'other' };
const MISSING: ReadAnswer = { is: 'missing' };

const visitAnswer: Visit<{ answer: ReadAnswer }> = (told, field, value, cursor) => {
  if (field === 1) told.answer = { is: 'event', event: eventAt(cursor, value) };
  else if (field === 4) told.answer = MISSING;
};

/** One message of a read. @throws where the store gives events without positions, as before 22.6 */
export const readAnswer = (bytes: Buffer): ReadAnswer => {
  const told = { answer: OTHER };
  walkFields(cursorOf(bytes), bytes.length, visitAnswer, told);
  return told.answer;
};
