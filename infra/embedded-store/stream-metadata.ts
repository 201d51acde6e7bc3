/** What a stream's metadata hides of it, as the embedded store reads it out of the stream's `$$` twin. */
import { readFields } from '../protobuf.ts';

export type StreamMetadata = {
  readonly maxCount?: number;
  readonly maxAgeMs?: number;
  readonly truncateBefore?: number;
};

export const NO_METADATA: StreamMetadata = {};
/** Of the metadata itself only the last version is shown. */
export const METADATA_OF_METADATA: StreamMetadata = { maxCount: 1 };

/** A soft delete is a truncation before the highest 64 bit revision. */
const SOFT_DELETED_TEXT = '9223372036854775807';
const SOFT_DELETED = Number(SOFT_DELETED_TEXT);
export const SOFT_DELETE_JSON = `{"$tb":${SOFT_DELETED_TEXT}}`;

export const isSoftDeleted = (metadata: StreamMetadata): boolean => metadata.truncateBefore === SOFT_DELETED;

type Recorded = { readonly data: Buffer; readonly json: boolean };

/** Data of a stored message: ReadResp { ReadEvent { RecordedEvent { metadata map = 6, data = 8 } } } */
export const recordedOf = (message: Buffer): Recorded => {
  let data: Buffer = Buffer.alloc(0);
  let json = false;
  const inside = (bytes: Buffer, visit: (field: number, value: Buffer) => void) =>
    readFields(bytes, (field, value) => typeof value !== 'number' && visit(field, value));
  inside(message, (one, readEvent) => {
    if (one !== 1) return;
    inside(readEvent, (field, recorded) => {
      if (field !== 1) return;
      inside(recorded, (name, value) => {
        if (name === 8) data = value;
        if (name === 6 && value.includes('application/json')) json = true;
      });
    });
  });
  return { data, json };
};

const parsed = (data: Buffer): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(data.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
};

const MINIMA = { $maxCount: 1, $maxAge: 1, $tb: 0, $cacheControl: 1 } as const;

/** Metadata with one impossible value counts as none at all. */
export const readMetadata = (message: Buffer): StreamMetadata => {
  const { data, json } = recordedOf(message);
  if (!json || data.length === 0) return NO_METADATA;
  const fields = parsed(data);
  for (const [key, minimum] of Object.entries(MINIMA)) {
    const value = fields[key];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < minimum) return NO_METADATA;
  }
  const { $maxCount, $maxAge, $tb } = fields;
  return {
    ...(typeof $maxCount === 'number' && { maxCount: $maxCount }),
    ...(typeof $maxAge === 'number' && { maxAgeMs: $maxAge * 1000 }),
    ...(typeof $tb === 'number' && { truncateBefore: $tb }),
  };
};

/** The metadata that brings a soft-deleted stream back, its new events beginning at `revision`; none when it is no JSON object. */
export const undeletedMetadata = (message: Buffer, revision: number): string | undefined => {
  const text = recordedOf(message).data.toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return JSON.stringify({ ...value, $tb: revision });
  } catch {
    return undefined;
  }
};
