// Reads of the log for folds and for the feeder: bounded pages, drained to their end, with a deadline of their own.
import type { EventStoreDBClient } from '@eventstore/db-client';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { TimeLimitError } from './fault.ts';
import { limited } from './patience.ts';
import { checkStream } from './proposal.ts';
import type { Page } from './read-ahead.ts';
import { readAnswer, type ReadRequest, readRequest } from './read-messages.ts';
import { type ReadCall, readCall } from './wire-calls.ts';

/** So many events of one stream come in one answer; nearly every stream is shorter. */
const STREAM_PAGE_EVENTS = 500;
const DOLLAR = '$'.charCodeAt(0);

/** Whom to read from. */
export interface Source {
  readonly client: EventStoreDBClient;
  /** How to give up the reads under way: a cancelled one says nothing by itself. */
  readonly underway: Set<(reason: Error) => void>;
}

interface Draining {
  readonly underway: Source['underway'];
  readonly stillMs: number;
  readonly take: (event: StoredEvent) => void;
}

/**
 * Takes everything that a call gives. The deadline is for standing still, not for the whole: a long page may take its time.
 * A late read is cancelled, for a read that is only left goes on at the server.
 */
const drain = (call: ReadCall, { underway, stillMs, take }: Draining): Promise<void> =>
  new Promise((resolve, reject) => {
    let seen = 0;
    let seenBefore = 0;
    const over = () => {
      clearTimeout(timer);
      underway.delete(giveUp);
    };
    const giveUp = (reason: Error) => {
      over();
      call.cancel();
      reject(reason);
    };
    const timer = setTimeout(() => {
      if (seen === seenBefore) return giveUp(new TimeLimitError(`a read stood still for ${Math.round(stillMs)} ms`));
      seenBefore = seen;
      timer.refresh();
    }, stillMs);
    underway.add(giveUp);
    call.on('data', (bytes: Buffer) => {
      seen += 1;
      try {
        const answer = readAnswer(bytes);
        if (answer.is === 'event') take(answer.event);
      } catch (error) {
        giveUp(error as Error);
      }
    });
    call.on('end', () => {
      over();
      resolve();
    });
    call.on('error', (error: unknown) => {
      over();
      reject(error);
    });
  });

const read = async (source: Source, request: ReadRequest, { stillMs, take }: Omit<Draining, 'underway'>) => {
  const begun = readCall(source.client, readRequest(request));
  const call = await limited(begun, stillMs).catch((error: unknown) => {
    begun.then(
      (late) => late.cancel(),
      () => undefined,
    );
    throw error;
  });
  return drain(call, { underway: source.underway, stillMs, take });
};

/**
 * At most `max` events of a stream from a revision on, none of a missing one.
 * @throws what a call that breaks throws, and `TimeLimitError`
 */
export const readSome = async (
  source: Source,
  { stream, from, max }: { readonly stream: string; readonly from: bigint; readonly max: number },
  stillMs: number,
): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  await read(source, { of: { stream, from }, max }, { stillMs, take: (event) => void events.push(event) });
  return events;
};

/** Every event of a stream from a revision on, none of a missing one. @throws as `readSome` */
export const readStream = async (
  source: Source,
  { stream, from }: { readonly stream: string; readonly from: bigint },
  stillMs: number,
): Promise<readonly StoredEvent[]> => {
  checkStream(stream);
  const events: StoredEvent[] = [];
  let next = from;
  for (;;) {
    const some = await readSome(source, { stream, from: next, max: STREAM_PAGE_EVENTS }, stillMs);
    events.push(...some);
    const last = some.at(-1);
    if (last === undefined || some.length < STREAM_PAGE_EVENTS) return events;
    next = last.revision + 1n;
  }
};

/** The store's own events: links, metadata of streams, statistics. A filter would be ignored by this read. */
const isSystem = ({ type, stream }: StoredEvent): boolean =>
  type.charCodeAt(0) === DOLLAR || stream.charCodeAt(0) === DOLLAR;

/** One page of the whole log after a position. @throws what a call that breaks throws, and `TimeLimitError` */
export const readPage = async (
  source: Source,
  { after, max }: { readonly after: bigint | null; readonly max: number },
  stillMs: number,
): Promise<Page> => {
  if (!(Number.isSafeInteger(max) && max > 0)) throw new RangeError(`a page of ${max} events cannot be read`);
  // The read includes the position it starts from, and the caller has seen that event already.
  const asked = after === null ? max : max + 1;
  const events: StoredEvent[] = [];
  let came = 0;
  let taken = 0;
  let next = after;
  const take = (event: StoredEvent) => {
    came += 1;
    const { position } = event;
    // After a scavenge the event at `after` may be gone, and its successor is then one too many for this page.
    if (position === after || taken === max) return;
    taken += 1;
    next = position;
    if (!isSystem(event)) events.push(event);
  };
  await read(source, { of: { allFrom: after ?? 'start' }, max: asked }, { stillMs, take });
  return { events, next, end: came < asked };
};

/** Whether a read is answered. @throws what a call that breaks throws, and `TimeLimitError` */
export const readNewest = (source: Source, stillMs: number): Promise<void> =>
  read(source, { of: { allFrom: 'end' }, max: 1, backwards: true }, { stillMs, take: () => undefined });
