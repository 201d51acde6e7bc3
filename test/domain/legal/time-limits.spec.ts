// The limits that ran from a decision: each by the law of its day, and what notices printed beside them.
import { describe, expect, test } from 'vitest';
import {
  answerBy,
  enforceableFrom,
  enforcementBy,
  liftBy,
  payBy,
  printedLimit,
  reconsiderationBy,
  refundBy,
  suitBy,
} from '../../../domain/legal/time-limits.ts';
import { contextOf, person } from '../../support/specify.ts';

const context = contextOf(person(1));

describe('from the service of a decision', () => {
  test('W1, FX-22, TIM-10, TIM-11: payment, answer, review and suit end on the days of the worked example', () => {
    expect(payBy('2008-09-01')).toBe('2008-10-01');
    expect(answerBy('2008-09-20')).toBe('2008-10-20');
    expect(reconsiderationBy(context, '2008-09-01')).toEqual({ on: '2008-10-31' });
    expect(suitBy(context, '2008-09-01')).toEqual({ on: '2008-12-01' });
  });
  test.each([
    ['2015-01-20', '2015-04-20'],
    ['2015-04-20', '2015-10-20'],
    ['2015-05-04', '2015-11-04'],
    ['2015-01-30', '2015-04-30'],
    ['2015-02-01', '2015-08-03'],
  ])('FX-55, TIM-22: a suit against what was served on %s had to be filed by %s', (servedOn, on) =>
    expect(suitBy(context, servedOn)).toEqual({ on }),
  );
  test.each([
    ['2009-08-02', '2009-10-09'],
    ['2013-12-03', '2014-02-07'],
    ['2026-03-20', '2026-05-19'],
  ])('TIM-20, BAD-44: a review of what was served on %s could be asked for until %s', (servedOn, on) =>
    expect(reconsiderationBy(context, servedOn)).toEqual({ on }),
  );
  test('is not known where no rule of that day is loaded', () => {
    expect(reconsiderationBy(context, '1999-09-30')).toBeUndefined();
    expect(suitBy(context, '1999-12-31')).toBeUndefined();
  });
});

describe('enforcement by a court', () => {
  test('TIM-27: had to be asked for within 180 days, since 2012 within three months and ten working days after a demand', () => {
    expect(enforcementBy(context, '2008-12-01')).toEqual({ on: '2009-05-31' });
    expect(enforcementBy(context, '2014-12-01')).toEqual({ on: '2015-03-02' });
    expect(enforceableFrom(context, '2010-09-20')).toEqual({ on: '2010-09-20' });
    expect(enforceableFrom(context, '2014-09-22')).toEqual({ on: '2014-10-10' });
  });
});

describe('by the county’s own rule', () => {
  test('TIM-14, TIM-15: a restriction is lifted within fifteen working days, a refund paid within thirty days', () => {
    expect(liftBy(context, '2021-09-10')).toEqual({ on: '2021-10-08' });
    expect(refundBy(context, '2021-09-03')).toEqual({ on: '2021-10-08' });
    expect(refundBy(context, '2026-12-20')).toEqual({ waitsFor: 2027, notBefore: '2027-01-19' });
  });
});

describe('a printed limit', () => {
  test('RC-04: of “60 working days” is over-long, shown as printed, and read in the citizen’s favour', () => {
    expect(printedLimit(context, '2015-09-14', { amount: 60, unit: 'workingDay' })).toEqual({
      printed: { on: '2015-12-11' },
      lawful: { on: '2015-11-13' },
      flag: 'NOTICE_OVER_LONG',
      inFavour: { on: '2015-12-11' },
    });
  });
  test('that is too short is read as the law’s', () => {
    const short = printedLimit(context, '2015-09-14', { amount: 15, unit: 'day' });
    expect(short).toMatchObject({ flag: 'NOTICE_TOO_SHORT', inFavour: { on: '2015-11-13' } });
    expect(printedLimit(context, '2015-09-14', { amount: 60, unit: 'day' })?.flag).toBeUndefined();
  });
});
