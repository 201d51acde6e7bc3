// Chance from a seed, for anything that must run the same twice.

/** Mulberry32: 2^32 seeds, plenty for schedules; not for secrets. */
export const createChance = (seed: number) => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    /** In [0, 1). */
    next,
    /** Whether something with this probability happens now. */
    hits: (probability: number) => next() < probability,
    /** An integer in [0, below). */
    below: (below: number) => Math.floor(next() * below),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
  };
};
export type Chance = ReturnType<typeof createChance>;
