/** What the feeder knows of one lane: what it sent, what it holds back, and how far the lane has come. */
import { positionOf } from '../projections/checkpoint.ts';
import type { Checkpoint, LaneState } from '../projections/view-store.ts';
import { BYTES_MAX, checkpointAt, EVENTS_MAX, type LaneJob, type WrittenEvent } from './lane-job.ts';

/** Jobs of a lane that its checkpoint does not show yet. */
export const OUTSTANDING_MAX = 3;
/** Small jobs of a lane under way: one that is worked on, and one that is taken up right after it. */
const SMALL_MAX = 2;
/** In the middle of a long log a job is worth sending from so many events, or bytes, or this age. */
const WORTH_EVENTS = EVENTS_MAX / 2;
const WORTH_BYTES = BYTES_MAX / 2;
/** Of a job beside its events: where it comes from and where it reaches. */
const HEAD_BYTES = 512;
const WORTH_AGE_MS = 500;

/**
 * main: fed by the reader at the head of the log. rear: fell behind, fed by the reader that catches up.
 * held: stopped or standing still; nothing is kept for it, and it goes to the rear when it moves again.
 */
export type LaneMode = 'main' | 'rear' | 'held';

export interface FeedLane {
  readonly lane: number;
  mode: LaneMode;
  /** Of its checkpoint. */
  at: number;
  /** Where its last job reaches. */
  sent: number;
  /** Its last event that was sent or is held back. */
  tail: number;
  /** Its last event among all that were read. */
  due: number;
  buffer: WrittenEvent[];
  bytes: number;
  oldestMs: number;
  /** Where its jobs under way reach. */
  outstanding: number[];
  movedAtMs: number;
  /** Whether a note of its worker says that it stopped. */
  stopped: boolean;
  /** Whether a job may not have reached its queue. */
  lost: boolean;
  /** Events read by its reader when its last job was sent. */
  readWhenSent: number;
}

export const createFeedLane = (lane: number, { checkpoint, note }: LaneState, nowMs: number): FeedLane => {
  const at = positionOf(checkpoint);
  const isStopped = note?.is === 'stopped';
  return {
    lane,
    mode: isStopped ? 'held' : 'main',
    ...{ at, sent: at, tail: at, due: -1, buffer: [], bytes: 0, oldestMs: 0, outstanding: [] },
    ...{ movedAtMs: nowMs, stopped: isStopped, lost: false, readWhenSent: 0 },
  };
};

const keep = (lane: FeedLane, buffer: WrittenEvent[]) => {
  lane.buffer = buffer;
  lane.bytes = buffer.reduce((sum, { text }) => sum + text.length, 0);
};

/** From its checkpoint on, everything is read and sent again. */
export const rewind = (lane: FeedLane, nowMs: number): void => {
  keep(lane, []);
  lane.sent = lane.at;
  lane.tail = lane.at;
  lane.outstanding = [];
  lane.mode = 'rear';
  lane.stopped = false;
  lane.lost = false;
  lane.movedAtMs = nowMs;
};

export const hold = (lane: FeedLane, isStopped: boolean): void => {
  keep(lane, []);
  lane.mode = 'held';
  lane.stopped = isStopped;
};

/** Takes in where a lane is. @returns whether it must be rewound */
export const observe = (lane: FeedLane, { checkpoint, note }: LaneState, nowMs: number): boolean => {
  const at = positionOf(checkpoint);
  const [isBack, isOn] = [at < lane.at, at > lane.at];
  lane.at = at;
  if (note?.is === 'stopped') {
    if (!lane.stopped) hold(lane, true);
    return false;
  }
  if (isBack || lane.lost || (lane.mode === 'held' && (lane.stopped || isOn))) return true;
  if (isOn) {
    lane.movedAtMs = nowMs;
    lane.outstanding = lane.outstanding.filter((to) => to > at);
    lane.sent = Math.max(lane.sent, at);
    lane.tail = Math.max(lane.tail, at);
    // Another feeder was faster.
    if ((lane.buffer[0]?.event[0] ?? at + 1) <= at)
      keep(
        lane,
        lane.buffer.filter(({ event }) => event[0] > at),
      );
  }
  return note?.is === 'gap' && lane.outstanding.length > 0;
};

/** Keeps an event for the lane, unless it has had it. */
export const accept = (lane: FeedLane, written: WrittenEvent, nowMs: number): void => {
  const [position] = written.event;
  if (position <= lane.tail) return;
  if (lane.buffer.length === 0) lane.oldestMs = nowMs;
  lane.buffer.push(written);
  lane.bytes += written.text.length;
  lane.tail = position;
};

export const isFull = (lane: FeedLane): boolean =>
  lane.outstanding.length >= OUTSTANDING_MAX && (lane.buffer.length >= EVENTS_MAX || lane.bytes >= BYTES_MAX);

const isWorthAJob = ({ buffer, bytes }: FeedLane) => buffer.length >= WORTH_EVENTS || bytes >= WORTH_BYTES;

/**
 * A small job goes only where few are under way: so jobs grow by themselves where workers are slow.
 * @param ended nothing more is to be read now: whatever there is goes out
 */
export const isDue = (lane: FeedLane, ended: boolean, nowMs: number): boolean => {
  const { buffer, outstanding, oldestMs } = lane;
  if (buffer.length === 0 || outstanding.length >= OUTSTANDING_MAX) return false;
  return isWorthAJob(lane) || (outstanding.length < SMALL_MAX && (ended || nowMs - oldestMs >= WORTH_AGE_MS));
};

/** The first events of the buffer, as many as a job may hold; at least one. */
const takeEvents = (lane: FeedLane): readonly WrittenEvent[] => {
  let bytes = 0;
  const over = lane.buffer.findIndex((held, index) => {
    bytes += held.text.length + 1;
    return index >= EVENTS_MAX || (index > 0 && bytes > BYTES_MAX - HEAD_BYTES);
  });
  const taken = over < 0 ? lane.buffer : lane.buffer.slice(0, over);
  keep(lane, over < 0 ? [] : lane.buffer.slice(over));
  return taken;
};

/** How far the reader of a lane has read. */
export interface Reading {
  readonly last: Checkpoint | null;
  /** Events so far. */
  readonly count: number;
}

/** The next job: some events, or none where only the checkpoint is to move. */
export const cutJob = (lane: FeedLane, { epoch, reading, nowMs }: Cutting): LaneJob | undefined => {
  const taken = takeEvents(lane);
  const own = taken.at(-1)?.event;
  const reached = own ? own[0] : lane.sent;
  const { last, count } = reading;
  // With nothing held back, the lane has had everything that was read.
  const isDrained = lane.buffer.length === 0 && last !== null && last.position >= reached;
  if (!own && (!isDrained || last.position === lane.sent)) return undefined;
  const to = isDrained || !own ? (last as Checkpoint) : checkpointAt(epoch, own);
  const from = lane.sent;
  lane.sent = to.position;
  lane.tail = Math.max(lane.tail, lane.sent);
  lane.readWhenSent = count;
  if (lane.outstanding.length === 0) lane.movedAtMs = nowMs;
  lane.outstanding.push(lane.sent);
  return { from, to, events: taken.map(({ event }) => event), texts: taken.map(({ text }) => text) };
};
interface Cutting {
  readonly epoch: string;
  readonly reading: Reading;
  readonly nowMs: number;
}
