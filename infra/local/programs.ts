// The ledger's programs as plain JavaScript, made when they are started: run as TypeScript, each would name every closure it makes, a quarter of its time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type OutputFile } from 'esbuild';

const root = join(import.meta.dirname, '../..');
const CACHE = join(root, 'node_modules/.cache/county-ledger');

const ENTRIES = {
  api: 'api/main.ts',
  workers: 'workers/main.ts',
  store: 'infra/embedded-store/main.ts',
} as const;
export type ProgramName = keyof typeof ENTRIES;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}
export type Programs = (name: ProgramName, ...args: readonly string[]) => Program;

/**
 * What is made for one command or event is soon forgotten: with room for it, little is copied when it is cleared away.
 * The store has two threads, each with such room of its own.
 */
const roomFor = (name: ProgramName): number => (name === 'store' ? 32 : 64);
const nodeOptions = (name: ProgramName) => [`--max-semi-space-size=${roomFor(name)}`, '--enable-source-maps'];

const OPTIONS = {
  absWorkingDir: root,
  outdir: CACHE,
  ...({ bundle: true, packages: 'external', platform: 'node', target: 'node20' } as const),
  ...({ sourcemap: true, write: false, logLevel: 'silent' } as const),
};

/** The store's thread is found beside the store, under the name that it has among the sources. */
const makeThread = async (): Promise<readonly OutputFile[]> => {
  const made = await build({
    ...OPTIONS,
    entryPoints: { 'worker-entry': 'infra/embedded-store/worker.ts' },
    ...{ format: 'cjs', outExtension: { '.js': '.cjs' } },
  });
  return made.outputFiles;
};

/** Under a name of their content, so that a ledger that runs keeps the programs it was started with. */
const keep = (files: readonly OutputFile[]): string => {
  const digest = createHash('sha256');
  for (const { contents } of files) digest.update(contents);
  const folder = join(CACHE, digest.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  for (const { path, contents } of files) writeFileSync(join(part, basename(path)), contents);
  try {
    renameSync(part, folder);
  } catch {
    // Somebody else has made the same at the same time.
    rmSync(part, { recursive: true });
  }
  return folder;
};

/**
 * @param entries by the name of each program, its main file from the root
 * @returns the folder in which each lies as `name.mjs`
 */
export const bundle = async (
  entries: Readonly<Record<string, string>>,
  beside: readonly OutputFile[] = [],
): Promise<string> => {
  const made = await build({ ...OPTIONS, entryPoints: entries, format: 'esm', outExtension: { '.js': '.mjs' } });
  return keep([...made.outputFiles, ...beside]);
};

/** Programs as they can be started. */
export const buildPrograms = async (): Promise<Programs> => {
  const folder = await bundle(ENTRIES, await makeThread());
  return (name, ...args) => ({
    command: process.execPath,
    args: [...nodeOptions(name), join(folder, `${name}.mjs`), ...args],
  });
};
