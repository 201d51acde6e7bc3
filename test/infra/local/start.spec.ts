// `npm start` as a newcomer has it: one command, everything up, everything down, and the same ledger the next time.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../../infra/local/redis.ts';

const root = join(import.meta.dirname, '../../..');
const PATIENCE = { timeout: 60_000, interval: 50 };

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Of all processes, in the order in which they were started. */
  readonly pids: () => number[];
  readonly token: string;
}

const start = async (dataDir: string, port: number): Promise<Started> => {
  const child = spawn(process.execPath, ['infra/local/start.mjs'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      COUNTY: 'none',
      DATA_DIR: dataDir,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  await vi.waitFor(() => {
    if (child.exitCode !== null) throw new Error(said);
    expect(said).toMatch(/TOKEN=\S+/);
  }, PATIENCE);
  const pids = () => (JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { pids: number[] }).pids;
  return { child, said: () => said, pids, token: /TOKEN=(\S+)/.exec(said)?.[1] ?? '' };
};

/** The township as the clerk sees it, and the epoch of the ledger that answers. */
const ask = async (port: number, token: string) => {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`http://127.0.0.1:${port}/townships/990121001`, { headers });
  return { status: answer.status, epoch: answer.headers.get('ledger-position')?.split('.')[0] };
};

const end = async ({ child, pids }: Started) => {
  const all = pids();
  const began = performance.now();
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, tookMs: performance.now() - began, left: all.filter((pid) => !isGone(pid)) };
};

test('one command starts a ledger, survives the loss of any part, ends it whole and finds it again', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'county-'));
  const port = await freePort();
  const first = await start(dataDir, port);
  expect(first.said()).toContain(`county-ledger ready http://127.0.0.1:${port}\n`);
  const before = await ask(port, first.token);
  expect(before).toEqual({ status: 200, epoch: expect.stringMatching(/./) });

  const killed = first.pids();
  expect(killed).toHaveLength(6);
  for (const pid of killed) process.kill(pid, 'SIGKILL');
  await vi.waitFor(async () => expect(await ask(port, first.token)).toEqual(before), PATIENCE);
  expect(first.pids().filter((pid) => killed.includes(pid))).toEqual([]);

  const ended = await end(first);
  expect(ended).toMatchObject({ code: 0, left: [] });
  expect(ended.tookMs).toBeLessThan(10_000);

  const second = await start(dataDir, port);
  expect(await ask(port, first.token)).toEqual(before);
  expect(await end(second)).toMatchObject({ code: 0, left: [] });
}, 120_000);
