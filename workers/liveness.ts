/** Whether the lanes of a process move while there is work for them: a worker that only looks alive is the failure to fear. */
import { positionOf } from '../projections/checkpoint.ts';
import { type Group, lanesOf } from '../projections/groups.ts';
import type { Scheduler } from '../projections/scheduler.ts';
import type { LaneSigns } from '../projections/view-store.ts';
import type { LaneQueue } from './queue.ts';

interface LivenessDeps {
  readonly group: Group;
  readonly signs: Pick<LaneSigns, 'lanes'>;
  readonly queue: Pick<LaneQueue, 'waiting'>;
  readonly scheduler: Scheduler;
}
interface Seen {
  position: number;
  sinceMs: number;
}

/** How long a lane with jobs may stand still. */
export const STILL_MAX_MS = 30_000;

/** @returns a look at one version: the lanes that have stood still for too long although jobs wait */
export const createLiveness = ({ group, signs, queue, scheduler }: LivenessDeps) => {
  const seen = new Map<string, Seen>();
  return async (version: number): Promise<number[]> => {
    const lanes = lanesOf(group);
    const states = await signs.lanes({ group: group.name, version }, lanes);
    const nowMs = scheduler.nowMs();
    const still: number[] = [];
    for (const lane of lanes) {
      const key = `${version}/${lane}`;
      const position = positionOf(states[lane]?.checkpoint ?? null);
      const before = seen.get(key);
      const isStopped = states[lane]?.note?.is === 'stopped';
      const hasWork = !isStopped && (await queue.waiting({ group: group.name, version, lane })) > 0;
      if (!before || before.position !== position || !hasWork) seen.set(key, { position, sinceMs: nowMs });
      else if (nowMs - before.sinceMs >= STILL_MAX_MS) still.push(lane);
    }
    return still;
  };
};
