/** Lanes as queues: what the feeder and the workers need of one. Jobs may be lost, repeated or late; nobody may mind. */
import type { LaneRef } from '../projections/view-store.ts';
import type { LaneJob } from './lane-job.ts';

export interface LaneQueue {
  /** Jobs of one lane keep the order of calls. */
  send(lane: LaneRef, job: LaneJob): Promise<void>;
  /** Jobs that are waiting or under way. */
  waiting(lane: LaneRef): Promise<number>;
}

/** One job at a time for each lane. What throws counts as undelivered. */
export type Deliver = (lane: LaneRef, job: LaneJob) => Promise<unknown>;

export interface LaneQueues extends LaneQueue {
  /** Begins to deliver the jobs of a lane. @returns how to end: what is under way is finished first */
  work(lane: LaneRef, deliver: Deliver): () => Promise<void>;
  /** Throws away whatever waits for a lane. */
  empty(lane: LaneRef): Promise<void>;
  close(): Promise<void>;
}
