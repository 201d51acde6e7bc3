// Working days: the county's tables against published ones, and the day on which limits end.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateOfDay, dayNumber, lastDayOf } from '../../domain/kernel/calendar.ts';
import {
  addWorkingDays,
  dueOf,
  type Holidays,
  isDue,
  isInTime,
  isWorkingDay,
  workingDaysBefore,
} from '../../domain/kernel/working-days.ts';
import { holidaysOf } from '../../domain/policy/topics.ts';
import { contextOf, person } from '../support/specify.ts';

interface Published {
  readonly package: string;
  readonly years: Readonly<
    Record<string, { readonly holidays: readonly string[]; readonly workdays: readonly string[] }>
  >;
}
const published = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/chinese-days.json'), 'utf8'),
) as Published;
const holidays = holidaysOf(contextOf(person(1)));
const known = fc.integer({ min: dayNumber('2004-01-01'), max: dayNumber('2026-12-31') }).map(dateOfDay);
const within = fc.integer({ min: dayNumber('2004-01-01'), max: dayNumber('2026-06-30') }).map(dateOfDay);
const term = (amount: number, unit: 'day' | 'month' | 'workingDay') => ({ amount, unit });

describe('a working day', () => {
  test.each(Object.entries(published.years))(
    'of %s is one in the published table too',
    (year, { holidays: off, workdays }) => {
      const wrong: string[] = [];
      for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
        const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
        const works = workdays.includes(day) || (weekday !== 0 && weekday !== 6 && !off.includes(day));
        if (isWorkingDay(day, holidays) !== works) wrong.push(day);
      }
      expect(wrong).toEqual([]);
    },
  );
  test('of a year whose table is not announced is not known', () => {
    for (const day of ['2027-01-01', '2027-03-10', '2003-12-31']) expect(isWorkingDay(day, holidays)).toBeUndefined();
  });
});

describe('a limit in working days', () => {
  test.each([
    ['2010-09-20', 15, '2010-10-18'],
    ['2026-03-18', 1, '2026-03-19'],
    ['2026-03-20', 1, '2026-03-23'],
    ['2026-09-24', 2, '2026-09-29'],
    ['2025-09-30', 5, '2025-10-14'],
    ['2015-09-02', 2, '2015-09-07'],
    ['2026-02-13', 5, '2026-02-27'],
  ])('FX-30, BAD-44: from %s of %i working days ends on %s', (from, count, on) =>
    expect(addWorkingDays(from, count, holidays)).toEqual({ on }),
  );
  test('counts backwards to the day by which a notice must be there', () => {
    expect(workingDaysBefore('2026-10-12', 7, holidays)).toEqual({ on: '2026-09-24' });
    expect(workingDaysBefore('2026-03-27', 7, holidays)).toEqual({ on: '2026-03-18' });
  });
  test('ends where as many working days were counted', () => {
    fc.assert(
      fc.property(within, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const due = addWorkingDays(from, count, holidays);
        if (!isDue(due)) throw new Error('within known years');
        const days = Array.from({ length: dayNumber(due.on) - dayNumber(from) }, (_, at) => addDays(from, at + 1));
        expect(days.filter((day) => isWorkingDay(day, holidays))).toHaveLength(count);
        expect(isWorkingDay(due.on, holidays)).toBe(true);
      }),
    );
  });
});

describe('a limit in days or months', () => {
  test.each([
    // The 60th day is a Saturday; National Day; the Friday of a holiday whose Saturday is worked; a worked Saturday.
    ['2008-09-02', term(60, 'day'), '2008-11-03'],
    ['2009-08-02', term(60, 'day'), '2009-10-09'],
    ['2010-07-26', term(60, 'day'), '2010-09-25'],
    ['2010-08-10', term(60, 'day'), '2010-10-09'],
    ['2008-09-01', term(3, 'month'), '2008-12-01'],
    ['2015-04-04', term(6, 'month'), '2015-10-08'],
    ['2026-01-31', term(1, 'month'), '2026-02-28'],
    ['2024-01-31', term(1, 'month'), '2024-02-29'],
    ['2008-09-01', term(60, 'day'), '2008-10-31'],
  ])('BAD-44: from %s of %o ends on %s', (from, limit, on) => expect(dueOf(from, limit, holidays)).toEqual({ on }));
  test('never ends before its last day, nor on a day of rest, nor with a working day between', () => {
    fc.assert(
      fc.property(within, fc.integer({ min: 1, max: 5 }), (from, months) => {
        const limit = { amount: months, unit: 'month' } as const;
        const due = dueOf(from, limit, holidays);
        if (!isDue(due)) return;
        const last = lastDayOf(from, limit);
        expect(due.on >= last).toBe(true);
        expect(isWorkingDay(due.on, holidays)).toBe(true);
        for (let day = last; day < due.on; day = addDays(day, 1)) expect(isWorkingDay(day, holidays)).toBe(false);
      }),
    );
  });
});

describe('a limit that ends in a year not announced yet', () => {
  test('waits, and ends no earlier than it could', () => {
    expect(dueOf('2026-11-20', term(60, 'day'), holidays)).toEqual({ waitsFor: 2027, notBefore: '2027-01-19' });
    expect(addWorkingDays('2026-12-30', 5, holidays)).toEqual({ waitsFor: 2027, notBefore: '2027-01-04' });
  });
  test('is known once the table is announced', () => {
    const announced: Holidays = (year) =>
      year === 2027 ? { year, daysOff: ['2027-01-01'], workingWeekends: [] } : holidays(year);
    expect(addWorkingDays('2026-12-30', 5, announced)).toEqual({ on: '2027-01-07' });
    expect(dueOf('2026-11-02', term(60, 'day'), announced)).toEqual({ on: '2027-01-04' });
  });
  test('is kept by whoever acts before its last day, whatever the table will say', () => {
    const due = dueOf('2026-11-20', term(60, 'day'), holidays);
    expect(isInTime(due, '2027-01-19')).toBe(true);
    expect(isInTime(due, '2027-01-20')).toBeUndefined();
    expect([isInTime({ on: '2026-03-20' }, '2026-03-20'), isInTime({ on: '2026-03-20' }, '2026-03-21')]).toEqual([
      true,
      false,
    ]);
  });
  test('is no error anywhere, whatever the day and the count', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 0, max: 800 }), (from, count) => {
        const due = addWorkingDays(from, count, holidays);
        if (!isDue(due)) expect(due.notBefore >= from).toBe(true);
      }),
    );
  });
});
