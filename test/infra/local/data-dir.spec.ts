// A data folder belongs to one ledger: one run at a time, and the keys that open it.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../infra/config.ts';
import { claim } from '../../../infra/local/claim.ts';
import { openSecrets } from '../../../infra/local/secrets.ts';

const place = () => mkdtempSync(join(tmpdir(), 'county-'));

/** A process that goes by the name of one of the ledger's own. */
const sleeper = async (name: string) => {
  const child = spawn(process.execPath, ['-e', "console.log('up');setInterval(() => {}, 9e6)", name]);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
};

test('keys are made once, for their owner alone, and open the ledger again', () => {
  const dataDir = join(place(), 'new');
  const made = openSecrets(dataDir, {});
  expect(openSecrets(dataDir, {})).toEqual(made);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(new Set(Object.values(made)).size).toBe(4);
  expect(readConfig(made).masterKey).toHaveLength(32);
});

test('a key that is given from outside comes before the one that was made', () => {
  const dataDir = place();
  const given = Buffer.alloc(32, 1).toString('base64url');
  const made = openSecrets(dataDir, {});
  expect(openSecrets(dataDir, { LEDGER_MAC_KEY: given })).toEqual({ ...made, LEDGER_MAC_KEY: given });
});

test('no new keys are made beside a ledger that they could not open', () => {
  const dataDir = place();
  mkdirSync(join(dataDir, 'store'));
  expect(() => openSecrets(dataDir, {})).toThrow(/^DATA_DIR: .* holds a ledger without the keys that open it/);
});

test('a spoilt key is named, and not shown', () => {
  const dataDir = place();
  const made = openSecrets(dataDir, {});
  writeFileSync(join(dataDir, 'secrets.json'), JSON.stringify({ ...made, LEDGER_ID_KEY: 'spoilt' }));
  expect(() => openSecrets(dataDir, {})).toThrow(/^LEDGER_ID_KEY: expected 32 random bytes in base64url, got 6 char/);
});

test('a second run in the same folder is refused while the first one lives', async () => {
  const dataDir = place();
  const other = await sleeper('infra/local/start.mjs');
  writeFileSync(join(dataDir, 'running.json'), JSON.stringify({ keeper: other.pid, pids: [] }));
  await expect(claim(dataDir)).rejects.toThrow(`DATA_DIR: a ledger runs in ${dataDir} already (process ${other.pid})`);
});

test('what a power cut left running is cleared up, and nothing else', async () => {
  const dataDir = place();
  const worker = await sleeper('workers/main.ts');
  const stranger = await sleeper('somebody-else');
  const ended = once(worker, 'exit');
  writeFileSync(join(dataDir, 'running.json'), JSON.stringify({ keeper: 0, pids: [worker.pid, stranger.pid] }));
  const held = await claim(dataDir);
  expect(await ended).toEqual([null, 'SIGKILL']);
  const leftAlone = once(stranger, 'exit');
  stranger.kill('SIGTERM');
  expect(await leftAlone).toEqual([null, 'SIGTERM']);
  held.note([1, 2]);
  expect(JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'))).toEqual({
    keeper: process.pid,
    pids: [1, 2],
  });
  held.release();
  await claim(dataDir);
});
