// `npm run simulate -- --seeds N [--seed S]`: seeds one after the other; a failing one is printed with all that befell it.
import { Command, InvalidArgumentError } from 'commander';
import { runSeed, type Verdict } from './seed.ts';

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('give a whole number');
  return value;
};
const MINUTE_MS = 60_000;
const REPORT_SEEDS = 500;

const { seeds, seed } = new Command('simulate')
  .description('The ledger under crashes, lost answers and virtual time')
  .option('--seeds <n>', 'how many seeds', whole, 1_000)
  .option('--seed <s>', 'the first of them; the same seed runs the same way', whole, 1)
  .parse()
  .opts<{ seeds: number; seed: number }>();

const report = ({ seed: failed, broken, trace }: Verdict) => {
  console.log(`seed ${failed} broke ${broken.length}:`);
  for (const what of broken) console.log(`  ${what}`);
  console.log(`what befell it (ms):\n  ${trace.join('\n  ')}`);
};

const startedMs = Date.now();
const sum = { commands: 0, events: 0, waits: 0, failed: 0 };
for (let at = 0; at < seeds; at++) {
  const verdict = await runSeed(seed + at);
  sum.commands += verdict.commands;
  sum.events += verdict.events;
  sum.waits += verdict.waits;
  if (verdict.broken.length > 0) {
    sum.failed += 1;
    report(verdict);
  }
  if ((at + 1) % REPORT_SEEDS === 0) console.log(`${at + 1} of ${seeds} seeds, ${sum.failed} failed`);
}
const minutes = (Date.now() - startedMs) / MINUTE_MS;
const cpuMinutes = (process.cpuUsage().user + process.cpuUsage().system) / 1_000 / MINUTE_MS;
console.log(
  `${seeds} seeds from ${seed}: ${sum.failed} failed, ${sum.commands} commands, ${sum.events} events, ${sum.waits} waits, ` +
    `${Math.round(seeds / minutes)} seeds a minute (${Math.round(seeds / cpuMinutes)} a minute of processor time)`,
);
process.exit(sum.failed === 0 ? 0 : 1);
