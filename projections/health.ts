/** How a version of a group is, for health checks and operators: how far behind, and where and why something stands still. */
import { reflectedBy } from './checkpoint.ts';
import type { GroupVersion, LaneNote, LaneSigns, Progress } from './view-store.ts';

export interface GroupHealth {
  /** Positions between what the feeder has read and the lane that is furthest behind. */
  readonly lag: number;
  /** Lanes that stopped before an event, with its position, type and the reason. */
  readonly stopped: readonly { readonly lane: number; readonly note: Extract<LaneNote, { is: 'stopped' }> }[];
  /** Where the feeder stopped before an event that this ledger did not make. */
  readonly feeder: Progress['stopped'];
  /** Events that the feeder has read and for which the clocks of API and store differ: a reason to look at both. */
  readonly clocksApart: number;
}

export const groupHealth = async (
  signs: Pick<LaneSigns, 'lanes' | 'progress'>,
  of: GroupVersion,
  lanes: readonly number[],
): Promise<GroupHealth> => {
  const [progress, states] = await Promise.all([signs.progress(of), signs.lanes(of, lanes)]);
  const reflected = states.map(({ checkpoint }, at) => reflectedBy(checkpoint, progress, lanes[at] ?? at));
  return {
    lag: progress ? Math.max(0, progress.read - Math.min(...reflected)) : 0,
    stopped: states.flatMap(({ note }, at) => (note?.is === 'stopped' ? [{ lane: lanes[at] ?? at, note }] : [])),
    feeder: progress?.stopped ?? null,
    clocksApart: progress?.clocksApart ?? 0,
  };
};
