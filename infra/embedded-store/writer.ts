/** Applies appends and deletes to the embedded store's log: all requests of one tick in one synced transaction, then the answers. */
import { randomUUID } from 'node:crypto';
import { decideAppend, type ExpectedRevision, type StreamFacts } from './append-rules.ts';
import { encodeEvent, type ProposedEvent, TOMBSTONE_REVISION } from './event-message.ts';
import { type EventLog, positionAfter } from './log.ts';
import { SOFT_DELETE_JSON, undeletedMetadata } from './stream-metadata.ts';
import { metastreamOf, type Streams } from './streams.ts';

export type Outcome =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number }
  | { readonly kind: 'wrong-revision'; readonly lastRevision: number }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'failed'; readonly message: string };

export type WriteRequest = {
  readonly kind: 'append' | 'soft-delete' | 'tombstone';
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
  /** A caller that went away before the write was begun gets nothing written. */
  readonly cancelled: () => boolean;
  readonly answer: (outcome: Outcome) => void;
};

export type Committed = {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly message: Buffer;
};

/** Moments at which tests and drills may let the store die. */
export type CommitHooks = { readonly beforeCommit: () => void; readonly afterCommit: () => void };

const bytesOfId = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const textOfId = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');

const systemEvent = (type: string, data: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  json: data !== '',
  data: Buffer.from(data),
  metadata: Buffer.alloc(0),
});

export type Writer = ReturnType<typeof createWriter>;

export type WriterParts = {
  readonly log: EventLog;
  readonly streams: Streams;
  readonly now: () => number;
  readonly published: (events: readonly Committed[]) => void;
  readonly hooks: CommitHooks;
};

export const createWriter = ({ log, streams, now, published, hooks }: WriterParts) => {
  let end = log.endAtOpening;
  let waiting: WriteRequest[] = [];
  let committed: Committed[] = [];

  const record = (streamName: string, revision: number, event: ProposedEvent): number => {
    const stream = streams.idOf(streamName);
    const position = end;
    const createdMs = now();
    const { bytes } = streams.get(streamName);
    const message = encodeEvent(event, { streamName: bytes, revision, position, createdMs });
    log.insert({ position, stream, revision, id: bytesOfId(event.id), createdMs, type: event.type, message });
    end = positionAfter(position, message);
    streams.wrote(streamName, revision);
    committed.push({ position, stream: streamName, revision, type: event.type, message });
    return position;
  };

  const recordMetadata = (streamName: string, json: string): number => {
    const metastream = metastreamOf(streamName);
    return record(metastream, streams.lastRevision(metastream) + 1, systemEvent('$metadata', json));
  };

  const factsOf = (name: string): StreamFacts => {
    const stream = streams.get(name);
    return {
      lastRevision: streams.lastRevision(name),
      softDeleted: () => streams.softDeleted(name),
      hasMetadata: () => streams.lastRevision(metastreamOf(name)) >= 0,
      latestRevisionOf: (id) => {
        const found = log.latestWithId(bytesOfId(id));
        return found && found[0] === stream.id ? found[1] : undefined;
      },
      idAt: (revision) => {
        const found = stream.id === undefined ? undefined : log.at(stream.id, revision);
        return found && textOfId(found[1]);
      },
    };
  };

  const undelete = (name: string, firstRevision: number): void => {
    const message = streams.lastMessage(metastreamOf(name));
    const json = message && undeletedMetadata(message, firstRevision);
    if (json !== undefined) recordMetadata(name, json);
  };

  const positionOf = (name: string, revision: number): number => {
    const { id } = streams.get(name);
    return (id === undefined ? undefined : log.at(id, revision)?.[0]) ?? log.lastPosition();
  };

  const append = ({ stream, expected, events }: WriteRequest): Outcome => {
    const facts = factsOf(stream);
    const verdict = decideAppend(
      expected,
      events.map(({ id }) => id),
      facts,
    );
    if (verdict.kind === 'deleted') return verdict;
    if (verdict.kind === 'wrong-revision') return { kind: 'wrong-revision', lastRevision: facts.lastRevision };
    if (verdict.kind === 'repeated')
      return { kind: 'written', revision: verdict.revision, position: positionOf(stream, verdict.revision) };
    const revivesOriginal = streams.isOriginalSoftDeleted(stream);
    let revision = facts.lastRevision;
    let position = events.length === 0 ? log.lastPosition() : 0;
    for (const event of events) position = record(stream, ++revision, event);
    if (verdict.undelete) undelete(stream, facts.lastRevision + 1);
    if (revivesOriginal) {
      const original = streams.originalOf(stream);
      undelete(original, streams.lastRevision(original) + 1);
    }
    return { kind: 'written', revision, position };
  };

  const remove = ({ kind, stream, expected }: WriteRequest): Outcome => {
    const facts = factsOf(stream);
    const wrong: Outcome = { kind: 'wrong-revision', lastRevision: facts.lastRevision };
    const verdict = decideAppend(expected, [randomUUID()], facts);
    if (verdict.kind === 'deleted') return verdict;
    if (verdict.kind !== 'write') return wrong;
    if (kind === 'tombstone') {
      const position = record(stream, TOMBSTONE_REVISION, systemEvent('$streamDeleted', ''));
      return { kind: 'written', revision: TOMBSTONE_REVISION, position };
    }
    if (facts.lastRevision < 0 && !facts.hasMetadata()) return wrong;
    return { kind: 'written', revision: facts.lastRevision, position: recordMetadata(stream, SOFT_DELETE_JSON) };
  };

  const commit = (requests: readonly WriteRequest[]): Outcome[] => {
    const endBefore = end;
    const outcomes: Outcome[] = [];
    try {
      log.inTransaction(() => {
        for (const request of requests) outcomes.push(request.kind === 'append' ? append(request) : remove(request));
        hooks.beforeCommit();
      });
      return outcomes;
    } catch (error) {
      end = endBefore;
      committed = [];
      streams.forget();
      const message = error instanceof Error ? error.message : String(error);
      return requests.map(() => ({ kind: 'failed', message }));
    }
  };

  const flush = (): void => {
    const requests = waiting.filter((request) => !request.cancelled());
    waiting = [];
    if (requests.length === 0) return;
    const outcomes = commit(requests);
    const events = committed;
    committed = [];
    hooks.afterCommit();
    for (const [index, outcome] of outcomes.entries()) requests[index]?.answer(outcome);
    if (events.length > 0) published(events);
  };

  return {
    write: (request: WriteRequest): void => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push(request);
    },
    /** Whether appends are under way: neither answered nor refused. */
    busy: (): boolean => waiting.length > 0,
    /** Behind the last event: backward reads may begin here, forward reads find nothing. */
    end: (): number => end,
  };
};
