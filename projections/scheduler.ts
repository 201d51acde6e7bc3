/** Time as whatever waits needs it: queries, feeder, workers; a simulation gives its own. */

export interface Scheduler {
  /** Milliseconds since some moment; only differences mean anything. */
  nowMs(): number;
  sleep(ms: number): Promise<void>;
}
