/** 行政区划 Counties, townships and villages with the dates they stood, so that a code is judged by the date of its fact. */
import * as z from 'zod';
import { CivilDate, DivisionCode } from '../kernel/values.ts';

/** One code under one name for one time; `validTo` is the first day on which it no longer stands. */
export const Division = z.strictObject({
  code: DivisionCode,
  name: z.string().min(1).max(60),
  validFrom: CivilDate,
  validTo: CivilDate.optional(),
  /** The code that took its place. */
  successor: DivisionCode.optional(),
});
export type Division = z.output<typeof Division>;

/** 居委会 001–199, 村委会 200–399. */
export const committeeOf = (village: string): 'RESIDENTS' | 'VILLAGERS' | undefined => {
  const serial = Number(village.slice(9));
  if (serial >= 1 && serial <= 199) return 'RESIDENTS';
  return serial >= 200 && serial <= 399 ? 'VILLAGERS' : undefined;
};
const committeeNamed = (name: string): 'RESIDENTS' | 'VILLAGERS' | undefined => {
  if (/(?:社区|居委会|居民委员会)$/.test(name)) return 'RESIDENTS';
  return /(?:村|村委会|村民委员会)$/.test(name) ? 'VILLAGERS' : undefined;
};

const misfits = ({ code, name }: Division): boolean => {
  if (code.length !== 12) return false;
  const named = committeeNamed(name);
  return committeeOf(code) === undefined || (named !== undefined && named !== committeeOf(code));
};
const precedes = (a: Division, b: Division): boolean =>
  a.code < b.code || (a.code === b.code && a.validTo !== undefined && a.validTo <= b.validFrom);

/** In order of code and date, no code twice at one time, every village's code fitting its committee. */
export const Divisions = z.strictObject({
  list: z
    .array(Division)
    .min(1)
    .refine((list) => list.every((one, at) => at === 0 || precedes(list[at - 1] as Division, one)), {
      message: 'entries in order of code and date, no code twice at one time',
    })
    .refine((list) => !list.some(misfits), {
      message: "villages' codes 001–199 for residents' and 200–399 for villagers' committees",
    }),
});
export type Divisions = z.output<typeof Divisions>;

const firstAt = (list: readonly Division[], code: string): number => {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle]?.code ?? '') < code) from = middle + 1;
    else to = middle;
  }
  return from;
};

const entriesOf = ({ list }: Divisions, code: string): Division[] => {
  const entries: Division[] = [];
  for (let at = firstAt(list, code); list[at]?.code === code; at++) entries.push(list[at] as Division);
  return entries;
};

const stands = ({ validFrom, validTo }: Division, on: string) =>
  validFrom <= on && (validTo === undefined || on < validTo);

export type Standing =
  | { readonly standing: 'in-force'; readonly division: Division }
  | { readonly standing: 'ended' | 'not-yet'; readonly division: Division }
  | { readonly standing: 'unknown' };

/** How a code stood on a date. */
export const standingOf = (divisions: Divisions, code: string, on: string): Standing => {
  const entries = entriesOf(divisions, code);
  const division = entries.find((one) => stands(one, on));
  if (division) return { standing: 'in-force', division };
  const last = entries.findLast((one) => one.validFrom <= on);
  if (last) return { standing: 'ended', division: last };
  const [first] = entries;
  return first ? { standing: 'not-yet', division: first } : { standing: 'unknown' };
};

/** Whether a code stood on some day of a time (both days included). */
export const stoodWithin = (
  divisions: Divisions,
  code: string,
  [from, to]: readonly [string, string],
): 'in-force' | 'ended' | 'unknown' => {
  const entries = entriesOf(divisions, code);
  if (entries.length === 0) return 'unknown';
  return entries.some(({ validFrom, validTo }) => validFrom <= to && (validTo === undefined || from < validTo))
    ? 'in-force'
    : 'ended';
};

const SUCCESSIONS_MAX = 20;

/** The code that stands on a date in place of an older one, following successors; itself where none is known. */
export const successorOn = (divisions: Divisions, code: string, on: string): string => {
  let current = code;
  for (let step = 0; step < SUCCESSIONS_MAX; step++) {
    const found = standingOf(divisions, current, on);
    if (found.standing !== 'ended' || found.division.successor === undefined) return current;
    current = found.division.successor;
  }
  return current;
};
