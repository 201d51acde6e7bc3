/** 救济期限 Until when a reconsideration or a suit could be filed against an act, by the law of its day and what was told. */
import { addDays } from '../kernel/calendar.ts';
import type { Context } from '../kernel/decider.ts';
import { type Due, dueOf, isDue, type Term } from '../kernel/working-days.ts';
import { printedLimit, reconsiderationBy, suitBy } from '../legal/time-limits.ts';
import { holidaysOf, ruleUnder } from '../policy/topics.ts';

type Rules = Pick<Context, 'rule'>;

/** 被诉行为 The act somebody is against, and what they were told of their rights. */
export interface ContestedAct {
  /** When it was made; a duty that was not performed: when its time ran out. */
  readonly madeOn: string;
  /** When the person knew of it, or was served it. */
  readonly knewOn: string;
  readonly rightsTold: boolean;
  /** Where they were not told: when they came to know of them. */
  readonly rightsKnownOn?: string | undefined;
  /** What the notice printed. */
  readonly printed?: Term | undefined;
}

const dayOf = (due: Due): string => (isDue(due) ? due.on : due.notBefore);
/** The one that ends first; a limit nobody knows does not shorten another. */
const first = (...limits: readonly (Due | undefined)[]): Due | undefined =>
  limits
    .filter((one) => one !== undefined)
    .reduce<Due | undefined>((least, one) => (least && dayOf(least) <= dayOf(one) ? least : one), undefined);
const counted = (context: Rules, from: string, term: Term | undefined): Due | undefined =>
  term && dueOf(from, term, holidaysOf(context));

/**
 * 复议申请期限 From knowing the act; where the rights were not told, from knowing of them, at most the year of the law of
 * the day of filing, and within its long stop. Undefined where nothing ends it.
 */
export const reconsiderationLimit = (context: Rules, act: ContestedAct, filedOn: string): Due | undefined => {
  const rule = ruleUnder('R1', 'review', { context, on: filedOn });
  const longStop = counted(context, act.madeOn, rule?.longStop);
  if (act.rightsTold) {
    const printed = act.printed && printedLimit(context, act.knewOn, act.printed)?.inFavour;
    return first(printed ?? reconsiderationBy(context, act.knewOn), longStop);
  }
  const known = act.rightsKnownOn === undefined ? undefined : reconsiderationBy(context, act.rightsKnownOn);
  return first(known, counted(context, act.knewOn, rule?.untold), longStop);
};

/** 起诉期限 Directly against the act. What was not told runs by the law of the day on which the act was known. */
export const directSuitLimit = (context: Rules, act: ContestedAct): Due | undefined => {
  const rule = ruleUnder('R1', 'suits', { context, on: act.knewOn });
  const longStop = counted(context, act.madeOn, rule?.longStop);
  if (act.rightsTold) return first(suitBy(context, act.knewOn), longStop);
  const known = act.rightsKnownOn === undefined ? undefined : suitBy(context, act.rightsKnownOn);
  return first(known, counted(context, act.knewOn, rule?.untold), longStop);
};

/** 复议后起诉期限 From the receipt of the decision on review, or from the day on which it had to be made and was not. */
export const suitAfterReview = (context: Rules, from: string): Due | undefined =>
  counted(context, from, ruleUnder('R1', 'suits', { context, on: from })?.afterReview);

/** 复议前置 Since when a duty not performed, or a disclosure refused, goes to review before a court (复议法 23). */
const REVIEW_FIRST_FROM = '2024-01-01';
export const isReviewFirst = (kind: string, filedOn: string): boolean =>
  kind !== 'DECISION' && filedOn >= REVIEW_FIRST_FROM;

/** 简易程序 Working days to send the copy, and to reply to it (复议法 54). */
const SIMPLE_COPY = { amount: 3, unit: 'workingDay' } as const;
const SIMPLE_REPLY = { amount: 5, unit: 'workingDay' } as const;
/** 简易程序的数额 At most so many fen (复议法 53). */
export const SIMPLE_SUM_FEN = 300_000;

const reviewOn = (context: Rules, on: string) => ruleUnder('R1', 'review', { context, on });
/** 受理审查期限 */
export const intakeBy = (context: Rules, filedOn: string) =>
  counted(context, filedOn, reviewOn(context, filedOn)?.intake);
/** Whether the law of the day lets this kind of organ review the act. */
export const isCompetent = (context: Rules, organ: string, filedOn: string): boolean =>
  reviewOn(context, filedOn)?.organ !== 'GOVERNMENT' || organ === 'GOVERNMENT';
/** 办理期限 To send the copy, and to decide; undefined where the law of the day has no such procedure. */
export const procedureLimits = (context: Rules, admittedOn: string, simplified: boolean) => {
  const rule = reviewOn(context, admittedOn);
  const copyBy = counted(context, admittedOn, simplified ? SIMPLE_COPY : rule?.copy);
  const decideBy = counted(context, admittedOn, simplified ? rule?.simplified : rule?.decision);
  return rule && copyBy && decideBy && { copyBy, decideBy };
};
/** 答复期限 From the receipt of the copy, by the law under which the case was admitted. */
export const replyBy = (context: Rules, receivedOn: string, simplified: boolean): Due | undefined =>
  counted(context, receivedOn, simplified ? SIMPLE_REPLY : reviewOn(context, receivedOn)?.reply);
/** 延长 Days after the first limit, not after the day it is moved to for a holiday. */
export const extendedBy = (context: Rules, admittedOn: string): Due | undefined => {
  const rule = reviewOn(context, admittedOn);
  if (!rule) return undefined;
  const { amount, unit } = rule.decision;
  return dueOf(admittedOn, { amount: amount + rule.extensionDays, unit }, holidaysOf(context));
};
/** 视为受理 Since the law of 2023 when the time of intake ran out, before that from the day it was filed. */
export const deemedOn = (context: Rules, filedOn: string, intakeEnds: string): string =>
  reviewOn(context, filedOn)?.organ === 'GOVERNMENT' ? intakeEnds : filedOn;

/** 意见书答复 Days in which an office answers the opinion of a review organ (复议法 76). */
export const opinionBy = (context: Rules, issuedOn: string): Due =>
  dueOf(issuedOn, { amount: 60, unit: 'day' }, holidaysOf(context));
/** 履行期限 Where the decision or judgment names none: by the county's own rule. */
const PERFORM_DAYS = 30;
export const performBy = (effectiveOn: string): string => addDays(effectiveOn, PERFORM_DAYS);
