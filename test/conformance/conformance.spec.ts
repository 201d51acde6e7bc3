/** Holds the store to what a real EventStoreDB 23.10.6 answered: the embedded one, or the one at EVENTSTORE_URL. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openEmbeddedStore } from '../../infra/embedded-store/open.ts';

/** Most of a case's time is waiting, so two stores are asked at once. */
const SHARDS = 2;
const TIMEOUT_MS = 120_000;

const runner = join(import.meta.dirname, 'run.mjs');
const count = (output: string): number => Number(/(\d+) passed, 0 failed/.exec(output)?.[1]);

const ask = async (url: string, shard: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [runner, url, '--shard', shard]).catch(
    (error: { readonly stdout?: string; readonly stderr?: string }) => ({
      stdout: `${error.stdout ?? ''}${error.stderr ?? ''}`,
    }),
  );
  return stdout;
};

const askEmbedded = async (shard: string): Promise<string> => {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
  const store = await openEmbeddedStore({ dir });
  try {
    return await ask(store.url, shard);
  } finally {
    await store.close();
    rmSync(dir, { recursive: true });
  }
};

test(
  'the store answers the official client as a real EventStoreDB did, in all seventy observations',
  async () => {
    const given = process.env['EVENTSTORE_URL'];
    const outputs = given
      ? [await ask(given, '1/1')]
      : await Promise.all(Array.from({ length: SHARDS }, (_, index) => askEmbedded(`${index + 1}/${SHARDS}`)));
    const failures = outputs.filter((output) => !/ 0 failed\s*$/.test(output));
    expect(failures).toEqual([]);
    expect(outputs.reduce((sum, output) => sum + count(output), 0)).toBe(70);
  },
  TIMEOUT_MS,
);
