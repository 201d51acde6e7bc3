/** 规则主题 The kinds of rule this release knows: each with the schema of its body and the regimes that know it. */
import * as z from 'zod';
import type { Context } from '../kernel/decider.ts';
import type { Holidays } from '../kernel/working-days.ts';
import { CivilDate } from '../kernel/values.ts';
import { Births, BirthRegistration, Residence } from './registry-rules.ts';
import { ChildcareSubsidy, OneChildReward, RewardAssistance, SpecialAssistance } from './benefit-rules.ts';
import { Divisions } from './divisions.ts';
import { Deposits, FurtherChild, Income, Levy, Surcharge } from './levy-rules.ts';
import { Complaints, CourtEnforcement, Findings, Penalties, Review, Suits } from './remedy-rules.ts';
import { Consents, Care } from './care-rules.ts';
import { Exchange, ExchangeHistory } from './exchange-rules.ts';

/** 登记规则 Limits of registration: when a declaration is late, who is of age, what a mother's age can be. */
export const Registration = z.strictObject({
  declarationMonths: z.int().positive(),
  adultYears: z.int().positive(),
  motherAgeMin: z.int().positive(),
  motherAgeMax: z.int().positive(),
});
/** 救济期限 The shortest limit a notice of remedies may name. */
export const Remedies = z.strictObject({
  reconsiderationDays: z.int().positive(),
});

/** 个人信息权利请求 Within how many working days a request about one's own data is answered. */
export const DataRequests = z.strictObject({ workingDays: z.int().positive() });

/** 节假日安排 Days off and worked weekends of one year; a year without a version of its own is not announced yet. */
export const HolidayYear = z
  .strictObject({
    year: z.int().min(1949).max(2999),
    daysOff: z.array(CivilDate).max(366),
    workingWeekends: z.array(CivilDate).max(104),
  })
  .refine(
    ({ year, daysOff, workingWeekends }) =>
      [...daysOff, ...workingWeekends].every((date) => Number(date.slice(0, 4)) === year),
    {
      message: 'days of the year it is for',
    },
  );

export const TOPICS = {
  divisions: Divisions,
  holidays: HolidayYear,
  registration: Registration,
  remedies: Remedies,
  care: Care,
  consents: Consents,
  levy: Levy,
  income: Income,
  surcharge: Surcharge,
  deposits: Deposits,
  furtherChild: FurtherChild,
  suits: Suits,
  review: Review,
  courtEnforcement: CourtEnforcement,
  penalties: Penalties,
  childcareSubsidy: ChildcareSubsidy,
  rewardAssistance: RewardAssistance,
  specialAssistance: SpecialAssistance,
  oneChildReward: OneChildReward,
  dataRequests: DataRequests,
  findings: Findings,
  complaints: Complaints,
  residence: Residence,
  birthRegistration: BirthRegistration,
  births: Births,
  exchange: Exchange,
  exchangeHistory: ExchangeHistory,
} as const;
export type Topic = keyof typeof TOPICS;
export type Body<T extends Topic> = z.output<(typeof TOPICS)[T]>;
export const TOPIC_NAMES = Object.keys(TOPICS) as [Topic, ...Topic[]];

export const REGIME_IDS = ['R0', 'R1', 'R2', 'R3', 'R3t', 'R4'] as const;
export type RegimeId = (typeof REGIME_IDS)[number];

const always = { R0: true, R1: true, R2: true, R3: true, R3t: true, R4: true } as const;
const sinceTheLaw = { ...always, R0: false } as const;
/** The former fee ended with R4: under it there is nothing to ask. */
const untilItsEnd = { ...always, R4: false } as const;

/** Which regime knows which kind of rule: a new kind does not compile until every regime has stated whether it does. */
export const KNOWN_UNDER = {
  divisions: always,
  holidays: always,
  registration: always,
  remedies: sinceTheLaw,
  care: sinceTheLaw,
  consents: sinceTheLaw,
  levy: untilItsEnd,
  income: untilItsEnd,
  surcharge: { ...untilItsEnd, R0: false },
  deposits: always,
  furtherChild: always,
  suits: sinceTheLaw,
  review: sinceTheLaw,
  courtEnforcement: sinceTheLaw,
  penalties: sinceTheLaw,
  childcareSubsidy: { R0: false, R1: false, R2: false, R3: false, R3t: false, R4: true },
  rewardAssistance: sinceTheLaw,
  specialAssistance: sinceTheLaw,
  oneChildReward: sinceTheLaw,
  dataRequests: { R0: false, R1: false, R2: false, R3: false, R3t: false, R4: true },
  findings: sinceTheLaw,
  complaints: sinceTheLaw,
  residence: always,
  birthRegistration: always,
  births: always,
  exchange: { R0: false, R1: false, R2: false, R3: false, R3t: false, R4: true },
  /** The decree outlived the beginning of R4 by some weeks; asked for its own time alone. */
  exchangeHistory: untilItsEnd,
} as const satisfies Readonly<Record<Topic, Readonly<Record<RegimeId, boolean>>>>;
/** The kinds a regime knows: asking an older regime for a younger kind does not compile. */
export type TopicsOf = {
  readonly [R in RegimeId]: {
    [T in Topic]: (typeof KNOWN_UNDER)[T][R] extends true ? T : never;
  }[Topic];
};

/** The rule of a topic in force on a date, asked under a regime that knows the topic; its use is recorded. */
export const ruleUnder = <R extends RegimeId, T extends TopicsOf[R]>(
  _regime: R,
  topic: T,
  { context, on, province }: { context: Pick<Context, 'rule'>; on: string; province?: string },
): Body<T> | undefined => context.rule<Body<T>>(topic, on, province);

/** 工作日历 The tables of holidays as decisions ask for them; each year that is asked for is recorded as used. */
export const holidaysOf =
  (context: Pick<Context, 'rule'>): Holidays =>
  (year) => {
    const table = context.rule<Body<'holidays'>>('holidays', `${year}-01-01`);
    return table?.year === year ? table : undefined;
  };
