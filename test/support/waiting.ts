// Waiting for a condition, for specs of whatever runs by itself: never for a time.
import { setTimeout as pause } from 'node:timers/promises';

/** A spec that waits for nothing fails with the condition's own words. */
export const until = async (condition: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${condition.toString()}`);
    await pause(5);
  }
};
