/** 历史证件号码 What old registers wrote where an identity number belongs: classified and kept in quarantine, never repaired. */
import * as z from 'zod';
import { birthDateIn, checkCitizenId, type CitizenIdFault, type CitizenIdHolder, fromFifteen } from './citizen-id.ts';

export const LEGACY_CLASSES = ['VALID', 'CHECK_DIGIT_FAILED', 'PLACEHOLDER', 'DATE_CONFLICT', 'MISSING'] as const;
export type LegacyClass = (typeof LEGACY_CLASSES)[number];
export const LEGACY_FLAGS = ['PARITY_CONFLICT', 'ADDRESS_UNKNOWN', 'ADDRESS_NOT_IN_FORCE', 'MALFORMED'] as const;
export type LegacyFlag = (typeof LEGACY_FLAGS)[number];

/** As it was written; digits, letters and blanks alone. */
export const LegacyIdentifier = z
  .string()
  .regex(/^[0-9A-Za-z ]{0,30}$/, 'at most 30 digits or letters')
  .meta({ examples: ['990121900101001', '000000000000000000', '000000199801010000', '990121199001010014', ''] });

export interface Classified {
  readonly class: LegacyClass;
  /** 十五位 Whether it was lengthened from fifteen digits. */
  readonly converted: boolean;
  readonly flags: readonly LegacyFlag[];
}

const isFlag = (fault: CitizenIdFault | undefined): fault is LegacyFlag & CitizenIdFault =>
  LEGACY_FLAGS.some((flag) => flag === fault);
/** Each is looked at for itself: one oddity must not hide another. */
const flagsOf = (id: string, { sex, countyStood }: CitizenIdHolder): readonly LegacyFlag[] =>
  [checkCitizenId(id, { sex }), checkCitizenId(id, { countyStood })].filter(isFlag);

/** The class of 6.1 that fits what was written, and what else is odd about it. */
export const classifyLegacyIdentifier = (written: string | undefined, holder: CitizenIdHolder = {}): Classified => {
  const text = (written ?? '').replaceAll(' ', '').toUpperCase();
  if (text === '') return { class: 'MISSING', converted: false, flags: [] };
  if (/^0+$/.test(text)) return { class: 'PLACEHOLDER', converted: false, flags: [] };
  const converted = /^\d{15}$/.test(text);
  const id = converted ? fromFifteen(text) : text;
  if (!/^\d{17}[\dX]$/.test(id)) return { class: 'CHECK_DIGIT_FAILED', converted: false, flags: ['MALFORMED'] };
  const flags = flagsOf(id, holder);
  const fault = checkCitizenId(id, holder);
  return { class: fault === undefined || isFlag(fault) ? 'VALID' : fault, converted, flags };
};

/** 换算 The date that a legacy identifier states, where it has the form of one. */
export const dateStatedIn = (written: string): string | undefined => {
  const text = written.replaceAll(' ', '');
  if (/^\d{15}$/.test(text)) return birthDateIn(fromFifteen(text));
  return /^\d{17}[\dXx]$/.test(text) ? birthDateIn(text) : undefined;
};
