// Writers and a reader that go on through any weather and remember what they were told, for specs and drills.
import { setTimeout as pause } from 'node:timers/promises';
import type { EventLog, StoredEvent } from '../../domain/kernel/event-log.ts';
import { eventsOf, freshStream, idsOf } from './logs.ts';

/** A log that is away is asked again, but not in every turn of the event loop. */
const AGAIN_MS = 10;

export interface Writers {
  /** Ids of the events whose append was answered with success. */
  readonly acknowledged: string[];
  /** How often an outcome stayed unknown; the same events were then appended again. */
  unknown(): number;
  /** @throws when one of them met a conflict, which nobody can have caused but the log */
  stop(): Promise<void>;
}

/** Each writes one stream of its own, one to three events at a time, at the revision it was last told. */
export const startWriters = (log: EventLog, count: number): Writers => {
  const acknowledged: string[] = [];
  let going = true;
  let unknown = 0;
  const write = async () => {
    const stream = freshStream();
    let last: bigint | null = null;
    for (let turn = 0; going; turn += 1) {
      const events = eventsOf(1 + (turn % 3));
      let answer = await log.append(stream, last, events);
      for (; !answer.appended; answer = await log.append(stream, last, events)) {
        if (answer.why === 'conflict') throw new Error(`a conflict with nobody, at ${answer.actual} after ${last}`);
        unknown += 1;
      }
      acknowledged.push(...idsOf(events));
      last = answer.revision;
    }
  };
  const all = Promise.all(Array.from({ length: count }, write));
  all.catch(() => undefined);
  return {
    acknowledged,
    unknown: () => unknown,
    async stop() {
      going = false;
      await all;
    },
  };
};

export interface Reader {
  /** Everything after its start, in the order in which it was read. */
  readonly seen: StoredEvent[];
  rings(): number;
  close(): Promise<void>;
}

/** Turns pages when the bell rings, as the feeder does. */
export const startReader = async (log: EventLog, after: bigint | null, pageEvents = 200): Promise<Reader> => {
  const seen: StoredEvent[] = [];
  let next = after;
  let rings = 0;
  let turning: Promise<void> | undefined;
  let rungMeanwhile = false;
  const turn = async () => {
    do {
      rungMeanwhile = false;
      for (let end = false; !end; ) {
        const page = await log.page(next, pageEvents).catch(() => undefined);
        if (page === undefined) {
          await pause(AGAIN_MS);
          continue;
        }
        seen.push(...page.events);
        ({ next, end } = page);
      }
    } while (rungMeanwhile);
    turning = undefined;
  };
  const following = await log.follow(() => {
    rings += 1;
    rungMeanwhile = true;
    turning ??= turn();
  });
  return {
    seen,
    rings: () => rings,
    async close() {
      await following.close();
      await turning;
    },
  };
};
