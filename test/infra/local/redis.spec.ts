// The Redis that a ledger on one machine starts for itself: one for views that stay, one for queues that may go.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { startRedis } from '../../../infra/local/redis.ts';

const place = () => mkdtempSync(join(tmpdir(), 'redis-'));

const ask = async <T>(url: string, question: (redis: Redis) => Promise<T>): Promise<T> => {
  const redis = new Redis(url);
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
};

test('views are there again after a stop, at the address that was known', async () => {
  const dir = place();
  const first = await startRedis({ dir, persistence: 'aof' });
  await ask(first.url, (redis) => redis.set('row', '1'));
  await first.stop();
  const second = await startRedis({ dir, persistence: 'aof', port: first.port });
  onTestFinished(second.kill);
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, (redis) => redis.get('row'))).toBe('1');
});

test('a queue is empty after a stop, and neither of them ever evicts', async () => {
  const dir = place();
  const first = await startRedis({ dir, persistence: 'none' });
  await ask(first.url, (redis) => redis.set('job', '1'));
  await first.stop();
  const second = await startRedis({ dir, persistence: 'none' });
  onTestFinished(second.kill);
  expect(await ask(second.url, (redis) => redis.dbsize())).toBe(0);
  expect(await ask(second.url, (redis) => redis.config('GET', 'maxmemory-policy'))).toContain('noeviction');
});

test('many can be started at once, each on its own port', async () => {
  const all = await Promise.all(Array.from({ length: 4 }, () => startRedis({ dir: place(), persistence: 'none' })));
  onTestFinished(async () => void (await Promise.all(all.map(({ kill }) => kill()))));
  expect(new Set(all.map(({ url }) => url)).size).toBe(4);
});

test('a port that is taken is refused, not shared', async () => {
  const first = await startRedis({ dir: place(), persistence: 'none' });
  onTestFinished(first.kill);
  await expect(startRedis({ dir: place(), persistence: 'none', port: first.port })).rejects.toThrow(/in use/);
});
