// `npm run simulate -- --seeds N [--seed S]`: seeds shared among the processor's cores; a failing one is printed whole.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { bundle } from '../../infra/local/programs.ts';
import { runSeed, type Verdict } from './seed.ts';

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('give a whole number');
  return value;
};
const MINUTE_MS = 60_000;
const REPORT_SEEDS = 500;
/** Fewer are done before a second process has started. */
const SHARED_FROM = 200;

interface Sum {
  readonly seeds: number;
  readonly commands: number;
  readonly events: number;
  readonly waits: number;
  readonly failed: number;
}
interface Share {
  readonly from: number;
  readonly seeds: number;
}
const NOTHING: Sum = { seeds: 0, commands: 0, events: 0, waits: 0, failed: 0 };
const plus = (one: Sum, other: Sum): Sum => ({
  seeds: one.seeds + other.seeds,
  commands: one.commands + other.commands,
  events: one.events + other.events,
  waits: one.waits + other.waits,
  failed: one.failed + other.failed,
});

const report = ({ seed, broken, trace }: Verdict) => {
  console.log(`seed ${seed} broke ${broken.length}; npm run simulate -- --seeds 1 --seed ${seed} shows it again:`);
  for (const what of broken) console.log(`  ${what}`);
  console.log(`what befell it (ms):\n  ${trace.join('\n  ')}`);
};

const runSeeds = async (from: number, seeds: number, told: (sum: Sum) => void): Promise<Sum> => {
  let sum = NOTHING;
  let since = NOTHING;
  for (let seed = from; seed < from + seeds; seed++) {
    const verdict = await runSeed(seed);
    const failed = verdict.broken.length > 0 ? 1 : 0;
    if (failed) report(verdict);
    const one = { seeds: 1, commands: verdict.commands, events: verdict.events, waits: verdict.waits, failed };
    since = plus(since, one);
    if (since.seeds < REPORT_SEEDS && seed + 1 < from + seeds) continue;
    sum = plus(sum, since);
    told(since);
    since = NOTHING;
  }
  return sum;
};

/** A seed makes much that is soon forgotten: with room for it, little is cleared away. */
const ROOM = '--max-semi-space-size=64';

/** A part of the seeds in a process of its own. */
const runApart = (file: string, { from, seeds }: Share, told: (sum: Sum) => void): Promise<Sum> =>
  new Promise((resolve, reject) => {
    let sum = NOTHING;
    const child = fork(file, ['--seeds', `${seeds}`, '--seed', `${from}`, '--part'], { execArgv: [ROOM] });
    child.on('message', (some: Sum) => {
      sum = plus(sum, some);
      told(some);
    });
    child.on('error', reject);
    child.on('exit', () =>
      sum.seeds === seeds ? resolve(sum) : reject(new Error(`seeds from ${from} were broken off`)),
    );
  });

const runShared = async (from: number, seeds: number, told: (sum: Sum) => void): Promise<Sum> => {
  const parts = seeds < SHARED_FROM ? 1 : availableParallelism();
  if (parts === 1) return runSeeds(from, seeds, told);
  const size = Math.ceil(seeds / parts);
  const shares = Array.from({ length: parts }, (_, at) => ({
    from: from + at * size,
    seeds: Math.min(size, seeds - at * size),
  }));
  const file = join(await bundle({ simulate: 'test/simulation/main.ts' }), 'simulate.mjs');
  const sums = await Promise.all(shares.filter((share) => share.seeds > 0).map((share) => runApart(file, share, told)));
  return sums.reduce(plus, NOTHING);
};

const { seeds, seed, part } = new Command('simulate')
  .description('The ledger under crashes, lost answers and virtual time')
  .option('--seeds <n>', 'how many seeds', whole, 1_000)
  .option('--seed <s>', 'the first of them; the same seed runs the same way', whole, 1)
  .option('--part', 'one process of several: tells its parent instead of a person')
  .parse()
  .opts<{ seeds: number; seed: number; part?: true }>();

if (part) {
  // Thousands of errors are what a storm is made of; where each arose is in the trace of its seed.
  Error.stackTraceLimit = 0;
  await runSeeds(seed, seeds, (sum) => process.send?.(sum));
  process.disconnect();
} else {
  const startedMs = performance.now();
  let done = NOTHING;
  const sum = await runShared(seed, seeds, (some) => {
    done = plus(done, some);
    console.log(`${done.seeds} of ${seeds} seeds, ${done.failed} failed`);
  });
  const aMinute = Math.round((seeds / (performance.now() - startedMs)) * MINUTE_MS);
  console.log(
    `${seeds} seeds from ${seed}: ${sum.failed} failed, ${sum.commands} commands, ${sum.events} events, ` +
      `${sum.waits} waits, ${aMinute} seeds a minute`,
  );
  process.exitCode = sum.failed === 0 ? 0 : 1;
}
