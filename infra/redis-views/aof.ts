// Mends an append-only file that a power cut tore: its dangling transaction would be run with a later one at the second restart.
import type { Redis } from 'ioredis';

const RUN_KEY = '{views}run';

const runIdOf = async (redis: Redis): Promise<string | undefined> =>
  /^run_id:(\w+)/m.exec(await redis.info('server'))?.[1];

/**
 * Writes the file anew from memory wherever the server has started since the last time; a rewrite that is not needed
 * costs little, one that was left out corrupts rows.
 */
export const mendAppendOnlyFile = async (redis: Redis): Promise<boolean> => {
  const runId = await runIdOf(redis);
  if (runId === undefined || (await redis.get(RUN_KEY)) === runId) return false;
  const isOn = /^aof_enabled:1/m.test(await redis.info('persistence'));
  if (isOn) await redis.bgrewriteaof();
  await redis.set(RUN_KEY, runId);
  return isOn;
};

/** Now, and after each time the server was away. */
export const keepAppendOnlyFileWhole = (
  redis: Redis,
  tell: (event: 'mended' | 'failed', error?: unknown) => void,
): void => {
  const mend = () => {
    mendAppendOnlyFile(redis).then(
      (mended) => mended && tell('mended'),
      (error: unknown) => tell('failed', error),
    );
  };
  if (redis.status === 'ready') mend();
  redis.on('ready', mend);
};
