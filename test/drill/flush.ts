// Empties the Redis of the queues, then that of the views, while desks work: the views come back from the log alone.
import { setTimeout as pause } from 'node:timers/promises';
import { COUNTY } from '../../infra/county/places.ts';
import { openRedis } from '../../infra/redis-views/connection.ts';
import { startWholeLedger } from './ledger-parts.ts';
import type { DrillOptions } from './options.ts';
import { startRegisterLoad } from './register-load.ts';
import { isFlawless, judge, verdictText } from './verdict.ts';

const DESKS = 16;
const FLUSHES = 4;
const PAUSE_MS = 2_000;

const flush = async (url: string): Promise<void> => {
  const redis = openRedis(url, 'writer');
  await redis.flushall();
  redis.disconnect();
};

export const flushAll = async ({ dataDir, say, times = FLUSHES }: DrillOptions): Promise<boolean> => {
  const ledger = await startWholeLedger({ dataDir, say: () => undefined });
  try {
    const token = await ledger.token({ role: 'CountyRegistrar', division: COUNTY });
    const load = await startRegisterLoad({ address: ledger.address, token }, DESKS);
    for (let flushed = 0; flushed < times; flushed += 1) {
      await pause(PAUSE_MS);
      const which = flushed % 2 === 0 ? 'queue' : 'views';
      await flush(ledger.urls[which]);
      say(`flushed ${which}; ${load.acknowledged.length} acknowledged so far`);
    }
    await pause(PAUSE_MS);
    await load.stop();
    const verdict = await judge(ledger, { acknowledged: load.acknowledged, say });
    console.log(
      `flush: queue ${Math.ceil(times / 2)}, views ${Math.floor(times / 2)}; acknowledged: ${load.acknowledged.length}`,
    );
    console.log(verdictText(verdict));
    return isFlawless(verdict);
  } finally {
    await ledger.stop();
  }
};
