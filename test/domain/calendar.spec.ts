// The civil calendar: laws against an oracle, and the days on which months and limits end.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  civilDateAt,
  completedYears,
  dateOfDay,
  dayNumber,
  daysInMonth,
  firstDayOf,
  instantMs,
  isCivilDate,
  lastDayOf,
  monthOf,
} from '../../domain/kernel/calendar.ts';

/** The platform's own proleptic Gregorian calendar. */
const oracle = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const days = fc.integer({ min: dayNumber('1800-01-01'), max: dayNumber('9999-12-31') });
const nearDates = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2200-12-31') }).map(dateOfDay);

describe('a civil date', () => {
  test('is the same as the oracle’s, and its number leads back to it', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(dateOfDay(day)).toBe(oracle(day));
        expect(dayNumber(oracle(day))).toBe(day);
      }),
      { numRuns: 2_000 },
    );
  });
  test('exists exactly where the oracle has it', () => {
    const written = fc.tuple(fc.integer({ min: 1800, max: 2200 }), fc.nat(14), fc.nat(33));
    fc.assert(
      fc.property(written, ([year, month, day]) => {
        const pad = (part: number) => String(part).padStart(2, '0');
        const text = `${year}-${pad(month)}-${pad(day)}`;
        const parsed = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
        expect(isCivilDate(text)).toBe(exists);
      }),
      { numRuns: 2_000 },
    );
    for (const none of ['2021-02-30', '2100-02-29', '2021-2-3', '1799-12-31', '２０２１-02-03', '2021-02-03 ', ''])
      expect(isCivilDate(none)).toBe(false);
  });
  test('follows the one before it', () => {
    fc.assert(
      fc.property(nearDates, fc.integer({ min: -4000, max: 4000 }), (date, count) => {
        expect(addDays(addDays(date, count), -count)).toBe(date);
        expect(dayNumber(addDays(date, count)) - dayNumber(date)).toBe(count);
      }),
    );
  });
});

describe('a month later', () => {
  test.each([
    ['2021-01-31', 1, '2021-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2021-03-31', 1, '2021-04-30'],
    ['2021-12-31', 2, '2022-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2021-05-31', -3, '2021-02-28'],
    ['1999-12-15', 1, '2000-01-15'],
  ])('BAD-44: %s and %i months is %s', (date, months, later) => expect(addMonths(date, months)).toBe(later));
  test('is the same day, or the last of a month that has none', () => {
    fc.assert(
      fc.property(nearDates, fc.integer({ min: -240, max: 240 }), (date, months) => {
        const later = addMonths(date, months);
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        const last = daysInMonth(Number(later.slice(0, 4)), Number(later.slice(5, 7)));
        expect(isCivilDate(later)).toBe(true);
        expect(index(later) - index(date)).toBe(months);
        expect(Number(later.slice(8))).toBe(Math.min(Number(date.slice(8)), last));
      }),
    );
  });
  test('never comes before an earlier date’s', () => {
    fc.assert(
      fc.property(nearDates, nearDates, fc.nat(240), (one, other, months) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        expect(addMonths(earlier, months) <= addMonths(later, months)).toBe(true);
      }),
    );
  });
});

describe('an age', () => {
  test.each([
    ['2000-02-29', '2018-02-27', 17],
    ['2000-02-29', '2018-02-28', 18],
    ['2000-02-29', '2020-02-28', 19],
    ['2000-02-29', '2020-02-29', 20],
    ['2008-03-20', '2026-03-19', 17],
    ['2008-03-20', '2026-03-20', 18],
  ])('BAD-44: somebody born on %s is on %s %i years old', (born, on, years) =>
    expect(completedYears(born, on)).toBe(years),
  );
  test('grows by one on each birthday and never between', () => {
    fc.assert(
      fc.property(nearDates, fc.nat(120), (born, years) => {
        const birthday = addYears(born, years);
        expect(completedYears(born, birthday)).toBe(years);
        if (years > 0) expect(completedYears(born, addDays(birthday, -1))).toBe(years - 1);
      }),
    );
  });
  test('reckoned from a month begins with its first day', () => {
    expect(firstDayOf('2008-03')).toBe('2008-03-01');
    expect(firstDayOf('2008-03-20')).toBe('2008-03-20');
    expect(monthOf('2008-03-20')).toBe('2008-03');
  });
});

describe('a limit', () => {
  test.each([
    ['2008-08-31', { amount: 60, unit: 'day' }, '2008-10-30'],
    ['2008-09-01', { amount: 60, unit: 'day' }, '2008-10-31'],
    ['2026-03-14', { amount: 1, unit: 'month' }, '2026-04-14'],
    ['2026-01-31', { amount: 1, unit: 'month' }, '2026-02-28'],
    ['2015-05-04', { amount: 6, unit: 'month' }, '2015-11-04'],
    ['2015-01-20', { amount: 3, unit: 'month' }, '2015-04-20'],
    ['2024-02-29', { amount: 1, unit: 'year' }, '2025-02-28'],
  ] as const)('from %s of %o ends on %s, as the first day does not count', (from, limit, last) =>
    expect(lastDayOf(from, limit)).toBe(last),
  );
});

describe('the county’s day', () => {
  test.each([
    ['2026-03-19T15:59:59.999Z', '2026-03-19'],
    ['2026-03-19T16:00:00.000Z', '2026-03-20'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29'],
  ])('BAD-44: at %s it is %s in Shanghai', (instant, date) => expect(civilDateAt(instant)).toBe(date));
  test('is that of the instant eight hours on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
        const instant = new Date(ms).toISOString();
        expect(instantMs(instant)).toBe(ms);
        expect(civilDateAt(instant)).toBe(new Date(ms + 28_800_000).toISOString().slice(0, 10));
      }),
    );
  });
});
