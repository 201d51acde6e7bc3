/** What a subscription of the embedded store follows, a stream or $all: pages of its history, and its part of each commit. */
import { streamDeleted } from './errors.ts';
import { checkpoint, TOMBSTONE_REVISION } from './event-message.ts';
import { EVERYTHING } from './filters.ts';
import { createPaging } from './paging.ts';
import type { FilterRequest, ReadTarget } from './read-request.ts';
import { checkPosition, type Store } from './reads.ts';
import type { Committed } from './recorder.ts';

export type FeedPage = { readonly messages: readonly Buffer[]; readonly atEnd: boolean };

/** Each keeps its own place: history and live events never overlap, and nothing lies between them. */
export type Feed = {
  /** From the end there is no history to read. */
  readonly startsLive: boolean;
  /** @throws streamDeleted */
  readonly page: () => FeedPage | 'missing';
  readonly live: (events: readonly Committed[]) => Buffer[];
  readonly concerns: (event: Committed) => boolean;
  /** Set once the stream has been tombstoned before the subscriber's eyes. */
  readonly tombstoned: () => boolean;
};

type StreamTarget = Extract<ReadTarget, { kind: 'stream' }>;
type AllTarget = Extract<ReadTarget, { kind: 'all' }>;

const streamFeed = ({ log, streams }: Store, { name, from }: StreamTarget): Feed => {
  let seen = from === 'start' ? -1 : from === 'end' ? streams.lastRevision(name) : from;
  let tombstoned = false;
  const paging = createPaging();
  return {
    startsLive: from === 'end',
    page: () => {
      const visible = streams.visible(name);
      if (visible.kind === 'tombstoned') throw streamDeleted(name);
      if (visible.kind === 'missing') return 'missing';
      const { id: stream, first, createdFromMs } = visible;
      const limit = paging.limit();
      const page = log.pageOfStream({ stream, from: Math.max(seen + 1, first), createdFromMs, limit });
      paging.had(page);
      seen = page.at(-1)?.[0] ?? seen;
      return { messages: page.map(([, message]) => message), atEnd: page.length < limit };
    },
    live: (events) => {
      const messages: Buffer[] = [];
      for (const { stream, revision, message } of events) {
        if (stream !== name || revision <= seen) continue;
        seen = revision;
        messages.push(message);
        tombstoned ||= revision === TOMBSTONE_REVISION;
      }
      return messages;
    },
    concerns: ({ stream }) => stream === name,
    tombstoned: () => tombstoned,
  };
};

/** Counts what was looked at, so that a filter that matches nothing gets its checkpoints too. */
const createCheckpoints = (filter: FilterRequest | undefined) => {
  let considered = 0;
  return (position: number): Buffer[] => {
    if (!filter || ++considered < filter.checkpointEvery) return [];
    considered = 0;
    return [checkpoint(position)];
  };
};

const allFeed = (store: Store, { from }: AllTarget, filter: FilterRequest | undefined): Feed => {
  checkPosition(store, from, false);
  const { log } = store;
  const accepts = filter?.accepts ?? EVERYTHING;
  const checkpoints = createCheckpoints(filter);
  const paging = createPaging();
  // Beyond the end, as after a restored backup, everything that comes is news.
  let seen = from === 'start' ? -1 : from === 'end' ? log.lastPosition() : Math.min(from, log.lastPosition());
  return {
    startsLive: from === 'end',
    page: () => {
      const limit = paging.limit();
      const page = filter ? log.describedPage(seen + 1, limit) : log.pageOfAll(seen + 1, limit);
      paging.had(page);
      const messages: Buffer[] = [];
      for (const [position, message, streamName = '', type = ''] of page) {
        if (accepts(streamName, type)) messages.push(message);
        messages.push(...checkpoints(position));
        seen = position;
      }
      return { messages, atEnd: page.length < limit };
    },
    live: (events) => {
      const messages: Buffer[] = [];
      for (const { position, stream, type, message } of events) {
        if (position <= seen) continue;
        seen = position;
        if (accepts(stream, type)) messages.push(message);
        messages.push(...checkpoints(position));
      }
      return messages;
    },
    concerns: () => true,
    tombstoned: () => false,
  };
};

/** @throws ServerErrorResponse when there is nothing at that position. */
export const createFeed = (store: Store, target: ReadTarget, filter: FilterRequest | undefined): Feed =>
  target.kind === 'stream' ? streamFeed(store, target) : allFeed(store, target, filter);
