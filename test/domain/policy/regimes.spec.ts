// Which regime of population law was in force when a fact happened.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateOfDay, dayNumber } from '../../../domain/kernel/calendar.ts';
import { regimeOn, regimesOf } from '../../../domain/policy/regimes.ts';
import { ruleUnder } from '../../../domain/policy/topics.ts';
import { contextOf, person } from '../../support/specify.ts';

describe('a birth', () => {
  test.each([
    ['2002-08-31', 'R0'],
    ['2002-09-01', 'R1'],
    ['2013-12-31', 'R1'],
    ['2015-12-31', 'R2'],
    ['2016-01-01', 'R3'],
    ['2021-05-30', 'R3'],
    ['2021-05-31', 'R3t'],
    ['2021-08-19', 'R3t'],
    ['2021-08-20', 'R4'],
    ['2026-03-20', 'R4'],
    ['1900-01-01', 'R0'],
  ])('FX-18: on %s is judged by %s', (date, regime) => expect(regimeOn(date).id).toBe(regime));
  test.each([
    ['33', '2014-01-16', 'R1'],
    ['33', '2014-01-17', 'R2'],
    ['50', '2014-03-25', 'R1'],
    ['50', '2014-03-26', 'R2'],
    ['99', '2014-12-31', 'R1'],
    ['99', '2015-01-01', 'R2'],
  ])('FX-18: in province %s on %s is judged by %s', (province, date, regime) =>
    expect(regimeOn(date, province).id).toBe(regime),
  );
});

describe('the regimes', () => {
  test.each([undefined, '33', '50'])('of province %s follow one another without gap or overlap', (province) => {
    const regimes = regimesOf(province);
    for (const [at, { to }] of regimes.entries()) expect(to).toBe(regimes[at + 1]?.from);
    for (const { id, from, to } of regimes) {
      expect(regimeOn(from, province).id).toBe(id);
      if (to) expect(regimeOn(addDays(to, -1), province).id).toBe(id);
    }
  });
  test('each name the instrument that began them', () => {
    for (const { source, zh, en } of regimesOf()) expect([source, zh, en].every(Boolean)).toBe(true);
  });
  test('cover every day once', () => {
    const days = fc.integer({ min: dayNumber('1949-10-01'), max: dayNumber('2100-01-01') }).map(dateOfDay);
    fc.assert(
      fc.property(days, (date) => {
        const covering = regimesOf().filter(({ from, to }) => from <= date && (to === undefined || date < to));
        expect(covering.map(({ id }) => id)).toEqual([regimeOn(date).id]);
      }),
    );
  });
  test('older than a kind of rule cannot be asked for it', () => {
    const context = contextOf(person(1));
    expect(ruleUnder('R1', 'remedies', { context, on: '2005-01-01' })?.reconsiderationDays).toBe(60);
    // @ts-expect-error -- R0 knows no rule of remedies: this line must not compile
    ruleUnder('R0', 'remedies', { context, on: '1998-01-01' });
    // @ts-expect-error -- no regime knows a quota
    ruleUnder('R4', 'quota', { context, on: '2026-01-01' });
  });
});
