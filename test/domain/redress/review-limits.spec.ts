// Until when a review or suit could be filed, by the law of its day and by what the citizen had been told.
import { describe, expect, test } from 'vitest';
import {
  type ContestedAct,
  directSuitLimit,
  isReviewFirst,
  reconsiderationLimit,
  suitAfterReview,
} from '../../../domain/redress/review-limits.ts';
import { contextOf, person } from '../../support/specify.ts';

const context = contextOf(person(1));
const act = (knewOn: string, more: Partial<ContestedAct> = {}): ContestedAct => ({
  ...{ madeOn: knewOn, knewOn, rightsTold: true },
  ...more,
});
const untold = (knewOn: string, rightsKnownOn?: string, madeOn = knewOn) =>
  act(knewOn, { rightsTold: false, rightsKnownOn, madeOn });

describe('a reconsideration', () => {
  test('TIM-20, FX-22: is applied for within sixty days of knowing the act', () => {
    expect(reconsiderationLimit(context, act('2008-09-01'), '2008-09-02')).toEqual({ on: '2008-10-31' });
    expect(reconsiderationLimit(context, act('2026-03-20'), '2026-03-21')).toEqual({ on: '2026-05-19' });
  });
  test('TIM-23: by somebody not told of their rights, from knowing of them, at most a year from knowing the act', () => {
    expect(reconsiderationLimit(context, untold('2024-03-01', '2024-09-02'), '2024-09-10')).toEqual({
      on: '2024-11-01',
    });
    expect(reconsiderationLimit(context, untold('2024-03-01', '2025-02-20'), '2025-02-21')).toEqual({
      on: '2025-03-03',
    });
    expect(reconsiderationLimit(context, untold('2024-03-01'), '2025-02-21')).toEqual({ on: '2025-03-03' });
  });
  test('TIM-23: five years after the act nothing is admitted any more, whatever was told', () =>
    expect(reconsiderationLimit(context, untold('2025-01-10', undefined, '2020-02-03'), '2025-01-15')).toEqual({
      on: '2025-02-05',
    }));
  test('under the law of 1999 had no end for somebody who never knew of it', () => {
    expect(reconsiderationLimit(context, untold('2010-03-01'), '2012-01-04')).toBeUndefined();
    expect(reconsiderationLimit(context, untold('2010-03-01', '2011-12-20'), '2012-01-04')).toEqual({
      on: '2012-02-20',
    });
  });
  test('RC-04: on a notice that printed more than the law is in time until what it printed', () => {
    const printed = { amount: 60, unit: 'workingDay' } as const;
    expect(reconsiderationLimit(context, act('2015-09-14', { printed }), '2015-12-01')).toEqual({ on: '2015-12-11' });
  });
});

describe('a suit', () => {
  test.each([
    ['2008-09-01', '2008-12-01'],
    ['2015-01-20', '2015-04-20'],
    ['2015-04-20', '2015-10-20'],
    ['2015-05-04', '2015-11-04'],
  ])('FX-22, FX-55, TIM-22: against an act served on %s is filed by %s', (knewOn, on) =>
    expect(directSuitLimit(context, act(knewOn))).toEqual({ on }),
  );
  test('TIM-23: where nothing was told, within two years, since 2018 within one', () => {
    expect(directSuitLimit(context, untold('2010-03-01'))).toEqual({ on: '2012-03-01' });
    expect(directSuitLimit(context, untold('2019-03-01'))).toEqual({ on: '2020-03-02' });
    expect(directSuitLimit(context, untold('2019-03-01', '2019-04-01'))).toEqual({ on: '2019-10-08' });
  });
  test('TIM-23: never later than five years after the act', () =>
    expect(directSuitLimit(context, untold('2019-03-01', undefined, '2014-06-03'))).toEqual({ on: '2019-06-03' }));
  test('TIM-22: after a review is filed within fifteen days', () =>
    expect(suitAfterReview(context, '2026-03-11')).toEqual({ on: '2026-03-26' }));
  test('about a duty that was not performed goes to review first, since 2024', () => {
    expect(isReviewFirst('NON_PERFORMANCE', '2023-12-31')).toBe(false);
    expect(isReviewFirst('NON_PERFORMANCE', '2024-01-01')).toBe(true);
    expect(isReviewFirst('DISCLOSURE_REFUSED', '2024-01-01')).toBe(true);
    expect(isReviewFirst('DECISION', '2024-01-01')).toBe(false);
  });
});
