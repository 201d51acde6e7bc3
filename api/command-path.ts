/** 办理路径 How the paths of one kind of stream are written down: a path for every command, or null for one nobody may send. */
import type { AnyDecider, CommandOf } from '../domain/kernel/decider.ts';

/** A command without a line here does not compile. */
type Paths<D extends AnyDecider> = Readonly<Record<CommandOf<D>['type'], `/${string}` | null>>;
export interface CommandPaths {
  readonly decider: AnyDecider;
  readonly paths: Readonly<Record<string, string | null>>;
}
export const pathsOf = <D extends AnyDecider>(decider: D, paths: Paths<D>): CommandPaths => ({ decider, paths });
