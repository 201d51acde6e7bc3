/** What freezes the embedded store's thread and thaws it from another one: a word of memory that both share. */

export type Ice = Int32Array;

const FROZEN = 1;

export const createIce = (): Ice => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Told by the other thread, before the store's own thread waits: so that a thaw is never too early. */
export const freeze = (ice: Ice): void => void Atomics.store(ice, 0, FROZEN);

export const thaw = (ice: Ice): void => {
  Atomics.store(ice, 0, 0);
  Atomics.notify(ice, 0);
};

/** Stops this thread. */
export const waitForThaw = (ice: Ice, withinMs: number): void => void Atomics.wait(ice, 0, FROZEN, withinMs);
