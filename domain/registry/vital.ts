/** 基本情况 Who somebody is and whether they live, from the streams that may say so: the person's own and the birth's. */
import type * as z from 'zod';
import { addDays, addMonths, completedYears, firstDayOf, monthOf } from '../kernel/calendar.ts';
import { type Erased, unlessErased } from '../kernel/message.ts';
import type { Rejections } from '../kernel/refusal.ts';
import type { Sex } from '../kernel/values.ts';
import type { BirthState } from './birth.ts';
import type { PersonState } from './person.ts';

/** A sealed value as folds hold it. */
export type Held = string | Erased;
export type SexCode = z.output<typeof Sex>;
export interface Death {
  readonly in: string;
  readonly on: Held;
}
export interface Identity {
  readonly township: string;
  readonly sex: SexCode;
  readonly bornIn: string;
  readonly bornOn: Held;
  readonly name: Held | undefined;
  readonly died: Death | undefined;
}

/** What both streams together say; undefined where neither knows the person. Corrections of the person's stream prevail. */
export const identityOf = (person: PersonState, birth: BirthState): Identity | undefined => {
  const born = birth.status === 'reported' ? birth : undefined;
  const township = person.township ?? born?.township;
  const sex = person.sex ?? born?.sex;
  const bornIn = person.bornIn ?? born?.bornIn;
  const bornOn = person.bornOn ?? born?.bornOn;
  if (township === undefined || sex === undefined || bornIn === undefined || bornOn === undefined) return undefined;
  if (!person.registered && !born) return undefined;
  return { township, sex, bornIn, bornOn, name: person.name ?? born?.name, died: person.died ?? born?.died };
};

/** Where the day was erased, its month says what it can, and enters as its first day: in the person's favour. */
const dayOr = (day: Held, month: string): string => unlessErased(day) ?? firstDayOf(month);

/** The day of birth, or the last it can have been: where a limit runs from it, in the person's favour. */
export const latestBirth = ({ bornOn, bornIn }: Pick<Identity, 'bornOn' | 'bornIn'>): string =>
  unlessErased(bornOn) ?? addDays(addMonths(firstDayOf(bornIn), 1), -1);

export const isBeforeBirth = (date: string, { bornOn, bornIn }: Pick<Identity, 'bornOn' | 'bornIn'>): boolean =>
  unlessErased(bornOn) === undefined ? monthOf(date) < bornIn : date < dayOr(bornOn, bornIn);

export const ageOn = ({ bornOn, bornIn }: Pick<Identity, 'bornOn' | 'bornIn'>, date: string): number =>
  completedYears(dayOr(bornOn, bornIn), date);

/** Whether somebody had died before a date; on the day of death itself they still lived. */
export const diedBefore = ({ died }: Pick<Identity, 'died'>, date: string): boolean => {
  if (!died) return false;
  return unlessErased(died.on) === undefined ? died.in < monthOf(date) : dayOr(died.on, died.in) < date;
};

/** Refusals about a person that several aggregates give. */
export const vitalRejections = {
  PERSON_UNKNOWN: {
    zh: '没有此人的登记或者出生报告。',
    en: 'Neither a registration nor a birth of this person is on record.',
    alternative: { zh: '请先登记此人或者报告出生。', en: 'Register the person or report the birth first.' },
  },
  PERSON_DECEASED: {
    zh: '此人已登记死亡，只能更正。',
    en: 'The death of this person is on record; only corrections follow.',
    citations: ['户口登记条例 8', '户口登记条例 9', '个人信息保护法 49'],
    alternative: { zh: '登记有误的，请申请更正。', en: 'Where the record is wrong, ask for its correction.' },
    conflict: true,
  },
  DATE_IN_FUTURE: {
    zh: '日期晚于今日。',
    en: 'The date is later than today.',
    alternative: { zh: '请在事实发生后办理。', en: 'Send it once it has happened.' },
  },
  BEFORE_BIRTH: {
    zh: '日期早于出生日期。',
    en: 'The date is before the birth.',
  },
  BORN_IN_FUTURE: {
    zh: '出生日期晚于今日。',
    en: 'The date of birth is later than today.',
    alternative: {
      zh: '核实无误的，请附理由代码重新提交。',
      en: 'Where it was checked, send it again with a reason.',
    },
    doubt: true,
  },
} as const satisfies Rejections;
