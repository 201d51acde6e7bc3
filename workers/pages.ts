/** Pages of the log for all feeders of a process: what one of them has read, the others get from memory, and its verdicts. */
import type { EventLog, StoredEvent } from '../domain/kernel/event-log.ts';

export type Page = Awaited<ReturnType<EventLog['page']>>;

export interface Pages {
  /** @param asked `mark()` of the moment since which the log may have grown: an answer from before it is not enough */
  page(after: bigint | null, asked: number): Promise<Page>;
  mark(): number;
  /** For whoever begins: what was read before may have been another life of the log. */
  forget(): void;
  /** Whether this ledger made the event; worked out once, as it costs as much as reading one. */
  isGenuine(event: StoredEvent): boolean;
}

/** Small enough to answer a quiet ledger at once, large enough that a rebuild pays little for each call. */
export const PAGE_EVENTS = 1_000;
/** One for readers at the head of the log, one for those that catch up. */
const STRETCHES_KEPT = 2;
const STRETCH_EVENTS = 2 * PAGE_EVENTS;
/** At the head of the log: what is kept longer than a moment is copied again and again when memory is cleared. */
const HEAD_EVENTS = 400;

/** Consecutive events of the log that were read lately. */
interface Stretch {
  /** Exclusive; -1 is the beginning of the log. */
  from: bigint;
  /** Everything up to here was read. */
  to: bigint;
  events: readonly StoredEvent[];
  /** Number of the call that was told that nothing more was there. */
  ended: number;
}

const NEVER = -1;
const placeOf = (after: bigint | null): bigint => after ?? -1n;

/** Keeps what was read last, so that groups that look at the log at other moments do not read it again. */
const createStretches = () => {
  let kept: Stretch[] = [];
  const shortened = (stretch: Stretch) => {
    const tooMany = stretch.events.length - (stretch.ended === NEVER ? STRETCH_EVENTS : HEAD_EVENTS);
    if (tooMany <= 0) return;
    stretch.from = stretch.events[tooMany - 1]?.position ?? stretch.from;
    stretch.events = stretch.events.slice(tooMany);
  };
  return {
    add(after: bigint | null, { events, next, end }: Page, number: number): void {
      const [from, to] = [placeOf(after), placeOf(next)];
      if (to === from) return;
      const before = kept.find((stretch) => stretch.to === from);
      const stretch = before ?? { from, to, events: [], ended: NEVER };
      stretch.events = [...stretch.events, ...events];
      stretch.to = to;
      stretch.ended = end ? number : NEVER;
      shortened(stretch);
      kept = [stretch, ...kept.filter((one) => one !== stretch)].slice(0, STRETCHES_KEPT);
    },
    /** What is known to follow a position. */
    find(after: bigint | null, since: number): Page | undefined {
      const at = placeOf(after);
      const stretch = kept.find(({ from, to }) => from <= at && at < to);
      if (!stretch) return undefined;
      const first = stretch.events.findLastIndex(({ position }) => position <= at) + 1;
      const events = stretch.events.slice(first, first + PAGE_EVENTS);
      const isWhole = first + events.length === stretch.events.length;
      if (!isWhole) return { events, next: events.at(-1)?.position ?? stretch.to, end: false };
      return { events, next: stretch.to, end: stretch.ended >= since };
    },
  };
};

/** A page that was asked for and has not come yet. */
interface Coming {
  readonly number: number;
  readonly page: Promise<Page>;
}

export const createPages = (log: Pick<EventLog, 'page'>, isGenuine: (event: StoredEvent) => boolean): Pages => {
  let stretches = createStretches();
  const coming = new Map<bigint | null, Coming>();
  const verdicts = new WeakMap<StoredEvent, boolean>();
  let asked = 0;

  const ask = async (after: bigint | null): Promise<Page> => {
    const one: Coming = { number: asked++, page: log.page(after, PAGE_EVENTS) };
    coming.set(after, one);
    const known = stretches;
    try {
      const page = await one.page;
      known.add(after, page, one.number);
      return page;
    } finally {
      if (coming.get(after) === one) coming.delete(after);
    }
  };

  return {
    async page(after, since) {
      const known = stretches.find(after, since);
      if (known) return known;
      const under = coming.get(after);
      const page = under && (await under.page.catch(() => undefined));
      // An end of the log from before it grew is none; that these events were there is true for ever.
      if (!under || !page || (page.next === after && under.number < since)) return ask(after);
      return under.number < since ? { ...page, end: false } : page;
    },
    mark: () => asked,
    forget() {
      stretches = createStretches();
      coming.clear();
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
