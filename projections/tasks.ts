/** 待办 Open tasks of processes, each a command that falls due: opened and closed by events, so that a step is never lost and never taken twice. */
import { type Handler, on, type Projection, type Table, type Touch, touch } from './projection.ts';
import type { task as taskDecider } from '../domain/accountability/task.ts';

/** A command that a process will give, and from when on. */
export interface Task {
  readonly category: string;
  /** `lf_…`: the subject of the stream that takes the command; empty for a command that begins one. */
  readonly subject: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** UTC; at once where it has passed. */
  readonly fireAt: string;
  /** Whether a refusal means "not yet": the step is tried again later, instead of being put before a person. */
  readonly patient: boolean;
  /** Codes of refusals that mean that nothing is left to do. */
  readonly settledBy: readonly string[];
  /** Code of the refusal with which it ended. */
  readonly refused: string | undefined;
}

/** Ordered sets: what is due, by time; what was refused, by time. */
export const DUE = 'd';
export const REFUSED = 'r';

/** Stands in a task's data for the civil date on which it is fired. */
export const TODAY = '$today';

/** `lf_…/cessation/cease` */
export type TaskName = string;
export const taskName = (subject: string, process: string, step: string): TaskName => `${subject}/${process}/${step}`;
/** What an entry of `DUE` says. */
export const readEntry = (member: string): { readonly fireAt: string; readonly name: TaskName } => {
  const space = member.indexOf(' ');
  return { fireAt: member.slice(0, space), name: member.slice(space + 1) };
};

export const tasks: Table<Task> = {
  name: 't',
  version: 1,
  pack: ({ category, subject, type, data, fireAt, patient, settledBy, refused }) => [
    ...[category, subject, type, data, fireAt, patient ? 1 : 0, settledBy.join(' ')],
    ...(refused === undefined ? [] : [refused]),
  ],
  unpack: ([category, subject, type, data, fireAt, patient, settledBy, refused]) => ({
    category: String(category),
    subject: String(subject),
    type: String(type),
    data: data as Task['data'],
    fireAt: String(fireAt),
    patient: patient === 1,
    settledBy: String(settledBy).split(' ').filter(Boolean),
    refused: refused as string | undefined,
  }),
  entries: ({ fireAt, refused }, name) => [{ set: refused === undefined ? DUE : REFUSED, member: `${fireAt} ${name}` }],
  tally: ({ refused }, name) => ({
    counter: name.split('/')[1] ?? '',
    amounts: refused === undefined ? [1, 0] : [0, 1],
  }),
};

/** 流程 One process: which events open and close its tasks. */
export interface Process {
  readonly name: string;
  /** Whether history that an import brings in opens tasks, too. */
  readonly history: boolean;
  readonly handlers: ReadonlyMap<string, Handler>;
}

type Opened = Omit<Task, 'refused' | 'patient' | 'settledBy'> & Partial<Pick<Task, 'patient' | 'settledBy'>>;
const FRESH = { patient: false, settledBy: [], refused: undefined } as const;
/** Opens a step, or moves it to another time. */
export const opens = (process: string, step: string, one: Opened): Touch =>
  touch(tasks, taskName(one.subject, process, step), () => ({ ...FRESH, ...one }));
/** Opens a step that begins a stream of its own, once for whatever it is about; it ends when that has begun. */
export const begins = (
  about: string,
  [process, step]: readonly [string, string],
  one: Omit<Opened, 'subject'>,
): Touch => touch(tasks, taskName(about, process, step), (row) => row ?? { ...FRESH, ...one, subject: '' });
export const closes = (process: string, step: string, subject: string): Touch =>
  touch(tasks, taskName(subject, process, step), () => undefined);

/** What ended another time of the same step says nothing of this one. */
const isOf = (row: Task | undefined, fireAt: string) => row?.fireAt === fireAt;
const endings = on<typeof taskDecider>('task', {
  TaskRefused: ({ data: { task, fireAt, code } }) => [
    touch(tasks, task, (row) => (row && isOf(row, fireAt) ? { ...row, refused: code } : row)),
  ],
  TaskSettled: ({ data: { task, fireAt } }) => [touch(tasks, task, (row) => (isOf(row, fireAt) ? undefined : row))],
});

/** All processes as one projection: each sees the events of its own handlers. */
export const taskBoard = (processes: readonly Process[]): Projection => {
  const handlers = new Map<string, Handler>(endings);
  for (const { history, handlers: own } of processes)
    for (const [type, handler] of own) {
      const others = handlers.get(type);
      const allowed: Handler = (event) => (event.isHistory && !history ? [] : handler(event));
      handlers.set(type, others ? (event) => [...others(event), ...allowed(event)] : allowed);
    }
  const counted = processes.map(({ name }) => name);
  return { name: 'task-board', handlers, counters: () => counted };
};
