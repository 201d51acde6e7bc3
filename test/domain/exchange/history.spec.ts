// Messages of the former migrant regime: taken in as history, sealed, with the limits of their day, and never sent on.
import { describe, expect, test } from 'vitest';
import { exchangeCase } from '../../../domain/exchange/exchange-case.ts';
import { type Accept, type CommandOf, type Context, decide, fold } from '../../../domain/kernel/decider.ts';
import { isRefusal } from '../../../domain/kernel/refusal.ts';
import { contextOf } from '../../support/specify.ts';
import { MOTHER } from '../registry/cast.ts';
import { CASE, type CaseEvent, clerkOf } from './cast.ts';

const { commands } = exchangeCase;
type Asked = CommandOf<typeof exchangeCase>;
const at = (day: string) => `${day}T02:00:00.000Z`;

/** Commands one after another, each as history. */
const told = (...asked: Asked[]) => {
  const happened: CaseEvent[] = [];
  for (const command of asked) {
    const decision = decide(exchangeCase, command, fold(exchangeCase, happened), {
      context: contextOf(CASE, { origin: 'LEGACY_IMPORT' }),
      facts: {},
    });
    if (isRefusal(decision)) return decision;
    happened.push(...(decision as Accept<CaseEvent>).events);
  }
  return { happened, state: fold(exchangeCase, happened) };
};
const stateAfter = (...asked: Asked[]) => {
  const told1 = told(...asked);
  if (isRefusal(told1)) throw new Error(told1.refused);
  return told1.state;
};
const message = (type: 'H1' | 'H2' | 'H3' | 'H4' | 'H5', history?: object, more: object = {}) =>
  commands.SubmitRequest({
    ...{ type, from: '990121', to: '990122', personId: MOTHER, basis: ['D555-16'], ...more },
    ...{ tells: [{ field: 'pregnancyCheck', value: '2010-03' }], asks: ['childrenBorn'] },
    history: { sentOn: '2010-09-19', ...history },
  } as never);
const deliver = (day: string) => commands.DeliverRequest({ serverAt: at(day) });
const answer = (day: string) =>
  commands.GiveFeedback({
    ...{ answeredAt: at(day), serverAt: at(day), answers: [{ field: 'childrenBorn', answer: 'YES', value: '1' }] },
  });

describe('a message of the former regime', () => {
  test('INV-66: is taken in from the archive alone, and never sent', () => {
    const now = (origin: Context['origin']) =>
      decide(exchangeCase, message('H4'), fold(exchangeCase, []), { context: contextOf(CASE, { origin }), facts: {} });
    expect(now('LIVE')).toMatchObject({ refused: 'REF-08', details: { fields: ['type'] } });
    expect(now('LEGACY_IMPORT')).toHaveProperty('events');
  });
  test('cannot be answered now: its steps are history too', () => {
    const state = stateAfter(message('H1'), deliver('2010-09-20'));
    const now = decide(exchangeCase, answer('2026-03-20'), state, {
      context: contextOf(CASE, { actor: clerkOf('990122') }),
      facts: {},
    });
    expect(now).toMatchObject({ refused: 'REF-08' });
  });
  test('tells openly neither whom it is about, nor which it was, nor what it says', () => {
    const [event] = (told(message('H4')) as unknown as { happened: [{ data: Record<string, unknown> }] }).happened;
    const { legacy, ...open } = event.data;
    expect(JSON.stringify(open)).not.toMatch(/H4|p_|pregnancy|childrenBorn/);
    expect(open.type).toBe('H');
    expect(legacy).toMatchObject({ type: 'H4', handling: 'ORDINARY', personId: MOTHER, asks: ['childrenBorn'] });
  });
  test.each(['2009-09-30', '2021-09-09', '2022-01-01'])('is of the decree’s time: not sent on %s', (sentOn) =>
    expect(told(message('H1', { sentOn }))).toMatchObject({ refused: 'NO_RULE_IN_FORCE' }),
  );
  test('says when it was sent, and was handled in a way that there was', () => {
    const untold = commands.SubmitRequest({ ...message('H1').data, history: undefined } as never);
    expect(told(untold)).toMatchObject({ refused: 'HISTORY_NOT_TOLD' });
    expect(told(message('H2', { handling: 'URGENT' }))).toMatchObject({ refused: 'HANDLING_UNKNOWN' });
    expect(told(message('H1', { sentOn: '2026-03-21' }))).toMatchObject({ refused: 'DATE_IN_FUTURE' });
    expect(told(message('H1'), deliver('2010-09-18'))).toMatchObject({ refused: 'BEFORE_WHAT_IT_FOLLOWS' });
  });
  test('goes between counties as they stood then, their successors named', () => {
    const old = { from: '500225', to: '632121' };
    const state = stateAfter(message('H1', {}, old));
    expect(state).toMatchObject({ from: '500225', to: '632121', pair: '500111>630203' });
    expect(told(message('H1', {}, { from: '500111' }))).toHaveProperty('happened');
  });
});

describe('TIM-30: its answer was owed', () => {
  const dueOf = (history: object, more: object = {}, type: 'H1' | 'H3' | 'H5' = 'H1') =>
    stateAfter(message(type, history, more), deliver('2010-09-20')).due;
  test('FX-30: within fifteen working days to verify for a first child', () =>
    expect(dueOf({ handling: 'FIRST_CHILD' })).toEqual({ on: '2010-10-18' }));
  test('within fifteen working days between provinces', () =>
    expect(dueOf({}, { to: '980121' })).toEqual({ on: '2010-10-18' }));
  test('within fifteen days where urgent, thirty otherwise, moved off days of rest', () => {
    expect(dueOf({ handling: 'URGENT' })).toEqual({ on: '2010-10-08' });
    expect(dueOf({})).toEqual({ on: '2010-10-20' });
  });
  test('within thirty days to notices of a birth or a fee', () => {
    expect(dueOf({}, {}, 'H3')).toEqual({ on: '2010-10-20' });
    expect(dueOf({}, {}, 'H5')).toEqual({ on: '2010-10-20' });
  });
  test('not at all to notices that were only taken in, which may have been late', () => {
    const taken = (day: string) => stateAfter(message('H2', { sentOn: '2010-11-01' }), deliver(day));
    expect(taken('2010-11-20')).toMatchObject({ needsAnswer: false, due: undefined });
    const flags = (day: string) =>
      (told(message('H2', { sentOn: '2010-11-01' }), deliver(day)) as { happened: CaseEvent[] }).happened[1]?.data;
    expect(flags('2010-12-01')).toMatchObject({ flags: [] });
    expect(flags('2010-12-02')).toMatchObject({ flags: ['TAKEN_IN_LATE'] });
  });
  test.each([
    ['2010-10-18', true],
    ['2010-10-19', false],
  ])('and given on %s it was in time: %s', (day, inTime) => {
    const state = stateAfter(message('H1', { handling: 'FIRST_CHILD' }), deliver('2010-09-20'), answer(day));
    expect(state.feedback).toMatchObject({ on: day, by: '990122', inTime });
  });
  test('3.2: and it was to be asked within seven working days of the application', () => {
    const flags = (sentOn: string) =>
      (told(message('H1', { handling: 'FIRST_CHILD', factOn: '2010-09-06', sentOn })) as { happened: CaseEvent[] })
        .happened[0]?.data;
    expect(flags('2010-09-15')).toMatchObject({ flags: [] });
    expect(flags('2010-09-16')).toMatchObject({ flags: ['SENT_LATE'] });
  });
});

test('a former answer keeps the visit by which it was verified', () => {
  const verify = commands.RecordVerification({ method: 'HOME_VISIT', verifiedOn: '2010-09-25' });
  expect(stateAfter(message('H1'), deliver('2010-09-20'), verify).verifiedOn).toBe('2010-09-25');
});
