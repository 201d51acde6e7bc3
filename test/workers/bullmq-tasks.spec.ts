// Due steps on a real queue: one that waits is not sent twice, one that failed can be sent again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type RunningRedis, startRedis } from '../../infra/local/redis.ts';
import { openRedis } from '../../infra/redis-views/connection.ts';
import { openTaskQueue } from '../../workers/bullmq-tasks.ts';
import type { TaskQueue } from '../../workers/task-queue.ts';
import { createSaid } from '../support/real-pipeline.ts';

const dir = mkdtempSync(join(tmpdir(), 'tasks-'));
let server: RunningRedis;
let clients: readonly [Redis, Redis];
let queue: TaskQueue;
const said = createSaid();

beforeAll(async () => {
  server = await startRedis({ dir, persistence: 'none' });
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  clients = [openRedis(server.url, 'queue'), openRedis(server.url, 'queue')];
  await clients[0].flushall();
  queue = openTaskQueue({ producer: clients[0], consumer: clients[1], say: said.log });
});
afterEach(async () => {
  await queue.close();
  for (const client of clients) client.disconnect();
});

const step = { name: 'lf_kQExampleExampleExampQ/cessation/cease', fireAt: '2021-08-19T16:00:00.000Z' };

it('a step that waits already is not sent twice', async () => {
  await Promise.all([queue.send(step), queue.send(step), queue.send({ ...step, fireAt: '2021-08-20T16:00:00.000Z' })]);
  const taken: string[] = [];
  const end = queue.work(async ({ fireAt }) => void taken.push(fireAt));
  await vi.waitFor(() => expect(taken).toHaveLength(2));
  await end();
  expect(taken.toSorted()).toEqual([step.fireAt, '2021-08-20T16:00:00.000Z']);
});

it('a step that failed is told and forgotten, so that the next sweep can send it again', async () => {
  let tries = 0;
  const end = queue.work(async () => {
    tries += 1;
    if (tries === 1) throw new Error('the event store does not answer');
  });
  await queue.send(step);
  await vi.waitFor(() => expect(said.lines.map(({ level }) => level)).toContain('error'));
  await vi.waitFor(async () => {
    await queue.send(step);
    expect(tries).toBe(2);
  });
  await end();
});
