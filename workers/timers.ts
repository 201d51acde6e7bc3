/** Real time, for processes; whatever runs in a simulation is given another. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Scheduler } from '../projections/scheduler.ts';

export const createTimers = (): Scheduler => ({
  nowMs: () => performance.now(),
  sleep: async (ms) => {
    await pause(ms);
  },
});
