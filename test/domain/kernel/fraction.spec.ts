// Exact ratios: what is reckoned with them is rounded only when it is shown, half up.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decimalText,
  type Fraction,
  fraction,
  isBelow,
  minus,
  ONE,
  over,
  plus,
  rounded,
  sumOf,
  times,
  within,
  ZERO,
} from '../../../domain/kernel/fraction.ts';

const any = fc
  .tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }))
  .map(([n, d]) => fraction(n, d));
const triple = fc.tuple(any, any, any);

test('is in lowest terms, whatever it was made of', () => {
  expect(fraction(6, 8)).toEqual(fraction(3, 4));
  expect(fraction(3, -4)).toEqual(fraction(-3, 4));
  expect(fraction(0, 7)).toEqual(ZERO);
  expect(() => fraction(1, 0)).toThrow(RangeError);
  expect(() => over(ONE, ZERO)).toThrow(RangeError);
});
test('adds, takes away, multiplies and divides without loss', () => {
  fc.assert(
    fc.property(triple, ([a, b, c]) => {
      expect(plus(a, b)).toEqual(plus(b, a));
      expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)));
      expect(minus(plus(a, b), b)).toEqual(a);
      if (b.n !== 0n) expect(times(over(a, b), b)).toEqual(a);
      expect(sumOf([a, b, c])).toEqual(plus(a, plus(b, c)));
      expect(isBelow(a, b)).toBe(minus(a, b).n < 0n);
    }),
  );
});
test('stays within its limits', () => {
  expect(within(fraction(3, 2), ZERO, ONE)).toEqual(ONE);
  expect(within(fraction(-1, 2), ZERO, ONE)).toEqual(ZERO);
  expect(within(fraction(1, 2), ZERO, ONE)).toEqual(fraction(1, 2));
});
test.each([
  [fraction(529, 581), 4, '0.9105'],
  [fraction(1, 8), 2, '0.13'],
  [fraction(1, 200), 2, '0.01'],
  [fraction(1, 201), 2, '0.00'],
  [fraction(5, 2), 0, '3'],
  [fraction(-1, 8), 2, '-0.12'],
  [fraction(12_345, 100), 2, '123.45'],
] as readonly (readonly [Fraction, number, string])[])('%o with %i places is %s', (value, places, text) =>
  expect(decimalText(value, places)).toBe(text),
);
test('is never more than half a unit off when it is shown', () => {
  fc.assert(
    fc.property(any, (value) => {
      const off = minus(fraction(rounded(value, 100), 100), value);
      expect(isBelow(fraction(1, 200), off) || isBelow(off, fraction(-1, 200))).toBe(false);
    }),
  );
});
