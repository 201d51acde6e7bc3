/** One version of a group at work: its feeder, and workers for some or all of its lanes. */
import { type Group, lanesOf } from '../projections/groups.ts';
import type { Scheduler } from '../projections/scheduler.ts';
import type { GroupVersion, LaneRef, LaneSigns } from '../projections/view-store.ts';
import { createLaneWorker, type LaneRows, type PipelineLog } from './lane-worker.ts';
import type { LaneQueues } from './queue.ts';

export interface LaneWorkDeps {
  readonly group: Group;
  readonly version: number;
  readonly lanes?: readonly number[];
  readonly rows: LaneRows;
  readonly queues: Pick<LaneQueues, 'work'>;
  readonly signs: Pick<LaneSigns, 'lanes' | 'note' | 'clearNote'>;
  readonly scheduler: Scheduler;
  readonly say: PipelineLog;
}

export const versionOf = ({ group, version }: Pick<LaneWorkDeps, 'group' | 'version'>): GroupVersion => ({
  group: group.name,
  version,
});

/** A lane that stopped is tried again by every process that begins: it may be of a release that can read the event. */
export const tryStoppedLanes = async (deps: Pick<LaneWorkDeps, 'group' | 'version' | 'lanes' | 'signs' | 'say'>) => {
  const of = versionOf(deps);
  const lanes = deps.lanes ?? lanesOf(deps.group);
  for (const [at, { note }] of (await deps.signs.lanes(of, lanes)).entries()) {
    const lane: LaneRef = { ...of, lane: lanes[at] ?? 0 };
    if (note?.is !== 'stopped') continue;
    deps.say.warn({ ...lane, note }, 'a lane that had stopped is tried again');
    await deps.signs.clearNote(lane, note);
  }
};

/** @returns how to end it: jobs under way are finished or given back */
export const startLaneWork = (deps: LaneWorkDeps): (() => Promise<void>) => {
  const { group, rows, queues, signs, scheduler, say } = deps;
  let closing = false;
  const work = createLaneWorker({ rows, signs, scheduler, log: say, closing: () => closing });
  const lanes = deps.lanes ?? lanesOf(group);
  const ends = lanes.map((lane) => queues.work({ ...versionOf(deps), lane }, work));
  return async () => {
    closing = true;
    await Promise.all(ends.map((end) => end()));
  };
};
