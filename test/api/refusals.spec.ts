// RM-23: what offices demanded and were refused, for inspectors and auditors.
import * as z from 'zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleOfCommand } from '../../api/examples.ts';
import { type Asked, type Desk, openDesk } from './desk.ts';

const TOWNSHIP = '990121001';
const INSPECTOR = { role: 'Inspector', division: '990121' } as const;
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.app.close());

const demanded = (fields: object, division = TOWNSHIP) => {
  const report = exampleOfCommand('ReportBirth', z.never()) as object;
  const as = { role: 'TownshipWorker', division } as const;
  return desk.post('/births', { ...report, township: division, ...fields }, { as });
};
const refusals = (query: string, as: Asked['as'] = INSPECTOR) => desk.get(`/refusals?${query}`, { as });

it('inspectors read by office which demands were refused, with names of fields and nothing of persons', async () => {
  expect((await demanded({ feeReceiptNo: '2008-17' })).statusCode).toBe(422);
  expect((await demanded({ marriageCertificate: 'x', permitNo: 'y' })).statusCode).toBe(422);
  expect((await demanded({ feeReceiptNo: '1' }, '990121002')).statusCode).toBe(422);
  const year = new Date().getFullYear();
  const own = (await refusals(`office=${TOWNSHIP}&during=${year}`)).json();
  expect(own).toMatchObject({ office: TOWNSHIP, counts: { 'REF-01': 2 } });
  expect(own.refusals.map(({ fields }: { fields: string[] }) => fields)).toEqual([
    ['feeReceiptNo'],
    ['marriageCertificate', 'permitNo'],
  ]);
  expect(own.refusals[0]).toMatchObject({
    code: 'REF-01',
    command: 'birth.ReportBirth',
    role: 'TownshipWorker',
  });
  expect(JSON.stringify(own)).not.toContain('2008-17');
  const all = (await refusals(`office=990121&during=${year}`)).json();
  expect(all.refusals.map(({ office }: { office: string }) => office)).toEqual([TOWNSHIP, TOWNSHIP, '990121002']);
  expect((await refusals(`office=${TOWNSHIP}&during=1999`)).json().refusals).toEqual([]);
});

it('come page by page', async () => {
  const year = new Date().getFullYear();
  const first = (await refusals(`office=990121&during=${year}&limit=2`)).json();
  const second = (await refusals(`office=990121&during=${year}&limit=2&after=${first.next}`)).json();
  expect([first.refusals.length, second.refusals.length, second.next]).toEqual([2, 1, undefined]);
});

it('are for nobody else, and a wrong question is told field by field', async () => {
  expect(
    (await refusals(`office=${TOWNSHIP}&during=2026`, { role: 'TownshipWorker', division: TOWNSHIP })).statusCode,
  ).toBe(403);
  const wrong = await refusals('office=99012&during=March');
  expect(wrong.statusCode).toBe(400);
  expect(wrong.json().problems.map(({ field }: { field: string }) => field)).toEqual(['/office', '/during']);
});
