// An import as `npm run import` runs it, on a real store and a real vault, for specs that look at what it leaves.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImportSide } from '../../../api/import/write-side.ts';
import { createClock } from '../../../infra/clock.ts';
import { openEmbeddedStore } from '../../../infra/embedded-store/open.ts';
import { openEventStore } from '../../../infra/event-store/event-store.ts';
import { createDryKeys, createDryLog, createDryNumbers } from '../../../infra/import/dry-run.ts';
import { type ImportDeps, type ImportOptions, importFile } from '../../../infra/import/import-file.ts';
import type { RowReport } from '../../../infra/import/report.ts';
import { openVault } from '../../../infra/vault/vault.ts';
import { countingCrypto } from '../../support/fixed-crypto.ts';

export const COUNTY = '990121';

type Asked = Partial<Omit<ImportOptions, 'file' | 'county'>> & { readonly name?: string };

/** What was kept out, as the quarantine tells it. */
export interface Kept {
  readonly row: number;
  readonly problems: readonly {
    readonly code: string;
    readonly field: string;
    readonly zh: string;
    readonly en: string;
  }[];
  readonly raw: string;
}

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

const read = (folder: string) => ({
  rows: linesOf<RowReport>(join(folder, 'report.ndjson')).slice(1),
  kept: linesOf<Kept>(join(folder, 'quarantine.ndjson')),
  raw: (format: string) => readFileSync(join(folder, `quarantine-raw.${format}`)),
  manifest: JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Readonly<Record<string, unknown>>,
});

/** One ledger for a file of specs; each import has a folder of its own. */
export const openImporting = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'import-'));
  const store = await openEmbeddedStore({ dir: join(dir, 'store') });
  const log = openEventStore({ url: store.url });
  const vault = await openVault({ url: `sqlite:${join(dir, 'vault')}`, masterKey: Buffer.alloc(32, 1) });
  const crypto = countingCrypto();
  const open = (
    ports: Pick<typeof vault, 'numbers'> & {
      log: typeof log | ReturnType<typeof createDryLog>;
      keys: Pick<typeof vault.keys, 'ensure' | 'find'>;
    },
  ) =>
    openImportSide({
      ...{ county: COUNTY, crypto, ...ports },
      clock: createClock(),
      ...{ nowMs: () => performance.now(), build: 'spec', process: 'spec' },
      trouble: (error) => {
        throw error;
      },
    });
  const side: ImportDeps = await open({ log, keys: vault.keys, numbers: vault.numbers });
  let made = 0;

  const place = (content: string | Buffer, format: string): string => {
    made += 1;
    const file = join(dir, `history-${made}.${format}`);
    writeFileSync(file, content);
    return file;
  };
  const run = async (on: ImportDeps, file: string, { name, ...asked }: Asked) => {
    const folder = `${file}-${name ?? 'report'}`;
    const told = { file, format: 'ndjson' as const, county: COUNTY, folderOf: () => folder, ...asked };
    const imported = await importFile(on, told);
    return { imported, folder, ...read(folder) };
  };
  return {
    ...{ dir, store, log, side, place },
    run: (file: string, asked: Asked = {}) => run(side, file, asked),
    runOn: run,
    importRows: (rows: readonly unknown[], asked: Asked = {}) =>
      run(side, place(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), 'ndjson'), asked),
    importCsv: (content: string | Buffer, asked: Asked = {}) =>
      run(side, place(content, 'csv'), { format: 'csv', ...asked }),
    dryRun: async (file: string, asked: Asked = {}) => {
      const keys = createDryKeys(vault.keys, crypto);
      const dry = await open({ log: createDryLog(log), keys, numbers: createDryNumbers(vault.numbers) });
      return run(dry, file, { dry: true, name: 'dry', ...asked });
    },
    /** Every event that an import brought in. */
    events: async () => {
      const { events } = await log.page(null, 10_000);
      return events.filter(({ metadata }) => (metadata as { origin?: string }).origin === 'LEGACY_IMPORT');
    },
    close: async () => {
      await log.close();
      await vault.close();
      await store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
export type Importing = Awaited<ReturnType<typeof openImporting>>;

let keys = 0;
/** A row that registers somebody, with a key that nobody else has. */
export const personRow = (fields: Readonly<Record<string, unknown>> = {}, key?: string) => {
  keys += 1;
  return {
    ...{ category: 'person', command: 'RegisterPerson', key: key ?? `K${keys}` },
    fields: { name: '王小明', sex: '2', bornOn: '1990-01-01', township: '990121001', ...fields },
  };
};
export const row = (category: string, command: string, key: string, fields: Readonly<Record<string, unknown>>) => ({
  ...{ category, command, key, fields },
});
