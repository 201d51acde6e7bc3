/** Protocol buffer wire primitives, for the embedded event store and for what is appended: small enough to read, fast enough to run for every event. */

export type WireValue = number | Buffer;

/** A place in a message: whoever reads many takes what he needs from the bytes themselves, without a slice for each field. */
export interface Cursor {
  readonly bytes: Buffer;
  at: number;
  /** Whether the field under it is a number; its value was given then. */
  isNumber: boolean;
}
export const cursorOf = (bytes: Buffer): Cursor => ({ bytes, at: 0, isNumber: false });

const nextVarint = (cursor: Cursor): number => {
  const { bytes } = cursor;
  let value = 0;
  for (let factor = 1; cursor.at < bytes.length; factor *= 128) {
    const byte = bytes[cursor.at++] ?? 0;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
  }
  throw new RangeError('truncated varint');
};

/** @param value of a varint (exact up to 2^53), else the length of what begins at the cursor */
export type Visit<Into> = (into: Into, field: number, value: number, cursor: Cursor) => void;

/** Calls `visit` for every field up to `end`; `into` is handed through, so that no visitor is made for each message. */
export const walkFields = <Into>(cursor: Cursor, end: number, visit: Visit<Into>, into: Into): void => {
  while (cursor.at < end) {
    const key = nextVarint(cursor);
    const wireType = key & 7;
    if (wireType === 1 || wireType === 5) {
      cursor.at += wireType === 1 ? 8 : 4;
      continue;
    }
    if (wireType !== 0 && wireType !== 2) throw new RangeError(`unknown wire type ${wireType}`);
    const value = nextVarint(cursor);
    const next = wireType === 2 ? cursor.at + value : cursor.at;
    if (next > end) throw new RangeError('truncated field');
    cursor.isNumber = wireType === 0;
    visit(into, key >>> 3, value, cursor);
    cursor.at = next;
  }
};

type VisitSlice = (field: number, value: WireValue) => void;
const visitSlice: Visit<VisitSlice> = (visit, field, value, { bytes, at, isNumber }) =>
  visit(field, isNumber ? value : bytes.subarray(at, at + value));

/** Calls `visit` for every field of a message: varints as numbers, strings, bytes and messages as slices. */
export const readFields = (bytes: Buffer, visit: VisitSlice): void =>
  walkFields(cursorOf(bytes), bytes.length, visitSlice, visit);

export const varintSize = (value: number): number => {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++;
  return size;
};

/** Writes at `at`, returns the offset behind it. */
export const writeVarint = (target: Buffer, value: number, at: number): number => {
  let rest = value;
  let next = at;
  for (; rest >= 128; rest = Math.floor(rest / 128)) target[next++] = (rest % 128) | 0x80;
  target[next++] = rest;
  return next;
};

export const varint = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(varintSize(value));
  writeVarint(bytes, value, 0);
  return bytes;
};

export const numberField = (field: number, value: number): Buffer => Buffer.concat([varint(field * 8), varint(value)]);

/** A string, bytes or message field; a message is given as its fields. */
export const bytesField = (field: number, ...content: (string | Buffer)[]): Buffer => {
  const parts = content.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([varint(field * 8 + 2), varint(length), ...parts]);
};

export const emptyField = (field: number): Buffer => bytesField(field);

export const NO_BYTES: Buffer = Buffer.alloc(0);
/** A field's bytes; none where it is absent or a number. */
export const bytesIn = (value: WireValue | undefined): Buffer => (value instanceof Buffer ? value : NO_BYTES);

const BYTE_BITS = 8n;
/** 64 bits of a varint, exactly; a negative number is its two's complement. */
const bitsOf = (bytes: Buffer): readonly [bits: bigint, length: number] => {
  let bits = 0n;
  for (const [at, byte] of bytes.entries()) {
    bits |= BigInt(byte & 0x7f) << (7n * BigInt(at));
    if (byte < 0x80) return [BigInt.asUintN(64, bits), at + 1];
  }
  return [bits, bytes.length];
};

/** EventStoreDB's structured UUID as text: two numbers, each a varint behind its one-byte key. */
export const structuredUuid = (bytes: Buffer): string => {
  const halves: bigint[] = [0n, 0n];
  for (let at = 0; at < bytes.length; ) {
    const [bits, length] = bitsOf(bytes.subarray(at + 1));
    halves[((bytes[at] ?? 0) >>> 3) - 1] = bits;
    at += 1 + length;
  }
  const [high = 0n, low = 0n] = halves;
  const hex = ((high << (BYTE_BITS * BYTE_BITS)) | low).toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
