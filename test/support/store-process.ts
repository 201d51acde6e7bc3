// The embedded store as a process of its own, so that a spec can stop and kill it as the system would.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildPrograms } from '../../infra/local/programs.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const READY = /^store ready (esdb:\/\/127\.0\.0\.1:(\d+)\S*)$/;

export interface StoreProcess {
  readonly url: string;
  readonly port: number;
  /** SIGSTOP: connections stay open and nothing is answered. */
  freeze(): void;
  /** SIGKILL, frozen or not. */
  kill(): Promise<void>;
}

const readyLine = (child: ChildProcess): Promise<RegExpExecArray> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('the store has no output');
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = READY.exec(line);
      if (ready) resolve(ready);
    });
    child.once('exit', () => reject(new Error(`the store ended before it was ready: ${said}`)));
  });

/** Port 0 asks for a free one. @throws when the store does not start */
export const startStoreProcess = async (dir: string, port = 0): Promise<StoreProcess> => {
  const { command, args } = (await buildPrograms())('store', '--data', dir, '--port', String(port));
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const killWithParent = () => child.kill('SIGKILL');
  process.once('exit', killWithParent);
  const [, url = '', bound] = await readyLine(child);
  return {
    url,
    port: Number(bound),
    freeze: () => void child.kill('SIGSTOP'),
    async kill() {
      process.off('exit', killWithParent);
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
};
