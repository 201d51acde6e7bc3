// Keeps the processes of a ledger on one machine alive: starts, logs, restarts and stops them in order.
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createSurface, type Surface } from './surfaced.ts';

export interface Plan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A foundation is what the other processes stand on: it stops after them. */
  readonly kind: 'foundation' | 'process';
  /** A line on its standard output, or a question that is asked until it answers. Without: ready when started. */
  readonly ready?: RegExp | ((child: ChildProcess) => Promise<boolean>);
}

export interface Processes {
  /** Resolves when the process is ready for the first time. */
  start(plan: Plan): Promise<void>;
  /** Ends all of them, those that stand on others first; what does not end in time is killed. */
  stop(): Promise<void>;
}

export interface ProcessesOptions {
  readonly cwd: string;
  readonly logDir: string;
  readonly say: (line: string) => void;
  /** Told in one line when a process cannot be kept alive. */
  readonly giveUp: (line: string) => void;
  /** Told after every start which processes there are, so that a later run can clear up what a power cut left. */
  readonly started: (pids: readonly number[]) => void;
  /** How long the first restart waits, in ms; each further one twice as long. */
  readonly backoffMs?: number;
}

interface Kept {
  readonly plan: Plan;
  readonly becameReady: () => void;
  child: ChildProcess | null;
  restart: NodeJS.Timeout | null;
  /** Times of death, of those that died young. */
  deaths: number[];
}

const YOUNG_MS = 10_000;
const LOOP_MS = 30_000;
const DEATHS_MAX = 5;
const BACKOFF_MS = 200;
const BACKOFF_MAX_MS = 5_000;
const STOP_WITHIN_MS = { process: 6_000, foundation: 3_500 } as const;

const isAlive = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** Asks a process to end, and kills it when it does not. */
export const endProcess = async (child: ChildProcess, withinMs: number): Promise<void> => {
  if (!isAlive(child)) return;
  const ended = new Promise((done) => child.once('exit', done));
  const force = setTimeout(() => child.kill('SIGKILL'), withinMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(force);
};

const causeOf = (child: ChildProcess, lastWords: string): string => {
  if (child.signalCode) return `was killed by ${child.signalCode}`;
  return `ended with code ${child.exitCode ?? 'unknown'}${lastWords && `: ${lastWords}`}`;
};

/** Groups of their own: the Ctrl-C of a terminal reaches only the one that stops them in order. */
const launch = (plan: Plan, options: ProcessesOptions, surface: Surface): ChildProcess => {
  const child = spawn(plan.command, plan.args, {
    cwd: options.cwd,
    env: plan.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(options.logDir, `${plan.name}.log`), { flags: 'a' });
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    createInterface({ input: stream }).on('line', (line) => surface.hear(plan.name, line));
  }
  child.once('error', (error) => surface.hear(plan.name, error.message));
  child.once('close', () => log.end());
  return child;
};

const waitUntilReady = async ({ plan, becameReady }: Kept, child: ChildProcess): Promise<void> => {
  const { ready } = plan;
  if (ready instanceof RegExp) {
    const { stdout } = child;
    if (stdout) createInterface({ input: stdout }).on('line', (line) => ready.test(line) && becameReady());
  } else if (!ready || (await ready(child))) becameReady();
};

/** Where a process that died again and again is given up, and any other comes back after a little while. */
const afterDeath = (kept: Kept, bornAt: number, backoffMs: number): number | 'hopeless' => {
  const now = performance.now();
  const recent = kept.deaths.filter((at) => now - at < LOOP_MS);
  kept.deaths = now - bornAt < YOUNG_MS ? [...recent, now] : [];
  if (kept.deaths.length > DEATHS_MAX) return 'hopeless';
  return Math.min(backoffMs * 2 ** Math.max(0, kept.deaths.length - 1), BACKOFF_MAX_MS);
};

export const createProcesses = (options: ProcessesOptions): Processes => {
  mkdirSync(options.logDir, { recursive: true });
  const surface = createSurface(options.say);
  const all: Kept[] = [];
  let stopping = false;

  const live = (kept: Kept): void => {
    const bornAt = performance.now();
    const child = launch(kept.plan, options, surface);
    kept.child = child;
    options.started(all.flatMap((one) => one.child?.pid ?? []));
    void waitUntilReady(kept, child);
    const died = () => {
      if (stopping) return;
      const cause = `${kept.plan.name} ${causeOf(child, surface.lastWords(kept.plan.name))}`;
      const next = afterDeath(kept, bornAt, options.backoffMs ?? BACKOFF_MS);
      if (next === 'hopeless') return options.giveUp(`${cause}; gave up after ${DEATHS_MAX + 1} starts`);
      options.say(`${cause}; starting it again`);
      kept.restart = setTimeout(() => live(kept), next);
    };
    if (child.pid === undefined) child.once('error', died);
    else child.once('exit', died);
  };

  const stopKind = async (kind: Plan['kind']): Promise<void> => {
    const those = all.flatMap(({ plan, child }) => (plan.kind === kind && child ? [child] : []));
    await Promise.all(those.map((child) => endProcess(child, STOP_WITHIN_MS[kind])));
  };

  return {
    start: (plan) =>
      new Promise((becameReady) => {
        const kept: Kept = { plan, becameReady, child: null, restart: null, deaths: [] };
        all.push(kept);
        live(kept);
      }),
    stop: async () => {
      stopping = true;
      for (const { restart } of all) if (restart) clearTimeout(restart);
      await stopKind('process');
      await stopKind('foundation');
    },
  };
};
