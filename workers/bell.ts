/** Waits for a ring or for a time, whichever comes first; a ring while nobody waits is not lost. */
import type { Scheduler } from '../projections/scheduler.ts';

export const createBell = (scheduler: Scheduler) => {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    /** Whether somebody has rung and nobody has asked. */
    isRung: () => rung,
    /** Whether it has rung since the last time somebody asked. */
    take(): boolean {
      const was = rung;
      rung = false;
      return was;
    },
    async wait(ms: number): Promise<void> {
      if (rung) return;
      await Promise.race([
        scheduler.sleep(ms),
        new Promise<void>((resolve) => {
          wake = resolve;
        }),
      ]);
      wake = undefined;
    },
  };
};
export type Bell = ReturnType<typeof createBell>;
