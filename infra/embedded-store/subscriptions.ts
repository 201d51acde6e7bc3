/** Subscriptions of the embedded store: history out of the log, then live events as they are committed, with nothing lost between. */
import { randomUUID } from 'node:crypto';
import { consumerTooSlow, streamDeleted } from './errors.ts';
import { CAUGHT_UP, confirmation } from './event-message.ts';
import { createFeed, type Feed } from './feeds.ts';
import { type Outlet, sendAll } from './outlet.ts';
import type { ReadRequest } from './read-request.ts';
import type { Store } from './reads.ts';
import type { Committed } from './recorder.ts';

/** A live subscriber that lags further behind reads the log again instead of filling the memory. */
const LIVE_MAX = 4096;
const LIVE_BYTES_MAX = 16 * 1024 * 1024;

type Listener = (events: readonly Committed[]) => void;

export type Doorbell = ReturnType<typeof createDoorbell>;

/** Tells every live subscription what was committed, in the tick of the commit. */
export const createDoorbell = () => {
  const listeners = new Set<Listener>();
  return {
    ring: (events: readonly Committed[]): void => {
      for (const listener of [...listeners]) listener(events);
    },
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

export type SubscriptionParts = {
  readonly store: Store;
  readonly doorbell: Doorbell;
  /** How many events a live subscription bears at once; endless unless weather says otherwise. */
  readonly burstMax: () => number;
};

type Live = {
  /** Sends what comes, until the reader leaves or lags so far behind that it has to read the log again. */
  readonly run: (outlet: Outlet) => Promise<void>;
  readonly stop: () => void;
};

const startLive = (feed: Feed, { doorbell, burstMax }: SubscriptionParts): Live => {
  let queue: Buffer[] = [];
  let bytes = 0;
  let lagging = false;
  let overrun = false;
  let wake = (): void => {};
  const stop = doorbell.listen((events) => {
    if (queue.length > LIVE_MAX || bytes > LIVE_BYTES_MAX) {
      lagging = true;
      return stop();
    }
    for (const message of feed.live(events)) {
      bytes += message.length;
      queue.push(message);
    }
    overrun ||= queue.length > burstMax();
    wake();
  });
  const something = (outlet: Outlet): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      if (queue.length > 0 || lagging || outlet.gone()) resolve();
    });
  const run = async (outlet: Outlet): Promise<void> => {
    outlet.whenGone(() => wake());
    while (!outlet.gone()) {
      if (overrun) throw consumerTooSlow();
      const messages = queue;
      queue = [];
      bytes = 0;
      await sendAll(outlet, messages);
      if (queue.length > 0) continue;
      if (lagging || feed.tombstoned()) return;
      await something(outlet);
    }
  };
  return { run, stop };
};

const nextCommit = (feed: Feed, doorbell: Doorbell, outlet: Outlet): Promise<void> =>
  new Promise((resolve) => {
    const stop = doorbell.listen((events) => {
      if (events.some((event) => feed.concerns(event))) done();
    });
    const done = (): void => {
      stop();
      resolve();
    };
    outlet.whenGone(done);
  });

/** Ends with the live part begun in the very tick in which the last page of history was read. */
const catchUp = async (feed: Feed, parts: SubscriptionParts, outlet: Outlet): Promise<Live> => {
  while (!outlet.gone()) {
    const page = feed.page();
    if (page === 'missing') {
      await nextCommit(feed, parts.doorbell, outlet);
      continue;
    }
    const live = page.atEnd ? startLive(feed, parts) : undefined;
    await sendAll(outlet, page.messages);
    if (live) return live;
  }
  return startLive(feed, parts);
};

/** @throws ServerErrorResponse as the end of the call. */
export const serveSubscription = async (
  parts: SubscriptionParts,
  request: ReadRequest,
  outlet: Outlet,
): Promise<void> => {
  const { target } = request;
  const feed = createFeed(parts.store, target, request.filter);
  if (target.kind === 'stream' && !feed.startsLive && parts.store.streams.visible(target.name).kind === 'tombstoned')
    throw streamDeleted(target.name);
  outlet.write(confirmation(randomUUID()));
  let live = feed.startsLive ? startLive(feed, parts) : await catchUp(feed, parts, outlet);
  outlet.write(CAUGHT_UP);
  while (!outlet.gone()) {
    try {
      await live.run(outlet);
    } finally {
      live.stop();
    }
    if (target.kind === 'stream' && feed.tombstoned()) throw streamDeleted(target.name);
    if (!outlet.gone()) live = await catchUp(feed, parts, outlet);
  }
  live.stop();
};
