// The two commands say in one line what is wrong, and end.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const place = () => mkdtempSync(join(tmpdir(), 'command-'));

const run = (file: string, env: Record<string, string>, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'infra/local', file), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  return { status, out: stdout.trim().split('\n'), err: stderr.trim().split('\n') };
};

test('a machine without Redis, where nothing may be installed, is told what to install', () => {
  const { status, err } = run('start.mjs', { PATH: place() });
  expect(status).toBe(1);
  expect(err).toEqual([
    expect.stringMatching(/^Redis \(redis-server\) must be installed first: .*apt-get install -y redis-/),
  ]);
});

test('with both addresses of Redis given, none is asked for on the machine', () => {
  const given = { REDIS_URL: 'redis://127.0.0.1:1', QUEUE_REDIS_URL: 'http://127.0.0.1:2' };
  const { status, err } = run('start.mjs', { PATH: place(), ...given });
  expect(status).toBe(1);
  expect(err).toEqual([expect.stringMatching(/^QUEUE_REDIS_URL: expected an address that begins with redis:/)]);
});

test('a wrong setting stops the start with the line that names it', () => {
  const { status, err } = run('start.mjs', { PORT: 'abc', DATA_DIR: place() });
  expect(status).toBe(1);
  expect(err).toEqual(['PORT: expected an integer from 1 to 65535, got "abc"']);
});

test('tests that did not run are not counted as passed', () => {
  const { status, out } = run('test.mjs', {}, 'no-such-spec');
  expect(out.at(-1)).toBe('0 passed, 1 failed');
  expect(status).toBe(1);
});
