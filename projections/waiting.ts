/** Waiting for views, for queries that must show what their caller has just done: bounded, and shared by all who wait. */
import { reflectedBy, START } from './checkpoint.ts';
import type { Scheduler } from './scheduler.ts';
import type { GroupVersion, LaneSigns } from './view-store.ts';

/** How far each of some lanes is, by its number in the list. */
export const reflectedLanes = async (
  signs: Pick<LaneSigns, 'lanes' | 'progress'>,
  of: GroupVersion,
  lanes: readonly number[],
): Promise<number[]> => {
  const [progress, states] = await Promise.all([signs.progress(of), signs.lanes(of, lanes)]);
  return lanes.map((lane, at) => reflectedBy(states[at]?.checkpoint ?? null, progress, lane));
};

export const lowestOf = (positions: readonly number[]): number => Math.min(...positions);

const FIRST_MS = 2;
const LATER_MS = 16;

interface WaitingDeps {
  readonly signs: Pick<LaneSigns, 'lanes' | 'progress'>;
  readonly scheduler: Scheduler;
  /** The version that answers now. */
  readonly active: () => Promise<GroupVersion | undefined>;
  readonly lanes: readonly number[];
}

/** Looks at all lanes once for everybody who waits. */
export const createWaiting = ({ signs, scheduler, active, lanes }: WaitingDeps) => {
  let looking: Promise<number[]> | undefined;
  const look = () => {
    looking ??= (async () => {
      try {
        const of = await active();
        return of ? await reflectedLanes(signs, of, lanes) : [];
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
