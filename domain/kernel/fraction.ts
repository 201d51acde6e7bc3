/** 分数 Exact ratios of whole numbers, for rates and scores: nothing is rounded before it is shown. */

/** In lowest terms, the denominator above nothing. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const abs = (value: bigint) => (value < 0n ? -value : value);
const sharedDivisor = (a: bigint, b: bigint): bigint => {
  let [one, other] = [abs(a), abs(b)];
  while (other > 0n) [one, other] = [other, one % other];
  return one;
};

/** @throws RangeError on a denominator of zero: whoever divides has asked before */
export const fraction = (numerator: number | bigint, denominator: number | bigint = 1): Fraction => {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new RangeError('a denominator of zero');
  const divisor = sharedDivisor(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / divisor, d: d / divisor };
};
export const ZERO = fraction(0);
export const ONE = fraction(1);

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
/** @throws RangeError on a divisor of zero */
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
export const sumOf = (parts: readonly Fraction[]): Fraction => parts.reduce(plus, ZERO);
export const isBelow = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;
export const within = (value: Fraction, low: Fraction, high: Fraction): Fraction => {
  if (isBelow(value, low)) return low;
  return isBelow(high, value) ? high : value;
};

const floorOf = ({ n, d }: Fraction): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d));
const HALF = fraction(1, 2);

/** Whole units of 1/scale, half a unit counting as one: `rounded(1/3, 10000)` is 3333. */
export const rounded = (value: Fraction, scale: number): bigint => floorOf(plus(times(value, fraction(scale)), HALF));

/** Decimal text with so many places, rounded half up. */
export const decimalText = (value: Fraction, places: number): string => {
  const units = rounded(value, 10 ** places);
  const digits = abs(units)
    .toString()
    .padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  return units < 0n ? `-${text}` : text;
};
