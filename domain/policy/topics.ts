/** 规则主题 The kinds of rule this release knows: each with the schema of its body and the regimes that know it. */
import * as z from 'zod';
import type { Context } from '../kernel/decider.ts';
import type { Holidays } from '../kernel/working-days.ts';
import { CivilDate } from '../kernel/values.ts';
import { Divisions } from './divisions.ts';
import { Consents, Care } from './care-rules.ts';

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
} as const;
export type Topic = keyof typeof TOPICS;
export type Body<T extends Topic> = z.output<(typeof TOPICS)[T]>;
export const TOPIC_NAMES = Object.keys(TOPICS) as [Topic, ...Topic[]];

/** Which kinds of rule each regime knows: asking an older regime for a younger kind does not compile. */
export interface TopicsOf {
  readonly R0: 'divisions' | 'registration';
  readonly R1: 'divisions' | 'registration' | 'remedies' | 'care' | 'consents';
  readonly R2: TopicsOf['R1'];
  readonly R3: TopicsOf['R2'];
  readonly R3t: TopicsOf['R3'];
  readonly R4: TopicsOf['R3t'];
}
export type RegimeId = keyof TopicsOf;

/** The rule of a topic in force on a date, asked under a regime that knows the topic; its use is recorded. */
export const ruleUnder = <R extends RegimeId, T extends TopicsOf[R]>(
  _regime: R,
  topic: T,
  { context, on }: { context: Pick<Context, 'rule'>; on: string },
): Body<T> | undefined => context.rule<Body<T>>(topic, on);

/** 工作日历 The tables of holidays as decisions ask for them; each year that is asked for is recorded as used. */
export const holidaysOf =
  (context: Pick<Context, 'rule'>): Holidays =>
  (year) => {
    const table = context.rule<Body<'holidays'>>('holidays', `${year}-01-01`);
    return table?.year === year ? table : undefined;
  };
