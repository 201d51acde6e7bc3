// The rates and scores by which two counties answer for what they exchange: the same from either side's summaries.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ANSWERS_FOR,
  type CaseSummary,
  type Counts,
  countsOf,
  exchangeMonth,
  exchangeMonthOf,
  INDICATORS,
  percentText,
  rateOf,
  ratesOf,
  summaryOf,
} from '../../../domain/exchange/indicators.ts';
import { linear, percent, pointsText, type Scale, scoreBoth, scoreSide } from '../../../domain/exchange/scoring.ts';
import { addDays } from '../../../domain/kernel/calendar.ts';
import { fraction, isBelow, ONE, ZERO } from '../../../domain/kernel/fraction.ts';
import {
  answered,
  arrived,
  CASE,
  type CaseEvent,
  caseOf,
  contested,
  received,
  returned,
  sent,
  suspended,
} from './cast.ts';

const NONE: Counts = { K: 0, S: 0, R: 0, D: 0, F: 0, T: 0, A: 0, C: 0, matched: 0, sent: 0, returned: 0 };
/** The reference's example: 1,000 relationships, 740 messages, 12 returned, 28 not due, 581 answered, 529 of them in time. */
const example: Counts = {
  ...{ K: 1000, S: 740, R: 740, D: 700, F: 581, T: 529, A: 60, C: 57, matched: 728, sent: 740, returned: 12 },
};
const summary = (more: Partial<CaseSummary> = {}): CaseSummary => ({
  ...{ relationship: 'a', submittedOn: '2026-03-01', withdrawn: false, deliveredOn: '2026-03-01', needsAnswer: true },
  ...{ matched: true, returned: false, contested: false, dueOn: '2026-03-15', answeredOn: undefined, inTime: false },
  sampled: undefined,
  ...more,
});
const march = exchangeMonth('2026-03');

describe('an exchange month', () => {
  test('TIM-31: closes on its 20th and begins on the 21st before', () => {
    expect(march).toEqual({ from: '2026-02-21', to: '2026-03-20', closedOn: '2026-03-20' });
    expect(exchangeMonth('2026-01')).toMatchObject({ from: '2025-12-21', to: '2026-01-20' });
  });
  test.each([
    ['2026-03-20', '2026-03'],
    ['2026-03-21', '2026-04'],
    ['2025-12-21', '2026-01'],
    ['2026-01-01', '2026-01'],
  ])('%s belongs to %s', (day, month) => {
    expect(exchangeMonthOf(day)).toBe(month);
    const { from, to } = exchangeMonth(month);
    expect(from <= day && day <= to).toBe(true);
  });
});

describe('FX-29: the rates', () => {
  test('of the example', () => {
    const rates = ratesOf(example);
    const shown = Object.fromEntries(INDICATORS.map((name) => [name, percentText(rates[name])]));
    expect(shown).toEqual({
      ...{ submission: '74.00', feedback: '83.00', timeliness: '91.05', onTimeCoverage: '75.57', accuracy: '95.00' },
      ...{ match: '98.38', return: '1.62' },
    });
  });
  test('are counted from the cases as the example tells them', () => {
    const late = { submittedOn: '2026-02-25', deliveredOn: '2026-02-25' };
    const many = (count: number, more: Partial<CaseSummary>) =>
      Array.from({ length: count }, () => summary({ ...late, ...more }));
    const on = { answeredOn: '2026-03-10', inTime: true };
    const cases = [
      ...many(529, on),
      ...many(52, { answeredOn: '2026-03-18' }),
      ...many(119, {}),
      ...many(28, { dueOn: '2026-03-24' }),
      ...many(12, { returned: true, matched: false }),
    ].map((one, at) => ({
      ...one,
      relationship: `r${at}`,
      sampled: at < 60 ? { on: '2026-03-19', correct: at < 57 } : undefined,
    }));
    expect(countsOf(1000, cases, march)).toEqual(example);
  });
  test('BAD-30: of nothing are not applicable, neither none nor all', () =>
    expect(Object.values(ratesOf(NONE))).toEqual(Array(INDICATORS.length).fill('NOT_APPLICABLE')));
  test('BAD-32: of more than the whole contradict themselves', () => {
    expect(rateOf(5, 4)).toBe('CONTRADICTORY');
    expect(rateOf(1, 0)).toBe('CONTRADICTORY');
    expect(rateOf(-1, 4)).toBe('CONTRADICTORY');
    expect(percentText(ratesOf({ ...example, K: 739 }).submission)).toBe('CONTRADICTORY');
  });
  test('are answered for by whoever sent, or was asked, or both', () =>
    expect(INDICATORS.map((name) => `${name} ${ANSWERS_FOR[name]}`)).toEqual([
      ...['submission SENDER', 'feedback ADDRESSEE', 'timeliness ADDRESSEE', 'onTimeCoverage ADDRESSEE'],
      ...['accuracy ADDRESSEE', 'match BOTH', 'return SENDER'],
    ]));
});

describe('what counts', () => {
  const of = (...cases: CaseSummary[]) => countsOf(10, cases, march);
  test.each([
    ['returned', { returned: true }],
    ['withdrawn', { withdrawn: true }],
    ['contested', { contested: true }],
    ['not due in the month', { dueOn: '2026-03-21' }],
    ['due before it', { dueOn: '2026-02-20' }],
    ['suspended, or without a last day', { dueOn: undefined }],
    ['not delivered', { deliveredOn: undefined }],
    ['only told', { needsAnswer: false }],
  ])('is none of D where it is %s', (_, more) => expect(of(summary(more))).toMatchObject({ D: 0, F: 0, T: 0 }));
  test('is due in the month of its last day, whenever it came', () =>
    expect(of(summary({ submittedOn: '2025-12-01', deliveredOn: '2025-12-02' }))).toMatchObject({ S: 0, R: 0, D: 1 }));
  test('is answered in the month until it closes, and in time or not', () => {
    expect(of(summary({ answeredOn: '2026-03-20' }))).toMatchObject({ D: 1, F: 1, T: 0 });
    expect(of(summary({ answeredOn: '2026-03-21' }))).toMatchObject({ D: 1, F: 0, T: 0 });
    expect(of(summary({ answeredOn: '2026-03-15', inTime: true }))).toMatchObject({ F: 1, T: 1 });
    const later = { ...march, closedOn: '2026-03-25' };
    expect(countsOf(1, [summary({ answeredOn: '2026-03-21' })], later)).toMatchObject({ F: 1 });
  });
  test('is one relationship however many messages there are about it', () =>
    expect(of(summary(), summary(), summary({ relationship: 'b' }))).toMatchObject({ S: 2, sent: 3, R: 3 }));

  test('is told by the case: returned, contested, suspended, answered', () => {
    const day = (...more: CaseEvent[]) => summaryOf(caseOf(...more));
    const came = [received, arrived(received)];
    expect(day(...came)).toMatchObject({ deliveredOn: '2026-03-02', dueOn: '2026-03-23', inTime: false });
    expect(day(...came, suspended(received, '2026-03-05'))).toMatchObject({ dueOn: undefined });
    expect(day(...came, returned(received))).toMatchObject({ returned: true });
    const done = [sent, arrived(sent), answered(sent)];
    expect(day(...done)).toMatchObject({ answeredOn: '2026-03-12', inTime: true, contested: false });
    expect(day(...done, contested(sent))).toMatchObject({ contested: true });
    expect(summaryOf(caseOf(received)).relationship).not.toBe(CASE);
  });
  test('goes together: T within F within D, C within A, S within what was sent', () => {
    const date = fc.integer({ min: 0, max: 90 }).map((days) => addDays('2026-01-15', days));
    const maybe = fc.option(date, { nil: undefined });
    const any = fc.record<CaseSummary>({
      ...{ relationship: fc.constantFrom('a', 'b', 'c'), submittedOn: date, deliveredOn: maybe, dueOn: maybe },
      ...{ withdrawn: fc.boolean(), needsAnswer: fc.boolean(), matched: fc.boolean(), returned: fc.boolean() },
      ...{ contested: fc.boolean(), inTime: fc.boolean(), answeredOn: maybe },
      sampled: fc.option(fc.record({ on: date, correct: fc.boolean() }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (cases) => {
        const { D, F, T, A, C, S, sent: all, R, matched, returned: back } = countsOf(99, cases, march);
        expect(T <= F && F <= D && C <= A && S <= all && matched <= R && back <= all).toBe(true);
      }),
    );
  });
});

describe('FX-31: the scores', () => {
  const scale = (indicator: Scale['indicator'], share: number, [floor, target]: readonly [number, number]): Scale => ({
    ...{ indicator, share: fraction(share, 10), floor: percent(floor), target: percent(target) },
  });
  const sides = {
    sender: { weight: fraction(40), scales: [scale('submission', 10, [50, 70])] },
    addressee: {
      weight: fraction(60),
      scales: [scale('feedback', 4, [60, 80]), scale('timeliness', 4, [80, 90]), scale('accuracy', 2, [80, 98])],
    },
  };
  test('of the example are 40, 58 and 98, whoever asks', () => {
    const scored = scoreBoth(ratesOf(example), sides);
    expect(pointsText(scored.sender.points)).toBe('40.00');
    expect(pointsText(scored.addressee.points)).toBe('58.00');
    expect(pointsText(scored.total)).toBe('98.00');
    expect(scored.addressee.points).toEqual(fraction(58));
    expect(scored.addressee.parts.at(-1)?.score).toEqual(fraction(5, 6));
  });
  test('are nothing at the floor, the whole at the target, in proportion between', () => {
    const between = { floor: percent(50), target: percent(70) };
    expect(linear(percent(49), between)).toEqual(ZERO);
    expect(linear(percent(50), between)).toEqual(ZERO);
    expect(linear(percent(55), between)).toEqual(fraction(1, 4));
    expect(linear(percent(70), between)).toEqual(ONE);
    expect(linear(percent(71), between)).toEqual(ONE);
    const met = { floor: percent(70), target: percent(70) };
    expect([linear(percent(69), met), linear(percent(70), met)]).toEqual([ZERO, ONE]);
  });
  test('BAD-30: of what does not apply go to the rest', () => {
    const unsampled = scoreSide(ratesOf({ ...example, A: 0, C: 0 }), sides.addressee);
    expect(pointsText(unsampled.points)).toBe('60.00');
    expect(unsampled.parts.at(-1)?.score).toBe('NOT_APPLICABLE');
    const silent = scoreBoth(ratesOf({ ...example, D: 0, F: 0, T: 0, A: 0, C: 0 }), sides);
    expect([silent.addressee.points, pointsText(silent.total)]).toEqual(['NOT_APPLICABLE', '100.00']);
    expect(scoreBoth(ratesOf(NONE), sides).total).toBe('NOT_APPLICABLE');
    const unsent = scoreBoth(ratesOf({ ...example, K: 0, S: 0 }), sides);
    expect(pointsText(unsent.total)).toBe('96.67');
  });
  test('BAD-32: of what contradicts itself are nothing', () =>
    expect(pointsText(scoreSide(ratesOf({ ...example, C: 61 }), sides.addressee).points)).toBe('48.00'));
  test('rise with the rate, and stay within the weight', () => {
    const rate = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(rate, rate, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((count) =>
          scoreSide(ratesOf({ ...example, F: count, D: 200, T: 0 }), sides.addressee),
        );
        if (typeof low?.points !== 'object' || typeof high?.points !== 'object') throw new Error('no points');
        // Where nothing at all is answered, timeliness does not apply and its share goes to the rest.
        if (a > 0 && b > 0) expect(isBelow(high.points, low.points)).toBe(false);
        expect(isBelow(fraction(60), high.points)).toBe(false);
      }),
    );
  });
});
