// Processes of a county in memory: the real write side, task list and runner; time passes when told.
import { randomUUID } from 'node:crypto';
import { createExecute } from '../../domain/kernel/execute.ts';
import type { Outcome, Stated } from '../../domain/kernel/request.ts';
import { desks, lanesOf } from '../../projections/groups.ts';
import { lowestOf, reflectedLanes } from '../../projections/waiting.ts';
import type { DueTask } from '../../workers/task-queue.ts';
import { createTasks } from '../../workers/task-runner.ts';
import { countyDeps, everyEvent } from '../county/in-memory.ts';
import { countingCrypto } from './fixed-crypto.ts';
import { createMemoryPipeline } from './memory-pipeline.ts';

export const OFFICER = { id: 's-1', role: 'CountyRegistrar', office: '990121' };
export const ELSEWHERE = { id: 's-9', role: 'ReviewOrgan', office: '990122' };
const SYSTEM = { id: 'system', role: 'System', office: '990121' };

export const openProcesses = () => {
  const crypto = countingCrypto();
  const clock = { at: '2026-03-14T02:00:00.000Z', now: () => clock.at };
  const { deps, log } = countyDeps(crypto, 'epoch');
  const rules = { policy: deps.policy };
  const execute = createExecute({ ...deps, clock, policy: () => rules.policy() });
  const pipeline = createMemoryPipeline(desks, log);
  pipeline.feed();
  pipeline.work();
  pipeline.queues.flow();
  const lanes = lanesOf(desks);
  const caughtUp = async () => {
    const last = (await everyEvent(log)).at(-1)?.position ?? -1n;
    const isThere = async () => lowestOf(await reflectedLanes(pipeline.views, pipeline.version, lanes)) >= Number(last);
    await pipeline.time.until(isThere);
    return pipeline.version;
  };
  const due: DueTask[] = [];
  const open = () =>
    createTasks({
      ...{ group: desks, views: pipeline.views, caughtUp, execute, crypto, clock, actor: SYSTEM, say: pipeline.say },
      ...{ queue: { send: async (one) => void due.push(one) }, nowMs: pipeline.time.scheduler.nowMs },
    });
  const state = { tasks: open() };
  return {
    ...{ clock, deps, crypto, pipeline, rules },
    command: async (
      category: string,
      id: string | undefined,
      command: { type: string; data: unknown },
      { actor = OFFICER, ...stated }: Partial<Stated> & { actor?: typeof OFFICER } = {},
    ) => {
      const how: Stated = { channel: 'WINDOW', ...stated };
      const request = { category, command, actor, idempotencyKey: randomUUID(), stated: how };
      const outcome = await execute(id === undefined ? request : { ...request, id });
      if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
      return outcome as Extract<Outcome, { kind: 'accepted' }>;
    },
    /** Sends what is due and takes it, each step twice. @returns what was sent */
    fire: async () => {
      await state.tasks.sweep();
      const sent = due.splice(0);
      for (const one of [...sent, ...sent]) await state.tasks.run(one);
      await caughtUp();
      return sent.map(({ name }) => name.slice(name.indexOf('/') + 1)).toSorted();
    },
    /** Another process, which remembers nothing. */
    restart: () => {
      state.tasks = open();
    },
    types: async () => (await everyEvent(log)).map(({ type }) => type),
    events: async (type: string) => (await everyEvent(log)).filter((event) => event.type === type),
    open: async (set: string) => {
      await caughtUp();
      const found = lanes.map((lane) =>
        pipeline.views.members({ ...pipeline.version, lane }, set, { prefix: '', limit: 99 }),
      );
      return (await Promise.all(found)).flat();
    },
  };
};
export type Processes = ReturnType<typeof openProcesses>;
