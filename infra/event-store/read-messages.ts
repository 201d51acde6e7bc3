// The messages of Streams/Read, written and read by hand: an event is made of its bytes once, where the official client makes it three times over.
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { bytesField, bytesIn, emptyField, NO_BYTES, numberField, readFields } from '../protobuf.ts';

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
  id: string;
  stream: string;
  type: string;
  createdMs: number;
  revision: number;
  position: number | undefined;
  data: Buffer;
  metadata: Buffer;
}

const readSystemEntry = (entry: Buffer, recorded: Recorded): void => {
  let key = '';
  readFields(entry, (field, value) => {
    const bytes = bytesIn(value);
    if (field === 1) key = bytes.toString('latin1');
    else if (key === 'type') recorded.type = bytes.toString();
    else if (key === 'created') recorded.createdMs = Number(bytes.toString('latin1').slice(0, TICK_DIGITS));
  });
};

const readRecorded = (message: Buffer): Recorded => {
  const recorded: Recorded = {
    ...{ id: '', stream: '', type: '', createdMs: 0, revision: 0, position: undefined },
    ...{ data: NO_BYTES, metadata: NO_BYTES },
  };
  readFields(message, (field, value) => {
    if (typeof value === 'number') {
      if (field === 3) recorded.revision = value;
      else if (field === 5) recorded.position = value;
    } else if (field === 8) recorded.data = value;
    else if (field === 7) recorded.metadata = value;
    else if (field === 6) readSystemEntry(value, recorded);
    // A UUID as text, and the name of a stream, each behind a key of one byte and a length of one or two.
    else if (field === 1) recorded.id = value.toString('latin1', 2);
    else if (field === 2) readFields(value, (_, name) => (recorded.stream = bytesIn(name).toString()));
  });
  return recorded;
};

/** What is no JSON stays as bytes: it is somebody else's. */
const jsonOf = (bytes: Buffer): unknown => {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return bytes;
  }
};

/** @throws where the store gives events without positions, as before 22.6 */
const eventIn = (message: Buffer): StoredEvent => {
  let recorded: Recorded | undefined;
  let position: number | undefined;
  readFields(message, (field, value) => {
    if (field === 1) recorded = readRecorded(bytesIn(value));
    else if (field === 3 && typeof value === 'number') position = value;
  });
  if (!recorded) throw new Error('the event store gave a message without its event');
  const at = recorded.position ?? position;
  if (at === undefined || at >= LARGEST_POSITION)
    throw new Error('this event store is older than 22.6: it gives events without positions');
  return {
    id: recorded.id,
    type: recorded.type,
    stream: recorded.stream,
    revision: BigInt(recorded.revision),
    position: BigInt(at),
    storedAtMs: recorded.createdMs,
    data: jsonOf(recorded.data),
    metadata: jsonOf(recorded.metadata),
  };
};

const OTHER: ReadAnswer = { is: 'other' };
const MISSING: ReadAnswer = { is: 'missing' };

/** One message of a read. @throws where the store gives events without positions, as before 22.6 */
export const readAnswer = (bytes: Buffer): ReadAnswer => {
  let answer: ReadAnswer = OTHER;
  readFields(bytes, (field, value) => {
    if (field === 1) answer = { is: 'event', event: eventIn(bytesIn(value)) };
    else if (field === 4) answer = MISSING;
  });
  return answer;
};
