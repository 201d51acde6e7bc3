// Short texts of rows say exactly what went into them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOfDay, dayNumber } from '../../domain/kernel/calendar.ts';
import { packDate, packNumber, unpackDate, unpackNumber } from '../../projections/packing.ts';

test('every day and month of the register is itself again, in three letters', () => {
  const days = fc.integer({ min: dayNumber('1800-01-01'), max: dayNumber('2157-12-31') }).map(dateOfDay);
  const dates = fc.oneof(
    days,
    days.map((day) => day.slice(0, 7)),
  );
  fc.assert(
    fc.property(dates, (date) => {
      expect(packDate(date)).toHaveLength(3);
      expect(unpackDate(packDate(date))).toBe(date);
    }),
  );
});

test('a day beyond what three letters hold is the last or the first of them', () => {
  expect(unpackDate(packDate('2200-05-05'))).toBe('2157-12-31');
  expect(unpackDate(packDate('1066-10-14'))).toBe('1800-01-01');
});

test('every division code is itself again, in five letters', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (code) => {
      expect(unpackNumber(packNumber(code, 5))).toBe(code);
    }),
  );
});
