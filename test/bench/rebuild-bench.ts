// Fills the registry's views from a long log, against a bare reading of the same log; and what memory that takes.
import { setTimeout as pause } from 'node:timers/promises';
import { differences, foldIndependently } from '../drill/independent-fold.ts';
import { type LedgerParts, openLedgerParts } from '../drill/ledger-parts.ts';
import { openRegistryViews, type RegistryViews } from '../drill/registry-views.ts';
import { readWholeLog } from '../drill/whole-log.ts';
import { type BareClient, openBareClient } from './bare-client.ts';
import { bytesAnEntry, bytesARow, peakOf, watchBacklog, watchCpu } from './footprint.ts';
import { cryptoOf } from './ledger-crypto.ts';
import { fillLongLog, type LongLog } from './long-log.ts';
import type { BenchOptions } from './options.ts';
import { median, reaches, report, serverName, stays } from './report.ts';

const EVENTS = 200_000;
const TARGET = 0.4;
const WITHIN_MS = 600_000;
const LOOK_AGAIN_MS = 2;
const MEGABYTE = 1024 * 1024;

interface Rebuilt {
  readonly log: LongLog;
  readonly seconds: number;
  /** Events a second, before and after. */
  readonly bare: readonly number[];
  readonly wrong: number;
  /** Processor time an event, in microseconds. */
  readonly cpu: { readonly rebuild: object; readonly bare: object };
  readonly peaks: Readonly<Record<string, number>>;
  readonly backlog: number;
  readonly bytes: { readonly household: number; readonly person: number; readonly entry: number };
}

const bareRate = async (client: BareClient): Promise<number> => {
  const startedAt = performance.now();
  const events = await client.readWhole();
  return events / ((performance.now() - startedAt) / 1000);
};

const hasBegun = async (views: RegistryViews): Promise<void> => {
  while (!(await views.hasBegun())) await pause(LOOK_AGAIN_MS);
};

/** From the first batch that a lane wrote until every lane has all of the log. */
const rebuildOf = async (ledger: LedgerParts, views: RegistryViews, log: { last: bigint; events: number }) => {
  await Promise.all([ledger.start('worker'), ledger.start('feeder')]);
  await hasBegun(views);
  const begunAt = performance.now();
  const parts = ['feeder', 'worker', 'views', 'queue', ...(ledger.foreignStore ? [] : ['store' as const])] as const;
  const cpu = watchCpu(Object.fromEntries(parts.map((part) => [part, ledger.pidOf(part)])));
  await views.until(Number(log.last), WITHIN_MS);
  const seconds = (performance.now() - begunAt) / 1000;
  return { seconds, cpu: cpu(log.events) };
};

const measure = async (ledger: LedgerParts, client: BareClient, events: number): Promise<Rebuilt> => {
  const log = await fillLongLog(client, { events, crypto: cryptoOf(ledger), epoch: 'unopened' });
  const written = await readWholeLog(ledger.urls.store);
  const last = written.at(-1)?.position ?? -1n;
  const storePid = ledger.foreignStore ? {} : { store: ledger.pidOf('store') };
  await bareRate(client);
  const bareCpu = watchCpu(storePid);
  const bare = [await bareRate(client)];
  const bareTook = bareCpu(events);
  await Promise.all([ledger.start('views'), ledger.start('queue')]);
  const views = openRegistryViews(ledger.urls.views);
  const endWatch = await watchBacklog(ledger.urls.queue);
  const { seconds, cpu } = await rebuildOf(ledger, views, { last, events });
  const backlog = await endWatch();
  const peaks = {
    feeder: await peakOf(ledger.pidOf('feeder')),
    worker: await peakOf(ledger.pidOf('worker')),
    ...(!ledger.foreignStore && { store: await peakOf(ledger.pidOf('store')) }),
  };
  bare.push(await bareRate(client));
  const wrong = differences(foldIndependently(written), await views.all()).length;
  const { redis } = views;
  const [household, person] = [await bytesARow(redis, 'h'), await bytesARow(redis, 'p')];
  const bytes = { household, person, entry: await bytesAnEntry(redis) };
  views.close();
  return { log, seconds, bare, wrong, cpu: { rebuild: cpu, bare: bareTook }, peaks, backlog, bytes };
};

const rebuild = async ({ dataDir, say, events = EVENTS }: BenchOptions): Promise<Rebuilt> => {
  const ledger = await openLedgerParts({ dataDir, say, groups: ['registry'] });
  await ledger.start('store');
  const client = openBareClient(ledger.urls.store);
  try {
    say(`filling a log with ${events} events`);
    return await measure(ledger, client, events);
  } finally {
    await client.close();
    await ledger.stop();
  }
};

const server = serverName(process.env['EVENTSTORE_URL']);

const reportRebuild = ({ log, seconds, bare, wrong, cpu }: Rebuilt): void => {
  const perSecond = log.events / seconds;
  report({
    ...reaches('rebuild', perSecond / median(bare), TARGET),
    server,
    measured: {
      events: log.events,
      eventsPerSecond: perSecond,
      barePerSecond: bare,
      wrongRows: wrong,
      cpuMicrosEach: cpu,
      mix: log.mix,
    },
  });
};

const reportMemory = ({ log, peaks, backlog, bytes }: Rebuilt): void => {
  const amounts = [
    ...Object.entries(peaks).map(([part, peak]) => [`${part} process`, peak / MEGABYTE, 512, 'MB'] as const),
    ['backlog in Redis', backlog / MEGABYTE, 64, 'MB'],
    ['household row', bytes.household, 250, 'bytes'],
    ['person row', bytes.person, 350, 'bytes'],
    ['index entry', bytes.entry, 115, 'bytes'],
  ] as const;
  for (const [of, amount, limit, unit] of amounts)
    report({ ...stays('memory', amount, limit), server, measured: { of, amount, limit, unit, events: log.events } });
};

export const benchRebuild = async (options: BenchOptions): Promise<void> => reportRebuild(await rebuild(options));
export const benchMemory = async (options: BenchOptions): Promise<void> => reportMemory(await rebuild(options));
/** Both from one rebuild. */
export const benchRebuildAndMemory = async (options: BenchOptions): Promise<void> => {
  const rebuilt = await rebuild(options);
  reportRebuild(rebuilt);
  reportMemory(rebuilt);
};
