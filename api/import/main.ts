/** `npm run import -- FILE`: brings the history of an old register into the ledger, row by row told, beside a running ledger or without one. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { BUILD, createClock } from '../../infra/clock.ts';
import { ConfigError, type ConnectedConfig, readConfig, readConnectedConfig } from '../../infra/config.ts';
import { openEmbeddedStore } from '../../infra/embedded-store/open.ts';
import { exitOnClientFault } from '../../infra/event-store/client-fault.ts';
import { openEventStore } from '../../infra/event-store/event-store.ts';
import { COLUMN_TABLES } from '../../infra/import/columns.ts';
import { createDryKeys, createDryLog, createDryNumbers } from '../../infra/import/dry-run.ts';
import { type Encoding, ENCODINGS, type Survey } from '../../infra/import/encoding.ts';
import { ImportError } from '../../infra/import/import-error.ts';
import { importFile } from '../../infra/import/import-file.ts';
import { showImport } from '../../infra/import/progress.ts';
import type { Format } from '../../infra/import/raw-rows.ts';
import { claim, runningStore } from '../../infra/local/claim.ts';
import { openSecrets } from '../../infra/local/secrets.ts';
import { createCrypto } from '../../infra/vault/crypto.ts';
import { openVault, vaultOptions } from '../../infra/vault/vault.ts';
import { openImportSide } from './write-side.ts';

/** Views are none of an import's business; addresses that nobody asks keep the one way of reading the settings. */
const UNUSED = { REDIS_URL: 'redis://-', QUEUE_REDIS_URL: 'redis://-' };

interface Options {
  readonly dryRun?: boolean;
  readonly kind?: string;
  readonly format?: Format;
  readonly encoding?: Encoding;
  readonly batch?: string;
  readonly ignore?: readonly string[];
  readonly report?: string;
  readonly by?: string;
}

const formatOf = (file: string, { format, kind }: Options): Format => {
  if (format) return format;
  return kind !== undefined || /\.(?:csv|txt|tsv)$/i.test(file) ? 'csv' : 'ndjson';
};

interface Found {
  readonly config: ConnectedConfig;
  readonly release: () => Promise<void>;
}

/** The store that was named, else that of the ledger running here, else one opened for this import alone. */
const findLedger = async (): Promise<Found> => {
  const { dataDir, eventStoreUrl } = readConfig(process.env);
  const running = eventStoreUrl ?? runningStore(dataDir);
  const held = running === undefined ? await claim(dataDir) : undefined;
  const own = { VAULT_URL: `sqlite:${join(dataDir, 'vault')}`, ...openSecrets(dataDir, process.env) };
  const store = held && (await openEmbeddedStore({ dir: join(dataDir, 'store') }));
  const EVENTSTORE_URL = running ?? store?.url ?? '';
  held?.noteStore(EVENTSTORE_URL);
  return {
    config: readConnectedConfig({ ...UNUSED, ...own, ...process.env, EVENTSTORE_URL }),
    release: async () => {
      await store?.close();
      held?.release();
    },
  };
};

const openParts = async (config: ConnectedConfig, isDry: boolean) => {
  const trouble = (during: string, error: unknown) => console.error(`${during}: ${(error as Error).message}`);
  const log = openEventStore({ url: config.eventStoreUrl, trouble });
  const vault = await openVault(vaultOptions(config));
  const crypto = createCrypto({ idKey: config.idKey, eventKeys: { '1': config.macKey }, currentEventKey: '1' });
  const real = { log, keys: vault.keys, numbers: vault.numbers };
  const dry = () => ({
    log: createDryLog(log),
    keys: createDryKeys(vault.keys, crypto),
    numbers: createDryNumbers(vault.numbers),
  });
  const ports = isDry ? dry() : real;
  const side = await openImportSide({
    ...{ county: config.countyCode, ...ports, crypto, clock: createClock(), build: BUILD },
    nowMs: () => performance.now(),
    process: randomBytes(6).toString('hex'),
    trouble: (error) => trouble('rule versions', error),
  });
  const close = async () => {
    await log.close();
    await vault.close();
  };
  return { side, close };
};

const folderFor = (file: string, { report, dryRun }: Options) => {
  const name = ({ digest }: Survey) => Buffer.from(digest, 'base64url').toString('hex').slice(0, 12);
  return (survey: Survey) => report ?? `${file}.${dryRun ? 'dry-run' : 'import'}-${name(survey)}`;
};

const run = async (file: string, options: Options): Promise<void> => {
  if (!existsSync(file)) throw new ImportError(`${file}: there is no such file`);
  exitOnClientFault();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { dryRun = false, kind, encoding, batch, ignore, by } = options;
  const { config, release } = await findLedger();
  const { side, close } = await openParts(config, dryRun);
  const shown = showImport(process.stderr, dryRun);
  try {
    const imported = await importFile(side, {
      ...{ file, format: formatOf(file, options), kind, encoding, batch, ignore, staff: by, dry: dryRun },
      ...{ county: config.countyCode, folderOf: folderFor(file, options), progress: shown.reached, stop: stop.signal },
    });
    shown.end();
    console.log(JSON.stringify(imported));
    if (imported.quarantined > 0) console.error(`kept out: ${imported.quarantined} rows; see ${imported.folder}`);
  } finally {
    shown.end();
    await close();
    await release();
  }
};

const kinds = COLUMN_TABLES.map(({ kind }) => kind).join(', ');
const program = new Command('npm run import --')
  .argument('<file>', 'NDJSON or CSV')
  .option('--dry-run', 'say what would become of each row, and write nothing to the ledger')
  .option('--kind <kind>', `what the rows of a CSV file are: ${kinds}`)
  .addOption(new Option('--format <format>', 'default: by the file’s name').choices(['ndjson', 'csv']))
  .addOption(new Option('--encoding <encoding>', 'default: as most lines are').choices([...ENCODINGS]))
  .option('--batch <name>', 'files of one batch may refer to each other’s keys; default: by the file’s digest')
  .option('--ignore <heads...>', 'columns to leave out')
  .option('--report <folder>', 'where report, quarantine and manifest go; default: beside the file')
  .option('--by <staff>', 'the member of staff who answers for the import')
  .action(run);

program.parseAsync().then(
  () => process.exit(0),
  (error: unknown) => {
    const isKnown =
      error instanceof ConfigError ||
      error instanceof ImportError ||
      /^(VaultError|LogUnavailableError)$/.test((error as Error).name);
    process.stderr.write(`${isKnown ? (error as Error).message : String((error as Error).stack ?? error)}\n`);
    process.exit(1);
  },
);
