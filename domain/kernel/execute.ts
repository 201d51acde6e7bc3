/** Read, fold, decide, seal, append: the whole write side, on ports alone. Nothing here reads a view. */
import type { ReadEvent } from './codec.ts';
import type { Appended, NewEvent } from './event-log.ts';
import { subjectOf } from './identifier.ts';
import { judge, sealAll } from './judgement.ts';
import { isAmong, type NaturalKey } from './ports.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { type ExecuteDeps, type ExecuteRequest, flagsIn, type Outcome, refused, type Task, taskOf } from './request.ts';
import { repeated, type Seen, see, seeUnread } from './sight.ts';

/** Lost races before the caller is told; two desks at one file need one, a busy household few. */
const RACES_MAX = 8;

interface Taking {
  readonly takes: readonly NaturalKey[];
  readonly at: string;
  readonly lookedAt: Seen['lookedAt'];
}
/** 'raced' where somebody came near since it was looked: what they recorded is to be seen first. */
const takeNumbers = async (
  deps: ExecuteDeps,
  { stream, commandId }: Task,
  { takes, at, lookedAt }: Taking,
): Promise<Refusal | 'raced' | undefined> => {
  if (takes.length === 0) return undefined;
  const inTheWay = await deps.numbers.take(takes, { stream, command: commandId, at, ...(lookedAt && { lookedAt }) });
  if (!inTheWay) return undefined;
  const { key, holder } = inTheWay;
  if (isAmong(lookedAt?.keys ?? [], key)) return 'raced';
  return holder.confirmed
    ? refuse('NATURAL_KEY_TAKEN', { number: key.kind, heldBy: subjectOf(holder.stream) })
    : refuse('NATURAL_KEY_PENDING', { number: key.kind });
};

const landed = (
  { codec }: ExecuteDeps,
  { stream, id: subject }: Task,
  { appended, events }: { appended: Appended & { appended: true }; events: readonly NewEvent[] },
): Outcome => {
  const first = appended.revision - BigInt(events.length - 1);
  return {
    kind: 'accepted',
    stream,
    id: subject,
    revision: appended.revision,
    position: appended.position,
    events: events.map(({ type, id, data }, index) => ({
      type: type.slice(type.indexOf('.') + 1),
      id,
      revision: first + BigInt(index),
      names: codec.namesIn(type, data),
      flags: flagsIn(data),
    })),
    repeated: false,
  };
};

/** One attempt on what was seen; undefined when another writer got there first. */
const attempt = async (deps: ExecuteDeps, task: Task, seen: Seen): Promise<Outcome | undefined> => {
  const { stream, id } = task;
  if (seen.pending) return refused(task, refuse('NATURAL_KEY_PENDING', { number: seen.pending.kind }));
  const judged = await judge(deps, task, seen);
  const { decision } = judged;
  if (isRefusal(decision)) return refused(task, decision);
  const last = seen.events.at(-1)?.stored;
  if (decision.events.length === 0)
    return { kind: 'unchanged', stream, id, revision: last?.revision ?? null, position: last?.position ?? null };
  const { takes, events } = decision;
  // Keys and numbers lie in one vault: asked for together, they cost one wait for its disk.
  const [sealed, taken] = await Promise.all([
    sealAll(deps, task, { judged, seen, events }),
    takeNumbers(deps, task, { takes, at: judged.recordedAt, lookedAt: seen.lookedAt }),
  ]);
  if (isRefusal(sealed)) return refused(task, sealed);
  if (taken === 'raced') return undefined;
  if (taken) return refused(task, taken);
  const appended = await deps.log.append(stream, last?.revision ?? null, sealed);
  if (appended.appended) {
    // Of near keys the log says whether their holder landed.
    if (takes.some((key) => !isAmong(seen.lookedAt?.keys ?? [], key))) await deps.numbers.confirm(task.commandId);
    return landed(deps, task, { appended, events: sealed });
  }
  // What was taken stays taken: an earlier try of this command may still land. The sweep settles it by the log.
  return appended.why === 'unknown' ? { kind: 'unknown', stream, id } : undefined;
};

const unseenSince = (events: readonly ReadEvent[], expected: bigint) =>
  events.filter(({ stored }) => stored.revision > expected);

/**
 * The write side. A command that opens a stream and needs no facts is decided without reading; the expected revision
 * catches a repeat, which is then read and answered as before.
 */
export const createExecute =
  (deps: ExecuteDeps) =>
  async (request: ExecuteRequest): Promise<Outcome> => {
    const task = taskOf(deps, request);
    const blind = task.spec.creates && task.decider.facts?.[request.command.type] === undefined;
    for (let race = 0; race <= RACES_MAX; race++) {
      const seen: Seen = blind && race === 0 ? seeUnread(task) : await see(deps, task);
      const before = await repeated(deps, task, seen.events);
      if (before) return before;
      const revision = seen.events.at(-1)?.stored.revision ?? null;
      if (request.expected !== undefined && request.expected !== revision)
        return {
          kind: 'stale',
          stream: task.stream,
          id: task.id,
          revision,
          unseen: unseenSince(seen.events, request.expected),
        };
      const outcome = await attempt(deps, task, seen);
      // Unread, a refusal may meet a command that was carried out before: the log is asked first.
      if (outcome && !(blind && race === 0 && outcome.kind === 'refused')) return outcome;
    }
    return { kind: 'contended', stream: task.stream, id: task.id };
  };
export type Execute = ReturnType<typeof createExecute>;
