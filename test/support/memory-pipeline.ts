// Feeder and workers on ports in memory for specs: time passes when told, jobs go astray when told.
import { deciders } from '../../domain/index.ts';
import { createCodec } from '../../domain/kernel/codec.ts';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import { type Group, lanesOf, registry } from '../../projections/groups.ts';
import type { Scheduler } from '../../projections/scheduler.ts';
import { createFeeder } from '../../workers/feeder.ts';
import { createPages } from '../../workers/pages.ts';
import { startLaneWork } from '../../workers/pipeline.ts';
import { verify } from '../../workers/verification.ts';
import { createViewLane } from '../../workers/view-lane.ts';
import { COUNTY, RECORDED_AT } from './county-log.ts';
import { countingCrypto } from './fixed-crypto.ts';
import { createMemoryLog } from './memory-log.ts';
import { createMemoryQueues } from './memory-queues.ts';
import { createMemoryViews } from './memory-views.ts';
import { createSaid } from './real-pipeline.ts';

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Time that passes as soon as nothing else is to be done. */
export const createVirtualTime = () => {
  let nowMs = 0;
  let sleepers: Sleeper[] = [];
  const scheduler: Scheduler = {
    nowMs: () => nowMs,
    sleep: (ms) => new Promise((wake) => sleepers.push({ atMs: nowMs + ms, wake })),
  };
  /** Until every answer that needs no time has been given, and what it led to. */
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise<void>((done) => setImmediate(done));
  };
  /** Lets the next sleeper wake once everybody else sleeps. */
  const pass = async () => {
    await settle();
    const next = sleepers.toSorted((a, b) => a.atMs - b.atMs)[0];
    if (!next) return;
    sleepers = sleepers.filter((one) => one !== next);
    nowMs = Math.max(nowMs, next.atMs);
    next.wake();
    await settle();
  };
  return {
    scheduler,
    pass,
    async until(condition: () => boolean | Promise<boolean>, withinMs = 120_000) {
      const end = nowMs + withinMs;
      while (!(await condition())) {
        if (nowMs > end) throw new Error(`not within ${withinMs} ms of virtual time: ${condition.toString()}`);
        await pass();
      }
    },
    async elapse(ms: number) {
      const end = nowMs + ms;
      while (nowMs < end) {
        await settle();
        if (!sleepers.some(({ atMs }) => atMs <= end)) nowMs = end;
        else await pass();
      }
    },
  };
};

export const createMemoryPipeline = (
  group: Group = registry,
  log: ReturnType<typeof createMemoryLog> = createMemoryLog({ now: () => Date.parse(RECORDED_AT) }),
) => {
  const codec = createCodec({ deciders, crypto: countingCrypto(), county: COUNTY });
  const time = createVirtualTime();
  const [queues, views] = [createMemoryQueues(), createMemoryViews()];
  const { lines, log: say } = createSaid();
  const version = { group: group.name, version: 1 };
  const shared = { group, version: 1, signs: views, scheduler: time.scheduler, say };
  return {
    ...{ codec, log, time, queues, views, lines, version, say },
    feed(from: EventLog = log) {
      const pages = createPages(from, codec.isGenuine);
      const feeder = createFeeder({ ...shared, county: COUNTY, log: from, pages, queue: queues });
      const ended = feeder.run();
      return { ...feeder, ended };
    },
    work(lift = codec.lift, lanes = lanesOf(group)) {
      return startLaneWork({ ...shared, lanes, queues, rows: createViewLane({ group, views, lift }) });
    },
    /** What is wrong in the views, compared with an independent fold of the whole log; undefined while they lag behind. */
    async wrong(): Promise<readonly string[]> {
      return (await verify({ group, log, lift: codec.lift, views }, version)).wrong;
    },
    checkpoints: () => views.atOnce.lanes(version, lanesOf(group)).map(({ checkpoint }) => checkpoint?.position ?? -1),
  };
};
export type MemoryPipeline = ReturnType<typeof createMemoryPipeline>;
