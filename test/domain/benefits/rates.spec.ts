// What a month pays when rates change: each month by the rule of its own time, whenever it is paid.
import { expect, test } from 'vitest';
import { fenOf, monthlyFen } from '../../../domain/benefits/entitlement.ts';
import { ERASED } from '../../../domain/kernel/message.ts';
import { contextOf } from '../../support/specify.ts';
import { MOTHER } from '../registry/cast.ts';

/** A county that pays 4,800 yuan a year from 2027 on, and 3,600 before. */
const rule = <Body>(topic: string, on: string) =>
  (topic === 'childcareSubsidy' ? { perYearFen: on < '2027-01-01' ? 360_000 : 480_000 } : undefined) as
    | Body
    | undefined;
const context = contextOf(MOTHER, { rule });
const of = (from: string, to: string) =>
  fenOf('CHILDCARE_SUBSIDY', { span: { from, to }, circumstance: undefined }, context);

test('INV-36, FX-52: an amount raised from 2027-01-01 leaves the months before as they were', () => {
  expect(of('2026-01', '2026-12')).toBe(360_000);
  expect(of('2026-11', '2027-02')).toBe(2 * 30_000 + 2 * 40_000);
  expect(of('2027-01', '2027-12')).toBe(480_000);
});
test('special assistance is reckoned by what befell the child, and by nothing where that was erased', () => {
  const on = (circumstance: 'CHILD_DIED' | typeof ERASED) =>
    monthlyFen('SPECIAL_ASSISTANCE', { month: '2026-01', circumstance: circumstance as never }, contextOf(MOTHER));
  expect([on('CHILD_DIED'), on(ERASED)]).toEqual([59_000, undefined]);
});
