// On real queues and views: whatever is flushed, cut, killed or doubled, the views equal an independent fold in the end.
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mendAppendOnlyFile } from '../../infra/redis-views/aof.ts';
import { openRedis } from '../../infra/redis-views/connection.ts';
import { lanesOf, registry } from '../../projections/groups.ts';
import { appendAll, busyCounty, type Recorded } from '../support/county-log.ts';
import { createMemoryLog } from '../support/memory-log.ts';
import { openRealPipeline, type RealPipeline, VERSION } from '../support/real-pipeline.ts';
import { until } from '../support/waiting.ts';

let events: readonly Recorded[];
beforeAll(async () => {
  ({ events } = await busyCounty(160));
});
let opened: RealPipeline | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

const open = async (persistence: 'aof' | 'none' = 'none') => {
  const log = createMemoryLog();
  const pipeline = await openRealPipeline(log, persistence);
  opened = pipeline;
  let appended = 0;
  return {
    ...pipeline,
    log,
    /** Appends further events. @returns the last position */
    append: (count: number) => appendAll(log, events.slice(appended, (appended += count))),
    async rightAt(position: number) {
      await until(async () => (await pipeline.views.ask.reach(position).catch(() => -1)) === undefined, 60_000);
      expect((await pipeline.verdict()).wrong).toEqual([]);
    },
  };
};

const flush = async (url: string) => {
  const redis = openRedis(url, 'writer');
  await redis.flushall();
  redis.disconnect();
};
const stopped = async ({ views }: RealPipeline) =>
  (await views.signs.lanes(VERSION, lanesOf(registry))).filter(({ note }) => note?.is === 'stopped').length;

/** The tail of the append-only file is cut in the middle of the last batch. */
const cutTail = (pipeline: RealPipeline) => {
  const folder = join(pipeline.dir, 'views', 'appendonlydir');
  const file = readdirSync(folder).find((name) => name.endsWith('.incr.aof'));
  if (!file) throw new Error('no append-only file');
  const path = join(folder, file);
  truncateSync(path, statSync(path).size - 30);
};

describe('the views are right in the end', { timeout: 90_000 }, () => {
  it('when the queue is flushed while jobs wait', async () => {
    const pipeline = await open();
    await pipeline.append(80);
    pipeline.feed();
    await until(async () => (await pipeline.views.signs.progress(VERSION)) !== null);
    await flush(pipeline.servers.queue.url);
    pipeline.work();
    await pipeline.rightAt(await pipeline.append(80));
  });

  it('when the views are flushed', async () => {
    const pipeline = await open();
    pipeline.feed();
    pipeline.work();
    await pipeline.rightAt(await pipeline.append(80));
    await flush(pipeline.servers.views.url);
    await pipeline.rightAt(await pipeline.append(80));
  });

  it('when a worker leaves and another comes, and two feeders feed', async () => {
    const pipeline = await open();
    pipeline.feed();
    pipeline.feed();
    const leave = pipeline.work();
    const appending = pipeline.append(80);
    await leave();
    await appending;
    pipeline.work();
    pipeline.work();
    await pipeline.rightAt(await pipeline.append(80));
  });

  it('when both servers are killed and come back', async () => {
    const pipeline = await open('aof');
    pipeline.feed();
    pipeline.work();
    await pipeline.append(50);
    await Promise.all([pipeline.restart('views', 'kill'), pipeline.restart('queue', 'kill')]);
    await pipeline.rightAt(await pipeline.append(110));
  });

  it.each([
    ['and the file is written anew after the first restart', mendAppendOnlyFile],
    ['and nobody mends the file', async () => false],
  ])('when a power cut tears a batch in the append-only file, twice, %s', async (_, mend) => {
    const pipeline = await open('aof');
    pipeline.feed();
    pipeline.work();
    await pipeline.rightAt(await pipeline.append(60));
    await pipeline.restart('views', 'kill', () => cutTail(pipeline));
    await mend(pipeline.views.redis);
    await pipeline.rightAt(await pipeline.append(50));
    await pipeline.restart('views', 'kill');
    await pipeline.rightAt(await pipeline.append(50));
  });

  it('when a release that cannot read an event is followed by one that can', async () => {
    const pipeline = await open();
    const { lift } = pipeline.codec;
    pipeline.feed();
    const leave = pipeline.work(lanesOf(registry), (stored, schema, data) =>
      lift(
        stored.type === 'household.HouseholdMoved' ? { ...stored, type: 'household.Unheard' } : stored,
        schema,
        data,
      ),
    );
    const position = await pipeline.append(160);
    await until(async () => (await stopped(pipeline)) > 0);
    expect(await stopped(pipeline)).toBeLessThan(registry.lanes);
    await leave();
    await pipeline.tryAgain();
    pipeline.work();
    await pipeline.rightAt(position);
  });
});
