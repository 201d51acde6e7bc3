// Several processes on one vault: what one was promised holds for all, and survives the death of any.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { createVaultFolders } from './vault-folders.ts';

const folders = createVaultFolders();
afterAll(folders.remove);

const start = (...args: string[]) => {
  const script = join(import.meta.dirname, 'vault-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, lines: createInterface({ input: child.stdout }), ended: once(child, 'close') };
};

it('keeps every key it acknowledged, when its process is killed in the middle of making more', async () => {
  const folder = folders.folder();
  const { child, lines, ended } = start(folder, 'killed', 'ensure');
  const acknowledged: { owner: string; secret: string }[] = [];
  for await (const line of lines) {
    acknowledged.push(JSON.parse(line));
    if (acknowledged.length === 300) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(acknowledged.length).toBeGreaterThanOrEqual(300);
  const vault = await folders.open({ folder });
  const found = await vault.keys.find(acknowledged.map(({ owner }) => `${owner}@1`));
  expect([...found.values()].map(({ owner, secret }) => ({ owner, secret }))).toEqual(acknowledged);
});

it('gives each number to one process and each key to both, from the first moment of a new vault', async () => {
  const folder = folders.folder();
  const COUNT = 100;
  const outcomes = await Promise.all(
    ['a', 'b'].map(async (name) => {
      const { lines, ended } = start(folder, name, 'race', String(COUNT));
      const facts: { number: number; won: boolean; secret: string }[] = [];
      for await (const line of lines) facts.push(JSON.parse(line));
      expect(await ended).toEqual([0, null]);
      return facts;
    }),
  );
  expect(outcomes.flat()).toHaveLength(2 * COUNT);
  const winners = outcomes.flat().filter(({ won }) => won);
  expect(new Set(winners.map(({ number }) => number)).size).toBe(COUNT);
  expect(winners).toHaveLength(COUNT);
  expect(new Set(outcomes.flat().map(({ secret }) => secret)).size).toBe(COUNT);
});
