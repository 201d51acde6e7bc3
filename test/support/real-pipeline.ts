// The whole way on real parts for specs: a store of events, two Redis servers, feeder, workers, questions; each can be killed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deciders } from '../../domain/index.ts';
import { createCodec } from '../../domain/kernel/codec.ts';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import { type RunningRedis, startRedis } from '../../infra/local/redis.ts';
import { openRedis } from '../../infra/redis-views/connection.ts';
import {
  createRedisKeeper,
  createRedisSigns,
  createRedisViewReader,
  createRedisViewWriter,
} from '../../infra/redis-views/redis-views.ts';
import { lanesOf, registry } from '../../projections/groups.ts';
import { householdStatusQueries } from '../../projections/household-queries.ts';
import { createWaiting } from '../../projections/waiting.ts';
import { openLaneQueues } from '../../workers/bullmq-queue.ts';
import { createFeeder } from '../../workers/feeder.ts';
import type { PipelineLog } from '../../workers/lane-worker.ts';
import { createPages } from '../../workers/pages.ts';
import { startLaneWork, tryStoppedLanes } from '../../workers/pipeline.ts';
import { createTimers } from '../../workers/timers.ts';
import { verify } from '../../workers/verification.ts';
import { createViewLane } from '../../workers/view-lane.ts';
import { COUNTY } from './county-log.ts';
import { countingCrypto } from './fixed-crypto.ts';

export const VERSION = { group: registry.name, version: 1 } as const;
type Codec = ReturnType<typeof createCodec>;

/** What the parts said, for specs that wait for it. */
export const createSaid = () => {
  const lines: { readonly level: string; readonly fields: object; readonly message: string }[] = [];
  const say = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const log: PipelineLog = { info: say('info'), warn: say('warn'), error: say('error') };
  return { lines, log };
};

const openViews = (url: string) => {
  const redis = openRedis(url, 'writer');
  const signs = createRedisSigns(redis);
  const waiting = createWaiting({
    ...{ signs, scheduler: createTimers(), lanes: lanesOf(registry) },
    active: async () => VERSION,
  });
  const views = createRedisViewReader(redis);
  const asking = { views, signs, waiting, active: async () => VERSION, waitMs: 10_000 };
  return {
    redis,
    signs,
    waiting,
    ...{ writer: createRedisViewWriter(redis), keeper: createRedisKeeper(redis), reader: views },
    ask: householdStatusQueries(asking),
  };
};
type Views = ReturnType<typeof openViews>;

export const openRealPipeline = async (log: EventLog, persistence: 'aof' | 'none' = 'none') => {
  const dir = mkdtempSync(join(tmpdir(), 'pipeline-'));
  const codec: Codec = createCodec({ deciders, crypto: countingCrypto(), county: COUNTY });
  const { lines, log: say } = createSaid();
  const servers = {
    views: await startRedis({ dir: join(dir, 'views'), persistence }),
    queue: await startRedis({ dir: join(dir, 'queue'), persistence: 'none' }),
  };
  const views: Views = openViews(servers.views.url);
  const endings: (() => Promise<unknown>)[] = [];
  const openQueues = () => {
    const clients = [openRedis(servers.queue.url, 'queue'), openRedis(servers.queue.url, 'queue')] as const;
    const queues = openLaneQueues({ producer: clients[0], consumer: clients[1], say });
    endings.push(async () => {
      await queues.close().catch(() => undefined);
      for (const client of clients) client.disconnect();
    });
    return queues;
  };
  const shared = { group: registry, version: VERSION.version, signs: views.signs, scheduler: createTimers(), say };

  return {
    ...{ dir, servers, views, lines, codec },
    feed() {
      const pages = createPages(log, codec.isGenuine);
      const feeder = createFeeder({ ...shared, county: COUNTY, log, pages, queue: openQueues() });
      const ended = feeder.run();
      endings.unshift(async () => {
        feeder.stop();
        await ended;
      });
      return { ...feeder, ended };
    },
    work(lanes: readonly number[] = lanesOf(registry), lift: Codec['lift'] = codec.lift) {
      const rows = createViewLane({ group: registry, views: views.writer, lift });
      const end = startLaneWork({ ...shared, lanes, rows, queues: openQueues() });
      endings.unshift(end);
      return end;
    },
    /** As a process does when it begins. */
    tryAgain: () => tryStoppedLanes({ ...shared, lanes: lanesOf(registry) }),
    verdict: () =>
      verify({ group: registry, log, lift: codec.lift, views: { ...views.reader, ...views.keeper } }, VERSION),
    /** The server comes back on the same port, with what its persistence kept. */
    async restart(which: 'views' | 'queue', how: 'kill' | 'stop', between: () => void = () => undefined) {
      const { port } = servers[which];
      await servers[which][how]();
      between();
      servers[which] = await startRedis({
        ...{ dir: join(dir, which), port, persistence: which === 'views' ? persistence : 'none' },
      });
    },
    async close() {
      for (const end of endings.splice(0)) await end();
      views.redis.disconnect();
      await Promise.all(Object.values(servers).map((server: RunningRedis) => server.kill()));
      rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
};
export type RealPipeline = Awaited<ReturnType<typeof openRealPipeline>>;
