/** 退还 What goes back when money was taken without right: the sums themselves, and deposit interest from the day of each. */
import { dayNumber } from '../kernel/calendar.ts';
import type { Deposits } from '../policy/levy-rules.ts';
import { roundHalfUp, totalOf } from './fen.ts';
import type { Credit } from './surcharge.ts';

/** 退还理由 A change of policy alone is none. */
export const REFUND_GROUNDS = [
  'ANNULMENT',
  'VARIATION',
  'DUPLICATE',
  'UNLAWFUL_RECEIPT',
  'ARITHMETIC_ERROR',
  'SURPLUS',
] as const;
export type RefundGround = (typeof REFUND_GROUNDS)[number];

const BASIS_POINTS = 10_000;
/** Simple interest by days, the day of payment counting and that of the refund not; rounded half up. */
export const interestOn = ({ on, fen }: Credit, until: string, { annualBasisPoints, daysInYear }: Deposits): number =>
  roundHalfUp(fen * annualBasisPoints * Math.max(0, dayNumber(until) - dayNumber(on)), BASIS_POINTS * daysInYear);

/** The last payments up to a sum: what was paid last was paid too much. */
export const lastPaid = (payments: readonly Credit[], fen: number): readonly Credit[] => {
  const taken: Credit[] = [];
  let left = fen;
  for (const payment of payments.toSorted((a, b) => (a.on < b.on ? 1 : Number(a.on > b.on) * -1))) {
    const part = Math.min(left, payment.fen);
    if (part <= 0) continue;
    taken.push({ on: payment.on, fen: part });
    left -= part;
  }
  return taken;
};

export const refundOf = (payments: readonly Credit[], until: string, deposits: Deposits) => ({
  principalFen: totalOf(payments.map(({ fen }) => fen)),
  interestFen: totalOf(payments.map((one) => interestOn(one, until, deposits))),
});
