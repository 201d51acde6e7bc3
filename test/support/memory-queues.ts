// Lanes as queues in memory, for specs of feeder and workers: jobs are delivered when told, and may be lost, repeated or swapped.
import type { LaneRef } from '../../projections/view-store.ts';
import type { LaneJob } from '../../workers/lane-job.ts';
import type { Deliver, LaneQueues } from '../../workers/queue.ts';

interface Lane {
  readonly ref: LaneRef;
  jobs: LaneJob[];
  deliver: Deliver | undefined;
}

export interface MemoryQueues extends LaneQueues {
  /** Everything that is sent to lanes that somebody works on arrives by itself from now on. */
  flow(): void;
  /** Jobs that wait, by lane. */
  jobs(lane: number): readonly LaneJob[];
  /** Changes what waits in every lane. */
  change(with_: (jobs: readonly LaneJob[]) => readonly LaneJob[]): void;
  /** Delivers one job of each lane. @returns whether there was any */
  step(): Promise<boolean>;
  /** Sends fail until told otherwise. */
  broken: boolean;
  /** All that was ever sent. */
  readonly sent: { readonly lane: LaneRef; readonly job: LaneJob }[];
}

export const createMemoryQueues = (): MemoryQueues => {
  const lanes = new Map<string, Lane>();
  const sent: MemoryQueues['sent'] = [];
  let flowing = false;
  const laneOf = (ref: LaneRef): Lane => {
    const name = `${ref.group}-${ref.version}-${ref.lane}`;
    const lane = lanes.get(name) ?? { ref, jobs: [], deliver: undefined };
    lanes.set(name, lane);
    return lane;
  };
  const busy = new Set<Lane>();
  const takeOne = async (lane: Lane): Promise<boolean> => {
    const job = lane.jobs[0];
    if (!job || !lane.deliver || busy.has(lane)) return false;
    busy.add(lane);
    try {
      await lane.deliver(lane.ref, structuredClone(job));
    } finally {
      lane.jobs = lane.jobs.filter((one) => one !== job);
      busy.delete(lane);
    }
    return true;
  };
  const run = async (lane: Lane): Promise<void> => {
    while (flowing && (await takeOne(lane)));
  };

  const queues: MemoryQueues = {
    broken: false,
    sent,
    async send(ref, job) {
      if (queues.broken) throw new Error('the queue is out of reach');
      const lane = laneOf(ref);
      lane.jobs.push(structuredClone(job));
      sent.push({ lane: ref, job });
      void run(lane);
    },
    waiting: async (ref) => laneOf(ref).jobs.length,
    work(ref, deliver) {
      const lane = laneOf(ref);
      lane.deliver = deliver;
      void run(lane);
      return async () => {
        lane.deliver = undefined;
      };
    },
    async empty(ref) {
      laneOf(ref).jobs = [];
    },
    close: async () => undefined,
    flow() {
      flowing = true;
      for (const lane of lanes.values()) void run(lane);
    },
    jobs: (number) => [...lanes.values()].filter(({ ref }) => ref.lane === number).flatMap(({ jobs }) => jobs),
    change(with_) {
      for (const lane of lanes.values()) lane.jobs = [...with_(lane.jobs)];
    },
    step: async () => (await Promise.all([...lanes.values()].map(takeOne))).some(Boolean),
  };
  return queues;
};
