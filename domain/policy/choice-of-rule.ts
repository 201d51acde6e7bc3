/** 法律适用 Which rule a matter is judged by when several could be: seven named choices, each stored with what it decided. */
import type { FurtherChild } from './levy-rules.ts';
import { regimeOn } from './regimes.ts';
import type { RegimeId } from './topics.ts';

export interface Choice {
  readonly zh: string;
  readonly en: string;
  readonly citations: readonly string[];
}
export const CHOICES = {
  RR1: {
    zh: '实体问题适用事实（出生）发生之日有效的规则。',
    en: 'The substance follows the rule in force on the day of the fact, the birth.',
    citations: ['立法法 104'],
  },
  RR2: {
    zh: '尚未作出决定的，适用此后更有利于当事人的规则。',
    en: 'Where no decision was made yet, a later rule that is better for the citizen prevails.',
    citations: ['立法法 104', '行政处罚法 37', '（2020）粤71行终2024号'],
  },
  RR3: {
    zh: '两省规定不一致的，适用有利于当事人的规定。',
    en: 'Where the rules of two provinces differ, the one better for the parties applies.',
    citations: ['人口与计划生育法 18（4）'],
  },
  RR4: {
    zh: '每一程序步骤按该步骤之日的程序法判断。',
    en: 'Each step of a procedure is judged by the procedural law of its own day.',
    citations: ['立法法 104'],
  },
  RR5: {
    zh: '机关的行为按其当日的法律判断，救济按提出救济之日的法律判断。',
    en: 'What an office did is judged by the law of its day, a remedy by the law of the day it is sought.',
    citations: ['立法法 104'],
  },
  RR6: {
    zh: '未载入的规定视为不能确定，不推定为违反。',
    en: 'What is not loaded is undetermined, and never taken for a violation.',
    citations: ['人口与计划生育法 4'],
  },
  RR7: {
    zh: '2021年8月20日以后，任何子女数都不附带处罚或者缴费。',
    en: 'Since 2021-08-20 neither sanction nor fee attaches to any number of children.',
    citations: ['人口与计划生育法 18', '中发〔2021〕30号'],
  },
} as const satisfies Readonly<Record<string, Choice>>;
export type ChoiceOfRule = keyof typeof CHOICES;

/** From this day on nothing is levied, demanded or added, whatever happened before. */
export const FEE_ENDED_ON = '2021-08-20';

/** RR1: the day whose rules the substance follows. */
export const dateOfSubstance = (bornOn: string): string => bornOn;

/** One rule a matter could be judged by, and what it would cost the citizen. */
export interface Candidate<R> {
  readonly rule: R;
  readonly from: string;
  readonly costsFen: number;
}
export interface Chosen<R> {
  readonly by: 'RR1' | 'RR2';
  readonly rule: R;
}
/**
 * RR1 and RR2: the rule of the day of the fact, or of those that came after it and before the decision the one that
 * costs the citizen least. Of equals the older stands.
 */
export const chooseByDate = <R>(ofTheFact: Candidate<R>, later: readonly Candidate<R>[], decidedOn: string) => {
  const milder = later
    .filter(({ from, costsFen }) => from > ofTheFact.from && from <= decidedOn && costsFen < ofTheFact.costsFen)
    .toSorted((a, b) => a.costsFen - b.costsFen || (a.from < b.from ? -1 : 1))[0];
  const chosen: Chosen<R> = milder ? { by: 'RR2', rule: milder.rule } : { by: 'RR1', rule: ofTheFact.rule };
  return chosen;
};

/** 符合规定 Whether a further child was allowed; never "no" where the rules are not known. */
export type Compliance = 'AS_OF_RIGHT' | 'ON_A_GROUND' | 'NOT_AS_LOADED' | 'UNDETERMINED';
export interface Family {
  /** Number of the child, the first being 1. */
  readonly order: number;
  readonly remarried: boolean;
  readonly grounds: readonly FurtherChild['grounds'][number][];
}
const RANK: readonly Compliance[] = ['AS_OF_RIGHT', 'ON_A_GROUND', 'UNDETERMINED', 'NOT_AS_LOADED'];

/** RR6: judged by a province's loaded conditions; without them, or with grounds it names only by reference, undetermined. */
export const complianceOf = ({ order, remarried, grounds }: Family, rule: FurtherChild | undefined): Compliance => {
  if (!rule) return 'UNDETERMINED';
  if (order <= rule.asOfRight) return 'AS_OF_RIGHT';
  if (
    remarried &&
    rule.asOfRightAfterRemarriage !== undefined &&
    order <= rule.asOfRight + rule.asOfRightAfterRemarriage
  )
    return 'UNDETERMINED';
  if (grounds.some((ground) => rule.grounds.includes(ground))) return 'ON_A_GROUND';
  return rule.grounds.includes('LISTED_BY_PROVINCE') ? 'UNDETERMINED' : 'NOT_AS_LOADED';
};

/** RR3: of what two provinces say, what is better for the parties. */
export const moreFavourable = (one: Compliance, other: Compliance): Compliance =>
  RANK.indexOf(one) <= RANK.indexOf(other) ? one : other;

/** RR4: the day whose procedural law a step is judged by. */
export const dateOfStep = (stepOn: string): string => stepOn;

/** RR5: the days by whose law the office's conduct and a remedy against it are judged. */
export const datesOfRemedy = ({ conductOn, soughtOn }: { conductOn: string; soughtOn: string }) => ({
  conduct: conductOn,
  remedy: soughtOn,
});

/** RR7: what the law attaches to a birth: since R4 nothing, whatever the number; before, what the province's rules said. */
export const sanctionOf = (bornOn: string): 'NOT_APPLICABLE' | 'BY_THE_RULES_OF_ITS_DAY' =>
  regimeOn(bornOn).id === 'R4' ? 'NOT_APPLICABLE' : 'BY_THE_RULES_OF_ITS_DAY';

const CHILDREN_NAMED_BY_THE_PLAN = 3;
/** RR7: what can be said automatically of a benefit for a child of an order; never "no". */
export const benefitEligibility = (order: number): 'ELIGIBLE' | 'NEEDS_HUMAN_DECISION' =>
  order <= CHILDREN_NAMED_BY_THE_PLAN ? 'ELIGIBLE' : 'NEEDS_HUMAN_DECISION';

/** 计费种类 What the money was called under the regime of the birth; none under R4. */
export const FEE_TYPES = ['OUT_OF_PLAN_FEE', 'SOCIAL_MAINTENANCE_FEE'] as const;
export type FeeType = (typeof FEE_TYPES)[number];
export const feeTypeOf = (regime: RegimeId): FeeType | undefined => {
  if (regime === 'R4') return undefined;
  return regime === 'R0' ? 'OUT_OF_PLAN_FEE' : 'SOCIAL_MAINTENANCE_FEE';
};

/** R3t: three children were announced, the Law not yet amended; a decision on a third child then stood on doubtful ground. */
export const isBasisDoubtful = (decidedOn: string, order: number): boolean =>
  regimeOn(decidedOn).id === 'R3t' && order <= CHILDREN_NAMED_BY_THE_PLAN;
