// One file over and over: tried first, killed in the middle, given again, corrected; and what the ledger seals of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openEventStore } from '../../../infra/event-store/event-store.ts';
import { type Importing, openImporting, personRow, row } from './importing.ts';

let ledger: Importing;
beforeAll(async () => {
  ledger = await openImporting();
});
afterAll(() => ledger.close());

const text = (rows: readonly unknown[]) => rows.map((one) => `${JSON.stringify(one)}\n`).join('');
/** People, households and registrations of so many families. */
const families = (count: number, mark: string) =>
  Array.from({ length: count }, (_, at) => [
    personRow({ bornOn: '1980-01-01' }, `${mark}-P${at}`),
    row('household', 'FormHousehold', `${mark}-H${at}`, {
      ...{ headId: `${mark}-P${at}`, type: 'FAMILY', village: '990121001001', address: '平安路1号' },
    }),
    row('householdRegistration', 'TakeOverRegistration', `${mark}-P${at}`, {
      ...{ householdId: `${mark}-H${at}`, relation: '02', registeredOn: '2016-01-01' },
    }),
    personRow({ name: 'x' }, `${mark}-Q${at}`),
  ]).flat();
const mixed = (count: number, mark: string) => text(families(count, mark));

test('a dry run tells what the import will say, and writes nothing', async () => {
  const file = ledger.place(mixed(5, 'dry'), 'ndjson');
  const before = await ledger.events();
  const dry = await ledger.dryRun(file);
  expect(await ledger.events()).toHaveLength(before.length);
  const real = await ledger.run(file);
  expect(dry.rows).toEqual(real.rows);
  expect(real.imported).toMatchObject({ rows: 20, taken: 15, quarantined: 5 });
});

test('what is imported is history of its batch, by whoever answers for it', async () => {
  await ledger.importRows([personRow()], { batch: 'levy-2009', staff: 'wang' });
  const last = (await ledger.events()).at(-1);
  expect(last?.metadata).toMatchObject({
    ...{ origin: 'LEGACY_IMPORT', importBatch: 'levy-2009', channel: 'IMPORT' },
    actor: { id: 'import', office: '990121', onBehalfOf: 'wang' },
  });
});

test('INV-91: a file is sealed once by the digest of its manifest, however often it is given', async () => {
  const file = ledger.place(mixed(3, 'sealed'), 'ndjson');
  const first = await ledger.run(file);
  const events = await ledger.events();
  const again = await ledger.run(file, { name: 'again' });
  const resumed = await ledger.run(file);
  expect(await ledger.events()).toHaveLength(events.length);
  expect([again.imported.manifest, resumed.imported.manifest]).toEqual([
    first.imported.manifest,
    first.imported.manifest,
  ]);
  expect([again.imported.resumed, resumed.imported.resumed]).toEqual([0, 12]);
  const sealed = (await ledger.log.page(null, 10_000)).events.filter(({ type }) => type === 'importBatch.ImportSealed');
  const mine = sealed
    .map(({ data }) => data as { manifest: string })
    .filter(({ manifest }) => manifest === first.imported.manifest);
  expect(mine).toEqual([expect.objectContaining({ taken: 9, unchanged: 0, quarantined: 3 })]);
});

test('a corrected file of the same batch takes what is new in it, and the rest stays as it is', async () => {
  const rows = families(1, 'corrected');
  const first = await ledger.importRows(rows, { batch: 'correcting' });
  const [before] = first.rows;
  const corrected = [personRow({}, 'corrected-Q0'), ...rows.slice(0, 3)];
  const events = await ledger.events();
  const second = await ledger.importRows(corrected, { batch: 'correcting' });
  expect(second.imported).toMatchObject({ taken: 4, quarantined: 0 });
  expect(second.rows[1]?.stream).toBe(before?.stream);
  expect(await ledger.events()).toHaveLength(events.length + 1);
});

test('a key that was imported with other content before is kept out', async () => {
  await ledger.importRows([personRow({}, 'same')], { batch: 'reused' });
  const { kept } = await ledger.importRows([personRow({ name: '李若兰' }, 'same')], { batch: 'reused' });
  expect(kept[0]?.problems[0]?.code).toBe('KEY_REUSED');
});

test('rows that depend on each other keep their order, whatever runs beside them', async () => {
  const rows = families(150, 'order').filter((_, at) => at % 4 !== 3);
  const { imported } = await ledger.importRows(rows);
  expect(imported).toMatchObject({ rows: 450, taken: 450 });
});

test('a child of a reported birth is known by the key of its birth', async () => {
  const [mother, home] = families(1, 'birth');
  const birth = row('birth', 'ReportBirth', 'newborn', {
    ...{ householdId: 'birth-H0', township: '990121001', sex: '2', bornOn: '2019-03-14' },
    mother: { id: 'birth-P0', name: '王小明', bornOn: '1980-01-01' },
  });
  const registered = row('person', 'RecordDeath', 'newborn', { diedOn: '2020-01-01' });
  const { rows } = await ledger.importRows([mother, home, birth, registered]);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['taken', 'taken', 'taken', 'taken']);
});

const KEY = Buffer.alloc(32, 7).toString('base64url');
const IMPORT = join(import.meta.dirname, '../../../api/import/main.ts');
const PATIENCE = { timeout: 60_000, interval: 5 };

/** The program itself, on the store of this file and a ledger of its own. */
const startImport = (file: string, report: string, county: string) =>
  spawn(process.execPath, ['--import', 'tsx', IMPORT, file, '--report', report, '--batch', 'killed'], {
    env: {
      ...{
        PATH: process.env['PATH'],
        EVENTSTORE_URL: ledger.store.url,
        VAULT_URL: `sqlite:${join(ledger.dir, 'killed')}`,
      },
      ...{ LEDGER_MASTER_KEY: KEY, LEDGER_MAC_KEY: KEY, LEDGER_ID_KEY: KEY, LEDGER_JWT_SECRET: KEY },
      ...{ DATA_DIR: join(ledger.dir, 'data'), COUNTY_CODE: county },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

test('an import that is killed in the middle goes on where it was, and makes nothing twice', {
  timeout: 120_000,
}, async () => {
  const file = ledger.place(mixed(400, 'killed'), 'ndjson');
  const report = join(ledger.dir, 'killed-report');
  const first = startImport(file, report, '990122');
  const told = join(report, 'report.ndjson');
  await vi.waitFor(() => expect(existsSync(told) && statSync(told).size).toBeGreaterThan(20_000), PATIENCE);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const lines = readFileSync(told, 'utf8').split('\n').length - 2;
  expect(lines).toBeLessThan(1_600);
  const second = startImport(file, report, '990122');
  let said = '';
  for (const stream of [second.stdout, second.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(second, 'close')) as [number];
  expect([code, said]).toEqual([0, expect.stringContaining('"taken":1200')]);
  expect(Number(/"resumed":(\d+)/.exec(said)?.[1])).toBeGreaterThan(0);
  const log = openEventStore({ url: ledger.store.url });
  const { events } = await log.page(null, 100_000);
  await log.close();
  const mine = events.filter(({ metadata }) => (metadata as { importBatch?: string }).importBatch === 'killed');
  expect(mine.filter(({ type }) => type !== 'importBatch.ImportSealed')).toHaveLength(1_200);
  expect(new Set(mine.map(({ stream }) => stream)).size).toBe(1_201);
  expect(readFileSync(join(report, 'report.ndjson'), 'utf8').split('\n')).toHaveLength(1_602);
});
