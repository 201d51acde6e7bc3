// The ledger's parts as the simulation has them: honest in-memory ones, each call of which is a wait with a fate.
import type { Appended, EventLog } from '../../domain/kernel/event-log.ts';
import type { LaneRef } from '../../projections/view-store.ts';
import type { LaneJob } from '../../workers/lane-job.ts';
import type { Deliver, LaneQueues } from '../../workers/queue.ts';
import type { MemoryLog } from '../support/memory-log.ts';
import type { Life, World } from './world.ts';

type Methods = Readonly<Record<string, unknown>>;

/** Every method of a port as a call of one life. What it does happens at once when its time has come. */
export const through = <P extends object>(world: World, life: Life, name: string, port: P): P =>
  Object.fromEntries(
    Object.entries(port as Methods).map(([method, run]) => [
      method,
      typeof run === 'function'
        ? (...given: unknown[]) => world.call(life, `${name}.${method}`, () => run(...given) as unknown)
        : run,
    ]),
  ) as P;

const UNKNOWN: Appended = { appended: false, why: 'unknown' };
/** The slow poll that stands behind every doorbell. */
const POLL_MS = 500;

/** The log as the wrapper around the client gives it: a lost answer is an unknown outcome, a bell may ring late, never not at all. */
export const simulatedLog = (world: World, life: Life, log: MemoryLog): EventLog => ({
  read: (stream, from) => world.call(life, 'log.read', () => log.atOnce.read(stream, from)),
  append: (stream, expected, events) =>
    world.call(
      life,
      'log.append',
      () => log.atOnce.append(stream, expected, events),
      () => UNKNOWN,
    ),
  page: (after, max) => world.call(life, 'log.page', () => log.atOnce.page(after, max)),
  follow: async (ring) => {
    const answered = await log.follow(() => world.schedule(world.chance.between(0, 9), () => life.alive && ring()));
    const poll = () => {
      if (!life.alive) return;
      ring();
      world.schedule(POLL_MS, poll);
    };
    world.schedule(POLL_MS, poll);
    return answered;
  },
});

/** What may befall a job on its way; the sum stays below one. */
export interface QueueWeather {
  readonly lost: number;
  readonly repeated: number;
  readonly reordered: number;
  /** Given to a second worker although the first is alive. */
  readonly stalled: number;
}
export const CALM_QUEUE: QueueWeather = { lost: 0, repeated: 0, reordered: 0, stalled: 0 };

interface Lane {
  jobs: LaneJob[];
  active: { readonly job: LaneJob; readonly by: Life } | undefined;
}
interface Consumer {
  readonly life: Life;
  readonly lane: LaneRef;
  readonly deliver: Deliver;
}
/** How long a dead worker's job stays its own. */
const STALL_MS = 5_000;
const keyOf = ({ group, version, lane }: LaneRef) => `${group}:${version}:${lane}`;

/** All queues of the county, as one Redis would hold them. */
export const createQueues = (world: World) => {
  const lanes = new Map<string, Lane>();
  const consumers = new Map<string, Consumer[]>();
  let weather = CALM_QUEUE;
  const laneAt = (key: string) => {
    const found = lanes.get(key) ?? { jobs: [], active: undefined };
    lanes.set(key, found);
    return found;
  };

  const finish = (key: string, job: LaneJob, failed: boolean) => {
    const lane = laneAt(key);
    if (lane.active?.job !== job) return;
    lane.active = undefined;
    if (failed) lane.jobs.unshift(job);
    wake(key);
  };
  const start = (key: string, job: LaneJob, { life, lane, deliver }: Consumer) => {
    laneAt(key).active = { job, by: life };
    deliver(lane, job).then(
      () => finish(key, job, false),
      () => finish(key, job, true),
    );
  };
  const wake = (key: string) =>
    world.schedule(1 + world.chance.between(0, 2), () => {
      const lane = laneAt(key);
      const ready = (consumers.get(key) ?? []).filter(({ life }) => life.alive);
      if (ready.length === 0) return;
      const twice = lane.active && world.chance.happens(weather.stalled);
      const job = twice ? lane.active?.job : lane.active ? undefined : lane.jobs.shift();
      if (job) start(key, job, world.chance.pick(ready));
    });

  const arrive = (key: string, job: LaneJob) => {
    const { jobs } = laneAt(key);
    const drawn = world.chance.draw();
    const { lost, repeated, reordered } = weather;
    if (drawn < lost) return;
    if (drawn < lost + repeated) jobs.push(job, job);
    else if (drawn < lost + repeated + reordered) jobs.splice(world.chance.between(0, jobs.length), 0, job);
    else jobs.push(job);
    wake(key);
  };

  const abandonedBy = (life: Life) => {
    for (const [key, lane] of lanes) {
      const { active } = lane;
      if (active?.by !== life) continue;
      world.schedule(STALL_MS, () => {
        if (lane.active !== active) return;
        lane.active = undefined;
        lane.jobs.unshift(active.job);
        wake(key);
      });
    }
  };

  const of = (life: Life): LaneQueues => ({
    send: (lane, job) => world.call(life, 'queue.send', () => arrive(keyOf(lane), job)),
    waiting: (lane) =>
      world.call(life, 'queue.waiting', () => {
        const { jobs, active } = laneAt(keyOf(lane));
        return jobs.length + (active ? 1 : 0);
      }),
    empty: (lane) => world.call(life, 'queue.empty', () => void lanes.delete(keyOf(lane))),
    work: (lane, deliver) => {
      const key = keyOf(lane);
      consumers.set(key, [...(consumers.get(key) ?? []), { life, lane, deliver }]);
      wake(key);
      return async () => {
        consumers.set(
          key,
          (consumers.get(key) ?? []).filter((one) => one.deliver !== deliver),
        );
      };
    },
    close: async () => {},
  });

  return {
    of,
    abandonedBy,
    /** Redis comes back empty. */
    flush: () => lanes.clear(),
    setWeather: (next: QueueWeather) => {
      weather = next;
    },
  };
};
export type Queues = ReturnType<typeof createQueues>;
