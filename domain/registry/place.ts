/** 地点 Whether a division code can be the place of a fact, and under which code the place is kept today. */
import type { Context } from '../kernel/decider.ts';
import { type Refusal, type Rejections, refuse } from '../kernel/refusal.ts';
import { committeeOf, standingOf, successorOn } from '../policy/divisions.ts';
import { ruleUnder } from '../policy/topics.ts';

export const placeRejections = {
  DIVISION_UNKNOWN: {
    zh: '该区划代码不在已载入的区划表中。',
    en: 'This division code is not in the list of divisions.',
    citations: ['GB/T 2260', 'GB/T 10114'],
    alternative: {
      zh: '请核对代码；区划表有缺漏的，请先载入新版本。',
      en: 'Check the code; where the list is incomplete, load a newer version first.',
    },
  },
  DIVISION_NOT_IN_FORCE: {
    zh: '该区划代码在事实发生之日无效。',
    en: 'This division code was not in force on the date of the fact.',
    citations: ['GB/T 2260', 'GB/T 10114'],
    alternative: {
      zh: '请使用当日有效的代码，或者所列的承继代码。',
      en: 'Use the code in force on that date, or the successor named.',
    },
  },
  VILLAGE_CODE_MISFIT: {
    zh: '村级代码后三位应为001–199（居民委员会）或者200–399（村民委员会）。',
    en: "A village code ends in 001–199 (residents' committee) or 200–399 (villagers' committee).",
    citations: ['统计用区划代码和城乡划分代码编制规则'],
  },
} as const satisfies Rejections;
export type PlaceRejection = keyof typeof placeRejections | 'NO_RULE_IN_FORCE';

/**
 * The code of today for a code that stood on the date of a fact. Facts dated before a change may name the older code;
 * later ones may not.
 */
export const placeOn = (
  context: Pick<Context, 'rule' | 'today'>,
  code: string,
  on: string,
): { readonly code: string } | Refusal<PlaceRejection> => {
  const { today } = context;
  const divisions = ruleUnder('R4', 'divisions', { context, on: today });
  if (!divisions) return refuse('NO_RULE_IN_FORCE', { topic: 'divisions', on: today });
  if (code.length === 12 && !committeeOf(code)) return refuse('VILLAGE_CODE_MISFIT', { code });
  const found = standingOf(divisions, code, on);
  if (found.standing === 'unknown') return refuse('DIVISION_UNKNOWN', { code });
  if (found.standing === 'in-force') return { code: successorOn(divisions, code, today) };
  const { validFrom, validTo, successor } = found.division;
  return refuse('DIVISION_NOT_IN_FORCE', {
    code,
    validFrom,
    ...(validTo && { validTo }),
    ...(successor && { successor }),
  });
};

/** The code that stands today for one recorded earlier. */
export const codeToday = (context: Pick<Context, 'rule' | 'today'>, code: string): string => {
  const divisions = ruleUnder('R4', 'divisions', { context, on: context.today });
  return divisions ? successorOn(divisions, code, context.today) : code;
};

export const townshipOf = (village: string): string => village.slice(0, 9);
export const countyOf = (division: string): string => division.slice(0, 6);
