// The log (事件日志) in memory, for specs and the simulation: the real store's answers, at once and without a clock of its own.
import type { Appended, EventLog, NewEvent, StoredEvent } from '../../domain/kernel/event-log.ts';
import { checkExpected, checkStream, propose } from '../../infra/event-store/proposal.ts';

type Page = Awaited<ReturnType<EventLog['page']>>;

export interface MemoryLogOptions {
  /** The store's own clock, UTC milliseconds since 1970; stands at 0 by default. */
  readonly now?: () => number;
}

/** All that a backup of the log would hold. */
export interface MemoryLogSnapshot {
  readonly entries: readonly Entry[];
  readonly end: bigint;
}

export interface MemoryLog extends EventLog {
  /** The same answers without waiting, for a simulation that decides itself when they arrive. */
  readonly atOnce: {
    read(stream: string, from?: bigint): readonly StoredEvent[];
    append(stream: string, expected: bigint | null, events: readonly NewEvent[]): Appended;
    page(after: bigint | null, max: number): Page;
  };
  /** An event of the store's own, such as every real log is full of. */
  writeSystemEvent(): void;
  snapshot(): MemoryLogSnapshot;
  /** Back to a backup: later events are gone, and their positions are given again. Followers hear of it. */
  restore(snapshot: MemoryLogSnapshot): void;
}

type Entry = { readonly position: bigint; readonly event: StoredEvent | undefined };

/** So that nobody can change what has happened: a store gives every reader a copy. */
const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
};

/** As the store keeps it. */
const stored = (value: unknown): { readonly json: unknown; readonly text: string } => {
  const text = JSON.stringify(value);
  return { json: frozen(JSON.parse(text) as unknown), text };
};

/** What a record costs in the log beside its content; it makes the gaps between positions. */
const RECORD_BYTES = 87;

/** The index of the first entry behind a position. */
const indexAfter = (entries: readonly Entry[], position: bigint): number => {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.position ?? 0n) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
};

const createContents = (now: () => number) => {
  let entries: Entry[] = [];
  let end = 0n;
  let streams = new Map<string, StoredEvent[]>();

  const write = (stream: string, { id, type, data, metadata }: NewEvent): StoredEvent => {
    const before = streams.get(stream) ?? [];
    const [content, about] = [stored(data), stored(metadata)];
    const event: StoredEvent = Object.freeze({
      ...{ id, type, stream, revision: BigInt(before.length), position: end, storedAtMs: Math.floor(now()) },
      ...{ data: content.json, dataText: content.text, metadata: about.json },
    });
    before.push(event);
    streams.set(stream, before);
    entries.push({ position: end, event });
    end += BigInt(RECORD_BYTES + content.text.length + about.text.length);
    return event;
  };

  return {
    of: (stream: string): readonly StoredEvent[] => streams.get(stream) ?? [],
    write,
    writeSystemEvent() {
      entries.push({ position: end, event: undefined });
      end += BigInt(RECORD_BYTES);
    },
    after: (position: bigint | null, max: number): readonly Entry[] => {
      const first = position === null ? 0 : indexAfter(entries, position);
      return entries.slice(first, first + max);
    },
    snapshot: (): MemoryLogSnapshot => ({ entries: [...entries], end }),
    restore(snapshot: MemoryLogSnapshot) {
      entries = [...snapshot.entries];
      end = snapshot.end;
      streams = new Map();
      for (const { event } of entries)
        if (event) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
    },
  };
};

type Contents = ReturnType<typeof createContents>;

/** The revision and position of the last event, which is where an append has ended. */
const endingAt = ({ revision, position }: StoredEvent): Appended => ({ appended: true, revision, position });

/** The store compares ids alone, at the very places where this append would have put them. */
const append = (contents: Contents, stream: string, expected: bigint | null, events: readonly NewEvent[]): Appended => {
  checkStream(stream);
  checkExpected(expected);
  propose(events);
  const before = contents.of(stream);
  const first = expected === null ? 0 : Number(expected) + 1;
  if (first === before.length) {
    const [last] = events.map((event) => contents.write(stream, event)).slice(-1);
    if (last) return endingAt(last);
  }
  const there = before.slice(first, first + events.length);
  const last = there.at(-1);
  const repeated = there.length === events.length && there.every(({ id }, index) => id === events[index]?.id);
  if (last && repeated) return endingAt(last);
  return { appended: false, why: 'conflict', actual: before.at(-1)?.revision ?? null };
};

const page = (contents: Contents, after: bigint | null, max: number): Page => {
  if (!(Number.isSafeInteger(max) && max > 0)) throw new RangeError(`a page of ${max} events cannot be read`);
  const entries = contents.after(after, max);
  return {
    events: entries.flatMap(({ event }) => event ?? []),
    next: entries.at(-1)?.position ?? after,
    end: entries.length < max,
  };
};

/** Rings in a later microtask, once for all that happened meanwhile. */
const createBells = () => {
  const bells = new Set<() => void>();
  let due = false;
  const strike = () => {
    if (due || bells.size === 0) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      for (const bell of bells) bell();
    });
  };
  return { bells, strike };
};

export const createMemoryLog = ({ now = () => 0 }: MemoryLogOptions = {}): MemoryLog => {
  const contents = createContents(now);
  const { bells, strike } = createBells();
  const atOnce: MemoryLog['atOnce'] = {
    read(stream, from = 0n) {
      checkStream(stream);
      return contents.of(stream).slice(Number(from));
    },
    append(stream, expected, events) {
      const appended = append(contents, stream, expected, events);
      strike();
      return appended;
    },
    page: (after, max) => page(contents, after, max),
  };
  return {
    atOnce,
    read: async (stream, from) => atOnce.read(stream, from),
    append: async (stream, expected, events) => atOnce.append(stream, expected, events),
    page: async (after, max) => atOnce.page(after, max),
    async follow(ring) {
      const bell = () => ring();
      bells.add(bell);
      strike();
      return {
        async close() {
          bells.delete(bell);
        },
      };
    },
    writeSystemEvent: contents.writeSystemEvent,
    snapshot: contents.snapshot,
    restore(snapshot) {
      contents.restore(snapshot);
      strike();
    },
  };
};
