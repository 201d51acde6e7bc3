/** Lanes as BullMQ queues: one job at a time in each, nothing kept of a job that is done, no retry that would change the order. */
import { type ConnectionOptions, type JobsOptions, Queue, Worker, type WorkerOptions } from 'bullmq';
import type { LaneRef } from '../projections/view-store.ts';
import { jobText, type LaneJob } from './lane-job.ts';
import type { PipelineLog } from './lane-worker.ts';
import type { Deliver, LaneQueues } from './queue.ts';

export interface LaneQueuesOptions {
  /** Open clients, as a client is not BullMQ's to choose: one to send on, one to work on. */
  readonly producer: ConnectionOptions;
  readonly consumer: ConnectionOptions;
  readonly say: PipelineLog;
}

/** `{q-registry-v1-07}`: a slot for each queue, so that they spread over a cluster. */
export const queueName = ({ group, version, lane }: LaneRef): string =>
  `{q-${group}-v${version}-${String(lane).padStart(2, '0')}}`;

const JOB: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: 100 } };
/** What a job has that nobody has worked on. */
const UNTRIED = {
  attemptsMade: 0,
  attemptsStarted: 0,
  stalledCounter: 0,
  progress: 0,
  failedReason: '',
  returnvalue: '',
};
const EVENTS_KEPT = 100;
/** A false stall is harmless here, so a dead worker's job is given to the next one soon. */
const WORK: Omit<WorkerOptions, 'connection'> = {
  concurrency: 1,
  lockDuration: 5_000,
  stalledInterval: 2_000,
  maxStalledCount: 1_000,
  // Seconds. The hand-over of a lane at a graceful end takes as long.
  drainDelay: 1,
};

/** All queues of a process share two connections: one outage is told once, not by each of them. */
const createTrouble = (say: PipelineLog) => {
  let told = '';
  return (lane: LaneRef, error: Error) => {
    if (error.message === told) return;
    told = error.message;
    say.warn({ ...lane, err: error }, 'a queue is in trouble');
  };
};

const createQueues = (connection: ConnectionOptions, trouble: ReturnType<typeof createTrouble>) => {
  const queues = new Map<string, Queue<LaneJob>>();
  return {
    of(lane: LaneRef): Queue<LaneJob> {
      const name = queueName(lane);
      const known = queues.get(name);
      if (known) return known;
      const streams = { events: { maxLen: EVENTS_KEPT } };
      const queue = new Queue<LaneJob>(name, { connection, streams });
      queue.on('error', (error) => trouble(lane, error));
      queues.set(name, queue);
      return queue;
    },
    close: () => Promise.all([...queues.values()].map((queue) => queue.close())),
  };
};

export const openLaneQueues = ({ producer, consumer, say }: LaneQueuesOptions): LaneQueues => {
  const trouble = createTrouble(say);
  const queues = createQueues(producer, trouble);
  const workers = new Set<Worker<LaneJob>>();

  const startWorker = (lane: LaneRef, deliver: Deliver) => {
    const process = async ({ data }: { readonly data: LaneJob }) => {
      await deliver(lane, data);
    };
    const worker = new Worker<LaneJob>(queueName(lane), process, { ...WORK, connection: consumer });
    worker.on('error', (error) => trouble(lane, error));
    worker.on('failed', (_, error) => say.error({ ...lane, err: error }, 'a job failed'));
    worker.on('stalled', () => say.warn(lane, 'a job was given to another worker'));
    return worker;
  };

  return {
    async send(lane, job) {
      // Past `add`, which would write the events of a job once more.
      const blank = { ...UNTRIED, id: '', name: 'events', opts: JOB, timestamp: Date.now() };
      await queues.of(lane).backend.addJob({ ...blank, data: jobText(job) }, '', {});
    },
    waiting: (lane) => queues.of(lane).getJobCountByTypes('wait', 'active'),
    work(lane, deliver) {
      // It lies in the queue's own data and is gone with them; nothing but waste depends on it.
      queues
        .of(lane)
        .setGlobalConcurrency(1)
        .catch((error: unknown) => say.warn({ ...lane, err: error }, 'a lane may be worked on twice'));
      const worker = startWorker(lane, deliver);
      workers.add(worker);
      return async () => {
        await worker.close();
        workers.delete(worker);
      };
    },
    async empty(lane) {
      await queues.of(lane).obliterate({ force: true });
    },
    async close() {
      await Promise.all([...workers].map((worker) => worker.close()));
      await queues.close();
    },
  };
};
