/** 月份 Months of benefits: spans, ages in months, and which months a childcare subsidy pays. Pure. */
import { addMonths, addYears, firstDayOf, monthOf } from '../kernel/calendar.ts';
import type { Body } from '../policy/topics.ts';

export const addToMonth = (month: string, months: number): string => monthOf(addMonths(firstDayOf(month), months));
/** A span of months, both ends in it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}
const indexOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
export const monthsIn = ({ from, to }: Span): readonly string[] =>
  Array.from({ length: Math.max(0, indexOf(to) - indexOf(from) + 1) }, (_, at) => addToMonth(from, at));
export const laterMonth = (a: string, b: string): string => (a > b ? a : b);
export const earlierMonth = (a: string, b: string): string => (a < b ? a : b);

/** The month in which somebody completes so many years. */
export const birthdayMonth = (born: string, years: number): string => monthOf(addYears(firstDayOf(born), years));

/**
 * 补贴月份 From the month of birth or the first month of the scheme to the month of the birthday, at most so many.
 * @returns undefined where no month is left
 */
export const subsidySpan = (bornIn: string, rule: Body<'childcareSubsidy'>): Span | undefined => {
  const from = laterMonth(bornIn, rule.firstMonth);
  const to = earlierMonth(birthdayMonth(bornIn, rule.underYears), addToMonth(from, rule.monthsMax - 1));
  return from <= to ? { from, to } : undefined;
};

/** What the rules alone can say of a child: never a denial. */
export const subsidyStanding = (
  { bornIn, order }: { bornIn: string; order: number },
  rule: Body<'childcareSubsidy'>,
): 'ELIGIBLE' | 'NO_MONTH_LEFT' | 'NEEDS_HUMAN_DECISION' => {
  if (!subsidySpan(bornIn, rule)) return 'NO_MONTH_LEFT';
  return order <= rule.orderMax ? 'ELIGIBLE' : 'NEEDS_HUMAN_DECISION';
};
