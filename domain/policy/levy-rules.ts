/** 征收规则 What a province's rules said of the former fee, and the figures it was reckoned from, as bodies of rule versions. */
import * as z from 'zod';
import { DivisionCode } from '../kernel/values.ts';

/** 情形 What a decision was made for; whether it was rightly made is not said. */
export const LEVY_SCENARIOS = [
  'FURTHER_CHILD',
  'UNMARRIED_FIRST',
  'CONDITIONS_NOT_MET',
  'WITH_A_THIRD_PARTY',
  'NO_PERMIT',
  'SPACING',
] as const;
export const LevyScenario = z.enum(LEVY_SCENARIOS);
export type LevyScenario = z.output<typeof LevyScenario>;

/** 基数 Which income a multiple is taken of. */
export const IncomeKind = z.enum(['URBAN_DISPOSABLE', 'RURAL_NET', 'RESIDENTS_DISPOSABLE', 'TOTAL_INCOME']);
export type IncomeKind = z.output<typeof IncomeKind>;
export const Residence = z.enum(['URBAN', 'RURAL']);

/** Fen, as an integer. */
export const Fen = z.int().nonnegative().max(100_000_000_000);
/** 倍数 In hundredths: 300 is threefold, 20 a fifth. */
export const Multiple = z.int().nonnegative().max(10_000);

const range = <S extends z.ZodType<number>>(schema: S) => z.strictObject({ min: schema, max: schema });
const Measure = z.strictObject({
  scenario: LevyScenario,
  multiple: range(Multiple).optional(),
  /** A sum between two amounts instead of a multiple. */
  fixed: range(Fen).optional(),
  /** More than one child beyond the rule: the same sum, the sum times their number, or so much more multiple for each. */
  furtherChildren: z.enum(['SAME', 'TIMES', 'PLUS']),
  plus: Multiple.optional(),
});
export type Measure = z.output<typeof Measure>;

export const Levy = z.strictObject({
  figures: z
    .array(
      z.strictObject({
        residence: Residence,
        kind: IncomeKind,
        area: z.enum(['COUNTY', 'TOWNSHIP']),
        /** 基数年度 Of the year before which event the figure is. */
        yearBefore: z.enum(['BIRTH', 'DISCOVERY']),
      }),
    )
    .min(1),
  /** The actual income where it is higher than the figure. */
  raisedToIncome: z.boolean(),
  per: z.enum(['EACH_PARTY', 'COUPLE']),
  /** Each party by their own number of children. */
  byOwnChildren: z.boolean(),
  measures: z.array(Measure).min(1),
});
export type Levy = z.output<typeof Levy>;

/** 统计公报 Published incomes by division and year. */
export const Income = z.strictObject({
  entries: z
    .array(
      z.strictObject({ division: DivisionCode, year: z.int().min(1949).max(2999), kind: IncomeKind, fen: Fen.min(1) }),
    )
    .min(1),
});
export type Income = z.output<typeof Income>;

/** 滞纳金 For each whole month of arrears. */
export const Surcharge = z.strictObject({
  permilleAMonth: z.int().positive().max(100),
  /** 不超过本金 Whether it stops at the sum in arrears. */
  cappedAtPrincipal: z.boolean(),
});
export type Surcharge = z.output<typeof Surcharge>;

/** 存款利息 What is paid on money that must be given back: simple interest by days. */
export const Deposits = z.strictObject({
  annualBasisPoints: z.int().positive().max(10_000),
  daysInYear: z.union([z.literal(360), z.literal(365)]),
});
export type Deposits = z.output<typeof Deposits>;

/** 生育条件 What a province allowed: so many children as of right, further ones on grounds. */
export const FurtherChild = z.strictObject({
  asOfRight: z.int().positive(),
  /** As of right after a remarriage, whatever each had before. */
  asOfRightAfterRemarriage: z.int().positive().optional(),
  grounds: z.array(
    z.enum([
      'CHILD_DISABLED',
      'ADOPTED_TWO_THEN_PREGNANT',
      'REMARRIED_TWO_AND_AT_MOST_ONE',
      'REMARRIED_ONE_AND_NONE_WITH_ONE_JOINT',
      'REMARRIED_ONE_EACH_WITH_ONE_JOINT',
      'CHILD_DIED',
      'LISTED_BY_PROVINCE',
    ]),
  ),
});
export type FurtherChild = z.output<typeof FurtherChild>;
