/** A group in a process of its own: its store waits for the disk while nothing else of the process can go on. */
import { fork } from 'node:child_process';
import type { GroupName } from '../projections/groups.ts';

interface ApartOptions {
  readonly group: GroupName;
  readonly lanes: readonly number[] | undefined;
  readonly stop: AbortSignal;
  /** Told when it ends although nobody told it to. */
  readonly died: (code: number | null) => void;
}

/** Works on a group until told to stop. It ends with this process, however that ends. */
export const workApart = ({ group, lanes, stop, died }: ApartOptions): Promise<void> => {
  const [, program = ''] = process.argv;
  const range = lanes ? ['--lanes', `${lanes[0]}-${lanes.at(-1)}`] : [];
  const child = fork(program, ['worker', '--groups', group, ...range], { execArgv: process.execArgv });
  const end = () => child.kill('SIGTERM');
  stop.addEventListener('abort', end);
  return new Promise((ended) => {
    child.once('exit', (code) => {
      stop.removeEventListener('abort', end);
      if (!stop.aborted) died(code);
      ended();
    });
  });
};

/** For the process that is apart: the channel to the other one closes with it, even where that was killed. */
export const endWithParent = (end: () => void): void => {
  if (process.connected) process.once('disconnect', end);
};
