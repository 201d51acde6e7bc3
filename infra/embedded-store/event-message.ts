/** The answers to Streams/Read as bytes: an event's message is made once, when it is written, and sent as stored ever after. */
import { bytesField, emptyField, numberField, varint, varintSize, writeVarint } from '../protobuf.ts';

export type ProposedEvent = {
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
};

export type EventPlace = {
  readonly streamName: Buffer;
  readonly revision: number;
  readonly position: number;
  readonly createdMs: number;
};

/** A tombstone stands at the highest 64 bit revision; numbers end earlier, so inside the store it is the highest exact one. */
export const TOMBSTONE_REVISION = Number.MAX_SAFE_INTEGER;
const TOMBSTONE_REVISION_BYTES = Buffer.from('ffffffffffffffff7f', 'hex');

const TICKS_PER_MS = 10_000;
const KNOWN_TYPES_MAX = 10_000;

const mapEntry = (key: string, value: string): Buffer => bytesField(6, bytesField(1, key), bytesField(2, value));

const typeEntries = new Map<string, Buffer>();
const typeAndContent = (type: string, json: boolean): Buffer => {
  const key = `${json ? 'j' : 'b'}${type}`;
  const known = typeEntries.get(key);
  if (known) return known;
  const contentType = json ? 'application/json' : 'application/octet-stream';
  const entries = Buffer.concat([mapEntry('type', type), mapEntry('content-type', contentType)]);
  if (typeEntries.size >= KNOWN_TYPES_MAX) typeEntries.clear();
  typeEntries.set(key, entries);
  return entries;
};

let createdAt: { readonly ms: number; readonly entry: Buffer } = { ms: Number.NaN, entry: Buffer.alloc(0) };
const created = (ms: number): Buffer => {
  if (createdAt.ms !== ms) createdAt = { ms, entry: mapEntry('created', String(BigInt(ms) * BigInt(TICKS_PER_MS))) };
  return createdAt.entry;
};

const head = (field: number, length: number): Buffer => {
  const bytes = Buffer.allocUnsafe(1 + varintSize(length));
  bytes[0] = field * 8 + 2;
  writeVarint(bytes, length, 1);
  return bytes;
};

const revisionBytes = (revision: number): Buffer =>
  revision === TOMBSTONE_REVISION ? TOMBSTONE_REVISION_BYTES : varint(revision);

const sizeOf = (parts: readonly Buffer[]): number => {
  let size = 0;
  for (const part of parts) size += part.length;
  return size;
};

/** ReadResp { event: ReadEvent { event: RecordedEvent, commit_position } } */
export const encodeEvent = (event: ProposedEvent, place: EventPlace): Buffer => {
  const position = varint(place.position);
  const recorded = [
    Buffer.from(`\x0a\x26\x12\x24${event.id}`, 'latin1'),
    head(2, place.streamName.length + 1 + varintSize(place.streamName.length)),
    head(3, place.streamName.length),
    place.streamName,
    Buffer.from([0x18]),
    revisionBytes(place.revision),
    Buffer.from([0x20]),
    position,
    Buffer.from([0x28]),
    position,
    typeAndContent(event.type, event.json),
    created(place.createdMs),
  ];
  if (event.metadata.length > 0) recorded.push(head(7, event.metadata.length), event.metadata);
  if (event.data.length > 0) recorded.push(head(8, event.data.length), event.data);
  const inner = sizeOf(recorded);
  const innerHead = head(1, inner);
  const outer = inner + innerHead.length + 1 + position.length;
  return Buffer.concat([head(1, outer), innerHead, ...recorded, Buffer.from([0x18]), position]);
};

export const confirmation = (subscriptionId: string): Buffer => bytesField(2, bytesField(1, subscriptionId));

export const checkpoint = (position: number): Buffer =>
  bytesField(3, numberField(1, position), numberField(2, position));

export const streamNotFound = (streamName: Buffer): Buffer => bytesField(4, bytesField(1, bytesField(3, streamName)));

export const CAUGHT_UP: Buffer = emptyField(8);
