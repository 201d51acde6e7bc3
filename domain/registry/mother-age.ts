/** 出生日期 What the date of a birth must fit: today, and the age its mother can have been. */
import { completedYears } from '../kernel/calendar.ts';
import { type Context, doubt } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { ruleUnder } from '../policy/topics.ts';
import type { Held } from './vital.ts';

export const motherAgeRejections = {
  MOTHER_AGE_IMPLAUSIBLE: {
    zh: '按所填日期，母亲分娩时的年龄不合常理。',
    en: "By the dates given, the mother's age at the birth is implausible.",
    alternative: { zh: '核实无误的，请附理由代码重新提交。', en: 'Where it was checked, send it again with a reason.' },
    doubt: true,
  },
} as const satisfies Rejections;

const ageFault = (context: Context, motherBornOn: string, bornOn: string) => {
  const rule = ruleUnder('R4', 'registration', { context, on: context.today });
  if (!rule) return refuse('NO_RULE_IN_FORCE', { topic: 'registration', on: context.today });
  const { motherAgeMin, motherAgeMax } = rule;
  const age = completedYears(motherBornOn, bornOn);
  return age < motherAgeMin || age > motherAgeMax
    ? doubt(context, 'MOTHER_AGE_IMPLAUSIBLE', { field: '/mother/bornOn', motherAgeMin, motherAgeMax })
    : undefined;
};

/** Implausible dates are doubts: an officer may stand by them. Where the mother's date was erased, her age says nothing. */
export const birthDateFault = (context: Context, motherBornOn: Held, bornOn: string) => {
  const future = bornOn > context.today ? doubt(context, 'BORN_IN_FUTURE', { field: '/bornOn' }) : undefined;
  const mother = unlessErased(motherBornOn);
  return future ?? (mother === undefined ? undefined : ageFault(context, mother, bornOn));
};
