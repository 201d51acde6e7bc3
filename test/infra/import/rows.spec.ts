// Rows of old registers, good and bad, and what is said of each: nothing is silently put right, nothing stops the rest.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decided, family, filed, head, home, levy, payment, served } from './fee-rows.ts';
import { type Importing, openImporting, personRow, row } from './importing.ts';

let ledger: Importing;
beforeAll(async () => {
  ledger = await openImporting();
});
afterAll(() => ledger.close());

/** Rows kept out: what is wrong, the rows (the last is looked at), the code and the field. */
const KEPT: readonly (readonly [string, readonly unknown[], string, string])[] = [
  ['BAD-01 a wrong check digit', [personRow({ citizenId: '990121199001010015' })], 'CHECK_DIGIT_FAILED', '/citizenId'],
  ['BAD-04 a day that is none', [personRow({ bornOn: '2021-02-30' })], 'FIELD_INVALID', '/bornOn'],
  [
    'BAD-04 a number with another date of birth',
    [personRow({ citizenId: '990121199001010022', bornOn: '1990-01-02' })],
    'DATE_CONFLICT',
    '/citizenId',
  ],
  ['BAD-06 a township that never was', [personRow({ township: '990999001' })], 'DIVISION_UNKNOWN', '/'],
  ['BAD-07 a village code of another kind', [head, home('990121001999')], 'VILLAGE_CODE_MISFIT', '/'],
  ['BAD-08 a birth in the future', [personRow({ bornOn: '2099-01-01' })], 'BORN_IN_FUTURE', '/bornOn'],
  [
    'BAD-18 a decision after the end of the fee',
    [...family, filed, row('feeCase', 'DecideLevy', 'case', levy({ decidedOn: '2021-09-01' }))],
    'DECIDED_AFTER_THE_END',
    '/decidedOn',
  ],
  [
    'BAD-19 a payment before its decision',
    [...family, filed, decided, served, payment({ paidOn: '2010-08-01' })],
    'BEFORE_THE_DECISION',
    '/',
  ],
  ['BAD-19 a negative amount', [...family, filed, decided, served, payment({ fen: -5 })], 'FIELD_INVALID', '/fen'],
  ['BAD-33 broken text', [personRow({ name: '王�明' })], 'BROKEN_TEXT', '/name'],
  ['BAD-33 half a surrogate', [personRow({ name: '王\ud842明' })], 'BROKEN_TEXT', '/name'],
  ['BAD-40 a megabyte of text', [personRow({ name: '王'.repeat(400_000) })], 'ROW_TOO_LONG', '/'],
  ['a number of neither 15 nor 18', [personRow({ citizenId: '9901211990' })], 'IDENTIFIER_MALFORMED', '/citizenId'],
  ['a field that no command takes', [personRow({ nickname: '小明' })], 'FIELD_INVALID', '/nickname'],
  [
    'a reference to nobody',
    [row('person', 'RecordDeath', 'nobody', { diedOn: '2001-01-01' })],
    'REFERENCE_UNKNOWN',
    '/',
  ],
  [
    'a reference to a row that was kept out',
    [personRow({ sex: '7' }, 'kept'), row('person', 'RecordDeath', 'kept', { diedOn: '2001-01-01' })],
    'REFERENCE_NOT_TAKEN',
    '/',
  ],
  ['a key that is used twice', [personRow({}, 'twice'), personRow({ sex: '1' }, 'twice')], 'KEY_REPEATED', '/key'],
  ['a command that is none', [row('person', 'Sterilise', 'x', {})], 'UNKNOWN_COMMAND', '/command'],
  ['the ledger’s own records', [row('policy', 'LoadRuleVersion', 'x', {})], 'UNKNOWN_COMMAND', '/command'],
  ['a row without a subject', [{ category: 'person', command: 'RecordDeath', fields: {} }], 'SUBJECT_MISSING', '/id'],
  ['a row of another shape', [{ kind: 'person' }], 'ROW_MALFORMED', '/category'],
];

describe('a row that cannot be taken', () => {
  test.each(KEPT)('%s is kept with its bytes, and the rest goes on', async (_, rows, code, field) => {
    const after = personRow();
    const { rows: told, kept } = await ledger.importRows([...rows, after]);
    const place = rows.length;
    expect(told[place]).toMatchObject({ row: place + 1, outcome: 'taken' });
    const last = kept.find((one) => one.row === place);
    expect(last?.problems[0]).toMatchObject({ code, field });
    expect(last?.problems[0]?.zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(last?.problems[0]?.en).toMatch(/^[A-Z].*\.$/);
    expect(Buffer.from(last?.raw ?? '', 'base64').toString()).toBe(JSON.stringify(rows.at(-1)));
  });

  test('that is no JSON is kept, and the row behind it taken', async () => {
    const file = ledger.place(`{broken\n${JSON.stringify(personRow())}\n`, 'ndjson');
    const { rows, kept } = await ledger.run(file);
    expect(kept[0]?.problems[0]?.code).toBe('NOT_JSON');
    expect(rows[1]?.outcome).toBe('taken');
  });

  test('is never written anywhere in the ledger', async () => {
    const before = (await ledger.events()).length;
    await ledger.importRows([personRow({ name: '赵�四' })]);
    expect((await ledger.events()).length).toBe(before);
  });
});

const taken = async (fields: Readonly<Record<string, unknown>>) => {
  const { rows } = await ledger.importRows([personRow(fields)]);
  return rows[0];
};

describe('a row that is taken with a change says so', () => {
  test.each([
    ['BAD-39 full-width digits', { township: '９９０１２１００１' }, '/township', 'FULL_WIDTH'],
    ['BAD-39 a serial date of a spreadsheet', { bornOn: 32874 }, '/bornOn', 'EXCEL_SERIAL'],
    ['BAD-39 a date in another form', { bornOn: '1990年1月1日' }, '/bornOn', 'DATE_FORM'],
    ['a number where a code is wanted', { township: 990121001 }, '/township', 'NUMBER_TO_TEXT'],
    ['spaces around a name', { name: '　王小明 ' }, '/name', 'SPACES'],
    ['BAD-03 a number of fifteen digits', { citizenId: '990121900101002' }, '/citizenId', 'FIFTEEN_DIGITS'],
    ['BAD-02 eighteen zeros', { citizenId: '0'.repeat(18) }, '/citizenId', 'PLACEHOLDER_LEFT_OUT'],
  ])('%s', async (_, fields, field, change) => {
    const told = await taken(fields);
    expect(told).toMatchObject({ outcome: 'taken' });
    expect(told?.notes).toContainEqual({ field, change });
  });

  test('and one that needs none says nothing', async () => {
    expect((await taken({}))?.notes).toBeUndefined();
  });
});

describe('an identity number of an old record is classified', () => {
  test.each([
    ['VALID', '990121199001010049', ['PersonRegistered'], []],
    ['MISSING', undefined, ['PersonRegistered'], []],
    ['PLACEHOLDER', '000000199001010000', ['PersonRegistered', 'LegacyIdentifierClassified'], ['PLACEHOLDER']],
    ['VALID', '990121900101006', ['PersonRegistered', 'LegacyIdentifierClassified'], []],
    ['VALID', '990121199001010014', ['PersonRegistered', 'LegacyIdentifierClassified'], ['PARITY_CONFLICT']],
  ])('BAD-05 as %s', async (identifier, citizenId, events, flags) => {
    const told = await taken({ ...(citizenId && { citizenId }) });
    expect(told).toMatchObject({ outcome: 'taken', identifier, events });
    expect(told?.flags ?? []).toEqual(flags);
  });
});

test('BAD-20 to BAD-22: a decision is taken with what is wrong in it, flag by flag', async () => {
  const { rows } = await ledger.importRows([
    ...family,
    filed,
    row('feeCase', 'DecideLevy', 'case', levy({ byParty: false, remedyText: false, citations: [] })),
    served,
    row('feeCase', 'RequestInstalments', 'case', { requestedOn: '2010-10-11', proofAttached: true }),
    row('feeCase', 'ApproveInstalments', 'case', {
      ...{ approvedOn: '2010-10-20', instalments: [{ dueOn: '2011-01-01', fen: 1 }] },
    }),
  ]);
  expect(rows.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 7 }, () => 'taken'));
  expect(rows[3]?.flags).toEqual(
    expect.arrayContaining(['CITATION_MISSING', 'REMEDY_TEXT_MISSING', 'AMOUNTS_NOT_BY_PARTY']),
  );
  expect(rows[5]?.flags).toContain('LATE_REQUEST');
  expect(rows[6]?.flags).toContain('SUM_DIFFERS');
});

test('BAD-10: what somebody demanded beside a registration is refused and recorded for inspectors', async () => {
  const { kept } = await ledger.importRows([
    head,
    home('990121001001'),
    row('householdRegistration', 'TakeOverRegistration', 'head', {
      ...{ householdId: 'home', relation: '02', registeredOn: '2016-01-01', feeReceiptNo: '123' },
    }),
  ]);
  expect(kept[0]?.problems[0]).toMatchObject({ code: 'REF-01', field: '/feeReceiptNo' });
  const { events } = await ledger.log.page(null, 10_000);
  const recorded = events.filter(({ type }) => type === 'refusal.CommandRefused').map(({ data }) => data);
  expect(recorded).toContainEqual(expect.objectContaining({ code: 'REF-01', fields: ['feeReceiptNo'] }));
});

describe('BAD-18: a levy decided after the end of the fee', () => {
  const late = row('feeCase', 'DecideLevy', 'case', levy({ decidedOn: '2021-08-20' }));
  const raised = async () =>
    (await ledger.log.page(null, 10_000)).events.filter(
      ({ type, metadata }) =>
        type === 'finding.FindingRaised' && (metadata as { importBatch?: string }).importBatch === 'late',
    );

  test('is a finding against its office, once for a row however often the file is given', async () => {
    const file = ledger.place([...family, filed, late].map((one) => `${JSON.stringify(one)}\n`).join(''), 'ndjson');
    const { rows } = await ledger.run(file, { batch: 'late' });
    await ledger.run(file, { batch: 'late', name: 'again' });
    const findings = await raised();
    expect(findings.map(({ data, stream }) => ({ ...(data as object), stream }))).toEqual([
      expect.objectContaining({
        ...{ source: 'AUDIT', severity: 'CRITICAL', rule: 'INV-40', office: '990121', stream: rows[3]?.finding },
        harmedIds: [rows[0]?.stream?.replace('person-', '')],
      }),
    ]);
    expect(findings[0]?.metadata).toMatchObject({ actor: { role: 'System' }, channel: 'IMPORT' });
  });

  test('of the last lawful day is none', async () => {
    const before = (await raised()).length;
    const lawful = row('feeCase', 'DecideLevy', 'case', levy({ decidedOn: '2021-08-19' }));
    const { rows } = await ledger.importRows([...family, filed, lawful], { batch: 'late-not' });
    expect(rows[3]).toMatchObject({ outcome: 'taken' });
    expect(await raised()).toHaveLength(before);
  });

  test('is one of a dry run in the report alone', async () => {
    const file = ledger.place(`${JSON.stringify({ ...late, key: 'unfiled' })}\n`, 'ndjson');
    const before = (await ledger.log.page(null, 10_000)).events.length;
    const { rows } = await ledger.dryRun(file);
    expect(rows[0]?.finding).toMatch(/^finding-fi_/);
    expect((await ledger.log.page(null, 10_000)).events).toHaveLength(before);
  });
});
