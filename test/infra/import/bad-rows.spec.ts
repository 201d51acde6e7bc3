// FX-48: one batch of every bad row that the reference names, and what the report says of each.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decided, family, filed, head, home, levy, payment, served } from './fee-rows.ts';
import { type Importing, openImporting, personRow, row } from './importing.ts';

let ledger: Importing;
beforeAll(async () => {
  ledger = await openImporting();
});
afterAll(() => ledger.close());

const housed = [
  head,
  home('990121001001'),
  row('householdRegistration', 'TakeOverRegistration', 'head', {
    ...{ householdId: 'home', relation: '02', registeredOn: '2005-01-01' },
  }),
];
const movedOut = (movedOn: string) =>
  row('householdRegistration', 'MoveOut', 'head', { householdId: 'home', toCounty: '500225', reason: 'WORK', movedOn });
const birth = (key: string, bornOn: string, motherBornOn = '1980-01-01') =>
  row('birth', 'ReportBirth', key, {
    ...{ householdId: 'home', township: '990121001', sex: '2', bornOn },
    mother: { id: 'head', name: '王小明', bornOn: motherBornOn },
  });
const filedIn = (county: string) => ({ ...filed, fields: { ...filed.fields, county } });
const decidedIn = (division: string) => {
  const [line] = levy().lines;
  return row('feeCase', 'DecideLevy', 'case', levy({ decidedOn: '2010-09-01', lines: [{ ...line, division }] }));
};
const kept = (code: string, field: string) => ({
  outcome: 'quarantined',
  faults: expect.arrayContaining([expect.objectContaining({ code, field })]) as unknown,
});
const flagged = (...flags: readonly string[]) => ({
  outcome: 'taken',
  flags: expect.arrayContaining([...flags]) as unknown,
});
const changed = (field: string, change: string) => ({
  outcome: 'taken',
  notes: expect.arrayContaining([{ field, change }]) as unknown,
});

/** Rows of which the last is looked at, and its report. */
const BAD: readonly (readonly [string, readonly unknown[], object])[] = [
  ['BAD-01', [personRow({ citizenId: '990121199001010015' })], kept('CHECK_DIGIT_FAILED', '/citizenId')],
  ['BAD-02', [personRow({ citizenId: '0'.repeat(18) })], { ...flagged('PLACEHOLDER'), identifier: 'PLACEHOLDER' }],
  [
    'BAD-02',
    [personRow({ citizenId: '000000199801010000', bornOn: '1998-01-01' })],
    { ...flagged('PLACEHOLDER'), identifier: 'PLACEHOLDER' },
  ],
  ['BAD-03', [personRow({ citizenId: '990121900101008' })], changed('/citizenId', 'FIFTEEN_DIGITS')],
  ['BAD-04', [personRow({ bornOn: '2021-02-30' })], kept('FIELD_INVALID', '/bornOn')],
  [
    'BAD-04',
    [personRow({ citizenId: '990121199001010022', bornOn: '1990-01-02' })],
    kept('DATE_CONFLICT', '/citizenId'),
  ],
  ['BAD-05', [personRow({ citizenId: '990121199001010014' })], flagged('PARITY_CONFLICT')],
  ['BAD-06', [...housed, movedOut('2012-06-01')], kept('DIVISION_NOT_IN_FORCE', '/')],
  ['BAD-06', [...housed, movedOut('2010-06-01')], { outcome: 'taken' }],
  ['BAD-07', [head, home('990121001999')], kept('VILLAGE_CODE_MISFIT', '/')],
  ['BAD-07', [head, home('990121001150')], kept('DIVISION_UNKNOWN', '/')],
  ['BAD-08', [personRow({ bornOn: '2099-01-01' })], kept('BORN_IN_FUTURE', '/bornOn')],
  ['BAD-08', [...housed, birth('early', '1988-05-01')], kept('MOTHER_AGE_IMPLAUSIBLE', '/mother/bornOn')],
  ['BAD-08', [...housed, birth('one', '2010-01-01'), birth('two', '2010-04-01')], kept('BIRTHS_TOO_CLOSE', '/bornOn')],
  [
    'BAD-18',
    [...family, filed, row('feeCase', 'DecideLevy', 'case', levy({ decidedOn: '2021-09-01' }))],
    { ...kept('DECIDED_AFTER_THE_END', '/decidedOn'), finding: expect.stringMatching(/^finding-fi_/) as unknown },
  ],
  ['BAD-19', [...family, filed, decided, served, payment({ paidOn: '2010-08-01' })], kept('BEFORE_THE_DECISION', '/')],
  ['BAD-19', [...family, filed, decided, served, payment({ fen: -5 })], kept('FIELD_INVALID', '/fen')],
  ['BAD-19', [...family, filed, decided, served, payment({ fen: 123.4 })], kept('FIELD_INVALID', '/fen')],
  ['BAD-19', [...family, filed, decided, served, payment({ fen: 1_000_000 })], flagged('SURPLUS')],
  [
    'BAD-20',
    [
      ...[...family, filed, decided, served],
      row('feeCase', 'RequestInstalments', 'case', { requestedOn: '2010-10-11', proofAttached: true }),
    ],
    flagged('LATE_REQUEST'),
  ],
  [
    'BAD-20',
    [
      ...[...family, filed, decided, served],
      row('feeCase', 'ApproveInstalments', 'case', {
        ...{ approvedOn: '2010-10-20', instalments: [{ dueOn: '2011-01-01', fen: 1 }] },
      }),
    ],
    flagged('SUM_DIFFERS'),
  ],
  [
    'BAD-21',
    [
      ...[...family, filed],
      row('feeCase', 'DecideLevy', 'case', levy({ byParty: false, remedyText: false, citations: [] })),
    ],
    flagged('CITATION_MISSING', 'REMEDY_TEXT_MISSING', 'AMOUNTS_NOT_BY_PARTY'),
  ],
  ['BAD-22', [...family, filedIn('500112'), decidedIn('500112')], flagged('BASE_UNKNOWN')],
  ['BAD-33', [personRow({ name: '王\uFFFD明' })], kept('BROKEN_TEXT', '/name')],
  ['BAD-33', [personRow({ name: '锟斤拷' })], kept('BROKEN_TEXT', '/name')],
  ['BAD-39', [personRow({ township: '９９０１２１００１' })], changed('/township', 'FULL_WIDTH')],
  ['BAD-39', [personRow({ bornOn: 32874 })], changed('/bornOn', 'EXCEL_SERIAL')],
];

describe('FX-48: of a bad row the report says what it is, and the row behind it is taken', () => {
  test.each(BAD)('%s', async (_, rows, expected) => {
    const { rows: told } = await ledger.importRows([...rows, personRow()]);
    expect(told[rows.length - 1]).toMatchObject(expected);
    expect(told[rows.length]).toMatchObject({ outcome: 'taken' });
  });
});
