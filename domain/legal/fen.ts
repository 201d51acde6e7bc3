/** 分 Money as whole fen: the one rounding all sums of the former fee use, half up, once at the end of a computation. */

/**
 * A fraction rounded half up. Both are whole and not negative.
 * @throws never: sums beyond 2^53 are kept out by the bounds of figures and multiples
 */
export const roundHalfUp = (numerator: number, denominator: number): number =>
  Math.floor((2 * numerator + denominator) / (2 * denominator));

export const totalOf = (sums: readonly number[]): number => sums.reduce((total, one) => total + one, 0);
