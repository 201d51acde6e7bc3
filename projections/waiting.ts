/** Waiting for views, for queries that must show what their caller has just done: bounded, and shared by all who wait. */
import { reflectedBy, sameEpoch, START } from './checkpoint.ts';
import type { Group } from './groups.ts';
import type { Scheduler } from './scheduler.ts';
import type { GroupVersion, LaneSigns, ViewKeeper } from './view-store.ts';

const isOf = (held: { readonly epoch: string } | null, epoch: string | undefined): boolean =>
  held !== null && (epoch === undefined || sameEpoch(held.epoch, epoch));

/**
 * How far each of some lanes is, by its number in the list.
 * @param epoch what is of another life of the ledger is not counted: a restore gives its positions again
 */
export const reflectedLanes = async (
  signs: Pick<LaneSigns, 'lanes' | 'progress'>,
  of: GroupVersion,
  lanes: readonly number[],
  epoch?: string,
): Promise<number[]> => {
  const [told, states] = await Promise.all([signs.progress(of), signs.lanes(of, lanes)]);
  const progress = isOf(told, epoch) ? told : null;
  return lanes.map((lane, at) => {
    const checkpoint = states[at]?.checkpoint ?? null;
    return checkpoint === null || isOf(checkpoint, epoch) ? reflectedBy(checkpoint, progress, lane) : START;
  });
};

export const lowestOf = (positions: readonly number[]): number => Math.min(...positions);

/** @returns active: the version of a group that answers now, where it has the form that this code reads */
export const activeOf =
  (keeper: Pick<ViewKeeper, 'state'>, { name, shape }: Pick<Group, 'name' | 'shape'>) =>
  async (): Promise<GroupVersion | undefined> => {
    const { active } = await keeper.state(name);
    return active?.shape === shape ? { group: name, version: active.version } : undefined;
  };

const FIRST_MS = 2;
const LATER_MS = 16;

interface WaitingDeps {
  readonly signs: Pick<LaneSigns, 'lanes' | 'progress'>;
  readonly scheduler: Scheduler;
  /** The version that answers now. */
  readonly active: () => Promise<GroupVersion | undefined>;
  readonly lanes: readonly number[];
  /** The ledger's epoch now; absent where nobody waits for a position of a certain epoch. */
  readonly epoch?: () => string;
}

/** Looks at all lanes once for everybody who waits. */
export const createWaiting = ({ signs, scheduler, active, lanes, epoch }: WaitingDeps) => {
  let looking: Promise<number[]> | undefined;
  const look = () => {
    looking ??= (async () => {
      try {
        const of = await active();
        return of ? await reflectedLanes(signs, of, lanes, epoch?.()) : [];
      } finally {
        looking = undefined;
      }
    })();
    return looking;
  };

  /** The lowest position that some lanes reflect. */
  const reflected = async (wanted: readonly number[] = lanes): Promise<number> => {
    const positions = await look();
    return lowestOf(wanted.map((lane) => positions[lanes.indexOf(lane)] ?? START));
  };

  return {
    reflected,
    /** @returns how far the lanes are when they reflect the position, or when the time is up */
    async waitFor(position: number, withinMs: number, wanted: readonly number[] = lanes): Promise<number> {
      const endMs = scheduler.nowMs() + withinMs;
      for (let pauseMs = FIRST_MS; ; pauseMs = Math.min(2 * pauseMs, LATER_MS)) {
        const at = await reflected(wanted);
        const leftMs = endMs - scheduler.nowMs();
        if (at >= position || leftMs <= 0) return at;
        await scheduler.sleep(Math.min(pauseMs, leftMs));
      }
    },
  };
};
export type Waiting = ReturnType<typeof createWaiting>;
