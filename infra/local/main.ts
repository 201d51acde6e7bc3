// The ledger of a county on one machine: starts its stores, its API and its workers, and keeps them until it is stopped.
import { ConfigError, readConfig } from '../config.ts';
import { startLedger } from './ledger.ts';

const say = (line: string) => console.error(line);

const LOOK_AGAIN_MS = 250;

/** npm passes a signal on to the shell it started us with, and the shell dies of it without telling us. */
const whenOrphaned = (stop: () => void): void => {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), LOOK_AGAIN_MS).unref();
};

const run = async (): Promise<void> => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  if (process.env['npm_lifecycle_event']) whenOrphaned(() => stop.abort());
  const outcome = await startLedger({ config: readConfig(process.env), env: process.env, say, stop: stop.signal });
  if (outcome.failed) say(outcome.failed);
  process.exit(outcome.failed ? 1 : 0);
};

run().catch((error: unknown) => {
  say(error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error));
  process.exit(1);
});
