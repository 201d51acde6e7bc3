/** 定时办理 Turns open tasks that are due into commands, by the same way as anybody's: late after an outage, never lost, never twice. */
import { canonicalText } from '../domain/kernel/canonical.ts';
import { civilDateAt } from '../domain/kernel/calendar.ts';
import type { Execute } from '../domain/kernel/execute.ts';
import { uuidOf } from '../domain/kernel/identifier.ts';
import type { Actor } from '../domain/kernel/decider.ts';
import type { Clock, Crypto } from '../domain/kernel/ports.ts';
import type { Outcome } from '../domain/kernel/request.ts';
import { taskSubject } from '../domain/accountability/task.ts';
import type { Group } from '../projections/groups.ts';
import { laneOf, rowKey } from '../projections/keys.ts';
import { DUE, readEntry, type Task, tasks, TODAY } from '../projections/tasks.ts';
import type { GroupVersion, LaneRef, ViewReader } from '../projections/view-store.ts';
import type { PipelineLog } from './lane-worker.ts';
import type { DueTask, TaskQueue } from './task-queue.ts';

const PAGE = 200;
/** A step that was sent and has not ended by then is sent again. */
const AGAIN_MS = 30_000;
/** A step that waits for something else is tried so often. */
const PATIENT_MS = 3_600_000;

export interface TaskDeps {
  readonly group: Pick<Group, 'lanes'>;
  readonly views: ViewReader;
  /** The version that answers, once it reflects all that is in the log now; undefined while it does not. */
  readonly caughtUp: () => Promise<GroupVersion | undefined>;
  readonly queue: Pick<TaskQueue, 'send'>;
  readonly execute: Execute;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly nowMs: () => number;
  readonly actor: Actor;
  readonly say: PipelineLog;
}

/** When a step that was sent, or that has to wait, may be sent again. */
const createRests = (nowMs: () => number) => {
  const until = new Map<string, number>();
  const keyOf = ({ name, fireAt }: DueTask) => `${fireAt} ${name}`;
  return {
    rests: (due: DueTask) => (until.get(keyOf(due)) ?? 0) > nowMs(),
    rest: (due: DueTask, ms: number) => void until.set(keyOf(due), nowMs() + ms),
    forget: () => {
      for (const [key, ms] of until) if (ms <= nowMs()) until.delete(key);
    },
  };
};

/** Everything in a lane that is due at an instant, by time. */
async function* dueIn(views: ViewReader, lane: LaneRef, now: string): AsyncGenerator<DueTask> {
  let after: string | undefined;
  for (;;) {
    const page = await views.members(lane, DUE, { prefix: '', limit: PAGE, ...(after !== undefined && { after }) });
    for (const member of page) {
      const entry = readEntry(member);
      if (entry.fireAt > now) return;
      yield entry;
    }
    after = page.at(-1);
    if (page.length < PAGE) return;
  }
}

const dataOn = (data: Task['data'], today: string) =>
  Object.fromEntries(Object.entries(data).map(([field, value]) => [field, value === TODAY ? today : value]));

/** Gives commands for tasks, and says what became of those that made no event of their own. */
const createGiving = ({ execute, crypto, actor, say }: TaskDeps, wait: (due: DueTask) => void) => {
  const give = (due: DueTask, category: string, id: string, command: { type: string; data: unknown }) =>
    execute({
      ...{ category, command, actor, stated: { channel: 'SYSTEM' } },
      ...(id !== '' && { id }),
      idempotencyKey: uuidOf(crypto, canonicalText(['task', category, command.type, due.name, due.fireAt])),
    });
  const note = async (due: DueTask, task: Task, code?: string) => {
    const fired = { task: due.name, command: `${task.category}.${task.type}`, fireAt: due.fireAt };
    const refusal = code !== undefined && { type: 'NoteRefusal', data: { ...fired, code } };
    await give(due, 'task', taskSubject(due.name), refusal || { type: 'NoteSettled', data: fired });
  };
  return {
    give: (due: DueTask, { category, subject, type, data }: Task, today: string) =>
      give(due, category, subject, { type, data: dataOn(data, today) }),
    conclude: async (due: DueTask, task: Task, outcome: Outcome): Promise<void> => {
      const isBegun = task.subject === '' && (outcome.kind === 'accepted' || outcome.kind === 'key-reused');
      if (isBegun || outcome.kind === 'unchanged') return note(due, task);
      if (outcome.kind !== 'refused') return;
      const code = outcome.refusal.refused;
      if (task.settledBy.includes(code)) return note(due, task);
      say.warn({ task: due.name, command: task.type, code }, 'a step of a process was refused');
      if (task.patient) wait(due);
      else await note(due, task, code);
    },
  };
};

export const createTasks = (deps: TaskDeps) => {
  const { group, views, caughtUp, queue, clock } = deps;
  const rests = createRests(deps.nowMs);
  const { give, conclude } = createGiving(deps, (due) => rests.rest(due, PATIENT_MS));

  const taskAt = async (of: GroupVersion, name: string): Promise<Task | undefined> => {
    const lane = laneOf(name, group.lanes);
    const { texts } = await views.load({ ...of, lane }, [rowKey(tasks, name)]);
    const [, , ...fields] = JSON.parse(texts[0] ?? '[]') as unknown[];
    return fields.length > 0 ? tasks.unpack(fields) : undefined;
  };

  return {
    /** Sends every step that is due and does not rest. @returns how many */
    async sweep(): Promise<number> {
      rests.forget();
      const of = await caughtUp();
      let sent = 0;
      for (let lane = 0; of && lane < group.lanes; lane++)
        for await (const due of dueIn(views, { ...of, lane }, clock.now())) {
          if (rests.rests(due)) continue;
          rests.rest(due, AGAIN_MS);
          await queue.send(due);
          sent += 1;
        }
      return sent;
    },
    /** Takes one step, unless it was closed or moved meanwhile. */
    async run(due: DueTask): Promise<void> {
      const of = await caughtUp();
      const task = of && (await taskAt(of, due.name));
      if (!task || task.refused !== undefined || task.fireAt !== due.fireAt) return;
      await conclude(due, task, await give(due, task, civilDateAt(clock.now())));
    },
  };
};
export type Tasks = ReturnType<typeof createTasks>;
