/** 重建 Asks for a new version of a group and watches it being filled, compared and shown; whoever watches may leave and come back. */
import { lanesOf, type Group } from '../projections/groups.ts';
import type { Scheduler } from '../projections/scheduler.ts';
import type { LaneSigns, ViewKeeper } from '../projections/view-store.ts';
import { lowestOf, reflectedLanes } from '../projections/waiting.ts';
import { beginFilling, openState } from './versions.ts';

export interface RebuildProgress {
  readonly version: number;
  /** The lowest position that all lanes reflect, and how far the version that is shown has read. */
  readonly position: number;
  readonly head: number;
  /** Since the watching began. */
  readonly eventsPerSecond: number;
  readonly remainingSeconds: number | null;
}

interface RebuildDeps {
  readonly group: Group;
  readonly keeper: ViewKeeper;
  readonly signs: LaneSigns;
  readonly scheduler: Scheduler;
  readonly tell: (progress: RebuildProgress) => void;
  readonly stopped: () => boolean;
}

const LOOK_MS = 500;

/** Positions are bytes, events are what people count: the log so far says how many bytes one has. */
const estimate = (at: { position: number; head: number; events: number }, from: { events: number; ms: number }) => {
  const rate = (1_000 * (at.events - from.events)) / Math.max(1, from.ms);
  const left = at.position > 0 ? (at.events / at.position) * (at.head - at.position) : 0;
  return { eventsPerSecond: Math.round(rate), remainingSeconds: rate > 0 ? Math.ceil(left / rate) : null };
};

/** @returns the version that is shown, or undefined where the watching was ended first */
export const rebuild = async (deps: RebuildDeps): Promise<number | undefined> => {
  const { group, keeper, signs, scheduler, tell, stopped } = deps;
  const before = await openState(keeper, group, async () => 1);
  // One that is under way already is watched to its end.
  const { filling } = before.filling?.shape === group.shape ? before : await beginFilling(keeper, group);
  if (!filling) return undefined;
  const of = { group: group.name, version: filling.version };
  const beganMs = scheduler.nowMs();
  let first: number | undefined;
  while (!stopped()) {
    const { active } = await keeper.state(group.name);
    if (active?.version === filling.version) return filling.version;
    const [positions, progress] = await Promise.all([reflectedLanes(signs, of, lanesOf(group)), signs.progress(of)]);
    const [position, events] = [lowestOf(positions), progress?.events ?? 0];
    const shown = active && (await signs.progress({ group: group.name, version: active.version }));
    const head = Math.max(shown?.read ?? 0, progress?.read ?? 0, position);
    first ??= events;
    const from = { events: first, ms: scheduler.nowMs() - beganMs };
    tell({ version: filling.version, position, head, ...estimate({ position, head, events }, from) });
    await scheduler.sleep(LOOK_MS);
  }
  return undefined;
};
