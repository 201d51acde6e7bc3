// Views of the registry for specs: events go in, each of them twice, questions are answered; no log, no queue.
import { deciders } from '../../domain/index.ts';
import { createCodec } from '../../domain/kernel/codec.ts';
import type { AnyDecider } from '../../domain/kernel/decider.ts';
import { streamOf } from '../../domain/kernel/identifier.ts';
import { lanesOf, registry } from '../../projections/groups.ts';
import { householdStatusQueries } from '../../projections/household-queries.ts';
import { createWaiting } from '../../projections/waiting.ts';
import { checkpointAt, type JobEvent } from '../../workers/lane-job.ts';
import { createViewLane } from '../../workers/view-lane.ts';
import { countingCrypto } from './fixed-crypto.ts';
import { createMemoryViews, type MemoryViews } from './memory-views.ts';

const COUNTY = '990121';
export const EPOCH = 'epoch';
export const registryVersion = { group: registry.name, version: 1 };
export const lift = createCodec({ deciders, crypto: countingCrypto(), county: COUNTY }).lift;

/** An event of a stream: its type's decider is found by its name. */
export interface Happened {
  readonly category: string;
  readonly subject: string;
  readonly type: string;
  readonly data: object;
  readonly on?: string;
}
type Fields = Readonly<Record<string, unknown>>;
/** Sealed fields are closed in what views see; specs leave them out. */
export const happened = (decider: AnyDecider, type: string, subject: string, data: Fields): Happened => ({
  ...{ category: decider.category, subject, type, data },
});
/** The same on another day, or in a month. */
export const dated = (on: string, event: Happened): Happened => ({ ...event, on });

export const jobEventOf = (
  { category, subject, type, data, on = '2026-03-14' }: Happened,
  position: number,
): JobEvent => [
  ...([position, `event-${position}`, streamOf(category, subject), 0, `${category}.${type}`, 1, on] as const),
  data as Fields,
];

/** Every lane applies all events, one batch each, and each batch once more from the same checkpoint's rows. */
export const createViewDesk = (views: MemoryViews = createMemoryViews()) => {
  const rows = createViewLane({ group: registry, views, lift });
  let position = 0;

  const deliver = async (events: readonly JobEvent[]) => {
    for (const lane of lanesOf(registry)) {
      const ref = { ...registryVersion, lane };
      const batch = await rows.open(ref, events);
      const last = events.at(-1);
      if (batch.unreadable) throw batch.unreadable;
      if (last && !(await batch.commit(checkpointAt(EPOCH, last)))) throw new Error('the batch was refused');
    }
  };

  /** As if the checkpoint had been lost and nothing else. */
  const forgetCheckpoints = (before: ReturnType<MemoryViews['snapshot']>) => {
    const { lanes, ...rest } = views.snapshot();
    const back = new Map(
      [...lanes].map(([name, lane]) => [name, { ...lane, checkpoint: before.lanes.get(name)?.checkpoint ?? null }]),
    );
    views.restore({ ...rest, lanes: back });
  };

  const scheduler = { nowMs: () => 0, sleep: async () => undefined };
  const active = async () => registryVersion;
  const waiting = createWaiting({ signs: views, scheduler, active, lanes: lanesOf(registry) });
  return {
    views,
    /** Each event alone, twice. */
    async given(...events: readonly Happened[]): Promise<void> {
      for (const event of events) {
        const one = [jobEventOf(event, (position += 10))];
        const before = views.snapshot();
        await deliver(one);
        forgetCheckpoints(before);
        await deliver(one);
      }
    },
    /** All in one batch. */
    async givenAtOnce(...events: readonly Happened[]): Promise<void> {
      await deliver(events.map((event) => jobEventOf(event, (position += 10))));
    },
    position: () => position,
    ask: householdStatusQueries({ views, signs: views, waiting, active, waitMs: 0 }),
  };
};
