/** 滞纳金 What accrued on sums in arrears: by whole months, on what was then left, and nothing once the fee had ended. */
import { addDays, addMonths } from '../kernel/calendar.ts';
import { FEE_ENDED_ON } from '../policy/choice-of-rule.ts';
import type { Surcharge } from '../policy/levy-rules.ts';
import { roundHalfUp, totalOf } from './fen.ts';

export interface Credit {
  readonly on: string;
  readonly fen: number;
}
/** One sum that was due on a day, and what was paid on it. */
export interface Arrears {
  readonly dueOn: string;
  readonly fen: number;
  readonly credits: readonly Credit[];
}
export interface Accrued {
  readonly fen: number;
  readonly months: number;
  /** Whether it stopped at the principal (行政强制法 45). */
  readonly capped: boolean;
}
export type SurchargeOn = (date: string) => Surcharge | undefined;

const earlier = (one: string, other: string) => (one < other ? one : other);

/**
 * Months are counted from the day after the sum was due; a month that is not whole does not count, and a payment
 * within a month lessens that whole month. Each month follows the rule of its first day. Rounded once, half up.
 */
export const accruedOn = ({ dueOn, fen, credits }: Arrears, until: string, ruleOn: SurchargeOn): Accrued => {
  const start = addDays(dueOn, 1);
  const end = earlier(until, FEE_ENDED_ON);
  let thousandths = 0;
  let months = 0;
  for (let at = 1; addMonths(start, at) <= end; at += 1) {
    const left = fen - totalOf(credits.filter(({ on }) => on < addMonths(start, at)).map((one) => one.fen));
    if (left <= 0) break;
    const rule = ruleOn(addMonths(start, at - 1));
    if (!rule) continue;
    thousandths += left * rule.permilleAMonth;
    months += 1;
  }
  const accrued = roundHalfUp(thousandths, 1000);
  const isCapped = ruleOn(addDays(end, -1))?.cappedAtPrincipal === true && accrued > fen;
  return { fen: isCapped ? fen : accrued, months, capped: isCapped };
};
