// What operators see of the API: health, counts, tokens on demand; and logs in which nobody can be found.
import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { guarding } from '../../api/availability.ts';
import { ROLES } from '../../domain/authorisation.ts';
import { openDesk, TOWNSHIP } from './desk.ts';

const lines: string[] = [];
const desk = await openDesk({ lines });

it('is live and ready, and says of which parts', async () => {
  expect((await desk.app.inject('/health/live')).json()).toEqual({ status: 'live' });
  expect((await desk.app.inject('/health/ready')).json()).toEqual({
    ...{ status: 'ready', parts: { store: true }, lag: { registry: 0 } },
  });
});

it('is not ready while a part does not answer', async () => {
  const down = await openDesk({ parts: { store: async () => true, views: () => Promise.reject(new Error('down')) } });
  const answer = await down.app.inject('/health/ready');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ status: 'not ready', parts: { store: true, views: false } });
});

it('counts its answers by address and status', async () => {
  await desk.post('/persons', { name: '李若水', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP });
  const { body, headers } = await desk.app.inject('/metrics');
  expect(headers['content-type']).toContain('text/plain');
  expect(body).toContain('http_answer_seconds_count{method="POST",route="/persons",status="201"} 1');
  expect(body).toContain('views_lag_positions{group="registry"} 0');
});

it('logs each answer with role and office, and nothing of persons', async () => {
  await desk.post('/searches', { citizenId: '990121199001010022' });
  await desk.get(`/persons/p_AAESExQVFhcYGRobHB0eHw?name=${encodeURIComponent('王若兰')}`);
  await desk.post('/births', { mother: { name: '王若兰' } });
  const logged = lines.map((line) => JSON.parse(line));
  expect(logged).toContainEqual(expect.objectContaining({ route: '/searches', status: 200, role: 'CountyRegistrar' }));
  expect(lines.join('')).not.toMatch(/王若兰|李若水|9901211990|Bearer|%E7/);
});

it('a fault of ours is answered with an id alone, and logged whole under it', async () => {
  const broken = await openDesk({ lines, search: () => Promise.reject(new TypeError('a secret cause')) });
  const answer = await broken.post('/searches', { citizenId: '990121199001010022' });
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ code: 'INTERNAL', requestId: expect.any(String) });
  expect(answer.body).not.toMatch(/secret cause|\.ts/);
  const entry = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'a request failed');
  expect(entry).toMatchObject({ reqId: answer.json().requestId, err: { message: 'a secret cause' } });
});

it('an outage of the views is answered as one, and worth another try', async () => {
  const down = guarding({ search: () => Promise.reject(new Error('Connection is closed.')) });
  const answer = await (await openDesk({ search: down.search })).post('/searches', { citizenId: '990121199001010022' });
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ code: 'NOT_AVAILABLE' });
  expect(answer.headers['retry-after']).toBe('2');
});

describe('a token', () => {
  const env = { ...process.env, DATA_DIR: mkdtempSync(join(tmpdir(), 'token-')) };
  const print = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'api/token.ts', ...args], { env });

  it('is printed alone, and one for each role on demand', async () => {
    const [one, all] = await Promise.all([print('--role', 'Auditor', '--division', '990121'), print('--all')]);
    expect(one.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(one.stderr).toBe('');
    const roles = all.stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(roles).toEqual([...ROLES]);
  });

  it('of a role that there is not is refused in one line that names those there are', async () => {
    const failed = await print('--role', 'Boss', '--division', '990121').catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^--role: .*TownshipWorker.*\n$/),
    });
  });
});
