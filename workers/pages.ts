/** Pages of the log for all feeders of a process: groups that stand at the same place share one, and its verdicts. */
import type { EventLog, StoredEvent } from '../domain/kernel/event-log.ts';

export type Page = Awaited<ReturnType<EventLog['page']>>;

export interface Pages {
  /** @param asked `mark()` of the moment since which the log may have grown: an answer from before it is not enough */
  page(after: bigint | null, asked: number): Promise<Page>;
  mark(): number;
  /** Whether this ledger made the event; worked out once, as it costs as much as reading one. */
  isGenuine(event: StoredEvent): boolean;
}

/** Small enough to answer a quiet ledger at once, large enough that a rebuild pays little for each call. */
export const PAGE_EVENTS = 1_000;
const PAGES_KEPT = 2;

interface Kept {
  readonly number: number;
  readonly page: Promise<Page>;
}

export const createPages = (log: Pick<EventLog, 'page'>, isGenuine: (event: StoredEvent) => boolean): Pages => {
  const kept = new Map<bigint | null, Kept>();
  const verdicts = new WeakMap<StoredEvent, boolean>();
  let asked = 0;

  const ask = (after: bigint | null): Promise<Page> => {
    const page = log.page(after, PAGE_EVENTS);
    const one = { number: asked++, page };
    kept.set(after, one);
    const forget = () => {
      if (kept.get(after) === one) kept.delete(after);
    };
    // A page at the end of the log may be longer a moment later.
    page.then(({ end }) => end && forget(), forget);
    for (const oldest of kept.keys()) if (kept.size > PAGES_KEPT) kept.delete(oldest);
    return page;
  };

  return {
    async page(after, since) {
      const found = kept.get(after);
      if (!found) return ask(after);
      const page = await found.page.catch(() => undefined);
      return page && (!page.end || found.number >= since) ? page : ask(after);
    },
    mark: () => asked,
    isGenuine(event) {
      const known = verdicts.get(event);
      if (known !== undefined) return known;
      let genuine = false;
      try {
        genuine = isGenuine(event);
      } catch {
        // What cannot even be hashed was not made here.
      }
      verdicts.set(event, genuine);
      return genuine;
    },
  };
};
