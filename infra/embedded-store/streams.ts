/** What the embedded store knows of each stream while it runs: its last revision and what its metadata hides. */
import { TOMBSTONE_REVISION } from './event-message.ts';
import type { EventLog } from './log.ts';
import {
  isSoftDeleted,
  METADATA_OF_METADATA,
  NO_METADATA,
  readMetadata,
  type StreamMetadata,
} from './stream-metadata.ts';

export type Stream = {
  readonly name: string;
  readonly bytes: Buffer;
  id: number | undefined;
  last: number;
  metadata: StreamMetadata | undefined;
};

/** The revisions of a stream that may be read, and the earliest moment of writing. */
export type Visible =
  | { readonly kind: 'missing' }
  | { readonly kind: 'tombstoned' }
  | {
      readonly kind: 'there';
      readonly id: number;
      readonly first: number;
      readonly last: number;
      readonly createdFromMs: number;
    };

const STREAMS_MAX = 200_000;

export const isMetastream = (name: string): boolean => name.startsWith('$$');
export const metastreamOf = (name: string): string => `$$${name}`;
export const originalOf = (name: string): string => name.slice(2);

export type Streams = ReturnType<typeof createStreams>;

/** Revisions of each stream; what is remembered can always be asked of the log again. */
const createRevisions = (log: EventLog) => {
  const known = new Map<string, Stream>();
  const get = (name: string): Stream => {
    const cached = known.get(name);
    if (cached) return cached;
    const id = log.findStream(name);
    const last = id === undefined ? -1 : log.lastRevision(id);
    const stream: Stream = { name, bytes: Buffer.from(name), id, last, metadata: undefined };
    if (known.size >= STREAMS_MAX) known.clear();
    known.set(name, stream);
    return stream;
  };
  return {
    get,
    /** -1 where nothing was ever written; metadata falls with the stream that it describes. */
    lastRevision: (name: string): number =>
      isMetastream(name) && get(originalOf(name)).last === TOMBSTONE_REVISION ? TOMBSTONE_REVISION : get(name).last,
    lastMessage: (name: string): Buffer | undefined => {
      const { id, last } = get(name);
      return id === undefined ? undefined : log.at(id, last)?.[2];
    },
    /** The stream's number in the log, which it gets with its first event. */
    idOf: (name: string): number => {
      const stream = get(name);
      stream.id ??= log.addStream(name);
      return stream.id;
    },
    wrote: (name: string, revision: number): void => {
      get(name).last = revision;
      if (isMetastream(name)) get(originalOf(name)).metadata = undefined;
    },
    /** After a transaction that was rolled back nothing remembered can be trusted. */
    forget: (): void => known.clear(),
  };
};

export const createStreams = (log: EventLog, now: () => number) => {
  const revisions = createRevisions(log);
  const { get, lastMessage, lastRevision } = revisions;

  const metadataOf = (name: string): StreamMetadata => {
    if (isMetastream(name)) return METADATA_OF_METADATA;
    const stream = get(name);
    if (stream.metadata === undefined) {
      const message = lastMessage(metastreamOf(name));
      stream.metadata = message ? readMetadata(message) : NO_METADATA;
    }
    return stream.metadata;
  };
  const softDeleted = (name: string): boolean => isSoftDeleted(metadataOf(name));

  return {
    ...revisions,
    softDeleted,
    isOriginalSoftDeleted: (name: string): boolean => isMetastream(name) && softDeleted(originalOf(name)),
    visible: (name: string): Visible => {
      const last = lastRevision(name);
      if (last === TOMBSTONE_REVISION) return { kind: 'tombstoned' };
      const { id } = get(name);
      if (id === undefined || last < 0 || softDeleted(name)) return { kind: 'missing' };
      const { maxCount = Number.POSITIVE_INFINITY, truncateBefore = 0, maxAgeMs } = metadataOf(name);
      const first = Math.max(0, last - maxCount + 1, truncateBefore);
      return { kind: 'there', id, first, last, createdFromMs: maxAgeMs === undefined ? 0 : now() - maxAgeMs };
    },
  };
};
