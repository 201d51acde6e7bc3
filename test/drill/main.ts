// `npm run drill [-- NAME]`: breaks a running ledger on purpose, and counts what it lost, doubled or got wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { erasePersons } from './erase.ts';
import { flushAll } from './flush.ts';
import { killAll } from './kill-all.ts';
import type { DrillOptions } from './options.ts';
import { storeKill } from './store-kill.ts';
import { isFlawless, verdictText } from './verdict.ts';

const STORE_KILLS = 50;
const STORE_WRITERS = 32;

/** The embedded store alone, under writers of its own. */
const killStore = async ({ say, times = STORE_KILLS }: DrillOptions): Promise<boolean> => {
  const found = await storeKill({ kills: times, writers: STORE_WRITERS, report: say });
  const verdict = { lost: found.lost, duplicated: found.duplicated, wrong: found.gaps };
  console.log(`store-kill: killed store ${found.kills}; acknowledged: ${found.acknowledged}`);
  console.log(verdictText(verdict));
  return isFlawless(verdict);
};

/** @returns whether nothing was lost, doubled or wrong */
const DRILLS: Readonly<Record<string, (options: DrillOptions) => Promise<boolean>>> = {
  'store-kill': killStore,
  'kill-all': killAll,
  flush: flushAll,
  erase: erasePersons,
};

const count = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('expected a number from 1');
  return Number(text);
};

const run = async (names: readonly string[], asked: { times?: number; seed: string; keep?: boolean }) => {
  const unknown = names.find((name) => !(name in DRILLS));
  if (unknown !== undefined) throw new InvalidArgumentError(`no drill ${unknown}: ${Object.keys(DRILLS).join(', ')}`);
  let flawless = true;
  for (const name of names.length > 0 ? names : Object.keys(DRILLS)) {
    const dataDir = mkdtempSync(join(tmpdir(), `county-ledger-${name}-`));
    const { times, seed } = asked;
    const options = {
      dataDir,
      seed,
      say: (line: string) => console.error(`${name}: ${line}`),
      ...(times && { times }),
    };
    const good = (await DRILLS[name]?.(options)) ?? false;
    flawless &&= good;
    if (good && !asked.keep) rmSync(dataDir, { recursive: true });
    else console.error(`${name}: everything is kept in ${dataDir}`);
  }
  process.exit(flawless ? 0 : 1);
};

const program = new Command('npm run drill --')
  .argument('[names...]', `which (default: all of ${Object.keys(DRILLS).join(', ')})`)
  .option('--times <number>', 'how often to strike', count)
  .option('--seed <text>', 'the same seed strikes the same parts in the same order', String(process.pid))
  .option('--keep', 'keep the data of a drill that went well too')
  .action(run);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof InvalidArgumentError ? error.message : error);
  process.exit(1);
});
