// How much memory a ledger's parts take: processes at their peak, the backlog of the queues, and rows in Redis.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Redis } from 'ioredis';
import { openRedis } from '../../infra/redis-views/connection.ts';

const execute = promisify(execFile);
const SAMPLE_MS = 100;

/** Bytes of a process at its peak; where the system does not say, what it has now. */
export const peakOf = async (pid: number): Promise<number> => {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    const { stdout } = await execute('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout.trim()) * 1024;
  }
};

/** The kernel counts in hundredths of a second. */
const TICK_US = 10_000;
const USER_TIME = 11;

/** Processor time that a process has taken so far, in microseconds; undefined where the system does not say. */
const cpuOf = (pid: number): number | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[USER_TIME]) + Number(fields[USER_TIME + 1])) * TICK_US;
  } catch {
    return undefined;
  }
};

const ownCpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/**
 * Watches who takes how much processor time: on a busy machine the only figure that keeps its meaning.
 * @returns what each took since, in microseconds for each of so many events; `bench` is this process
 */
export const watchCpu = (pids: Readonly<Record<string, number>>) => {
  const parts = Object.entries(pids);
  const first = new Map(parts.map(([part, pid]) => [part, cpuOf(pid)]));
  const ownFirst = ownCpu();
  return (events: number): Readonly<Record<string, number>> => {
    const taken = parts.flatMap(([part, pid]) => {
      const [before, now] = [first.get(part), cpuOf(pid)];
      return before === undefined || now === undefined ? [] : [[part, Math.round((now - before) / events)] as const];
    });
    return { ...Object.fromEntries(taken), bench: Math.round((ownCpu() - ownFirst) / events) };
  };
};

const usedMemory = async (redis: Redis): Promise<number> =>
  Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1] ?? 0);

/** Watches a Redis until it is told to end. @returns the most it held beyond what it held at first */
export const watchBacklog = async (url: string): Promise<() => Promise<number>> => {
  const redis = openRedis(url, 'writer');
  const first = await usedMemory(redis);
  let most = first;
  const timer = setInterval(() => {
    usedMemory(redis).then(
      (now) => {
        most = Math.max(most, now);
      },
      () => undefined,
    );
  }, SAMPLE_MS);
  return async () => {
    clearInterval(timer);
    redis.disconnect();
    return most - first;
  };
};

const KEYS_MAX = 4_000;

const keysLike = async (redis: Redis, pattern: string, most: number): Promise<string[]> => {
  const found: string[] = [];
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', 5_000);
    found.push(...keys);
    cursor = next;
  } while (cursor !== '0' && found.length < most);
  return found.slice(0, most);
};

const bytesOf = async (redis: Redis, keys: readonly string[]): Promise<number> => {
  const pipeline = redis.pipeline();
  for (const key of keys) pipeline.memory('USAGE', key, 'SAMPLES', 0);
  const answers = (await pipeline.exec()) ?? [];
  return answers.reduce((sum, [, bytes]) => sum + Number(bytes), 0);
};

/** Bytes of a row with its key, on average. */
export const bytesARow = async (redis: Redis, table: string): Promise<number> => {
  const keys = await keysLike(redis, `*}${table}:*`, KEYS_MAX);
  return (await bytesOf(redis, keys)) / keys.length;
};

/** Bytes of an entry of the indexes, what its sets cost included. */
export const bytesAnEntry = async (redis: Redis): Promise<number> => {
  const sets = await keysLike(redis, '*}z:*', Number.POSITIVE_INFINITY);
  const sizes = await Promise.all(sets.map((set) => redis.zcard(set)));
  return (await bytesOf(redis, sets)) / sizes.reduce((sum, size) => sum + size, 0);
};
