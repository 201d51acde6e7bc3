// What counties may agree to send one another, and what no agreement can make lawful.
import { describe, expect, test } from 'vitest';
import { agreedOn, agreement } from '../../../domain/exchange/agreement.ts';
import { fold } from '../../../domain/kernel/decider.ts';
import { specify } from '../../support/specify.ts';
import { AGREEMENT, clerkOf, signed, signing } from './cast.ts';

const { commands, events } = agreement;
const { given } = specify(agreement, AGREEMENT);
const sign = (more: object = {}) => commands.SignAgreement({ ...signing, ...more } as never);
const listing = (more: object) => sign({ messages: [{ type: 'X1', fields: ['name'], basis: ['PFP-14'], ...more }] });

describe('an agreement between counties', () => {
  test('is signed by one of its parties, with kinds of message, fields and law', () => {
    given().when(sign()).then(signed).on('2025-06-01');
    given(signed).when(sign()).thenRefused('AGREEMENT_ALREADY_SIGNED');
    given().by(clerkOf('980121')).when(sign()).thenRefused('NOT_A_PARTY');
    given().by(clerkOf('990122001')).when(sign()).then(signed);
  });
  test('begins when it was signed or later', () => {
    given()
      .when(sign({ signedOn: '2026-03-21', from: '2026-04-01' }))
      .thenRefused('DATE_IN_FUTURE');
    given()
      .when(sign({ from: '2025-05-31' }))
      .thenRefused('NOT_IN_ORDER');
  });
  test('is between different counties of the list of divisions', () => {
    given()
      .when(sign({ parties: ['990121', '990121'] }))
      .thenRefused('SAME_COUNTY');
    given()
      .when(sign({ parties: ['990121', '110101'] }))
      .thenRefused('DIVISION_UNKNOWN', { code: '110101' });
    given()
      .when(sign({ parties: ['990121', '500225'] }))
      .thenRefused('DIVISION_NOT_IN_FORCE', { successor: '500111' });
  });
  test.each(['710101', '810000', '820000'])('REF-18: is not with a place outside the territory, %s', (party) =>
    given()
      .when(sign({ parties: ['990121', party] }))
      .thenRefused('REF-18', { fields: ['parties'] }),
  );
  test.each([
    ['REF-08', 'contraceptionStatus'],
    ['REF-08', 'pregnancyStatus'],
    ['REF-08', 'feeDebt'],
    ['REF-08', 'penaltyDecision'],
    ['REF-07', 'returnBy'],
    ['REF-05', 'examinationResult'],
    ['REF-13', 'fetalSex'],
    ['REF-18', 'personList'],
  ] as const)('BAD-28: %s whatever lists a field %s', (code, field) =>
    given()
      .when(listing({ fields: ['name', field] }))
      .thenRefused(code, { fields: [field] }),
  );
  test('REF-18: sends no persons under the name of statistics', () => {
    const counts = { type: 'X7', basis: ['STA-11'] };
    given()
      .when(listing({ ...counts, fields: ['division', 'name'] }))
      .thenRefused('REF-18', { fields: ['name'] });
    expect(given().when(listing({ ...counts, fields: ['division', 'counts'] })).decision).toHaveProperty('events');
  });
  test('INV-60: lists no field and no law that the kind of message does not have', () => {
    given()
      .when(listing({ fields: ['shoeSize'] }))
      .thenRefused('FIELD_NOT_FOR_TYPE', { type: 'X1', fields: ['shoeSize'] });
    given()
      .when(listing({ basis: ['MIH-23'] }))
      .thenRefused('BASIS_NOT_FOR_TYPE', { basis: ['MIH-23'] });
    given()
      .when(sign({ messages: [...signing.messages, ...signing.messages.slice(0, 1)] }))
      .thenRefused('MESSAGE_LISTED_TWICE');
    given().without('exchange').when(sign()).thenRefused('NO_RULE_IN_FORCE', { topic: 'exchange' });
  });
});

describe('its amendment and its end', () => {
  const amendment = { messages: signing.messages.slice(0, 1), number: '平协〔2026〕2号', from: '2026-04-01' };
  const amended = events.AgreementAmended(amendment);
  const ended = events.AgreementEnded({ endsOn: '2026-12-31', reason: 'BY_AGREEMENT' });
  test('replace the list from a day, each once', () => {
    given(signed).when(commands.AmendAgreement(amendment)).then(amended);
    given(signed, amended).when(commands.AmendAgreement(amendment)).thenNothing();
    given().when(commands.AmendAgreement(amendment)).thenRefused('AGREEMENT_UNKNOWN');
    given(signed, ended).when(commands.AmendAgreement(amendment)).thenRefused('AGREEMENT_ENDED');
    given(signed)
      .when(commands.AmendAgreement({ ...amendment, from: '2025-06-30' }))
      .thenRefused('NOT_IN_ORDER');
    given(signed).by(clerkOf('980121')).when(commands.AmendAgreement(amendment)).thenRefused('NOT_A_PARTY');
    given(signed)
      .when(commands.AmendAgreement({ ...amendment, messages: [{ type: 'X1', fields: ['iud'], basis: ['PFP-14'] }] }))
      .thenRefused('REF-08');
  });
  test('leave what held before to its own days', () => {
    const state = fold(agreement, [signed, amended, ended]);
    const kinds = (on: string) => agreedOn(state, on)?.map(({ type }) => type);
    expect(kinds('2025-06-30')).toBeUndefined();
    expect(kinds('2026-03-31')).toEqual(['X1', 'X2', 'X4', 'X5', 'X6']);
    expect(kinds('2026-04-01')).toEqual(['X1']);
    expect(kinds('2026-12-30')).toEqual(['X1']);
    expect(kinds('2026-12-31')).toBeUndefined();
  });
  test('come once, not before the beginning', () => {
    const end = (endsOn: string) => commands.EndAgreement({ endsOn, reason: 'BY_AGREEMENT' });
    given(signed).when(end('2026-12-31')).then(ended);
    given(signed, ended).when(end('2026-12-31')).thenNothing();
    given(signed, ended).when(end('2027-01-01')).thenRefused('AGREEMENT_ENDED');
    given(signed).when(end('2025-06-30')).thenRefused('NOT_IN_ORDER');
    given().when(end('2026-12-31')).thenRefused('AGREEMENT_UNKNOWN');
  });
});
