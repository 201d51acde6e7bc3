// What the county addressed does with a message: finds the person, sends it back, answers, once and by yes or no.
import { describe, expect, test } from 'vitest';
import { exchangeCase } from '../../../domain/exchange/exchange-case.ts';
import { specify } from '../../support/specify.ts';
import { county, MOTHER } from '../registry/cast.ts';
import {
  aboutOf,
  answered,
  answers,
  arrived,
  CASE,
  caseOf,
  clerkOf,
  HERE,
  received,
  returned,
  sent,
  systemOf,
  THERE,
} from './cast.ts';

const { commands, events } = exchangeCase;
const { given } = specify(exchangeCase, CASE);
const came = [received, arrived(received)];
const about = aboutOf(received);
const give = (more: object = {}) =>
  commands.GiveFeedback({ answers, answeredAt: '2026-03-12T03:30:00.000Z', ...more } as never);
const NOON = '2026-03-12T03:30:00.000Z';

describe('an answer', () => {
  test('is given by the county addressed, and told to the sender by its system', () => {
    given(...came)
      .on('2026-03-12')
      .when(give())
      .then(answered(received))
      .on('2026-03-12');
    given(sent, arrived(sent))
      .by(systemOf(THERE))
      .when(give({ serverAt: NOON }))
      .then(answered(sent))
      .on('2026-03-12');
  });
  test('BAD-23: is none to an unknown, a returned or another’s message, and no second one', () => {
    given().when(give()).thenRefused('REQUEST_UNKNOWN');
    given(...came, returned(received))
      .when(give())
      .thenRefused('REQUEST_RETURNED');
    given(...came)
      .by(clerkOf('980121'))
      .when(give())
      .thenRefused('NOT_THE_ADDRESSEE');
    given(sent, arrived(sent)).when(give()).thenRefused('NOT_THE_ADDRESSEE');
    given(...came, answered(received))
      .when(give())
      .thenRefused('REQUEST_ANSWERED');
  });
  test('BAD-26: before the message arrived is held by a clear code', () => {
    given(received).when(give()).thenRefused('NOT_DELIVERED');
    expect(exchangeCase.rejections.NOT_DELIVERED.conflict).toBe(true);
  });
  test('BAD-24: of a clock that runs behind is taken, marked, and in time by the server', () => {
    const early = given(...came)
      .on('2026-03-12')
      .when(give({ answeredAt: '2026-03-02T00:59:59.999Z' }));
    expect(early.decision).toMatchObject({
      events: [{ data: { flags: ['CLOCK_SKEW'], givenOn: '2026-03-12', inTime: true } }],
    });
    const late = given(...came)
      .on('2026-03-24')
      .when(give({ answeredAt: '2026-03-01T00:00:00.000Z' }));
    expect(late.decision).toMatchObject({ events: [{ data: { flags: ['CLOCK_SKEW'], inTime: false } }] });
    const server = given(sent, arrived(sent))
      .by(systemOf(THERE))
      .when(give({ serverAt: '2026-03-02T00:30:00.000Z' }));
    expect(server.decision).toMatchObject({ events: [{ data: { flags: ['CLOCK_SKEW'], inTime: true } }] });
  });
  test.each([
    ['2026-03-23', true],
    ['2026-03-24', false],
  ])('of %s is in time: %s', (day, inTime) => {
    const given23 = given(...came)
      .on(day)
      .when(give());
    expect(given23.decision).toMatchObject({ events: [{ data: { givenOn: day, inTime } }] });
  });
  test('has the time of the ledger and no other, where a desk gives it', () =>
    given(...came)
      .when(give({ serverAt: NOON }))
      .thenRefused('TIME_IS_THE_LEDGERS'));
  test('INV-62: answers what was asked and nothing else, by yes or no where that is enough', () => {
    const [first, second] = answers;
    const only = (...list: object[]) => given(...came).when(give({ answers: list }));
    only(first!).thenRefused('ANSWER_MISSING', { fields: ['registrationOrder'] });
    only(first!, second!, { field: 'marriageRecorded', answer: 'YES' }).thenRefused('ANSWER_NOT_ASKED');
    only(first!, second!, second!).thenRefused('FIELD_TWICE');
    only({ ...first, value: '平安路12号' }, second!).thenRefused('YES_OR_NO_ALONE', { fields: ['registeredHere'] });
  });
  test('is owed to no message that asks nothing', () => {
    const notice = events.RequestSubmitted({ ...received.data, type: 'X5', asks: [], values: [], needsAnswer: false });
    const told = events.RequestDelivered({ ...arrived(notice).data, due: undefined });
    given(notice, told)
      .when(give({ answers: [] }))
      .thenRefused('NOTHING_TO_ANSWER');
    given(notice, told).when(commands.NoteFeedbackOverdue({})).thenRefused('NO_DEADLINE');
  });
  test('FX-32, BAD-48: of a county that was merged is given by its successor, its last day unchanged', () => {
    const old = events.RequestSubmitted({ ...received.data, to: '632121', pair: '990122>630203' });
    const merged = [old, arrived(old)];
    const answer = given(...merged)
      .by(clerkOf('630203'))
      .on('2026-03-23')
      .when(give());
    expect(answer.decision).toMatchObject({
      events: [{ data: { by: '630203', flags: ['BY_SUCCESSOR'], inTime: true, pair: '990122>630203' } }],
    });
    given(...merged)
      .by(clerkOf(HERE))
      .when(give())
      .thenRefused('NOT_THE_ADDRESSEE');
    expect(caseOf(...merged).due).toEqual({ on: '2026-03-23' });
  });
});

describe('a message that cannot be dealt with', () => {
  const sendBack = commands.ReturnRequest({ defect: 'NOT_PAIRABLE', returnedOn: '2026-03-05' });
  test('FX-32: is sent back with its defect, and owes no answer any more', () => {
    given(...came)
      .when(sendBack)
      .then(returned(received))
      .on('2026-03-05');
    given(...came, returned(received))
      .when(sendBack)
      .thenNothing();
    given(...came, returned(received))
      .on('2026-04-01')
      .when(commands.NoteFeedbackOverdue({}))
      .thenRefused('REQUEST_RETURNED');
  });
  test('is not sent back by another, before it came, or once it is answered', () => {
    given(sent, arrived(sent)).when(sendBack).thenRefused('NOT_THE_ADDRESSEE');
    given(...came, answered(received))
      .when(sendBack)
      .thenRefused('REQUEST_ANSWERED');
    given(...came)
      .when(commands.ReturnRequest({ defect: 'MISROUTED', returnedOn: '2026-03-01' }))
      .thenRefused('BEFORE_WHAT_IT_FOLLOWS');
    given(...came)
      .when(commands.ReturnRequest({ defect: 'MISROUTED', returnedOn: '2026-03-21' }))
      .thenRefused('DATE_IN_FUTURE');
    given(received).when(sendBack).thenRefused('NOT_DELIVERED');
  });
});

describe('finding the person', () => {
  const pair = (personId?: string) => commands.PairPerson({ pairedOn: '2026-03-03', ...(personId && { personId }) });
  const paired = events.PersonPaired({ ...about, personId: MOTHER, pairedOn: '2026-03-03' });
  test('names somebody of the own register, whom the other county never learns', () => {
    const here = given(...came).beside(county);
    here.when(pair(MOTHER)).then(paired);
    here.when(pair()).thenRefused('PERSON_NOT_NAMED');
    given(...came)
      .when(pair(MOTHER))
      .thenRefused('PERSON_UNKNOWN');
    given(...came, paired)
      .beside(county)
      .when(pair(MOTHER))
      .thenNothing();
    const told = given(sent, arrived(sent)).by(systemOf(THERE));
    told.when(pair()).then(events.PersonPaired({ ...aboutOf(sent), pairedOn: '2026-03-03' }));
    told.when(pair(MOTHER)).thenRefused('PERSON_NOT_OURS');
  });
  test('fails with a reason, and may succeed later', () => {
    const failed = events.PairingFailed({ ...about, reason: 'NOT_FOUND', failedOn: '2026-03-03' });
    const fail = commands.ReportPairingFailure({ reason: 'NOT_FOUND', failedOn: '2026-03-03' });
    given(...came)
      .when(fail)
      .then(failed);
    given(...came, failed)
      .when(fail)
      .thenNothing();
    given(...came, failed)
      .beside(county)
      .when(pair(MOTHER))
      .then(paired);
    expect(caseOf(...came, failed, paired).pairing).toBe('paired');
  });
  test('is verified from records: nobody is visited', () => {
    const verify = (method: 'OWN_RECORDS' | 'HOME_VISIT') =>
      commands.RecordVerification({ method, verifiedOn: '2026-03-04' });
    const verified = events.VerificationDone({ ...about, method: 'OWN_RECORDS', verifiedOn: '2026-03-04' });
    given(...came)
      .when(verify('OWN_RECORDS'))
      .then(verified);
    given(...came, verified)
      .when(verify('OWN_RECORDS'))
      .thenNothing();
    given(...came)
      .when(verify('HOME_VISIT'))
      .thenRefused('METHOD_NOT_ALLOWED');
    expect(exchangeCase.rejections.METHOD_NOT_ALLOWED.recorded).toBe(true);
  });
});
