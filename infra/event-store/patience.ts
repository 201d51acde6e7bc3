// How long the wrapper's calls wait and when they are repeated: one rule for appending, reading and listening.
import { setTimeout as pause } from 'node:timers/promises';
import { TimeLimitError } from './fault.ts';

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** How much of a call's whole time one try may take: a hung try leaves time for two more. */
export const TRY_SHARE = 1 / 3;

/** Doubling, with jitter, so that the writers of a county do not all come back in the same millisecond. */
export const pauseMs = (failures: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);

/** The time that one call has in all, its tries and pauses together. */
export interface Patience {
  /** Milliseconds that the next try may take. */
  tryMs(): number;
  /** Waits before the next try; `false` when the time is over. */
  again(): Promise<boolean>;
}

export const createPatience = (totalMs: number): Patience => {
  const end = performance.now() + totalMs;
  let failures = 0;
  const left = () => end - performance.now();
  return {
    tryMs: () => Math.max(1, Math.min(left(), totalMs * TRY_SHARE)),
    async again() {
      const wait = Math.min(pauseMs(failures), left());
      failures += 1;
      if (wait > 0) await pause(wait);
      return left() > 0;
    },
  };
};

/** The answer, or a `TimeLimitError` when it is late: the client itself waits for ever. A late answer is dropped. */
export const limited = <T>(answer: Promise<T>, ms: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeLimitError(`no answer within ${Math.round(ms)} ms`)), ms);
    answer.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
