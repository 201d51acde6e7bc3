/** 救济与强制规则 Limits of reviews, suits and enforcement by the law of their day, and of penalties on institutions, as bodies. */
import * as z from 'zod';
import { Fen } from './levy-rules.ts';

const term = z.strictObject({
  amount: z.int().positive(),
  unit: z.enum(['day', 'workingDay', 'month', 'year']),
});

/** 行政诉讼 Limits of suits against the administration. */
export const Suits = z.strictObject({
  direct: term,
  afterReview: term,
  /** Where the limit was not told: from knowing the act. */
  untold: term,
  /** From the act itself, whatever was told. */
  longStop: term,
});
export type Suits = z.output<typeof Suits>;

/** 行政复议 Its steps. */
export const Review = z.strictObject({
  intake: term,
  copy: term,
  reply: term,
  decision: term,
  extensionDays: z.int().positive(),
  simplified: term.optional(),
  untold: term.optional(),
  longStop: term.optional(),
  organ: z.enum(['GOVERNMENT_OR_HIGHER_DEPARTMENT', 'GOVERNMENT']),
});
export type Review = z.output<typeof Review>;

/** 申请法院强制执行 Within how long after the remedies lapsed, and how long before it the demand must be served. */
export const CourtEnforcement = z.strictObject({ applyWithin: term, demand: term.optional() });
export type CourtEnforcement = z.output<typeof CourtEnforcement>;

/** 整改期限 Within how long a finding is put right, by its severity, and after how many days somebody looks again. */
export const Findings = z.strictObject({
  critical: term,
  major: term,
  minor: term,
  lookBackDays: z.int().positive(),
});
export type Findings = z.output<typeof Findings>;

/** 投诉期限 Within how long a complaint is accepted, and from then on answered. */
export const Complaints = z.strictObject({ accept: term, answer: term });

/** 处罚幅度 Against institutions, practitioners and organisers: by illegal income, or between two sums. */
export const Penalties = z.strictObject({
  incomeFrom: Fen,
  timesIncome: z.strictObject({ min: z.int().positive(), max: z.int().positive() }),
  otherwise: z.strictObject({ min: Fen, max: Fen }),
  childcare: z.strictObject({ min: Fen, max: Fen }).optional(),
  childcareSerious: z.strictObject({ min: Fen, max: Fen }).optional(),
  organiser: z.strictObject({ min: Fen, max: Fen }).optional(),
  /** 较大数额 From which sum on a fine is heard of, where the rule says; elsewhere every fine is. */
  hearingFrom: z.strictObject({ organisation: Fen, individual: Fen }).optional(),
  decideDays: z.int().positive(),
  serve: term,
  hearingRequest: term,
  hearingNotice: term,
});
export type Penalties = z.output<typeof Penalties>;
