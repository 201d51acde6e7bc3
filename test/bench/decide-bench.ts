// A command on a stream of 1,000 events, against a bare read of that stream by the official client.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openImportSide } from '../../api/import/write-side.ts';
import type { Execute } from '../../domain/kernel/execute.ts';
import { streamOf } from '../../domain/kernel/identifier.ts';
import { COUNTY } from '../../infra/county/places.ts';
import { openEventStore } from '../../infra/event-store/event-store.ts';
import { openVault } from '../../infra/vault/vault.ts';
import { openLedgerParts } from '../drill/ledger-parts.ts';
import { openBareClient } from './bare-client.ts';
import { cryptoOf } from './ledger-crypto.ts';
import type { BenchOptions } from './options.ts';
import { median, report, serverName, stays } from './report.ts';

const TARGET = 2;
const EVENTS = 1_000;
const ROUNDS = 60;
const WARM_UP = 15;

const actor = { id: 'synthetic-bench', role: 'CountyRegistrar', office: COUNTY };
const NAMES = ['王若兰', '王若男'];

const ask = async (execute: Execute, command: { type: string; data: unknown }, id?: string) => {
  const outcome = await execute({
    ...{ category: 'person', command, actor, idempotencyKey: randomUUID(), stated: { channel: 'WINDOW' } },
    ...(id && { id }),
  });
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome.kind));
  return outcome;
};

/** A person whose name was put right again and again. */
const longStream = async (execute: Execute, events: number): Promise<string> => {
  const data = { name: '王小明', sex: '2', bornOn: '1990-01-01', township: `${COUNTY}001` };
  const { id } = await ask(execute, { type: 'RegisterPerson', data });
  for (let at = 1; at < events; at += 1) await ask(execute, correction(at), id);
  return id;
};
const correction = (at: number) => ({
  type: 'CorrectFact',
  data: { field: 'name', value: NAMES[at % 2], reason: 'NAME_CHANGED' },
});

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
};

const measure = async (options: BenchOptions, { execute, url }: { execute: Execute; url: string }): Promise<void> => {
  const events = options.events ?? EVENTS;
  const id = await longStream(execute, events);
  const client = openBareClient(url);
  const [decided, read]: [number[], number[]] = [[], []];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const bare = await timed(() => client.readWholeStream(streamOf('person', id)));
    const command = await timed(() => ask(execute, correction(events + round), id));
    if (round < WARM_UP) continue;
    read.push(bare);
    decided.push(command);
  }
  await client.close();
  report({
    ...stays('decide', median(decided) / median(read), TARGET),
    server: serverName(process.env['EVENTSTORE_URL']),
    measured: {
      ...{
        what: `a command on a stream of ${events} events, read, opened, folded, decided and appended`,
        rounds: ROUNDS,
      },
      ...{ commandMs: median(decided), bareReadMs: median(read) },
    },
  });
};

export const benchDecide = async (options: BenchOptions): Promise<void> => {
  const ledger = await openLedgerParts({ dataDir: options.dataDir, say: options.say });
  await ledger.start('store');
  const log = openEventStore({ url: ledger.urls.store });
  const masterKey = Buffer.from(ledger.secrets.LEDGER_MASTER_KEY, 'base64url');
  const vault = await openVault({ url: `sqlite:${join(ledger.dataDir, 'vault')}`, masterKey });
  try {
    const { execute } = await openImportSide({
      ...{ county: COUNTY, log, crypto: cryptoOf(ledger), keys: vault.keys, numbers: vault.numbers },
      clock: { now: () => new Date().toISOString() },
      ...{ nowMs: () => performance.now(), build: 'bench', process: 'bench', trouble: (error) => console.error(error) },
    });
    await measure(options, { execute, url: ledger.urls.store });
  } finally {
    await log.close();
    await vault.close();
    await ledger.stop();
  }
};
