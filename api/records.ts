/** 留痕 What was refused and what was read, written down for inspectors before the answer leaves: one journal an office and day. */
import { setTimeout as pause } from 'node:timers/promises';
import { civilDateAt } from '../domain/kernel/calendar.ts';
import type { Actor } from '../domain/kernel/decider.ts';
import { createJournal, type Entry, type Journal } from '../domain/kernel/journal.ts';
import { problem, ProblemError } from './problems.ts';

type JournalDeps = Parameters<typeof createJournal>[0];
export type Kind = 'refusal' | 'access';
export type Note = Omit<Entry, 'actor'>;

/** Journals of days gone by that are forgotten at once; nobody writes them any more. */
const OPEN_MAX = 500;
const AGAIN_MS = 100;

/** A journal that lost track of its end asks until the store answers: it is nobody's request that could be told. */
const asking = (log: JournalDeps['log']): JournalDeps['log'] => ({
  ...log,
  async read(stream, from) {
    for (;;) {
      try {
        return await log.read(stream, from);
      } catch (error) {
        if ((error as Error).name !== 'LogUnavailableError') throw error;
        await pause(AGAIN_MS, undefined, { ref: false });
      }
    }
  },
});

/**
 * @param process names this run of this process: no two ever share a journal
 * @returns record: resolves when the entry is durable, and throws a problem where it cannot be made so
 */
export const createRecords = (given: JournalDeps, process: string) => {
  const deps = { ...given, log: asking(given.log) };
  const open = new Map<string, Journal>();

  const journalOf = (kind: Kind, office: string): Journal => {
    const day = civilDateAt(deps.clock.now()).replaceAll('-', '');
    const stream = `${kind}-${office}-${day}-${process}`;
    const known = open.get(stream);
    if (known) return known;
    if (open.size >= OPEN_MAX) for (const name of open.keys()) if (!name.includes(`-${day}-`)) open.delete(name);
    const journal = createJournal(deps, stream);
    open.set(stream, journal);
    return journal;
  };

  return async (kind: Kind, actor: Actor, note: Note): Promise<void> => {
    const written = await journalOf(kind, actor.office).write({ ...note, actor });
    if (!written) throw new ProblemError(problem('NOT_AVAILABLE'));
  };
};
export type Recorder = ReturnType<typeof createRecords>;
