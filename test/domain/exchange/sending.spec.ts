// How a message goes from one county to another: what it may say and ask, on which agreement and consent, and how it arrives.
import { describe, expect, test } from 'vitest';
import { consent } from '../../../domain/care/consent.ts';
import { agreement } from '../../../domain/exchange/agreement.ts';
import { exchangeCase } from '../../../domain/exchange/exchange-case.ts';
import { unlawfulFieldOf } from '../../../domain/exchange/field-names.ts';
import { streamOf } from '../../../domain/kernel/identifier.ts';
import { rules, specify } from '../../support/specify.ts';
import { county, MOTHER, OTHER } from '../registry/cast.ts';
import {
  AGREEMENT,
  aboutOf,
  agreed,
  agreementStream,
  answered,
  arrived,
  CASE,
  CONSENT,
  check,
  clerkOf,
  DIGEST,
  HERE,
  OTHER_CASE,
  received,
  returned,
  sent,
  signed,
  signing,
  submission,
  systemOf,
  THERE,
} from './cast.ts';

const { commands, events } = exchangeCase;
const { given } = specify(exchangeCase, CASE);
const ready = { ...county, ...agreed };
const submit = (more: object = {}) => commands.SubmitRequest({ ...submission, ...more } as never);
const asked = (more: object = {}) => given().beside(ready).on('2026-03-02').when(submit(more));

describe('a message to another county', () => {
  test('INV-65: is sent under the number of the sender’s own case, with its limit and what is answered by value', () => {
    const { personId, notice, ...rest } = sent.data;
    asked().then(events.RequestSubmitted({ ...rest, personId, notice, agreementId: AGREEMENT }));
    given(sent).beside(ready).when(submit()).thenRefused('REQUEST_ALREADY_SUBMITTED');
  });
  test.each([
    ['REF-08', { tells: [{ field: 'contraceptionStatus', value: 'x' }] }, 'contraceptionStatus'],
    ['REF-08', { asks: ['isPregnant', 'pregnancyWeeks'] }, 'isPregnant'],
    ['REF-08', { asks: ['unpaidFee'] }, 'unpaidFee'],
    ['REF-07', { asks: ['returnedForCheck'] }, 'returnedForCheck'],
    ['REF-05', { asks: ['examinationDone'] }, 'examinationDone'],
    ['REF-18', { asks: ['wholeRegister'] }, 'wholeRegister'],
  ] as const)('BAD-28, INV-67: %s where it carries or asks for %o', (code, more, field) => {
    asked(more).thenRefused(code);
    expect(asked(more).decision).toHaveProperty('details.fields.0', field);
    expect(exchangeCase.rejections[code].recorded).toBe(true);
  });
  test.each(['H1', 'H2', 'H3', 'H4', 'H5'])('INV-66: is never %s of the former regime', (type) => {
    asked({ type, history: { sentOn: '2019-05-06' } }).thenRefused('REF-08', { fields: ['type'] });
    const receive = { ...check, type, correlation: OTHER_CASE, sentOn: '2026-03-02', message: DIGEST };
    given()
      .beside(ready)
      .by(systemOf(HERE))
      .when(commands.TakeInRequest(receive as never))
      .thenRefused('REF-08');
  });
  test('BAD-46: does not go from a county to itself, nor to one it was merged into', () => {
    asked({ to: HERE }).thenRefused('SAME_COUNTY');
    asked({ from: '500225', to: '500111' }).thenRefused('SAME_COUNTY');
    asked({ to: '110101' }).thenRefused('DIVISION_UNKNOWN');
  });
  test('is sent by an office of the county it comes from, about somebody who is known', () => {
    given().beside(ready).by(clerkOf('980121')).when(submit()).thenRefused('NOT_THE_SENDER');
    given().beside(agreed).when(submit()).thenRefused('PERSON_UNKNOWN');
    expect(asked({ from: '990121001' }).decision).toHaveProperty('events');
  });
  test('asks something that can be answered, and names nothing twice', () => {
    asked({ asks: [] }).thenRefused('NOTHING_ASKED');
    asked({ asks: ['registeredHere', 'registeredHere'] }).thenRefused('FIELD_TWICE');
    asked({ asks: ['paidForPeriod'] }).thenRefused('FIELD_NOT_FOR_TYPE', { fields: ['paidForPeriod'] });
    asked({ notice: undefined }).thenRefused('NOTICE_NEEDED');
  });
  test('needs no answer where it only tells', () => {
    const told = [{ field: 'placeCode', value: '990122001' }];
    const notice = asked({ type: 'X5', tells: told, asks: [] });
    expect(notice.decision).toMatchObject({ events: [{ data: { needsAnswer: false, asks: [], content: told } }] });
    expect(notice.decision).not.toHaveProperty('events.0.data.term');
  });
});

describe('INV-60: an agreement', () => {
  test('carries the message, or it is not sent', () => {
    asked({ agreementId: undefined }).thenRefused('AGREEMENT_NEEDED');
    given().beside(county).when(submit()).thenRefused('AGREEMENT_UNKNOWN');
    asked({ type: 'X3', basis: ['PFP-31'], tells: [], asks: ['paidForPeriod'] }).thenRefused('TYPE_NOT_AGREED');
    asked({ asks: ['marriageRecorded'] }).thenRefused('FIELD_NOT_AGREED', { fields: ['marriageRecorded'] });
    asked({ basis: ['RPR-13'] }).thenRefused('BASIS_NOT_AGREED', { basis: ['RPR-13'] });
    asked({ to: '980121' }).thenRefused('NOT_BETWEEN_THEM');
  });
  test('carries nothing before it began or once it ended', () => {
    const ended = agreement.events.AgreementEnded({ endsOn: '2026-03-02', reason: 'BY_AGREEMENT' });
    const after = { ...county, ...agreementStream(signed, ended) };
    expect(given().beside(after).on('2026-03-01').when(submit()).decision).toHaveProperty('events');
    given().beside(after).on('2026-03-02').when(submit()).thenRefused('AGREEMENT_NOT_IN_FORCE');
    given().beside(ready).on('2025-06-30').when(submit()).thenRefused('AGREEMENT_NOT_IN_FORCE');
  });
  test('says by when it is answered, else the rule does', () => {
    const certificate = { type: 'X2', basis: ['MIH-23'], asks: ['certificateValid'] };
    const told = [{ field: 'certificateNumber', value: 'N990000001' }];
    const termOf = (more: object) =>
      (asked(more).decision as unknown as { events: { data: { term?: unknown } }[] }).events[0]?.data.term;
    expect(termOf({ ...certificate, tells: told })).toEqual({ amount: 7, unit: 'day' });
    expect(termOf({})).toEqual({ amount: 15, unit: 'workingDay' });
  });
  test('TIM-30: where it is silent, fifteen, ten and five working days are the rule', () => {
    const body = rules.find(({ topic }) => topic === 'exchange')?.body as unknown as {
      messages: { type: string; term?: object; tells: string[]; asks: { field: string }[] }[];
    };
    expect(body.messages.map(({ type, term }) => [type, term])).toEqual([
      ['X1', { amount: 15, unit: 'workingDay' }],
      ['X2', { amount: 10, unit: 'workingDay' }],
      ['X3', { amount: 10, unit: 'workingDay' }],
      ['X4', { amount: 5, unit: 'workingDay' }],
      ['X5', undefined],
      ['X6', undefined],
      ['X7', undefined],
    ]);
    const fields = body.messages.flatMap(({ tells, asks }) => [...tells, ...asks.map(({ field }) => field)]);
    expect(fields.filter(unlawfulFieldOf)).toEqual([]);
  });
  test('BAD-27: stands for the successor of a county that is no more', () => {
    const old = { ...signing, parties: [HERE, '632121'] };
    const merged = { ...county, ...agreementStream(agreement.events.AgreementSigned(old)) };
    const told = given()
      .beside(merged)
      .on('2026-03-02')
      .when(submit({ to: '632121' }));
    expect(told.decision).toMatchObject({ events: [{ data: { to: '632121', pair: '990121>630203' } }] });
    const receive = commands.TakeInRequest({
      ...{ ...check, from: '632121', to: HERE, correlation: OTHER_CASE, sentOn: '2026-03-02', message: DIGEST },
    });
    const came = given().beside(merged).by(systemOf('630203')).on('2026-03-02').when(receive);
    expect(came.decision).toMatchObject({ events: [{ data: { from: '632121', pair: '630203>990121' } }, {}] });
    given().beside(merged).by(systemOf('990122')).when(receive).thenRefused('NOT_THE_SENDER');
  });
});

describe('INV-61: passing on somebody’s care', () => {
  const given4 = { personId: MOTHER, text: 'care-transfer-2021-1', language: 'zh', explained: 'ORALLY' } as const;
  const consented = consent.events.ConsentGiven({
    ...{ ...given4, capacity: 'SELF', givenOn: '2026-02-01', expiresOn: '2027-02-01', scope: ['ANTENATAL_VISIT'] },
  });
  const withConsent = (...happened: Parameters<typeof agreementStream>) => ({
    ...{ ...ready, [streamOf('consent', CONSENT)]: happened },
  });
  const pass = (more: object = {}) =>
    submit({
      ...{ type: 'X4', basis: ['MIH-14'], asks: ['takenOver'], consentId: CONSENT, notice: undefined },
      ...{ tells: [{ field: 'clinicalSummary', value: '孕期保健摘要' }], ...more },
    });
  test('takes a separate consent that stands', () => {
    const passed = given().beside(withConsent(consented)).on('2026-03-02').when(pass());
    expect(passed.decision).toMatchObject({
      events: [{ data: { type: 'X4', consentId: CONSENT, clinical: [{ field: 'clinicalSummary' }] } }],
    });
    expect(passed.decision).not.toHaveProperty('events.0.data.content');
  });
  test('is refused without one, on another’s, on one to the care alone, and once it expired or was withdrawn', () => {
    given()
      .beside(withConsent(consented))
      .when(pass({ consentId: undefined }))
      .thenRefused('SEPARATE_CONSENT_NEEDED');
    given().beside(ready).when(pass()).thenRefused('CONSENT_OTHER_PERSON');
    const toCare = consent.events.ConsentGiven({ ...consented.data, text: 'maternity-2021-1' });
    given().beside(withConsent(toCare)).when(pass()).thenRefused('SEPARATE_CONSENT_NEEDED');
    const others = consent.events.ConsentGiven({ ...consented.data, personId: OTHER });
    given().beside(withConsent(others)).when(pass()).thenRefused('CONSENT_OTHER_PERSON');
    const withdrawn = consent.events.ConsentWithdrawn({ personId: MOTHER, withdrawnOn: '2026-03-01' });
    given().beside(withConsent(consented, withdrawn)).when(pass()).thenRefused('CONSENT_WITHDRAWN');
    const short = consent.events.ConsentGiven({ ...consented.data, expiresOn: '2026-03-20' });
    given().beside(withConsent(short)).on('2026-03-20').when(pass()).thenRefused('CONSENT_EXPIRED');
    expect(given().beside(withConsent(short)).on('2026-03-19').when(pass()).decision).toHaveProperty('events');
  });
  test('is not taken in where the sender does not state the consent', () => {
    const receive = (consented4: boolean) =>
      commands.TakeInRequest({
        ...{ type: 'X4', agreementId: AGREEMENT, from: THERE, to: HERE, basis: ['MIH-14'], asks: ['takenOver'] },
        ...{ tells: [{ field: 'clinicalSummary', value: '摘要' }], correlation: OTHER_CASE, sentOn: '2026-03-20' },
        ...{ message: DIGEST, consented: consented4 },
      });
    const inbox = given().beside(ready).by(systemOf(THERE));
    inbox.when(receive(false)).thenRefused('SEPARATE_CONSENT_NEEDED');
    expect(inbox.when(receive(true)).decision).toHaveProperty('events.1');
  });
});

describe('its arrival', () => {
  const receive = commands.TakeInRequest({
    ...{ ...check, from: THERE, to: HERE, correlation: OTHER_CASE, sentOn: '2026-03-01', message: DIGEST },
  });
  test('is a case of the addressee’s own under the sender’s number, whose clock starts at once', () => {
    const { personId: _, notice: __, ...rest } = { ...received.data, personId: undefined, notice: undefined };
    given()
      .beside(ready)
      .by(systemOf(THERE))
      .on('2026-03-02')
      .when(receive)
      .then(
        events.RequestSubmitted({ ...rest, submittedOn: '2026-03-01', agreementId: AGREEMENT }),
        events.RequestDelivered({
          ...{ ...aboutOf(received), deliveredAt: '2026-03-02T02:00:00.000Z', deliveredOn: '2026-03-02', flags: [] },
          due: { on: '2026-03-23' },
        }),
      );
  });
  test('BAD-25: comes once; another message under the same number conflicts', () => {
    given(received).beside(ready).by(systemOf(THERE)).when(receive).thenNothing();
    const other = commands.TakeInRequest({ ...receive.data, message: DIGEST.replace('L', 'M') });
    given(received).beside(ready).by(systemOf(THERE)).when(other).thenRefused('MESSAGE_DIFFERS');
    expect(exchangeCase.rejections.MESSAGE_DIFFERS.conflict).toBe(true);
  });
  test('is known to the sender by the other county’s server, once', () => {
    const deliver = (serverAt?: string) => commands.DeliverRequest(serverAt ? { serverAt } : {});
    given(sent).by(systemOf(THERE)).when(deliver('2026-03-02T01:00:00.000Z')).then(arrived(sent)).on('2026-03-02');
    given(sent, arrived(sent)).by(systemOf(THERE)).when(deliver('2026-03-02T01:00:00.000Z')).thenNothing();
    given(sent, arrived(sent))
      .by(systemOf(THERE))
      .when(deliver('2026-03-03T01:00:00.000Z'))
      .thenRefused('ALREADY_DELIVERED');
    given(sent).by(systemOf(THERE)).when(deliver('2026-03-01T01:00:00.000Z')).thenRefused('BEFORE_WHAT_IT_FOLLOWS');
    given(sent).by(systemOf(THERE)).when(deliver('2026-03-20T16:00:00.000Z')).thenRefused('DATE_IN_FUTURE');
    given(sent).when(deliver('2026-03-02T01:00:00.000Z')).thenRefused('TIME_IS_THE_LEDGERS');
    given().when(deliver()).thenRefused('REQUEST_UNKNOWN');
  });
  test('INV-64: waits for its last day while the holidays of the year are not announced', () => {
    const late = given(sent).on('2026-12-28').when(commands.DeliverRequest({}));
    expect(late.decision).toMatchObject({ events: [{ data: { due: { waitsFor: 2027 } } }] });
  });
});

describe('a withdrawal', () => {
  const withdraw = commands.WithdrawRequest({ reason: 'SENT_IN_ERROR', withdrawnOn: '2026-03-04' });
  const withdrawn = events.RequestWithdrawn({ ...aboutOf(sent), reason: 'SENT_IN_ERROR', withdrawnOn: '2026-03-04' });
  test('is the sender’s, until the answer', () => {
    given(sent, arrived(sent)).when(withdraw).then(withdrawn);
    given(sent, withdrawn).when(withdraw).thenNothing();
    given(sent, arrived(sent)).by(clerkOf(THERE)).when(withdraw).thenRefused('NOT_THE_SENDER');
    given(sent, arrived(sent), answered(sent)).when(withdraw).thenRefused('REQUEST_ANSWERED');
    given(sent, arrived(sent), returned(sent)).when(withdraw).thenRefused('REQUEST_RETURNED');
    given(sent, withdrawn).when(commands.DeliverRequest({})).thenRefused('REQUEST_WITHDRAWN');
  });
});
