/** 期限 The limits that ran from a decision, each by the law of its day, and what a notice printed beside them. */
import { addDays, addMonths, type Limit, lastDayOf } from '../kernel/calendar.ts';
import type { Context } from '../kernel/decider.ts';
import { type Due, dueOf, isDue, type Term } from '../kernel/working-days.ts';
import { holidaysOf, ruleUnder } from '../policy/topics.ts';

type Rules = Pick<Context, 'rule'>;

/** Decree 357, 6: to pay, to ask for instalments, and to answer; days as they are, for a payment is no procedural step. */
const DECREE_DAYS = 30;
export const payBy = (servedOn: string): string => addDays(servedOn, DECREE_DAYS);
export const answerBy = (requestedOn: string): string => addDays(requestedOn, DECREE_DAYS);

/** 行政复议申请期限 Undefined where no rule of that day is loaded. */
export const reconsiderationBy = (context: Rules, servedOn: string): Due | undefined => {
  const rule = ruleUnder('R1', 'remedies', { context, on: servedOn });
  return rule && dueOf(servedOn, { amount: rule.reconsiderationDays, unit: 'day' }, holidaysOf(context));
};

const lastOf = (start: string, { amount, unit }: Term): string =>
  unit === 'workingDay' ? addDays(start, amount) : lastDayOf(start, { amount, unit } as Limit);

/**
 * 直接起诉期限 By the law of the day of service; a limit that still ran when a longer one came into force was
 * lengthened (法释〔2015〕9号 26).
 */
export const suitBy = (context: Rules, servedOn: string): Due | undefined => {
  const first = ruleUnder('R1', 'suits', { context, on: servedOn });
  if (!first) return undefined;
  const later = ruleUnder('R1', 'suits', { context, on: lastOf(servedOn, first.direct) });
  const holidays = holidaysOf(context);
  return dueOf(servedOn, later?.direct ?? first.direct, holidays);
};

/** 申请法院强制执行期限 From the day after the remedies lapsed. */
export const enforcementBy = (context: Rules, lapsedOn: string): Due | undefined => {
  const rule = ruleUnder('R1', 'courtEnforcement', { context, on: lapsedOn });
  return rule && dueOf(lapsedOn, rule.applyWithin, holidaysOf(context));
};
/** 催告 The first day on which a court could be asked after a demand; the day itself where no demand was needed. */
export const enforceableFrom = (context: Rules, demandedOn: string): Due | undefined => {
  const rule = ruleUnder('R1', 'courtEnforcement', { context, on: demandedOn });
  return rule?.demand ? dueOf(demandedOn, rule.demand, holidaysOf(context)) : { on: demandedOn };
};

/** 限制解除 So many working days for a court or agency to confirm; fifteen by the county's own rule. */
const LIFT_WORKING_DAYS = 15;
export const liftBy = (context: Rules, requestedOn: string): Due =>
  dueOf(requestedOn, { amount: LIFT_WORKING_DAYS, unit: 'workingDay' }, holidaysOf(context));
/** 退还期限 Thirty days by the county's own rule. */
export const refundBy = (context: Rules, orderedOn: string): Due =>
  dueOf(orderedOn, { amount: 30, unit: 'day' }, holidaysOf(context));
/** 在途期限 Money may be on its way to the treasury for a month. */
export const remitBy = (paidOn: string): string => addMonths(paidOn, 1);

export type PrintedFlag = 'NOTICE_OVER_LONG' | 'NOTICE_TOO_SHORT';
export interface PrintedLimit {
  /** What the notice says. */
  readonly printed: Due;
  readonly lawful: Due;
  readonly flag: PrintedFlag | undefined;
  /** The later of both: a citizen who trusted the notice is in time. */
  readonly inFavour: Due;
}
const dayOf = (due: Due): string => (isDue(due) ? due.on : due.notBefore);

/** A printed limit beside the law's: shown as printed, flagged where it differs, read in the citizen's favour. */
export const printedLimit = (context: Rules, servedOn: string, term: Term): PrintedLimit | undefined => {
  const lawful = reconsiderationBy(context, servedOn);
  if (!lawful) return undefined;
  const printed = dueOf(servedOn, term, holidaysOf(context));
  const [said, law] = [dayOf(printed), dayOf(lawful)];
  const flag = said > law ? 'NOTICE_OVER_LONG' : said < law ? 'NOTICE_TOO_SHORT' : undefined;
  return { printed, lawful, flag, inFavour: said > law ? printed : lawful };
};
