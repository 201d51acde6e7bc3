/** The feeder looks where its lanes are: what has arrived, what got lost, who stands still, and whether it is still the same log. */
import { sameEpoch } from '../projections/checkpoint.ts';
import type { LaneState } from '../projections/view-store.ts';
import { currentEpoch, epochsOf } from './epoch.ts';
import { fallBack } from './feed.ts';
import { type FeedLane, hold, isFull, observe, rewind } from './feed-lane.ts';
import { type Feeding, laneRef, versionOf } from './feeder-parts.ts';

/** How often it looks: while events wait for room, while jobs are under way, and otherwise. */
const WAITING_MS = 4;
const UNDER_WAY_MS = 50;
const IDLE_MS = 1_000;
/** A lane with jobs under way that has not moved for so long has lost them, or nobody works on it. */
const STILL_MS = 2_000;
const EPOCH_MS = 5_000;

const isWatched = ({ outstanding, lost, mode }: FeedLane) => outstanding.length > 0 || lost || mode === 'held';
const waits = ({ buffer, outstanding }: FeedLane) => buffer.length > 0 && outstanding.length > 0;

const howOften = ({ feed }: Feeding): number => (feed.lanes.some(waits) ? WAITING_MS : UNDER_WAY_MS);

/** How long the feeder may sleep unless the log grows. */
export const pauseMs = ({ feed }: Feeding): number => {
  if (feed.lanes.some(waits)) return WAITING_MS;
  return feed.lanes.some(isWatched) ? UNDER_WAY_MS : IDLE_MS;
};

const sendBack = ({ deps, feed }: Feeding, lane: FeedLane, why: string) => {
  deps.say.warn({ ...laneRef(deps, lane), at: lane.at, sent: lane.sent, why }, 'a lane is fed again');
  rewind(lane, deps.scheduler.nowMs());
  fallBack(feed, lane);
};

/** Jobs that wait with nobody to take them are not sent twice; what would wait behind them is read again later. */
const lookAtStill = async (feeding: Feeding, lane: FeedLane, nowMs: number) => {
  if (lane.stopped || lane.outstanding.length === 0 || nowMs - lane.movedAtMs < STILL_MS) return;
  lane.movedAtMs = nowMs;
  if ((await feeding.deps.queue.waiting(laneRef(feeding.deps, lane))) === 0)
    sendBack(feeding, lane, 'its jobs are gone');
  else if (lane.mode !== 'held' && isFull(lane)) hold(lane, false);
};

const lookAt = async (feeding: Feeding, lane: FeedLane, state: LaneState) => {
  const { deps, feed } = feeding;
  if (state.checkpoint && !sameEpoch(state.checkpoint.epoch, feed.epoch)) feed.foreign = true;
  const isMissing = observe(lane, state, deps.scheduler.nowMs());
  if (state.note?.is === 'gap') await deps.signs.clearNote(laneRef(deps, lane), state.note);
  if (isMissing) sendBack(feeding, lane, state.note?.is ?? 'it moved');
  else await lookAtStill(feeding, lane, deps.scheduler.nowMs());
};

const checkEpoch = async ({ deps, feed }: Feeding) => {
  const epochs = await epochsOf(deps.log, deps.county);
  if (epochs.length > 0 && !sameEpoch(currentEpoch(epochs), feed.epoch) && !feed.epochs.has(currentEpoch(epochs)))
    feed.foreign = true;
};

/** Takes in where the lanes are that matter now; once in a while, all of them. */
export const watchLanes = async (feeding: Feeding): Promise<void> => {
  const { deps, feed } = feeding;
  const nowMs = deps.scheduler.nowMs();
  const isTimeForAll = nowMs - feeding.polledAllMs >= IDLE_MS;
  if (!isTimeForAll && nowMs - feeding.polledMs < howOften(feeding)) return;
  const watched = feed.lanes.filter((lane) => isTimeForAll || isWatched(lane));
  if (watched.length > 0) {
    const numbers = watched.map(({ lane }) => lane);
    const states = await deps.signs.lanes(versionOf(deps), numbers);
    for (const [index, lane] of watched.entries()) {
      const state = states[index];
      if (state) await lookAt(feeding, lane, state);
    }
  }
  feeding.polledMs = nowMs;
  if (isTimeForAll) feeding.polledAllMs = nowMs;
  if (nowMs - feeding.epochCheckedMs < EPOCH_MS) return;
  feeding.epochCheckedMs = nowMs;
  await checkEpoch(feeding);
};
