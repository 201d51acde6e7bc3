// The processes of a ledger on one machine are kept alive, told apart, and ended in order.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createProcesses, type Plan } from '../../../infra/local/processes.ts';

/** A process that says it is ready, and whose end is written down with its name. */
const program = (name: string, body = '', kind: Plan['kind'] = 'process'): Plan => ({
  name,
  kind,
  command: process.execPath,
  args: [
    '-e',
    `process.on('SIGTERM', () => { console.log(Date.now()); process.exit(0); });${body};console.log('ready');setInterval(() => {}, 9e6);`,
  ],
  ready: /^ready$/,
});

const keep = () => {
  const logDir = mkdtempSync(join(tmpdir(), 'processes-'));
  const said: string[] = [];
  const gaveUp: string[] = [];
  const pids: number[][] = [];
  const processes = createProcesses({
    cwd: logDir,
    logDir,
    backoffMs: 1,
    say: (line) => void said.push(line),
    giveUp: (line) => void gaveUp.push(line),
    started: (now) => void pids.push([...now]),
  });
  onTestFinished(() => processes.stop());
  return { processes, said, gaveUp, pids, logOf: (name: string) => readFileSync(join(logDir, `${name}.log`), 'utf8') };
};

const patience = { timeout: 10_000, interval: 10 };

test('a process is ready when it says so, and what it says is in its log', async () => {
  const { processes, logOf } = keep();
  await processes.start(program('worker'));
  await vi.waitFor(() => expect(logOf('worker')).toBe('ready\n'), patience);
});

test('a process that is killed is started again', async () => {
  const { processes, said, pids } = keep();
  await processes.start(program('worker'));
  process.kill(pids[0]?.[0] ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(pids).toHaveLength(2), patience);
  expect(said).toEqual(['worker was killed by SIGKILL; starting it again']);
  expect(pids[1]).not.toEqual(pids[0]);
});

test('warnings reach the terminal, everything else only the log', async () => {
  const { processes, said, logOf } = keep();
  const speak = `console.log('{"level":30,"msg":"quiet"}');console.log('{"level":40,"msg":"slow","err":{"message":"why"}}')`;
  await processes.start(program('api', `${speak};${speak}`));
  await vi.waitFor(() => expect(logOf('api')).toContain('ready'), patience);
  expect(said).toEqual(['api: slow: why']);
  expect(logOf('api')).toContain('quiet');
});

test('a process that cannot live is given up, with its last words', async () => {
  const { processes, gaveUp } = keep();
  void processes.start(program('feeder', `throw new Error('no such store')`));
  await vi.waitFor(() => expect(gaveUp).toHaveLength(1), patience);
  expect(gaveUp[0]).toBe('feeder ended with code 1: Error: no such store; gave up after 6 starts');
});

test('a program that is not there is given up too', async () => {
  const { processes, gaveUp } = keep();
  void processes.start({ name: 'views', kind: 'foundation', command: 'no-such-program', args: [] });
  await vi.waitFor(() => expect(gaveUp[0]).toContain('no-such-program'), patience);
});

test('what the others stand on ends last, and nothing is started again', async () => {
  const { processes, said, pids, logOf } = keep();
  await Promise.all([processes.start(program('store', '', 'foundation')), processes.start(program('api'))]);
  await processes.stop();
  const at = (name: string) => Number(/^\d+$/m.exec(logOf(name))?.[0]);
  await vi.waitFor(() => expect(at('store')).toBeGreaterThanOrEqual(at('api')), patience);
  expect(said).toEqual([]);
  for (const pid of pids.at(-1) ?? []) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
