// Fines on institutions, practitioners and organisers: their range, and the days by which they are decided and served.
import { describe, expect, test } from 'vitest';
import {
  decideBy,
  fineRange,
  hearingNoticeBy,
  hearingRequestBy,
  isWithin,
  PARTY_KINDS,
  serveBy,
} from '../../../domain/legal/penalty.ts';
import { ruleUnder } from '../../../domain/policy/topics.ts';
import { contextOf, person } from '../../support/specify.ts';

const context = contextOf(person(1));
const rule = ruleUnder('R4', 'penalties', { context, on: '2026-03-20' })!;
const yuan = (amount: number) => amount * 100;
const clinic = (income: number) => fineRange(rule, { party: 'INSTITUTION', incomeFen: yuan(income), serious: false });

describe('a fine', () => {
  test.each([
    [8_000, 10_000, 30_000],
    [10_000, 20_000, 60_000],
    [120_000, 240_000, 720_000],
  ])('FX-53, INV-53: on illegal income of %i yuan is between %i and %i', (income, min, max) => {
    const range = clinic(income)!;
    expect(range).toEqual({ minFen: yuan(min), maxFen: yuan(max) });
    expect([yuan(min), yuan(max), yuan(min) - 1, yuan(max) + 1].map((fen) => isWithin(range, fen))).toEqual([
      ...[true, true, false, false],
    ]);
  });
  test('on childcare providers and organisers has a range of its own', () => {
    const of = (party: 'CHILDCARE_PROVIDER' | 'ORGANISER', serious: boolean) =>
      fineRange(rule, { party, incomeFen: yuan(50_000), serious });
    expect(of('CHILDCARE_PROVIDER', false)).toEqual({ minFen: yuan(5_000), maxFen: yuan(50_000) });
    expect(of('CHILDCARE_PROVIDER', true)).toEqual({ minFen: yuan(50_000), maxFen: yuan(100_000) });
    expect(of('ORGANISER', false)).toEqual({ minFen: yuan(5_000), maxFen: yuan(30_000) });
  });
  test('INV-51: knows no party who is pregnant, a parent or a patient', () =>
    expect(PARTY_KINDS).toEqual(['INSTITUTION', 'PRACTITIONER', 'ORGANISER', 'CHILDCARE_PROVIDER']));
  test('TIM-25, TIM-26: is decided within ninety days, served within seven working days, heard on notice', () => {
    expect(decideBy(context, '2026-01-05')).toBe('2026-04-05');
    expect(serveBy(context, '2026-02-10')).toEqual({ on: '2026-02-26' });
    expect(hearingRequestBy(context, '2026-03-20')).toEqual({ on: '2026-03-27' });
    expect(hearingNoticeBy(context, '2026-03-27')).toEqual({ on: '2026-03-18' });
  });
});
