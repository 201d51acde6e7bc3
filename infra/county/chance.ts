// Seeded chance for the synthetic county: the same seed gives the same draws on every machine and in every release.
import { createHash } from 'node:crypto';

export interface Chance {
  /** From 0 (inclusive) to 1 (exclusive). */
  draw(): number;
  happens(probability: number): boolean;
  /** Both ends inclusive. */
  between(from: number, to: number): number;
  pick<T>(from: readonly T[]): T;
  /** One of the entries, each as likely as its weight. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T;
}

const STATE_WORDS = 4;
const TWO_TO_32 = 4_294_967_296;

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, integer arithmetic alone. */
const sfc32 = (seed: string): (() => number) => {
  const digest = createHash('sha256').update(seed).digest();
  let [a, b, c, d] = Array.from({ length: STATE_WORDS }, (_, at) => digest.readInt32LE(at * 4)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / TWO_TO_32;
  };
};

export const createChance = (seed: string): Chance => {
  const draw = sfc32(seed);
  const between = (from: number, to: number) => from + Math.floor(draw() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error('nothing to pick from');
    return from[between(0, from.length - 1)] as T;
  };
  const weighted = <T>(entries: readonly (readonly [T, number])[]): T => {
    let left = draw() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [entry, weight] of entries) {
      left -= weight;
      if (left < 0) return entry;
    }
    return (entries.at(-1) as readonly [T, number])[0];
  };
  return { draw, between, pick, weighted, happens: (probability) => draw() < probability };
};
