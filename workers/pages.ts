/** Pages of the log for all feeders of a process: groups that stand at the same place share one, and its verdicts. */
import type { EventLog, StoredEvent } from '../domain/kernel/event-log.ts';

export type Page = Awaited<ReturnType<EventLog['page']>>;

export interface Pages {
  page(after: bigint | null): Promise<Page>;
  /** Whether this ledger made the event; worked out once, as it costs as much as reading one. */
  isGenuine(event: StoredEvent): boolean;
}

/** Small enough to answer a quiet ledger at once, large enough that a rebuild pays little for each call. */
export const PAGE_EVENTS = 1_000;
const PAGES_KEPT = 2;

export const createPages = (log: Pick<EventLog, 'page'>, isGenuine: (event: StoredEvent) => boolean): Pages => {
  const kept = new Map<bigint | null, Promise<Page>>();
  const verdicts = new WeakMap<StoredEvent, boolean>();

  const ask = (after: bigint | null): Promise<Page> => {
    const asked = log.page(after, PAGE_EVENTS);
    kept.set(after, asked);
    const forget = () => {
      if (kept.get(after) === asked) kept.delete(after);
    };
    // A page at the end of the log may be longer a moment later.
    asked.then(({ end }) => end && forget(), forget);
    for (const oldest of kept.keys()) if (kept.size > PAGES_KEPT) kept.delete(oldest);
    return asked;
  };

  return {
    async page(after) {
      const shared = await kept.get(after)?.catch(() => undefined);
      // Whoever joined may know of events that were written after the page was asked for.
      return shared && !shared.end ? shared : ask(after);
    },
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
