/** 历法 Civil dates in Asia/Shanghai as plain text and integers: month arithmetic, ages, deadlines. No clock, no Date. */

/** Shanghai keeps UTC+8 all year since 1991-09-15; the ledger's own instants are later. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

const pad = (value: number, width: number) => String(value).padStart(width, '0');
const format = (year: number, month: number, day: number) => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
const parts = (date: string): readonly [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];

/** Whether the text is a day that exists (2021-02-30 is none), years 1800 to 9999. */
export const isCivilDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = parts(text);
  return year >= 1800 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

/** Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
export const dayNumber = (date: string): number => {
  const [y, month, day] = parts(date);
  const year = month <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The civil date of a day number; the inverse of `dayNumber`. */
export const dateOfDay = (days: number): string => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return format(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
};

export const addDays = (date: string, days: number): string => dateOfDay(dayNumber(date) + days);

/** The same day months later, or that month's last where it has none (31 January + 1 month = 28 or 29 February). */
export const addMonths = (date: string, months: number): string => {
  const [year, month, day] = parts(date);
  const index = year * 12 + (month - 1) + months;
  const [targetYear, targetMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return format(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
};

export const addYears = (date: string, years: number): string => addMonths(date, years * 12);

/** Completed years between two dates; 29 February is completed on 28 February of a common year. */
export const completedYears = (from: string, to: string): number => {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return addYears(from, years) <= to ? years : years - 1;
};

export const monthOf = (date: string): string => date.slice(0, 7);
/** A month enters computations as its first day. */
export const firstDayOf = (dateOrMonth: string): string =>
  dateOrMonth.length === 7 ? `${dateOrMonth}-01` : dateOrMonth;

/** The civil date in Shanghai at an instant. */
export const civilDateAt = (instant: string): string =>
  dateOfDay(Math.floor((instantMs(instant) + SHANGHAI_OFFSET_MS) / DAY_MS));

/** The instant at which a civil date begins in Shanghai. */
export const startOf = (date: string): string => `${addDays(date, -1)}T16:00:00.000Z`;
/** The instant at which a last day is over. */
export const endOf = (date: string): string => startOf(addDays(date, 1));

/** Milliseconds since 1970 of an instant in the ledger's own form. */
export const instantMs = (instant: string): number =>
  dayNumber(instant.slice(0, 10)) * DAY_MS +
  Number(instant.slice(11, 13)) * 3_600_000 +
  Number(instant.slice(14, 16)) * 60_000 +
  Number(instant.slice(17, 19)) * 1000 +
  Number(instant.slice(20, 23));

/** A limit counted in natural days or months. */
export interface Limit {
  readonly amount: number;
  readonly unit: 'day' | 'month' | 'year';
}

/** The last day of a limit. The first day does not count (民事诉讼法 85); a month ends on its corresponding day. */
export const lastDayOf = (start: string, { amount, unit }: Limit): string =>
  unit === 'day' ? addDays(start, amount) : addMonths(start, unit === 'year' ? amount * 12 : amount);
