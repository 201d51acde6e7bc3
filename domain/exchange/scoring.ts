/** 双向考核评分 Scores of two counties from their rates: linear between a floor and a target, weighed, rounded only when shown. */
import {
  decimalText,
  type Fraction,
  fraction,
  isBelow,
  minus,
  ONE,
  over,
  sumOf,
  times,
  within,
  ZERO,
} from '../kernel/fraction.ts';
import type { Indicator, Rates } from './indicators.ts';

/** Between which per cents an indicator scores from nothing to the whole. */
export interface Scale {
  readonly indicator: Indicator;
  /** Share within its side. */
  readonly share: Fraction;
  readonly floor: Fraction;
  readonly target: Fraction;
}
/** One county's part of the whole. */
export interface Side {
  readonly weight: Fraction;
  readonly scales: readonly Scale[];
}
export const percent = (hundredths: number): Fraction => fraction(hundredths, 100);

/**
 * Nothing at the floor or below, one at the target or above, in proportion between. A target that is not above its
 * floor is met or not.
 */
export const linear = (rate: Fraction, { floor, target }: Pick<Scale, 'floor' | 'target'>): Fraction => {
  if (!isBelow(floor, target)) return isBelow(rate, target) ? ZERO : ONE;
  return within(over(minus(rate, floor), minus(target, floor)), ZERO, ONE);
};

export interface Scored {
  readonly indicator: Indicator;
  /** Between nothing and one; none where the rate is not applicable. */
  readonly score: Fraction | 'NOT_APPLICABLE' | 'CONTRADICTORY';
}
/** None where no indicator of the side applies. */
export interface SideScore {
  readonly parts: readonly Scored[];
  readonly points: Fraction | 'NOT_APPLICABLE';
}

/** BAD-30: the share of what does not apply goes to the rest in proportion. What contradicts itself scores nothing. */
export const scoreSide = (rates: Rates, { weight, scales }: Side): SideScore => {
  const parts = scales.map(({ indicator, ...scale }): Scored => {
    const rate = rates[indicator];
    return { indicator, score: typeof rate === 'string' ? rate : linear(rate, scale) };
  });
  const counted = scales.filter((_, at) => parts[at]?.score !== 'NOT_APPLICABLE');
  const shares = sumOf(counted.map(({ share }) => share));
  if (!isBelow(ZERO, shares)) return { parts, points: 'NOT_APPLICABLE' };
  const earned = scales.map(({ share }, at) => {
    const score = parts[at]?.score ?? ZERO;
    return typeof score === 'string' ? ZERO : times(share, score);
  });
  return { parts, points: times(weight, over(sumOf(earned), shares)) };
};

export interface TwoWayScore {
  readonly sender: SideScore;
  readonly addressee: SideScore;
  /** Both counties see the same; none where neither side has anything to score. */
  readonly total: Fraction | 'NOT_APPLICABLE';
}
/** Where one side has nothing to score, the other's result stands for the whole. */
export const scoreBoth = (rates: Rates, sides: { readonly sender: Side; readonly addressee: Side }): TwoWayScore => {
  const [sender, addressee] = [scoreSide(rates, sides.sender), scoreSide(rates, sides.addressee)];
  const whole = sumOf([sides.sender.weight, sides.addressee.weight]);
  const alone = ({ points }: SideScore, { weight }: Side) =>
    typeof points === 'string' || !isBelow(ZERO, weight) ? 'NOT_APPLICABLE' : over(times(points, whole), weight);
  if (typeof sender.points === 'string') return { sender, addressee, total: alone(addressee, sides.addressee) };
  if (typeof addressee.points === 'string') return { sender, addressee, total: alone(sender, sides.sender) };
  return { sender, addressee, total: sumOf([sender.points, addressee.points]) };
};

/** Two places, rounded half up. */
export const pointsText = (points: Fraction | 'NOT_APPLICABLE' | 'CONTRADICTORY'): string =>
  typeof points === 'string' ? points : decimalText(points, 2);
