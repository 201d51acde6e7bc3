/** The embedded store as a process: started, told to end, killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { storeKill } from '../../drill/store-kill.ts';
import { connect, createPlace, events, failureOf, newStream } from './stores.ts';

const ROOT = join(import.meta.dirname, '../../..');

const run = (...args: string[]) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'infra/embedded-store/main.ts', ...args], { cwd: ROOT });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close') as Promise<[code: number | null, signal: string | null]>;
  const lines: string[] = [];
  const errors: string[] = [];
  const heard = createInterface({ input: child.stdout }).on('line', (line) => void lines.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => void errors.push(line));
  return { child, ended, lines, errors, nextLine: () => once(heard, 'line') as Promise<[string]> };
};

test('it says in one line when it is ready, refuses in one line what it cannot do, and ends in good order', async () => {
  const place = createPlace();
  onTestFinished(place.remove);
  const store = run('--port', '0', '--data', place.dir);
  const [ready] = await store.nextLine();
  expect(ready).toMatch(/^store ready esdb:\/\/127\.0\.0\.1:\d+\?tls=false$/);
  const client = connect(ready.replace('store ready ', ''));
  await client.appendToStream(newStream(), events(1));
  const [second, wrong] = [run('--port', '0', '--data', place.dir), run('--port', 'eight')];
  expect((await second.ended)[0]).toBe(1);
  expect(second.errors).toEqual([`store: ${place.dir} is in use by another store`]);
  expect((await wrong.ended)[0]).toBe(1);
  expect(wrong.errors).toHaveLength(1);
  store.child.kill('SIGTERM');
  expect(await store.ended).toEqual([0, null]);
  expect([store.lines, store.errors]).toEqual([[ready], []]);
  await client.dispose();
}, 90_000);

test('its weather is told by lines on its standard input, and killed is killed', async () => {
  const place = createPlace();
  onTestFinished(place.remove);
  const store = run('--port', '0', '--data', place.dir, '--weather');
  const [ready] = await store.nextLine();
  expect(store.errors.join()).toContain('WEATHER IS ON');
  const client = connect(ready.replace('store ready ', ''));
  await client.appendToStream(newStream(), events(1));
  const told = store.nextLine();
  store.child.stdin.write('nonsense\n{"do":"die","written":true}\n');
  expect(await told).toEqual(['{"do":"die","written":true}']);
  expect(await failureOf(client.appendToStream(newStream(), events(1)))).toMatchObject({ name: 'UnavailableError' });
  expect(await store.ended).toEqual([null, 'SIGKILL']);
  expect(store.errors.some((line) => line.startsWith('weather: nonsense'))).toBe(true);
  await client.dispose();
});

test('killed under load, it has lost nothing that it acknowledged, repeats nothing and leaves no gap', async () => {
  const result = await storeKill({ kills: 2, writers: 8, report: () => {} });
  expect(result).toMatchObject({ kills: 2, lost: 0, duplicated: 0, gaps: 0 });
  expect(result.acknowledged).toBeGreaterThan(16);
}, 90_000);
