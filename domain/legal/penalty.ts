/** 处罚幅度 Between which sums an institution, practitioner or organiser may be fined, and by when it is decided and served. */
import { addDays, addYears } from '../kernel/calendar.ts';
import type { Context } from '../kernel/decider.ts';
import { type Due, dueOf, workingDaysBefore } from '../kernel/working-days.ts';
import type { Penalties } from '../policy/remedy-rules.ts';
import { holidaysOf, ruleUnder } from '../policy/topics.ts';

/** 当事人 Who can be a party: never a pregnant woman, a parent or a patient in that capacity. */
export const PARTY_KINDS = ['INSTITUTION', 'PRACTITIONER', 'ORGANISER', 'CHILDCARE_PROVIDER'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export interface FineRange {
  readonly minFen: number;
  readonly maxFen: number;
}
const rangeOf = ({ min, max }: { min: number; max: number }): FineRange => ({ minFen: min, maxFen: max });

/** Undefined where the rule knows no fine for such a party. Illegal income is forfeited besides. */
export const fineRange = (
  rule: Penalties,
  { party, incomeFen, serious }: { party: PartyKind; incomeFen: number; serious: boolean },
): FineRange | undefined => {
  if (party === 'CHILDCARE_PROVIDER') {
    const range = serious ? rule.childcareSerious : rule.childcare;
    return range && rangeOf(range);
  }
  if (party === 'ORGANISER') return rule.organiser && rangeOf(rule.organiser);
  if (incomeFen < rule.incomeFrom) return rangeOf(rule.otherwise);
  return { minFen: incomeFen * rule.timesIncome.min, maxFen: incomeFen * rule.timesIncome.max };
};

export const isWithin = ({ minFen, maxFen }: FineRange, fen: number): boolean => fen >= minFen && fen <= maxFen;

type Rules = Pick<Context, 'rule'>;
export const penaltiesOn = (context: Rules, on: string) => ruleUnder('R4', 'penalties', { context, on });

/** 处罚时效 Years until discovery after which an act is no longer punished; more where it harmed somebody's health (行政处罚法 36). */
const PRESCRIBED_YEARS = 2;
const PRESCRIBED_YEARS_HEALTH = 5;
export const isPrescribed = (act: {
  readonly actOn: string;
  readonly discoveredOn: string;
  readonly harmedHealth: boolean;
}): boolean => act.discoveredOn > addYears(act.actOn, act.harmedHealth ? PRESCRIBED_YEARS_HEALTH : PRESCRIBED_YEARS);

/** 听证范围 Whether a hearing is to be offered of what is proposed (行政处罚法 63). */
export const isHeard = (
  rule: Penalties,
  { party, kinds, fineFen }: { party: PartyKind; kinds: readonly string[]; fineFen: number },
): boolean => {
  const { hearingFrom } = rule;
  const from = party === 'PRACTITIONER' || party === 'ORGANISER' ? hearingFrom?.individual : hearingFrom?.organisation;
  return kinds.some((kind) => (kind === 'FINE' ? fineFen >= (from ?? 1) : kind !== 'WARNING'));
};

/** 从旧兼从轻 The range by the rule of the act, or by that of the decision where it is milder (行政处罚法 37). */
export const milderRange = (
  rules: { readonly ofAct: Penalties; readonly ofDecision: Penalties },
  facts: Parameters<typeof fineRange>[1],
): { readonly range: FineRange | undefined; readonly choice: 'RR1' | 'RR2' } => {
  const [before, now] = [fineRange(rules.ofAct, facts), fineRange(rules.ofDecision, facts)];
  const isMilder = before !== undefined && (now === undefined || now.maxFen < before.maxFen);
  return isMilder ? { range: now, choice: 'RR2' } : { range: before, choice: 'RR1' };
};

/** 办案期限 Natural days from the opening of the case (行政处罚法 60). */
export const decideBy = (context: Rules, openedOn: string): string | undefined => {
  const rule = penaltiesOn(context, openedOn);
  return rule && addDays(openedOn, rule.decideDays);
};
/** 送达期限 (行政处罚法 61). */
export const serveBy = (context: Rules, decidedOn: string): Due | undefined => {
  const rule = penaltiesOn(context, decidedOn);
  return rule && dueOf(decidedOn, rule.serve, holidaysOf(context));
};
/** 听证申请期限 (行政处罚法 64). */
export const hearingRequestBy = (context: Rules, toldOn: string): Due | undefined => {
  const rule = penaltiesOn(context, toldOn);
  return rule && dueOf(toldOn, rule.hearingRequest, holidaysOf(context));
};
/** The last day on which the notice of a hearing is in time. */
export const hearingNoticeBy = (context: Rules, hearingOn: string): Due | undefined => {
  const rule = penaltiesOn(context, hearingOn);
  return rule && workingDaysBefore(hearingOn, rule.hearingNotice.amount, holidaysOf(context));
};
