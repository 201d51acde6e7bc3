/** 公民身份号码 GB 11643-1999: what a citizen identity number says about itself, and where it cannot be true. */
import { isCivilDate } from '../kernel/calendar.ts';
import type { Rejections } from '../kernel/refusal.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
/** ISO 7064 MOD 11-2, by remainder. */
const CHECK_CHARACTERS = '10X98765432';

/** The eighteenth character for seventeen digits. */
export const checkCharacterOf = (seventeen: string): string => {
  const sum = WEIGHTS.reduce<number>((total, weight, at) => total + weight * Number(seventeen[at]), 0);
  return CHECK_CHARACTERS[sum % 11] ?? '';
};

/** The date of birth in a number, `YYYY-MM-DD`; perhaps no day that exists. */
export const birthDateIn = (id: string): string => `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
/** The county division in a number. */
export const countyIn = (id: string): string => id.slice(0, 6);
/** 1 male, 2 female: the parity of the sequence. */
export const sexIn = (id: string): '1' | '2' => (Number(id[16]) % 2 === 1 ? '1' : '2');

/** Written where no number was known: all zeros, or zeros around a date. */
const isPlaceholder = (id: string) => id.startsWith('000000') || /^(.)\1{16}/.test(id);

export type CitizenIdFault =
  | 'PLACEHOLDER'
  | 'CHECK_DIGIT_FAILED'
  | 'DATE_CONFLICT'
  | 'PARITY_CONFLICT'
  | 'ADDRESS_UNKNOWN'
  | 'ADDRESS_NOT_IN_FORCE';

/** What a number is compared with; what is unknown is not compared. */
export interface CitizenIdHolder {
  readonly bornOn?: string | undefined;
  /** GB/T 2261.1; parity speaks only of 1 and 2. */
  readonly sex?: string | undefined;
  /** Whether the county of the number stood in the register when the number may have been issued. */
  readonly countyStood?: ((county: string) => 'in-force' | 'ended' | 'unknown') | undefined;
}

/**
 * The first fault of a number in the form of `CitizenId`, or undefined where it is valid. A date that is no day is a
 * conflict, as no holder can have been born on it.
 */
export const checkCitizenId = (id: string, holder: CitizenIdHolder = {}): CitizenIdFault | undefined => {
  const { bornOn, sex, countyStood } = holder;
  if (isPlaceholder(id)) return 'PLACEHOLDER';
  if (checkCharacterOf(id) !== id[17]) return 'CHECK_DIGIT_FAILED';
  const inId = birthDateIn(id);
  if (!isCivilDate(inId) || (bornOn !== undefined && bornOn !== inId)) return 'DATE_CONFLICT';
  if ((sex === '1' || sex === '2') && sex !== sexIn(id)) return 'PARITY_CONFLICT';
  const stood = countyStood?.(countyIn(id)) ?? 'in-force';
  if (stood === 'unknown') return 'ADDRESS_UNKNOWN';
  return stood === 'ended' ? 'ADDRESS_NOT_IN_FORCE' : undefined;
};

/** The eighteen characters of a fifteen-digit number: of the twentieth century, with its check character. Imports only. */
export const fromFifteen = (fifteen: string): string => {
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return `${seventeen}${checkCharacterOf(seventeen)}`;
};

const citations = ['GB 11643-1999', '居民身份证法 3'];
const alternative = {
  zh: '请核对证件后重新提交；尚无有效号码的，可以不填，登记不受影响。',
  en: 'Compare with the document and send again; without a valid number leave it out, registration does not depend on it.',
};
export const citizenIdRejections = {
  PLACEHOLDER: {
    zh: '该号码是占位号码，不是公民身份号码。',
    en: 'This is a placeholder, not an identity number.',
    citations,
    alternative,
  },
  CHECK_DIGIT_FAILED: {
    zh: '身份号码校验码不符。',
    en: 'The check character of the identity number does not fit.',
    citations,
    alternative,
  },
  DATE_CONFLICT: {
    zh: '身份号码中的出生日期不存在或者与出生日期不一致。',
    en: 'The date in the identity number does not exist or differs from the date of birth.',
    citations,
    alternative,
  },
  PARITY_CONFLICT: {
    zh: '身份号码顺序码与性别不符。',
    en: 'The sequence of the identity number does not fit the sex.',
    citations,
    alternative,
  },
  ADDRESS_UNKNOWN: {
    zh: '身份号码中的行政区划代码不在已载入的区划表中。',
    en: 'The division in the identity number is not in the list of divisions.',
    citations,
    alternative,
  },
  ADDRESS_NOT_IN_FORCE: {
    zh: '身份号码中的行政区划代码在可能的签发期间无效。',
    en: 'The division in the identity number did not exist when the number can have been issued.',
    citations,
    alternative,
  },
} as const satisfies Rejections & Record<CitizenIdFault, unknown>;
