/** 办理事项 What became of a step that a process wanted to take and that made no event of its own: refused, or already so. */
import * as z from 'zod';
import { accept, already, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { Instant } from '../kernel/values.ts';

const Code = z.string().regex(/^[A-Z][A-Z0-9_-]{1,60}$/, 'the code of a refusal');
const fired = z.strictObject({
  /** Subject, process and step; a pseudonym, or an office and what of it is meant. */
  task: z.string().regex(/^[a-z]{1,2}_[A-Za-z0-9_-]{9,60}(\/[A-Za-z0-9.-]{1,60}){2}$/, 'subject/process/step'),
  command: z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/, 'category.Command'),
  /** When it was due. */
  fireAt: Instant,
});
const refusal = fired.extend({ code: Code });

const commands = defineCommands({
  NoteRefusal: command(refusal, { purpose: 'ACCOUNTABILITY', basis: ['PIPL-6'] }),
  NoteSettled: command(fired, { purpose: 'ACCOUNTABILITY', basis: ['PIPL-6'] }),
});
const events = defineEvents({
  /** For a person to look at. */
  TaskRefused: event(refusal),
  /** Nothing was left to do. */
  TaskSettled: event(fired),
});

interface TaskState {
  readonly ended: readonly string[];
}
const markOf = ({ task, fireAt }: z.output<typeof fired>) => `${task} ${fireAt}`;
const ends = ({ ended }: TaskState, data: z.output<typeof fired>): TaskState => ({ ended: [...ended, markOf(data)] });

/** Stream `task-t_…`: what ended without an event of its own among the steps about one subject, in the lane of that subject. */
export const task: Decider<TaskState, typeof commands, typeof events, Record<never, never>> = {
  category: 'task',
  subject: 'task',
  prefix: 't',
  commands,
  events,
  rejections: {},
  initialState: { ended: [] },
  decide: {
    NoteRefusal: (data, { ended }) => (ended.includes(markOf(data)) ? already() : accept([events.TaskRefused(data)])),
    NoteSettled: (data, { ended }) => (ended.includes(markOf(data)) ? already() : accept([events.TaskSettled(data)])),
  },
  evolve: { TaskRefused: ends, TaskSettled: ends },
};

/** The stream's subject for a task, which lies in the lane of what the task is about. */
export const taskSubject = (task: string): string => `t${task.slice(task.indexOf('_'), task.indexOf('/'))}`;
