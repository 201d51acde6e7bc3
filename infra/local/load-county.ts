// 合成县 Loads the small synthetic county into the ledger that runs on this machine, or goes on where a killed run ended.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readConfig } from '../config.ts';
import { digestOf } from '../county/command.ts';
import { generateCounty, SMALL } from '../county/generate.ts';
import { loadCounty } from '../county/load.ts';
import { COUNTY } from '../county/places.ts';
import { type Desk, deskName, type Posting } from '../county/routes.ts';
import { showProgress } from '../county/progress.ts';
import { CommandRefusedError, type SendingOptions, send } from '../county/sending.ts';

const IN_FLIGHT = 24;
const PATIENCE_MS = 120_000;

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** Whose subject says in every event that nobody real is meant. */
const printToken = async ({ role, division }: Desk): Promise<string> => {
  const who = ['--role', role, '--division', division, '--subject', `synthetic-${role}-${division}`];
  const { stdout } = await execute(process.execPath, ['--import', 'tsx', 'api/token.ts', ...who], { cwd: root });
  return stdout.trim();
};

/** Each desk's token is asked for when it is first needed. */
const createTokens = (): SendingOptions['tokenOf'] => {
  const tokens = new Map<string, Promise<string>>();
  return (desk) => {
    const token = tokens.get(deskName(desk)) ?? printToken(desk);
    tokens.set(deskName(desk), token);
    return token;
  };
};

/** What a whole load leaves behind: whose county, and the last command, which the ledger then knows. */
interface Marker {
  readonly digest: string;
  readonly last: Posting;
}

const readMarker = (file: string): Marker | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Marker) : null;

/** The marker alone would also stand beside a ledger that was thrown away; the ledger's own answer does not lie. */
const isLoaded = async (marker: Marker | null, digest: string, options: SendingOptions): Promise<boolean> => {
  if (marker?.digest !== digest) return false;
  const answer = await send(options, marker.last).catch((error: unknown) => {
    if (error instanceof CommandRefusedError) return null;
    throw error;
  });
  return answer?.repeated === true;
};

const run = async (): Promise<void> => {
  const config = readConfig(process.env);
  const stop = new AbortController();
  process.on('SIGTERM', () => stop.abort());
  process.on('SIGINT', () => stop.abort());
  const commands = generateCounty(SMALL);
  const digest = digestOf(commands);
  const options: SendingOptions = {
    address: `http://127.0.0.1:${config.port}`,
    tokenOf: createTokens(),
    patienceMs: PATIENCE_MS,
    stop: stop.signal,
  };
  const file = join(config.dataDir, 'county.json');
  if (await isLoaded(readMarker(file), digest, options)) {
    console.log(`the synthetic county ${COUNTY} is loaded already: ${commands.length} commands`);
    return;
  }
  const progress = showProgress(commands.length, process.stderr);
  const startedAt = performance.now();
  const loaded = await loadCounty(commands, { ...options, inFlight: IN_FLIGHT, answered: progress.reached }).finally(
    progress.end,
  );
  writeFileSync(file, `${JSON.stringify({ digest, last: loaded.last } satisfies Marker)}\n`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `loaded the synthetic county ${COUNTY}: ${loaded.commands} commands in ${seconds} s, ${loaded.repeated} of them ` +
      'carried out before; every address begins with 合成数据, every officer is called synthetic-…',
  );
};

run().catch((error: unknown) => {
  console.error(`the synthetic county was not loaded whole: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
