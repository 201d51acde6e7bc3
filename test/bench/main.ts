// `npm run bench [-- NAME] [--events N]`: measures the ledger against the bare client on the same store, a JSON line a result.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { benchCommand } from './command-bench.ts';
import { benchDecide } from './decide-bench.ts';
import { benchImport } from './import-bench.ts';
import type { BenchOptions } from './options.ts';
import { benchMemory, benchRebuild, benchRebuildAndMemory } from './rebuild-bench.ts';
import { benchVisible } from './visible-bench.ts';

type Bench = (options: BenchOptions) => Promise<void>;

const BENCHES: Readonly<Record<string, Bench>> = {
  command: benchCommand,
  decide: benchDecide,
  import: benchImport,
  rebuild: benchRebuild,
  visible: benchVisible,
  memory: benchMemory,
};

const count = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a number from 1');
  return Number(text);
};

/** One long log is enough for both what is measured in time and what is measured in bytes. */
const chosen = (names: readonly string[]): readonly (readonly [string, Bench])[] => {
  const wanted = names.length > 0 ? names : Object.keys(BENCHES);
  if (!wanted.includes('rebuild') || !wanted.includes('memory'))
    return wanted.map((name) => [name, BENCHES[name] as Bench]);
  const others = wanted.filter((name) => name !== 'rebuild' && name !== 'memory');
  return [...others.map((name) => [name, BENCHES[name] as Bench] as const), ['rebuild', benchRebuildAndMemory]];
};

const run = async (names: readonly string[], { events }: { events?: number }) => {
  const unknown = names.find((name) => !(name in BENCHES));
  if (unknown !== undefined) throw new InvalidArgumentError(`no bench ${unknown}: ${Object.keys(BENCHES).join(', ')}`);
  for (const [name, bench] of chosen(names)) {
    const dataDir = mkdtempSync(join(tmpdir(), 'county-ledger-bench-'));
    await bench({ dataDir, say: (line) => console.error(`${name}: ${line}`), ...(events && { events }) });
    rmSync(dataDir, { recursive: true, force: true });
  }
  process.exit(0);
};

const program = new Command('npm run bench --')
  .argument('[names...]', `which (default: all of ${Object.keys(BENCHES).join(', ')})`)
  .option('--events <number>', 'how many events to write', count)
  .action(run);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof InvalidArgumentError ? error.message : error);
  process.exit(1);
});
