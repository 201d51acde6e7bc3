/** Due steps on BullMQ: each at most once in the queue, a few at a time, nothing kept of one that is done. */
import { type ConnectionOptions, Queue, Worker } from 'bullmq';
import type { PipelineLog } from './lane-worker.ts';
import type { DueTask, TaskQueue } from './task-queue.ts';

export interface TaskQueueOptions {
  readonly producer: ConnectionOptions;
  readonly consumer: ConnectionOptions;
  readonly say: PipelineLog;
}

const NAME = '{q-tasks}';
const AT_ONCE = 8;

/** A job's name in the queue may hold no colon. */
const jobIdOf = ({ name, fireAt }: DueTask) => `${name}~${fireAt.replaceAll(':', '')}`;

export const openTaskQueue = ({ producer, consumer, say }: TaskQueueOptions): TaskQueue => {
  const trouble = (error: Error) => say.warn({ err: error }, 'the queue of due steps is in trouble');
  const queue = new Queue<DueTask>(NAME, { connection: producer });
  queue.on('error', trouble);
  return {
    async send(due) {
      const jobId = jobIdOf(due);
      // Whatever becomes of it, the sweep sends a step again that is still open.
      await queue.add('step', due, { jobId, removeOnComplete: true, removeOnFail: true });
    },
    work(run) {
      const worker = new Worker<DueTask>(NAME, ({ data }) => run(data), { connection: consumer, concurrency: AT_ONCE });
      worker.on('error', trouble);
      worker.on('failed', (_, error) => say.error({ err: error }, 'a step of a process failed; it is tried again'));
      return () => worker.close();
    },
    close: () => queue.close(),
  };
};
