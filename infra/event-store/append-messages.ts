// The messages of Streams/BatchAppend, written and read by hand: an event's bytes are copied once, where the official client writes them twice.
import {
  bytesField,
  bytesIn,
  numberField,
  readFields,
  structuredUuid,
  varintSize,
  type WireValue,
  writeVarint,
} from '../protobuf.ts';
import type { ProposedEvent } from './proposal.ts';

/** What is to be appended, the same for every try. */
export interface Proposal {
  readonly stream: string;
  /** Last revision of the stream, or null where it must not exist. */
  readonly expected: bigint | null;
  readonly events: readonly ProposedEvent[];
}

export type Answer =
  | { readonly is: 'written'; readonly revision: bigint; readonly position: bigint | undefined }
  | { readonly is: 'conflict'; readonly actual: bigint | null }
  | { readonly is: 'deleted' }
  /** An outage: it may have been written or not. */
  | { readonly is: 'unanswered'; readonly why: string }
  /** Repeating cannot help. */
  | { readonly is: 'impossible'; readonly why: string };

const UUID_BYTES = 36;
/** A UUID as text, in a message of its own. */
const UUID_MESSAGE = UUID_BYTES + 2;

const lengthDelimited = (size: number) => 1 + varintSize(size) + size;

const writeHead = (into: Buffer, field: number, size: number, at: number): number => {
  into[at] = field * 8 + 2;
  return writeVarint(into, size, at + 1);
};

const writeUuid = (into: Buffer, field: number, uuid: string, at: number): number => {
  const inner = writeHead(into, 2, UUID_BYTES, writeHead(into, field, UUID_MESSAGE, at));
  return inner + into.write(uuid, inner, UUID_BYTES, 'latin1');
};

const writeBytes = (into: Buffer, field: number, bytes: Buffer, at: number): number => {
  const start = writeHead(into, field, bytes.length, at);
  bytes.copy(into, start);
  return start + bytes.length;
};

const entry = (key: string, value: string) => bytesField(2, bytesField(1, key), bytesField(2, value));
const JSON_CONTENT = entry('content-type', 'application/json');
/** One for each type of event that this release knows. */
const kinds = new Map<string, Buffer>();
const kindOf = (type: string): Buffer => {
  const known = kinds.get(type);
  if (known) return known;
  const made = Buffer.concat([entry('type', type), JSON_CONTENT]);
  kinds.set(type, made);
  return made;
};

const eventSize = (kind: Buffer, { data, metadata }: ProposedEvent) =>
  lengthDelimited(UUID_MESSAGE) + kind.length + lengthDelimited(metadata.length) + lengthDelimited(data.length);

const NEW_STREAM = bytesField(3);

const optionsOf = ({ stream, expected }: Proposal, deadlineMs: number): Buffer =>
  bytesField(
    2,
    bytesField(1, bytesField(3, stream)),
    expected === null ? NEW_STREAM : numberField(2, Number(expected)),
    bytesField(6, numberField(1, Math.floor(deadlineMs / 1000))),
  );

const FINAL = numberField(4, 1);

/** @param deadlineMs UTC milliseconds since 1970, after which the store need not write any more */
export const appendRequest = (correlation: string, proposal: Proposal, deadlineMs: number): Buffer => {
  const options = optionsOf(proposal, deadlineMs);
  const sized = proposal.events.map((event) => {
    const kind = kindOf(event.type);
    return { event, kind, size: eventSize(kind, event) };
  });
  const bytes = sized.reduce((sum, { size }) => sum + lengthDelimited(size), 0);
  const request = Buffer.allocUnsafe(lengthDelimited(UUID_MESSAGE) + options.length + bytes + FINAL.length);
  let at = writeUuid(request, 1, correlation, 0);
  at += options.copy(request, at);
  for (const { event, kind, size } of sized) {
    at = writeUuid(request, 1, event.id, writeHead(request, 3, size, at));
    at += kind.copy(request, at);
    at = writeBytes(request, 4, event.data, writeBytes(request, 3, event.metadata, at));
  }
  FINAL.copy(request, at);
  return request;
};

const fieldsOf = (bytes: Buffer): Map<number, WireValue> => {
  const fields = new Map<number, WireValue>();
  readFields(bytes, (field, value) => fields.set(field, value));
  return fields;
};

const numberIn = (value: WireValue | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

const uuidIn = (bytes: Buffer): string => {
  const [field] = bytes;
  if (field === 2 * 8 + 2) return bytes.toString('latin1', 2, 2 + UUID_BYTES).toLowerCase();
  return structuredUuid(bytesIn(fieldsOf(bytes).get(1)));
};

const LARGEST_POSITION = 2 ** 63;

/** A repeated append may be answered without a position, or with -1 taken for unsigned. */
const positionIn = (bytes: Buffer): bigint | undefined => {
  const commit = numberIn(fieldsOf(bytes).get(1)) ?? 0;
  return commit >= LARGEST_POSITION ? undefined : BigInt(commit);
};

const writtenIn = (success: Buffer): Answer => {
  const fields = fieldsOf(success);
  const position = fields.get(3);
  return {
    is: 'written',
    revision: BigInt(numberIn(fields.get(1)) ?? 0),
    position: position === undefined ? undefined : positionIn(bytesIn(position)),
  };
};

const KNOWN_FAILURE = /event_store\.client\.(\w+)$/;
const IMPOSSIBLE = new Set(['AccessDenied', 'MaximumAppendSizeExceeded', 'BadRequest']);

const failureIn = (status: Buffer): Answer => {
  const fields = fieldsOf(status);
  const detail = fieldsOf(bytesIn(fields.get(3)));
  const [, name = ''] = KNOWN_FAILURE.exec(bytesIn(detail.get(1)).toString('latin1')) ?? [];
  const why = `${name} ${bytesIn(fields.get(2)).toString('utf8')}`.trim();
  if (name === 'WrongExpectedVersion') {
    const actual = numberIn(fieldsOf(bytesIn(detail.get(2))).get(1));
    return { is: 'conflict', actual: actual === undefined ? null : BigInt(actual) };
  }
  if (name === 'StreamDeleted') return { is: 'deleted' };
  return IMPOSSIBLE.has(name) ? { is: 'impossible', why } : { is: 'unanswered', why };
};

/** One answer of the store, and to which append. */
export const appendAnswer = (bytes: Buffer): { readonly correlation: string; readonly answer: Answer } => {
  const fields = fieldsOf(bytes);
  const status = fields.get(2);
  const answer = status === undefined ? writtenIn(bytesIn(fields.get(3))) : failureIn(bytesIn(status));
  return { correlation: uuidIn(bytesIn(fields.get(1))), answer };
};
