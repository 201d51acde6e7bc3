// How long after an append its event is in the view: at five hundred a second, and when nothing else goes on.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { type EventStore, openEventStore } from '../../infra/event-store/event-store.ts';
import { openRedis } from '../../infra/redis-views/connection.ts';
import { checkpointKey } from '../../infra/redis-views/keys.ts';
import { positionOf, readCheckpoint } from '../../projections/checkpoint.ts';
import { lanesOf, registry } from '../../projections/groups.ts';
import { laneOf } from '../../projections/keys.ts';
import { openLedgerParts } from '../drill/ledger-parts.ts';
import { openRegistryViews } from '../drill/registry-views.ts';
import { watchCpu } from './footprint.ts';
import { cryptoOf } from './ledger-crypto.ts';
import { birthCopies, type Copied } from './long-log.ts';
import type { BenchOptions } from './options.ts';
import { quantile, report, serverName, stays } from './report.ts';

const EVENTS = 10_000;
const PER_SECOND = 500;
const IDLE_EVENTS = 100;
const IDLE_PAUSE_MS = 60;
const BUSY_P99_MS = 50;
const IDLE_P50_MS = 10;
/** Appends at the same rate before anything is measured, until every process runs what it has compiled. */
const WARM_UP = 4_000;

/** One that was appended and is not seen yet. */
interface Awaited {
  readonly lane: number;
  readonly position: number;
  readonly appendedAt: number;
}

/** With many under way, whoever looks all the time disturbs what is measured; a later look only makes it look slower. */
const BUSY_LOOK_MS = 4;
const isMany = (pending: readonly unknown[]) => pending.length > 2;

/** Looks at the checkpoints of all lanes again and again; every event is seen at the first look that shows it. */
const createWatch = (redis: Redis, version: number) => {
  const keys = lanesOf(registry).map((lane) => checkpointKey({ group: registry.name, version, lane }));
  const held = keys.map(() => ({ text: '', position: -1 }));
  let pending: Awaited[] = [];
  let latencies: number[] = [];
  let going = true;
  const look = async () => {
    const texts = await redis.mget(...keys);
    const now = performance.now();
    for (const [lane, text] of texts.entries())
      if (text !== held[lane]?.text) held[lane] = { text: text ?? '', position: positionOf(readCheckpoint(text)) };
    const [seen, unseen]: [Awaited[], Awaited[]] = [[], []];
    for (const one of pending) (one.position <= (held[one.lane]?.position ?? -1) ? seen : unseen).push(one);
    pending = unseen;
    latencies.push(...seen.map(({ appendedAt }) => now - appendedAt));
  };
  const watch = async () => {
    while (going) {
      if (pending.length > 0) await look();
      await pause(isMany(pending) ? BUSY_LOOK_MS : 1);
    }
  };
  const done = watch();
  return {
    expect: (one: Awaited) => pending.push(one),
    /** What was measured since the last time, once all of it is visible. */
    async take(): Promise<readonly number[]> {
      while (pending.length > 0) await pause(2);
      const taken = latencies;
      latencies = [];
      return taken;
    },
    async end() {
      going = false;
      await done;
    },
  };
};
type Watch = ReturnType<typeof createWatch>;

const append = async (log: EventStore, { stream, event }: Copied): Promise<number> => {
  const outcome = await log.append(stream, null, [event]);
  if (!outcome.appended) throw new Error(`a birth was not appended: ${outcome.why}`);
  return Number(outcome.position);
};

const appendOne = async (log: EventStore, birth: Copied, watch: Watch): Promise<void> => {
  const position = await append(log, birth);
  const { childId } = birth.event.data as { childId: string };
  watch.expect({ lane: laneOf(childId, registry.lanes), position, appendedAt: performance.now() });
};

/** At a steady rate, whatever becomes of each. */
const appendSteadily = async (log: EventStore, births: readonly Copied[], watch: Watch): Promise<number> => {
  const startedAt = performance.now();
  const underWay: Promise<void>[] = [];
  for (const birth of births) {
    const dueAt = startedAt + (underWay.length * 1_000) / PER_SECOND;
    const earlyMs = dueAt - performance.now();
    if (earlyMs > 0) await pause(earlyMs);
    underWay.push(appendOne(log, birth, watch));
  }
  await Promise.all(underWay);
  return births.length / ((performance.now() - startedAt) / 1_000);
};

/** The process that the worker of the directory is apart in; none where the system does not say. */
const apartFrom = (worker: number): Readonly<Record<string, number>> => {
  try {
    const [child] = readFileSync(`/proc/${worker}/task/${worker}/children`, 'utf8').trim().split(' ').map(Number);
    return child ? { directory: child } : {};
  } catch {
    return {};
  }
};

const figures = (latencies: readonly number[]) => ({
  unit: 'ms',
  p50: quantile(latencies, 0.5),
  p99: quantile(latencies, 0.99),
  max: Math.max(...latencies),
  events: latencies.length,
});

export const benchVisible = async ({ dataDir, say, events = EVENTS }: BenchOptions): Promise<void> => {
  const server = serverName(process.env['EVENTSTORE_URL']);
  const ledger = await openLedgerParts({ dataDir, say });
  await Promise.all((['store', 'views', 'queue'] as const).map(ledger.start));
  await Promise.all((['worker', 'feeder'] as const).map(ledger.start));
  const log = openEventStore({ url: ledger.urls.store });
  const views = openRegistryViews(ledger.urls.views);
  const redis = openRedis(ledger.urls.views, 'writer');
  const births = await birthCopies(events + WARM_UP + IDLE_EVENTS, cryptoOf(ledger), 'unopened');
  const first = await append(log, births[0] as Copied);
  await views.until(first, 60_000);
  const parts = ['feeder', 'worker', 'views', 'queue', ...(ledger.foreignStore ? [] : ['store' as const])] as const;
  const watch = createWatch(redis, (await views.active())?.version ?? 1);
  try {
    await appendSteadily(log, births.slice(1, WARM_UP), watch);
    await watch.take();
    const pids = Object.fromEntries(parts.map((part) => [part, ledger.pidOf(part)]));
    const cpu = watchCpu({ ...pids, ...apartFrom(ledger.pidOf('worker')) });
    const perSecond = await appendSteadily(log, births.slice(WARM_UP, WARM_UP + events), watch);
    const busy = { ...figures(await watch.take()), cpuMicrosEach: cpu(events) };
    report({
      ...stays('visible', busy.p99, BUSY_P99_MS),
      ...{ server, measured: { what: 'append answered to visible: p99', limit: BUSY_P99_MS, perSecond, ...busy } },
    });
    for (const birth of births.slice(WARM_UP + events)) {
      await appendOne(log, birth, watch);
      await pause(IDLE_PAUSE_MS);
    }
    const idle = figures(await watch.take());
    report({
      ...stays('visible', idle.p50, IDLE_P50_MS),
      ...{ server, measured: { what: 'append answered to visible, idle: p50', limit: IDLE_P50_MS, ...idle } },
    });
  } finally {
    await watch.end();
    redis.disconnect();
    views.close();
    await log.close();
    await ledger.stop();
  }
};
