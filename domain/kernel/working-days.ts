/** 工作日历 Working days and the day a limit really ends, from tables of holidays: for every rule that counts days. */
import { addDays, dayNumber, type Limit, lastDayOf } from './calendar.ts';

/** 节假日安排 What one year's notice says: days off, and days of weekends that are worked. */
export interface HolidayTable {
  readonly year: number;
  readonly daysOff: readonly string[];
  readonly workingWeekends: readonly string[];
}
/** The table of a year, or undefined while none is announced. */
export type Holidays = (year: number) => HolidayTable | undefined;

/** The day a limit ends; or, while a year's table is not announced, that it waits for it and ends no earlier. */
export type Due = { readonly on: string } | { readonly waitsFor: number; readonly notBefore: string };
export const isDue = (due: Due): due is { readonly on: string } => 'on' in due;

/** A limit in working days beside those in natural days, months and years. */
export type Term = Limit | { readonly amount: number; readonly unit: 'workingDay' };

const SUNDAY = 0;
const SATURDAY = 6;
/** 1970-01-01 was a Thursday. */
const weekdayOf = (date: string): number => (((dayNumber(date) + 4) % 7) + 7) % 7;
const yearOf = (date: string): number => Number(date.slice(0, 4));

/** Whether it is a day of work; undefined where its year's table is not announced, whatever day of the week it is. */
export const isWorkingDay = (date: string, holidays: Holidays): boolean | undefined => {
  const table = holidays(yearOf(date));
  if (!table) return undefined;
  if (table.workingWeekends.includes(date)) return true;
  const weekday = weekdayOf(date);
  return weekday !== SUNDAY && weekday !== SATURDAY && !table.daysOff.includes(date);
};

/** The first working day on or after (step 1), or on or before (step -1), a date. */
const nearestWorkingDay = (date: string, step: 1 | -1, holidays: Holidays): Due => {
  for (let day = date; ; day = addDays(day, step)) {
    const works = isWorkingDay(day, holidays);
    if (works === undefined) return { waitsFor: yearOf(day), notBefore: date };
    if (works) return { on: day };
  }
};

const walk = (start: string, [count, step]: readonly [count: number, step: 1 | -1], holidays: Holidays): Due => {
  let due: Due = { on: start };
  for (let left = count; left > 0; left -= 1) {
    const from = addDays(due.on, step);
    const next = nearestWorkingDay(from, step, holidays);
    if (!isDue(next)) return step === 1 ? { ...next, notBefore: addDays(from, left - 1) } : next;
    due = next;
  }
  return due;
};

/** So many working days later; the first day does not count. */
export const addWorkingDays = (start: string, count: number, holidays: Holidays): Due =>
  walk(start, [count, 1], holidays);
/** The last day on which so many working days still lie before a date. */
export const workingDaysBefore = (date: string, count: number, holidays: Holidays): Due =>
  walk(date, [count, -1], holidays);

/**
 * The day a limit ends. Its first day does not count, and where its last day is a day of rest it ends on the next
 * working day (民事诉讼法 85).
 */
export const dueOf = (start: string, term: Term, holidays: Holidays): Due =>
  term.unit === 'workingDay'
    ? addWorkingDays(start, term.amount, holidays)
    : nearestWorkingDay(lastDayOf(start, term), 1, holidays);

/** Whether a step on a date was in time; undefined while that cannot be known. */
export const isInTime = (due: Due, date: string): boolean | undefined => {
  if (isDue(due)) return date <= due.on;
  return date <= due.notBefore ? true : undefined;
};
