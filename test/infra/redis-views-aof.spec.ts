// A power cut that tears a batch in the append-only file: at the second restart its rows move without their checkpoint.
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterEach, expect, test } from 'vitest';
import { householdRegistration as registrations } from '../../domain/registry/household-registration.ts';
import { person as people } from '../../domain/registry/person.ts';
import { type RunningRedis, startRedis } from '../../infra/local/redis.ts';
import { mendAppendOnlyFile } from '../../infra/redis-views/aof.ts';
import { openRedis } from '../../infra/redis-views/connection.ts';
import { createRedisViewWriter } from '../../infra/redis-views/redis-views.ts';
import { registry } from '../../projections/groups.ts';
import { persons } from '../../projections/household-rows.ts';
import { laneOf, rowKey } from '../../projections/keys.ts';
import { checkpointAt, type JobEvent } from '../../workers/lane-job.ts';
import { createViewLane } from '../../workers/view-lane.ts';
import { household, person } from '../support/specify.ts';
import { EPOCH, happened, jobEventOf, lift, registryVersion } from '../support/view-desk.ts';

const LI = person(1);
const LANE = { ...registryVersion, lane: laneOf(LI, registry.lanes) };
const WANG = person(2);
const OTHER = { ...LANE, lane: laneOf(WANG, registry.lanes) };
const place = { householdId: household(1), township: '990121001', sex: '2' };
const known = (id: string, position: number) =>
  jobEventOf(happened(people, 'PersonRegistered', id, { ...place, bornIn: '1990-05' }), position);
const takenOver = jobEventOf(happened(registrations, 'RegistrationTakenOver', LI, place), 20);
const LI_ROW = rowKey(persons, LI);

const dir = mkdtempSync(join(tmpdir(), 'aof-'));
let server: RunningRedis | undefined;
let redis: Redis | undefined;
afterEach(async () => {
  redis?.disconnect();
  await server?.kill();
  rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

const start = async () => {
  server = await startRedis({ dir, persistence: 'aof' });
  redis = openRedis(server.url, 'writer');
  const views = createRedisViewWriter(redis);
  const lane = createViewLane({ group: registry, views, lift });
  return {
    redis,
    apply: async (ref: typeof LANE, event: JobEvent) =>
      (await lane.open(ref, [event])).commit(checkpointAt(EPOCH, event)),
    look: async () => {
      const { checkpoint, texts } = await views.load(LANE, [LI_ROW]);
      return { checkpoint: checkpoint?.position, row: JSON.parse(texts[0] ?? 'null') as unknown[] | null };
    },
  };
};
const restart = async (between: () => void = () => undefined) => {
  redis?.disconnect();
  await server?.kill();
  between();
  return start();
};
const cutTail = () => {
  const folder = join(dir, 'appendonlydir');
  const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.incr.aof')) ?? '');
  truncateSync(path, statSync(path).size - 30);
};

/** Two batches, the second one torn; another lane goes on; a second restart. */
const tornTwice = async (afterFirst: (redis: Redis) => Promise<unknown>) => {
  const first = await start();
  await first.apply(LANE, known(LI, 10));
  await first.apply(LANE, takenOver);
  const second = await restart(cutTail);
  expect((await second.look()).checkpoint).toBe(10);
  await afterFirst(second.redis);
  await second.apply(OTHER, known(WANG, 30));
  return restart();
};
const WATERMARK = 1;

/** The server writes the new file in a child, which would outlive it and leave files behind. */
const isWritten = (client: Redis) =>
  expect.poll(() => client.info('persistence')).toMatch(/aof_rewrite_in_progress:0[^]*aof_last_bgrewrite_status:ok/);

test('the second restart moves rows without their checkpoint, and the same events do no harm to them', async () => {
  const { look, apply } = await tornTwice(async () => undefined);
  const torn = await look();
  expect([torn.checkpoint, torn.row?.[WATERMARK]]).toEqual([10, 20]);
  await apply(LANE, takenOver);
  expect(await look()).toEqual({ checkpoint: 20, row: torn.row });
});

test('a file that was written anew in between keeps rows and checkpoint together', async () => {
  const { look } = await tornTwice(async (client) => {
    expect(await mendAppendOnlyFile(client)).toBe(true);
    await isWritten(client);
  });
  const { checkpoint, row } = await look();
  expect([checkpoint, row?.[WATERMARK]]).toEqual([10, 10]);
});

test('a file is written anew once for each start of the server', async () => {
  const first = await start();
  expect(await mendAppendOnlyFile(first.redis)).toBe(true);
  expect(await mendAppendOnlyFile(first.redis)).toBe(false);
  await isWritten(first.redis);
  const second = await restart();
  expect(await mendAppendOnlyFile(second.redis)).toBe(true);
  await isWritten(second.redis);
});
