/** A lane whose rows lie in the views: lifts events, folds them onto the rows, writes in one compare-and-set. */
import { type Codec, UnreadableEvent } from '../domain/kernel/codec.ts';
import { positionOf } from '../projections/checkpoint.ts';
import {
  FoldFault,
  foldRows,
  missingCounters,
  type Plan,
  createPlan,
  type TypedEvent,
  writesOf,
} from '../projections/fold-batch.ts';
import type { Group } from '../projections/groups.ts';
import type { LaneRef, LoadedLane, ViewWriter } from '../projections/view-store.ts';
import { isHistory, type JobEvent } from './lane-job.ts';
import type { LaneRows } from './lane-worker.ts';

interface ViewLaneDeps {
  readonly group: Pick<Group, 'projections' | 'lanes'>;
  readonly views: ViewWriter;
  readonly lift: Codec['lift'];
}

const placeOf = ([position, , stream, revision, type]: JobEvent) => ({
  ...{ type, stream, revision: BigInt(revision), position: BigInt(position) },
});
const unreadable = (event: JobEvent, error: unknown): UnreadableEvent =>
  error instanceof UnreadableEvent
    ? error
    : new UnreadableEvent(placeOf(event), error instanceof Error ? error.message : String(error), { cause: error });

/** @throws UnreadableEvent */
const lifted = (event: JobEvent, lift: Codec['lift']): TypedEvent => {
  const [position, , stream, , type, schema, occurredOn, data, metadata] = event;
  try {
    const lifted = lift(placeOf(event), schema, data);
    return { position, stream, type, occurredOn, isHistory: isHistory(metadata), data: lifted };
  } catch (error) {
    throw unreadable(event, error);
  }
};

const textsOf = (keys: readonly string[], { texts }: LoadedLane) =>
  new Map(keys.map((key, at) => [key, texts[at] ?? null] as const));

export const createViewLane = ({ group, views, lift }: ViewLaneDeps): LaneRows => {
  const readUpTo = (lane: LaneRef, events: readonly JobEvent[]) => {
    const { add, plan } = createPlan({ projections: group.projections, lane: lane.lane, lanes: group.lanes });
    for (const event of events) {
      try {
        add(lifted(event, lift));
      } catch (error) {
        return { plan, unreadable: unreadable(event, error) };
      }
    }
    return { plan, unreadable: undefined };
  };

  const folded = (events: readonly JobEvent[], steps: Plan['steps'], texts: ReadonlyMap<string, string | null>) => {
    try {
      return foldRows(steps, texts);
    } catch (error) {
      const event = error instanceof FoldFault && events.find(([position]) => position === error.position);
      throw event ? unreadable(event, error) : error;
    }
  };

  return {
    async open(lane, events) {
      const { plan, unreadable: first } = readUpTo(lane, events);
      const keys = [...plan.keys];
      const loaded = await views.load(lane, keys);
      const texts = textsOf(keys, loaded);
      const at = positionOf(loaded.checkpoint);
      return {
        checkpoint: loaded.checkpoint,
        unreadable: first,
        async commit(next) {
          const due = plan.steps.filter(({ position }) => position > at && position <= next.position);
          const rows = folded(events, due, texts);
          const missing = missingCounters(rows, texts);
          if (missing.length > 0)
            for (const [key, text] of textsOf(missing, await views.load(lane, missing))) texts.set(key, text);
          const writes = writesOf(rows, texts);
          return (await views.commit(lane, { expected: loaded.checkpoint, next, writes })) === true;
        },
      };
    },
  };
};
