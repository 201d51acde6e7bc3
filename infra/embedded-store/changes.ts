/** What one request changes in the embedded store's log: an append, a soft delete or a tombstone, by EventStoreDB's rules. */
import { randomUUID } from 'node:crypto';
import { decideAppend, type ExpectedRevision, type StreamFacts } from './append-rules.ts';
import { type ProposedEvent, TOMBSTONE_REVISION } from './event-message.ts';
import type { EventLog } from './log.ts';
import type { RecentIds } from './recent-ids.ts';
import { bytesOfId, type Recorder, systemEvent } from './recorder.ts';
import { SOFT_DELETE_JSON, undeletedMetadata } from './stream-metadata.ts';
import { metastreamOf, originalOf, type Streams } from './streams.ts';

export type Change = {
  readonly kind: 'append' | 'soft-delete' | 'tombstone';
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
};

export type Outcome =
  /** A repeated append has no position where its last event is no longer shown. */
  | { readonly kind: 'written'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-revision'; readonly lastRevision: number }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'failed'; readonly message: string };

export type ChangeParts = {
  readonly log: EventLog;
  readonly streams: Streams;
  readonly recentIds: RecentIds;
  readonly recorder: Recorder;
};

const factsOf = ({ log, streams, recentIds }: ChangeParts, name: string): StreamFacts => {
  const stream = streams.get(name);
  return {
    lastRevision: streams.lastRevision(name),
    softDeleted: () => streams.softDeleted(name),
    hasMetadata: () => streams.lastRevision(metastreamOf(name)) >= 0,
    latestRevisionOf: (id) => {
      const found = recentIds.find(id);
      return found?.stream === stream.id ? found?.revision : undefined;
    },
    isAt: (revision, id) => {
      const found = stream.id === undefined ? undefined : log.at(stream.id, revision);
      return found !== undefined && found[1].equals(bytesOfId(id));
    },
  };
};

/** A stream that was soft-deleted begins again with the events now written; its metadata says so from now on. */
const undelete = ({ streams, recorder }: ChangeParts, name: string, firstRevision: number): void => {
  const message = streams.lastMessage(metastreamOf(name));
  const json = message && undeletedMetadata(message, firstRevision);
  if (json !== undefined) recorder.recordMetadata(name, json);
};

const shownAt = ({ log, streams }: ChangeParts, name: string, revision: number): number | undefined => {
  const visible = streams.visible(name);
  if (visible.kind !== 'there' || revision < visible.first) return undefined;
  const { id: stream, createdFromMs } = visible;
  const [shown] = log.pageOfStream({ stream, from: revision, to: revision, createdFromMs, limit: 1 });
  return shown && log.at(stream, revision)?.[0];
};

const write = (parts: ChangeParts, { stream, events }: Change, undeletes: boolean): Outcome => {
  const { log, streams, recorder } = parts;
  const before = streams.lastRevision(stream);
  const revivesOriginal = streams.isOriginalSoftDeleted(stream);
  let revision = before;
  let position = events.length === 0 ? log.lastPosition() : 0;
  for (const event of events) position = recorder.record(stream, ++revision, event);
  if (undeletes) undelete(parts, stream, before + 1);
  if (revivesOriginal) undelete(parts, originalOf(stream), streams.lastRevision(originalOf(stream)) + 1);
  return { kind: 'written', revision, position };
};

const append = (parts: ChangeParts, change: Change): Outcome => {
  const facts = factsOf(parts, change.stream);
  const ids = change.events.map(({ id }) => id);
  const verdict = decideAppend(change.expected, ids, facts);
  switch (verdict.kind) {
    case 'write':
      return write(parts, change, verdict.undelete);
    case 'repeated': {
      const { revision } = verdict;
      return { kind: 'written', revision, position: shownAt(parts, change.stream, revision) };
    }
    case 'wrong-revision':
      return { kind: 'wrong-revision', lastRevision: facts.lastRevision };
    case 'deleted':
      return verdict;
  }
};

const remove = (parts: ChangeParts, { kind, stream, expected }: Change): Outcome => {
  const facts = factsOf(parts, stream);
  const wrong: Outcome = { kind: 'wrong-revision', lastRevision: facts.lastRevision };
  const verdict = decideAppend(expected, [randomUUID()], facts);
  if (verdict.kind === 'deleted') return verdict;
  if (verdict.kind !== 'write') return wrong;
  if (kind === 'tombstone') {
    const position = parts.recorder.record(stream, TOMBSTONE_REVISION, systemEvent('$streamDeleted', ''));
    return { kind: 'written', revision: TOMBSTONE_REVISION, position };
  }
  if (facts.lastRevision < 0 && !facts.hasMetadata()) return wrong;
  const position = parts.recorder.recordMetadata(stream, SOFT_DELETE_JSON);
  return { kind: 'written', revision: facts.lastRevision, position };
};

/** Runs inside the writer's transaction. */
export const applyChange = (parts: ChangeParts, change: Change): Outcome =>
  change.kind === 'append' ? append(parts, change) : remove(parts, change);
