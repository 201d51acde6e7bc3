// A file of history through the whole import, durable, against as many single appends of the same bytes by the bare client.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openImportSide } from '../../api/import/write-side.ts';
import { createClock } from '../../infra/clock.ts';
import { COUNTY } from '../../infra/county/places.ts';
import { type EventStore, openEventStore } from '../../infra/event-store/event-store.ts';
import { importFile } from '../../infra/import/import-file.ts';
import { openVault } from '../../infra/vault/vault.ts';
import { type LedgerParts, openLedgerParts } from '../drill/ledger-parts.ts';
import { type BareClient, type Content, openBareClient } from './bare-client.ts';
import { watchCpu } from './footprint.ts';
import { createHistory } from './import-rows.ts';
import { cryptoOf } from './ledger-crypto.ts';
import type { BenchOptions } from './options.ts';
import { rateOf, reaches, report, serverName } from './report.ts';

const TARGET = 0.6;
const ROWS = 100_000;
const IN_FLIGHT = 256;
/** Rows imported before anything is measured. */
const WARM_UP = 2_000;
const TEMPLATES = 500;

const openSide = async (ledger: LedgerParts, log: EventStore) => {
  const masterKey = Buffer.from(ledger.secrets.LEDGER_MASTER_KEY, 'base64url');
  const vault = await openVault({ url: `sqlite:${join(ledger.dataDir, 'vault')}`, masterKey });
  const side = await openImportSide({
    ...{ county: COUNTY, log, crypto: cryptoOf(ledger), keys: vault.keys, numbers: vault.numbers },
    clock: createClock(),
    nowMs: () => performance.now(),
    build: 'bench',
    process: 'bench',
    trouble: (error) => console.error(error),
  });
  return { side, vault };
};
type Side = Awaited<ReturnType<typeof openSide>>['side'];

const writeHistory = createHistory();

/** One file through the import as `npm run import` runs it, report and seal included. @returns rows a second */
const importRows = async (side: Side, dir: string, { name, rows }: { name: string; rows: number }) => {
  const file = join(dir, `${name}.ndjson`);
  await writeHistory(file, rows);
  const startedAt = performance.now();
  const imported = await importFile(side, {
    ...{ file, format: 'ndjson', county: COUNTY, batch: name, folderOf: () => join(dir, name), inFlight: IN_FLIGHT },
  });
  const perSecond = rows / ((performance.now() - startedAt) / 1000);
  if (imported.taken !== rows) throw new Error(`${rows - imported.taken} of ${rows} rows were not taken`);
  return perSecond;
};

/** What the import stored for its rows, in the proportion in which it did. */
const templatesFrom = async (log: EventStore): Promise<Content[]> => {
  const templates: Content[] = [];
  let after: bigint | null = null;
  for (;;) {
    const { events, next, end } = await log.page(after, 500);
    for (const { type, data, metadata } of events)
      if (JSON.stringify(metadata).includes('LEGACY_IMPORT')) templates.push({ type, data, metadata } as Content);
    after = next;
    if (end || next === null) break;
  }
  const step = Math.max(1, Math.floor(templates.length / TEMPLATES));
  return templates.filter((_, at) => at % step === 0);
};

const appendAlone = (client: BareClient, templates: readonly Content[], count: number) =>
  rateOf(count, IN_FLIGHT, (index) => {
    const content = templates[index % templates.length] as Content;
    return client.appendNew(`${content.type.split('.')[0]}-${randomUUID()}`, content);
  });

export const benchImport = async (options: BenchOptions): Promise<void> => {
  const rows = options.events ?? ROWS;
  const ledger = await openLedgerParts({ dataDir: options.dataDir, say: options.say });
  await ledger.start('store');
  const log = openEventStore({ url: ledger.urls.store });
  const client = openBareClient(ledger.urls.store);
  const { side, vault } = await openSide(ledger, log);
  try {
    await importRows(side, options.dataDir, { name: 'warm-up', rows: Math.min(rows, WARM_UP) });
    const templates = await templatesFrom(log);
    const bares = [await appendAlone(client, templates, Math.ceil(rows / 4))];
    options.say(`${rows} rows to import`);
    const pids = { import: process.pid, ...(!ledger.foreignStore && { store: ledger.pidOf('store') }) };
    const cpu = watchCpu(pids);
    const perSecond = await importRows(side, options.dataDir, { name: 'history', rows });
    const cpuMicrosARow = cpu(rows);
    const bareCpu = watchCpu(pids);
    bares.push(await appendAlone(client, templates, Math.ceil(rows / 4)));
    const cpuMicrosAnAppend = bareCpu(Math.ceil(rows / 4));
    const barePerSecond = ((bares[0] ?? 0) + (bares[1] ?? 0)) / 2;
    report({
      ...reaches('import', perSecond / barePerSecond, TARGET),
      server: serverName(process.env['EVENTSTORE_URL']),
      measured: {
        ...{ what: 'mixed rows of NDJSON, each a durable event', rows, inFlight: IN_FLIGHT, rowsPerSecond: perSecond },
        ...{ barePerSecond, bares, cpuMicrosARow, cpuMicrosAnAppend },
      },
    });
  } finally {
    await client.close();
    await log.close();
    await vault.close();
    await ledger.stop();
  }
};
