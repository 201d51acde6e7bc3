// Which of the synthetic county's commands may be sent now: those about the same subject one after the other, all others at once.
import { type CountyCommand, type Name, subjectsOf } from './command.ts';

export interface Schedule {
  /** The earliest command that nothing stands before; undefined while all such are under way. */
  next(): CountyCommand | undefined;
  /** The command was answered: what waited for it alone may follow. */
  done(command: CountyCommand): void;
}

/** Smallest sequence first, so that the order of the facts is kept as far as it goes. */
const createLine = () => {
  const waiting: CountyCommand[] = [];
  return {
    add: (command: CountyCommand) => {
      let at = waiting.length;
      while (at > 0 && (waiting[at - 1] as CountyCommand).sequence < command.sequence) at -= 1;
      waiting.splice(at, 0, command);
    },
    take: () => waiting.pop(),
  };
};

export const createSchedule = (commands: readonly CountyCommand[]): Schedule => {
  const before = new Map<CountyCommand, number>();
  const after = new Map<CountyCommand, CountyCommand[]>();
  const latest = new Map<Name, CountyCommand>();
  const line = createLine();
  for (const command of commands) {
    const subjects = subjectsOf(command);
    const awaited = new Set(subjects.flatMap((name) => latest.get(name) ?? []));
    for (const earlier of awaited) after.set(earlier, [...(after.get(earlier) ?? []), command]);
    before.set(command, awaited.size);
    for (const name of subjects) latest.set(name, command);
  }
  for (const command of commands.toReversed()) if (before.get(command) === 0) line.add(command);
  return {
    next: line.take,
    done: (command) => {
      for (const follower of after.get(command) ?? []) {
        const left = (before.get(follower) ?? 0) - 1;
        before.set(follower, left);
        if (left === 0) line.add(follower);
      }
    },
  };
};
