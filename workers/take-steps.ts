/** 定时办理 A process that takes due steps: sweeps the task list of the version that answers, as long as it runs. */
import type { Group } from '../projections/groups.ts';
import type { Scheduler } from '../projections/scheduler.ts';
import type { LaneSigns, ViewKeeper, ViewReader } from '../projections/view-store.ts';
import { lanesOf } from '../projections/groups.ts';
import { activeOf, createWaiting } from '../projections/waiting.ts';
import type { PipelineLog } from './lane-worker.ts';
import type { TaskQueue } from './task-queue.ts';
import { createTasks, type TaskDeps } from './task-runner.ts';

export interface TakingDeps extends Pick<TaskDeps, 'execute' | 'crypto' | 'clock' | 'actor'> {
  readonly group: Group;
  readonly views: ViewReader;
  readonly signs: Pick<LaneSigns, 'lanes' | 'progress'>;
  readonly keeper: Pick<ViewKeeper, 'state'>;
  readonly queue: TaskQueue;
  readonly epoch: () => string;
  readonly scheduler: Scheduler;
  readonly say: PipelineLog;
}

const SWEEP_MS = 1_000;
/** A list that is further behind is looked at in the next sweep. */
const CATCH_UP_MS = 5_000;

const createCaughtUp = ({ group, signs, keeper, epoch, scheduler }: TakingDeps): TaskDeps['caughtUp'] => {
  const active = activeOf(keeper, group);
  const waiting = createWaiting({ signs, scheduler, active, lanes: lanesOf(group), epoch });
  return async () => {
    const of = await active();
    const read = of && (await signs.progress(of))?.read;
    if (read === undefined || (await waiting.waitFor(read, CATCH_UP_MS)) < read) return undefined;
    return of;
  };
};

/** Until it is told to stop; what is under way then is finished. */
export const takeSteps = async (deps: TakingDeps, stop: AbortSignal): Promise<void> => {
  const { group, views, queue, execute, crypto, clock, actor, scheduler, say } = deps;
  const caughtUp = createCaughtUp(deps);
  const tasks = createTasks({
    ...{ group, views, caughtUp, queue, execute, crypto, clock, actor, say, nowMs: scheduler.nowMs },
  });
  const end = queue.work(tasks.run);
  while (!stop.aborted) {
    try {
      await tasks.sweep();
    } catch (error) {
      say.warn({ group: group.name, err: error }, 'due steps could not be looked for');
    }
    if (!stop.aborted) await scheduler.sleep(SWEEP_MS);
  }
  await end();
  await queue.close();
};
