// Views in a real Redis, plain and with the slots of a cluster enforced, keep what every store of read models promises.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe } from 'vitest';
import { freePort, redisArguments, redisReady, redisUrl, startRedis } from '../../infra/local/redis.ts';
import { openRedis } from '../../infra/redis-views/connection.ts';
import {
  createRedisKeeper,
  createRedisSigns,
  createRedisViewReader,
  createRedisViewWriter,
} from '../../infra/redis-views/redis-views.ts';
import { until } from '../support/waiting.ts';
import { type Views, viewsContract } from './views.contract.ts';

type Server = { readonly url: string; stop(): Promise<unknown> };

const plain = (dir: string): Promise<Server> => startRedis({ dir, persistence: 'none' });

/** One node that holds every slot refuses what would cross them, as a whole cluster would. */
const clustered = async (dir: string): Promise<Server> => {
  const port = await freePort();
  const child = spawn('redis-server', [...redisArguments(dir, 'none', port), '--cluster-enabled', 'yes']);
  if (!(await redisReady(child, port))) throw new Error('redis-server did not start as a cluster');
  const redis = openRedis(redisUrl(port), 'writer');
  await redis.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  await until(async () => String(await redis.call('CLUSTER', 'INFO')).includes('cluster_state:ok'));
  redis.disconnect();
  return { url: redisUrl(port), stop: async () => child.kill('SIGKILL') };
};

describe.each([
  ['in Redis', plain],
  ['in a Redis of a cluster', clustered],
])('views %s', (_, start) => {
  const dir = mkdtempSync(join(tmpdir(), 'views-'));
  let server: Server;
  let redis: Redis;
  let views: Views;
  beforeAll(async () => {
    server = await start(dir);
    redis = openRedis(server.url, 'writer');
    views = {
      ...createRedisKeeper(redis),
      ...createRedisSigns(redis),
      ...createRedisViewReader(redis),
      ...createRedisViewWriter(redis),
    };
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  viewsContract(() => views);
});
