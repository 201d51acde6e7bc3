/** 答复期限 The last day to answer: counted once at delivery by days or days of work, lengthened by what the platform stood still. */
import { addDays } from '../kernel/calendar.ts';
import { type Due, dueOf, type Holidays, type HolidayTable, isDue, isInTime } from '../kernel/working-days.ts';
import type { AnswerTerm } from '../policy/exchange-rules.ts';

/** 中止 From its first day until the first day on which the limit runs again; without an end it still lasts. */
export interface Suspension {
  readonly from: string;
  readonly until: string | undefined;
}
type Lasted = readonly Suspension[];

const isWithin =
  (day: string) =>
  ({ from, until }: Suspension): boolean =>
    from <= day && (until === undefined || day < until);
const stoodStill = (suspensions: Lasted, day: string): boolean => suspensions.some(isWithin(day));

/** Days between two dates, the first counted and the last not. */
const daysBetween = (from: string, until: string): string[] => {
  const days: string[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) days.push(day);
  return days;
};

/** The calendar in which the days of a suspension are days off. */
const withoutWork = (holidays: Holidays, suspensions: Lasted): Holidays => {
  const off = suspensions.flatMap(({ from, until }) => (until === undefined ? [] : daysBetween(from, until)));
  if (off.length === 0) return holidays;
  return (year): HolidayTable | undefined => {
    const table = holidays(year);
    return (
      table && {
        year,
        daysOff: [...table.daysOff, ...off],
        workingWeekends: table.workingWeekends.filter((day) => !off.includes(day)),
      }
    );
  };
};

/** So many days later, those of a suspension not counted. */
const lastDay = (start: string, amount: number, suspensions: Lasted): string => {
  let day = start;
  for (let left = amount; left > 0; ) {
    day = addDays(day, 1);
    if (!stoodStill(suspensions, day)) left -= 1;
  }
  return day;
};

export const isSuspended = (suspensions: Lasted): boolean => suspensions.some(({ until }) => until === undefined);

/** The last day of a term from a delivery; the day of delivery does not count, nor do days of ended suspensions. */
export const answerBy = (
  { deliveredOn, term, suspensions }: { deliveredOn: string; term: AnswerTerm; suspensions: Lasted },
  holidays: Holidays,
): Due => {
  const ended = suspensions.filter(({ until }) => until !== undefined);
  const calendar = withoutWork(holidays, ended);
  if (term.unit === 'workingDay') return dueOf(deliveredOn, { amount: term.amount, unit: 'workingDay' }, calendar);
  return dueOf(lastDay(deliveredOn, term.amount, ended), { amount: 0, unit: 'day' }, calendar);
};

/** Days of a suspension that would have counted: those after the delivery. */
export const suspendedDays = ({ from, until }: { from: string; until: string }, deliveredOn: string): number => {
  const first = from > deliveredOn ? from : addDays(deliveredOn, 1);
  return daysBetween(first, until).length;
};

/** Whether an answer of a day is in time; undefined while its last day waits for a year's calendar. */
export const isTimely = (due: Due | undefined, suspensions: Lasted, answeredOn: string): boolean | undefined =>
  due === undefined || isSuspended(suspensions) ? true : isInTime(due, answeredOn);

/** The day itself, where it is known. */
export const dayOf = (due: Due | undefined): string | undefined => (due && isDue(due) ? due.on : undefined);
