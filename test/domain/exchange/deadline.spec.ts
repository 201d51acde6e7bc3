// By when a message is answered: counted once at delivery, suspended while the platform stands still, noted once as passed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerBy, suspendedDays } from '../../../domain/exchange/deadline.ts';
import { exchangeCase } from '../../../domain/exchange/exchange-case.ts';
import { addDays, dateOfDay, dayNumber } from '../../../domain/kernel/calendar.ts';
import { addWorkingDays, isDue, isWorkingDay } from '../../../domain/kernel/working-days.ts';
import { holidaysOf } from '../../../domain/policy/topics.ts';
import { contextOf, specify } from '../../support/specify.ts';
import { aboutOf, answered, arrived, CASE, caseOf, overdue, received, returned, suspended } from './cast.ts';

const { commands, events } = exchangeCase;
const { given } = specify(exchangeCase, CASE);
const holidays = holidaysOf(contextOf(CASE));
const workingDays = (amount: number) => ({ amount, unit: 'workingDay' as const });
const days = (amount: number) => ({ amount, unit: 'day' as const });
const dueOf = (deliveredOn: string, term: Parameters<typeof answerBy>[0]['term'], ...suspensions: [string, string][]) =>
  answerBy({ deliveredOn, term, suspensions: suspensions.map(([from, until]) => ({ from, until })) }, holidays);
const about = aboutOf(received);
const came = [received, arrived(received)];
const resumed = (on: string, count: number, due: string, more: object = {}) =>
  events.DeadlineResumed({ ...about, on, days: count, due: { on: due }, ...more });

describe('the last day', () => {
  test('FX-30: fifteen working days from 2010-09-20 end on 2010-10-18', () =>
    expect(dueOf('2010-09-20', workingDays(15))).toEqual({ on: '2010-10-18' }));
  test('TIM-30: of days as they are moves to the next working day', () => {
    expect(dueOf('2010-09-03', days(15))).toEqual({ on: '2010-09-19' });
    expect(dueOf('2010-09-07', days(30))).toEqual({ on: '2010-10-08' });
  });
  test('FX-32: an outage of three days moves it by three', () => {
    expect(dueOf('2026-03-02', workingDays(15))).toEqual({ on: '2026-03-23' });
    expect(dueOf('2026-03-02', workingDays(15), ['2026-03-03', '2026-03-06'])).toEqual({ on: '2026-03-26' });
    expect(dueOf('2026-03-02', days(15))).toEqual({ on: '2026-03-17' });
    expect(dueOf('2026-03-02', days(15), ['2026-03-03', '2026-03-06'])).toEqual({ on: '2026-03-20' });
  });
  test('counts no day of rest of an outage, and no day before the delivery', () => {
    expect(dueOf('2026-03-02', workingDays(15), ['2026-03-07', '2026-03-09'])).toEqual({ on: '2026-03-23' });
    expect(dueOf('2026-03-02', workingDays(15), ['2026-02-20', '2026-03-03'])).toEqual({ on: '2026-03-23' });
    expect(suspendedDays({ from: '2026-02-20', until: '2026-03-03' }, '2026-03-02')).toBe(0);
  });
  test('never lies in an outage, nor on a day of rest, and is never earlier for one', () => {
    const date = fc.integer({ min: dayNumber('2009-11-01'), max: dayNumber('2026-06-30') }).map(dateOfDay);
    const term = fc.oneof(fc.integer({ min: 1, max: 40 }).map(days), fc.integer({ min: 1, max: 40 }).map(workingDays));
    const outage = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(date, term, fc.array(outage, { maxLength: 3 }), (deliveredOn, limit, outages) => {
        const spans = outages.map(([after, length]): [string, string] => [
          addDays(deliveredOn, after),
          addDays(deliveredOn, after + length),
        ]);
        const [plain, moved] = [dueOf(deliveredOn, limit), dueOf(deliveredOn, limit, ...spans)];
        if (!isDue(plain) || !isDue(moved)) return;
        expect(isWorkingDay(moved.on, holidays)).toBe(true);
        expect(spans.some(([from, until]) => from <= moved.on && moved.on < until)).toBe(false);
        expect(plain.on <= moved.on).toBe(true);
      }),
    );
  });
  test('without an outage is that of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (amount) => {
        expect(dueOf('2020-01-15', workingDays(amount))).toEqual(addWorkingDays('2020-01-15', amount, holidays));
      }),
    );
  });
});

describe('INV-64: the stored last day', () => {
  const suspend = (from: string) => commands.SuspendDeadline({ from, reason: 'PLATFORM_OUTAGE' });
  const resume = (on: string) => commands.ResumeDeadline({ on });
  test('FX-32: changes by a suspension alone, once it is over', () => {
    given(...came)
      .when(suspend('2026-03-05'))
      .then(suspended(received, '2026-03-05'))
      .on('2026-03-05');
    expect(caseOf(...came, suspended(received, '2026-03-05')).due).toEqual({ on: '2026-03-23' });
    given(...came, suspended(received, '2026-03-04'))
      .when(resume('2026-03-07'))
      .then(resumed('2026-03-07', 3, '2026-03-26'));
  });
  test('is suspended once at a time, from a day on which it ran, and resumed once', () => {
    const stopped = [...came, suspended(received, '2026-03-05')];
    given(...stopped)
      .when(suspend('2026-03-05'))
      .thenNothing();
    given(...stopped)
      .when(suspend('2026-03-06'))
      .thenRefused('DEADLINE_SUSPENDED');
    given(...stopped)
      .when(resume('2026-03-04'))
      .thenRefused('BEFORE_WHAT_IT_FOLLOWS');
    given(...stopped, resumed('2026-03-07', 2, '2026-03-25'))
      .when(resume('2026-03-07'))
      .thenNothing();
    given(...came)
      .when(resume('2026-03-07'))
      .thenRefused('DEADLINE_RUNS');
    given(...came)
      .when(suspend('2026-03-01'))
      .thenRefused('BEFORE_WHAT_IT_FOLLOWS');
    given(...came)
      .on('2026-03-25')
      .when(suspend('2026-03-24'))
      .thenRefused('DEADLINE_PASSED');
    given(...came)
      .when(suspend('2026-03-21'))
      .thenRefused('DATE_IN_FUTURE');
    given(received).when(suspend('2026-03-05')).thenRefused('NOT_DELIVERED');
    given(...came, returned(received))
      .when(suspend('2026-03-05'))
      .thenRefused('REQUEST_RETURNED');
  });
  test('adds up over several outages', () => {
    const twice = [
      ...[...came, suspended(received, '2026-03-04'), resumed('2026-03-06', 2, '2026-03-25')],
      suspended(received, '2026-03-10'),
    ];
    given(...twice)
      .when(resume('2026-03-12'))
      .then(resumed('2026-03-12', 2, '2026-03-27'));
  });
  test('an outage that is told after the answer makes a late one timely', () => {
    const late = [...came, answered(received, '2026-03-25', false)];
    given(...late, suspended(received, '2026-03-20'))
      .on('2026-03-30')
      .when(resume('2026-03-24'))
      .then(resumed('2026-03-24', 4, '2026-03-25', { inTime: true }));
    const judged = resumed('2026-03-24', 4, '2026-03-25', { inTime: true });
    expect(caseOf(...late, suspended(received, '2026-03-20'), judged).feedback?.inTime).toBe(true);
  });
});

describe('a year whose holidays are not announced', () => {
  const waits = events.RequestDelivered({
    ...{ ...about, deliveredAt: '2026-03-02T01:00:00.000Z', deliveredOn: '2026-03-02', flags: [] },
    due: { waitsFor: 2026, notBefore: '2026-03-20' },
  });
  const settle = commands.SettleDeadline({});
  const settled = events.DeadlineSettled({ ...about, dueOn: '2026-03-23' });
  test('keeps the last day open until its notice is loaded', () => {
    given(received, waits).without('holidays').when(settle).thenRefused('DEADLINE_WAITS');
    given(received, waits).when(settle).then(settled);
    given(received, waits, settled).when(settle).thenNothing();
    given(received, waits).on('2026-06-01').when(commands.NoteFeedbackOverdue({})).thenRefused('DEADLINE_WAITS');
    given(received, waits, suspended(received, '2026-03-05')).when(settle).thenRefused('DEADLINE_SUSPENDED');
  });
  test('leaves open whether an answer after the earliest day it can be was in time, and then says so', () => {
    const give = commands.GiveFeedback({
      answers: [
        { field: 'registeredHere', answer: 'NO' },
        { field: 'registrationOrder', answer: 'UNKNOWN' },
      ],
      answeredAt: '2026-03-24T01:00:00.000Z',
    });
    const unsure = given(received, waits).on('2026-03-24').when(give);
    expect(unsure.decision).not.toHaveProperty('events.0.data.inTime');
    const open = events.FeedbackGiven({ ...answered(received, '2026-03-24').data, inTime: undefined });
    given(received, waits, open)
      .on('2026-04-01')
      .when(settle)
      .then(events.DeadlineSettled({ ...settled.data, inTime: false }));
  });
});

describe('a last day that passed', () => {
  const note = commands.NoteFeedbackOverdue({});
  const due = [received, arrived(received, '2026-02-23', '2026-03-16')];
  test('is noted once, from the day after it', () => {
    given(...due)
      .on('2026-03-16')
      .when(note)
      .thenRefused('NOT_OVERDUE', { dueOn: '2026-03-16' });
    given(...due)
      .on('2026-03-17')
      .when(note)
      .then(overdue(received));
    given(...due, overdue(received))
      .when(note)
      .thenNothing();
  });
  test('is none once it is answered, nor while it is suspended', () => {
    given(...due, answered(received))
      .when(note)
      .thenRefused('REQUEST_ANSWERED');
    given(...due, suspended(received, '2026-03-10'))
      .when(note)
      .thenRefused('DEADLINE_SUSPENDED');
  });
  test('is noted again where an outage moved it', () => {
    const moved = [
      ...[...due, overdue(received), suspended(received, '2026-03-10')],
      resumed('2026-03-12', 2, '2026-03-18'),
    ];
    given(...moved)
      .when(note)
      .then(overdue(received, '2026-03-18'));
    given(...moved)
      .on('2026-03-18')
      .when(note)
      .thenRefused('NOT_OVERDUE');
  });
});
