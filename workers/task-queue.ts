/** Due steps as a queue: what the sweep and the runner need of one. A step may be given twice or late; nobody may mind. */

/** A task at one time at which it falls due. */
export interface DueTask {
  readonly name: string;
  readonly fireAt: string;
}

export interface TaskQueue {
  /** A step that waits already is not sent twice. */
  send(due: DueTask): Promise<void>;
  /** Begins to give out steps. @returns how to end: what is under way is finished first */
  work(run: (due: DueTask) => Promise<void>): () => Promise<void>;
  close(): Promise<void>;
}
