/** 待遇规则 What each benefit pays, from when, to whom, as bodies of rule versions: a rate holds for the months it covers. */
import * as z from 'zod';
import { CivilDate, CivilMonth } from '../kernel/values.ts';

const Fen = z.int().positive();

/** 育儿补贴 For each child under an age, in whole months, from a first month on, at most so many. */
export const ChildcareSubsidy = z.strictObject({
  perYearFen: Fen.multipleOf(12),
  firstMonth: CivilMonth,
  underYears: z.int().positive(),
  monthsMax: z.int().positive(),
  /** Children up to this one of their mother's: for later ones a human decides by local rules. */
  orderMax: z.int().positive(),
});
/** 奖励扶助 For rural parents of one child or of two daughters, from an age on. */
export const RewardAssistance = z.strictObject({
  perYearFen: Fen.multipleOf(12),
  fromYears: z.int().positive(),
  bornFrom: CivilDate,
});
/** 特别扶助 For parents whose only child died or was disabled, once the mother is of an age. */
export const SpecialAssistance = z.strictObject({
  diedPerMonthFen: Fen,
  disabledPerMonthFen: Fen,
  fromYears: z.int().positive(),
});
/** 独生子女父母奖励 For holders of the certificate, until the child is of an age. */
export const OneChildReward = z.strictObject({ perMonthFen: Fen, untilYears: z.int().positive() });
