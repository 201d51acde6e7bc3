// Fetches the page that a feeder will ask for next while it still works on the last one: store and reader need not take turns.
import type { EventLog } from '../../domain/kernel/event-log.ts';

export type Page = Awaited<ReturnType<EventLog['page']>>;
type Fetch = (after: bigint | null, max: number) => Promise<Page>;

/** So many readers of one process are read ahead for; each may leave one page behind. */
const READERS_MAX = 4;

export const createReadAhead = (fetch: Fetch, tryFetch: Fetch): Fetch => {
  const ahead = new Map<string, Promise<Page | undefined>>();

  const start = (after: bigint | null, max: number) => {
    for (const key of ahead.keys()) {
      if (ahead.size < READERS_MAX) break;
      ahead.delete(key);
    }
    ahead.set(
      `${after} ${max}`,
      tryFetch(after, max).catch(() => undefined),
    );
  };

  const take = async (after: bigint | null, max: number): Promise<Page | undefined> => {
    const key = `${after} ${max}`;
    const page = ahead.get(key);
    ahead.delete(key);
    return page;
  };

  return async (after, max) => {
    const early = await take(after, max);
    // That nothing more was there may no longer be true; that these events were there is true for ever.
    const page = early === undefined || early.next === after ? await fetch(after, max) : { ...early, end: false };
    if (!page.end && !early?.end) start(page.next, max);
    return page;
  };
};
