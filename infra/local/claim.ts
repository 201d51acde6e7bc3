// One ledger at a time in a data folder: whoever starts claims it, and clears up what a power cut left running.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';

interface Running {
  readonly keeper: number;
  readonly pids: readonly number[];
  /** Where the event store of this ledger answers, once it does. */
  readonly eventStoreUrl?: string;
}

export interface Claim {
  /** Notes where the event store answers, for programs that work beside the ledger. */
  noteStore(eventStoreUrl: string): void;
  /** Notes which processes belong to this claim. */
  note(pids: readonly number[]): void;
  release(): void;
}

/** What only the ledger's own processes are called: a number may meanwhile belong to somebody else's process. */
const OURS = /infra\/local|api\/import|infra\/embedded-store|api\/main\.ts|workers\/main\.ts|redis-server/;
const GONE_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 50;

const commandOf = (pid: number): string => {
  const proc = `/proc/${pid}/cmdline`;
  if (existsSync('/proc/self/cmdline')) return existsSync(proc) ? readFileSync(proc, 'utf8') : '';
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
};

const isOurs = (pid: number): boolean => OURS.test(commandOf(pid));

/** A zombie counts as gone; a process that has no command any more may still hold its ports. */
const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' || existsSync('/proc/self');
  }
};

const read = (file: string): Running | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch {
    return null;
  }
};

const clearUp = async (pids: readonly number[]): Promise<void> => {
  const left = pids.filter(isOurs);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  const deadline = performance.now() + GONE_WITHIN_MS;
  while (!left.every(isGone) && performance.now() < deadline)
    await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
};

/** @throws ConfigError when a ledger runs in this folder already. */
export const claim = async (dataDir: string): Promise<Claim> => {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'running.json');
  const before = read(file);
  if (before && before.keeper !== process.pid && isOurs(before.keeper))
    throw new ConfigError(
      `DATA_DIR: a ledger runs in ${dataDir} already (process ${before.keeper}); stop it, or choose another folder`,
    );
  await clearUp(before?.pids ?? []);
  let running: Running = { keeper: process.pid, pids: [] };
  const change = (now: Partial<Running>) => {
    running = { ...running, ...now };
    writeFileSync(file, JSON.stringify(running));
  };
  const note = (pids: readonly number[]) => change({ pids });
  const noteStore = (eventStoreUrl: string) => change({ eventStoreUrl });
  note([]);
  return { note, noteStore, release: () => rmSync(file, { force: true }) };
};

/** Where the event store of the ledger that runs in this folder answers; undefined when none runs, or not yet. */
export const runningStore = (dataDir: string): string | undefined => {
  const running = read(join(dataDir, 'running.json'));
  return running && isOurs(running.keeper) ? running.eventStoreUrl : undefined;
};
