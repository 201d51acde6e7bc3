// Reads of the log for folds and for the feeder: bounded pages, drained to their end, with a deadline of their own.
import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  type RecordedEvent,
  type ResolvedEvent,
  START,
  type StreamingRead,
} from '@eventstore/db-client';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { faultOf, TimeLimitError } from './fault.ts';
import { checkStream } from './proposal.ts';
import type { Page } from './read-ahead.ts';

/** So many events of one stream come in one answer; nearly every stream is shorter. */
const STREAM_PAGE_EVENTS = 500;
const DOLLAR = '$'.charCodeAt(0);

type Resolved = ResolvedEvent | AllStreamResolvedEvent;

/** Whom to read from. */
export interface Source {
  readonly client: EventStoreDBClient;
  /** How to give up the reads under way: a cancelled one says nothing by itself. */
  readonly underway: Set<(reason: Error) => void>;
}

/** What a call of the client gives, and how long it may stand still. */
interface Draining {
  readonly read: StreamingRead<Resolved>;
  readonly stillMs: number;
}

/**
 * Takes everything that a read gives. The deadline is for standing still, not for the whole: a long page may take its time.
 * A late read is cancelled, for a read that is only left goes on at the server.
 */
const drain = ({ underway }: Source, { read, stillMs }: Draining, take: (resolved: Resolved) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    let seen = 0;
    let seenBefore = 0;
    const over = () => {
      clearTimeout(timer);
      underway.delete(giveUp);
    };
    const giveUp = (reason: Error) => {
      over();
      read.cancel().catch(() => undefined);
      reject(reason);
    };
    const timer = setTimeout(() => {
      if (seen === seenBefore) return giveUp(new TimeLimitError(`a read stood still for ${Math.round(stillMs)} ms`));
      seenBefore = seen;
      timer.refresh();
    }, stillMs);
    underway.add(giveUp);
    read.on('data', (resolved: Resolved) => {
      seen += 1;
      take(resolved);
    });
    read.on('end', () => {
      over();
      resolve();
    });
    read.on('error', (error) => {
      over();
      reject(error);
    });
  });

const storedEvent = (event: RecordedEvent, position: bigint): StoredEvent => ({
  id: event.id,
  type: event.type,
  stream: event.streamId,
  revision: event.revision,
  position,
  storedAtMs: event.created.getTime(),
  data: event.data,
  metadata: event.metadata,
});

const positionOf = (resolved: Resolved): bigint => {
  const position = resolved.event?.position?.commit ?? resolved.commitPosition;
  if (position === undefined) throw new Error('this event store is older than 22.6: it gives events without positions');
  return position;
};

/** At most `max` events of a stream from a revision on. @throws what the client throws, and `TimeLimitError` */
export const readSome = async (
  source: Source,
  { stream, from, max }: { readonly stream: string; readonly from: bigint; readonly max: number },
  stillMs: number,
): Promise<StoredEvent[]> => {
  const found: Resolved[] = [];
  const read = source.client.readStream(stream, { fromRevision: from, maxCount: max });
  await drain(source, { read, stillMs }, (resolved) => {
    found.push(resolved);
  });
  return found.flatMap((resolved) =>
    resolved.event ? [storedEvent(resolved.event as RecordedEvent, positionOf(resolved))] : [],
  );
};

const noneIfMissing = (error: unknown): StoredEvent[] => {
  if (faultOf(error) === 'missing') return [];
  throw error;
};

/** Every event of a stream from a revision on, none of a missing one. @throws what the client throws, and `TimeLimitError` */
export const readStream = async (
  source: Source,
  { stream, from }: { readonly stream: string; readonly from: bigint },
  stillMs: number,
): Promise<readonly StoredEvent[]> => {
  checkStream(stream);
  const events: StoredEvent[] = [];
  let next = from;
  for (;;) {
    const some = await readSome(source, { stream, from: next, max: STREAM_PAGE_EVENTS }, stillMs).catch(noneIfMissing);
    events.push(...some);
    const last = some.at(-1);
    if (last === undefined || some.length < STREAM_PAGE_EVENTS) return events;
    next = last.revision + 1n;
  }
};

/** The store's own events: links, metadata of streams, statistics. A filter would be ignored by this read. */
const isSystem = (event: RecordedEvent): boolean =>
  event.type.charCodeAt(0) === DOLLAR || event.streamId.charCodeAt(0) === DOLLAR;

/** One page of the whole log after a position. @throws what the client throws, and `TimeLimitError` */
export const readPage = async (
  source: Source,
  { after, max }: { readonly after: bigint | null; readonly max: number },
  stillMs: number,
): Promise<Page> => {
  if (!(Number.isSafeInteger(max) && max > 0)) throw new RangeError(`a page of ${max} events cannot be read`);
  const from = after === null ? START : { commit: after, prepare: after };
  // The read includes the position it starts from, and the caller has seen that event already.
  const asked = after === null ? max : max + 1;
  const events: StoredEvent[] = [];
  let came = 0;
  let taken = 0;
  let next = after;
  const read = source.client.readAll({ fromPosition: from, maxCount: asked });
  await drain(source, { read, stillMs }, (resolved) => {
    came += 1;
    const event = resolved.event as RecordedEvent | undefined;
    const position = positionOf(resolved);
    // After a scavenge the event at `after` may be gone, and its successor is then one too many for this page.
    if (position === after || taken === max) return;
    taken += 1;
    next = position;
    if (event !== undefined && !isSystem(event)) events.push(storedEvent(event, position));
  });
  return { events, next, end: came < asked };
};

/** Whether a read is answered. @throws what the client throws, and `TimeLimitError` */
export const readNewest = (source: Source, stillMs: number): Promise<void> => {
  const read = source.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
  return drain(source, { read, stillMs }, () => undefined);
};
