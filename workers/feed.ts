/** The feeder's picture of its lanes, and the steps on it that ask nobody: cutting a page, merging readers, telling progress. */
import type { StoredEvent } from '../domain/kernel/event-log.ts';
import { categoryOf } from '../domain/kernel/identifier.ts';
import { START, UNOPENED } from '../projections/checkpoint.ts';
import { type Group, lanesOf } from '../projections/groups.ts';
import { laneOf } from '../projections/keys.ts';
import type { LaneState, Progress } from '../projections/view-store.ts';
import { beginsEpoch, currentEpoch } from './epoch.ts';
import { accept, createFeedLane, type FeedLane, isFull, type LaneMode } from './feed-lane.ts';
import { positionIn, type WrittenEvent, writtenEvent } from './lane-job.ts';
import { positionRead, type Reader, readerFrom } from './reader.ts';

export interface Feed {
  readonly group: Group;
  /** All epochs of the log that are known; the current one apart, as it may have no event yet. */
  readonly epochs: Set<string>;
  epoch: string;
  readonly lanes: readonly FeedLane[];
  readonly main: Reader;
  rear: Reader | undefined;
  /** Where an event stands that this ledger did not make. */
  failed: Progress['stopped'];
  /** A ledger was restored under the feeder's feet. */
  foreign: boolean;
  /** Events whose clocks are apart, and the last of them. */
  readonly clocks: { apart: number; last: StoredEvent | undefined };
}

/** Two machines that keep time at all are not so far apart. */
const CLOCKS_APART_MS = 5_000;
const areClocksApart = ({ metadata, storedAtMs }: StoredEvent): boolean =>
  Math.abs(Date.parse(String((metadata as { readonly recordedAt?: unknown }).recordedAt)) - storedAtMs) >
  CLOCKS_APART_MS;

/** All lanes begin where the one that is furthest behind goes on; what the others have had, they do not get again. */
export const createFeed = (
  group: Group,
  { epochs, states, nowMs }: { epochs: readonly string[]; states: readonly LaneState[]; nowMs: number },
): Feed => {
  const lanes = lanesOf(group).map((lane) =>
    createFeedLane(lane, states[lane] ?? { checkpoint: null, note: null }, nowMs),
  );
  const fed = lanes.filter(({ mode }) => mode === 'main');
  const lowest = fed.length > 0 ? Math.min(...fed.map(({ at }) => at)) : Math.max(...lanes.map(({ at }) => at));
  for (const lane of lanes) lane.due = lowest;
  return {
    ...{ group, lanes, epochs: new Set(epochs), epoch: currentEpoch(epochs) },
    ...{ main: readerFrom(lowest), rear: undefined, failed: null, foreign: false },
    clocks: { apart: 0, last: undefined },
  };
};

const keysOf = ({ metadata }: StoredEvent): readonly string[] =>
  (metadata as { readonly keys?: readonly string[] }).keys ?? [];

/** The lanes of an event's keys of the kinds that have rows in the group; each once. */
const lanesOfEvent = ({ kinds, lanes }: Group, event: StoredEvent): readonly number[] => {
  const found: number[] = [];
  for (const key of keysOf(event)) {
    const colon = key.indexOf(':');
    if (!kinds.has(key.slice(0, colon))) continue;
    const lane = laneOf(key.slice(colon + 1), lanes);
    if (!found.includes(lane)) found.push(lane);
  }
  return found;
};

/** @returns whether reading may go on */
const followEpoch = (feed: Feed, { id }: StoredEvent): boolean => {
  if (feed.epochs.has(id)) return true;
  feed.foreign = feed.epoch !== UNOPENED;
  feed.epochs.add(id);
  if (!feed.foreign) feed.epoch = id;
  return !feed.foreign;
};

interface Cutting {
  readonly isGenuine: (event: StoredEvent) => boolean;
  readonly nowMs: number;
}

const deliver = (feed: Feed, event: StoredEvent, { mode, nowMs }: { mode: LaneMode; nowMs: number }) => {
  const position = positionIn(event);
  let written: WrittenEvent | undefined;
  for (const number of lanesOfEvent(feed.group, event)) {
    const lane = feed.lanes[number];
    if (!lane) continue;
    lane.due = Math.max(lane.due, position);
    if (lane.mode !== mode || position <= lane.tail) continue;
    written ??= writtenEvent(event, feed.group);
    accept(lane, written, nowMs);
  }
};

const meetFalse = (feed: Feed, event: StoredEvent) => {
  const { main } = feed;
  feed.failed = { position: positionIn(event), type: event.type, reason: 'this ledger did not make the event' };
  main.after = main.last ? main.last.position : main.start;
  main.ended = true;
};

/** Gives each event of a page to its lanes; ends before one that this ledger did not make. */
export const cutPage = (feed: Feed, events: readonly StoredEvent[], cutting: Cutting): void => {
  const { main, group } = feed;
  for (const event of events) {
    const isRead = group.categories.has(categoryOf(event.stream));
    const isBeginning = beginsEpoch(event);
    if ((isRead || isBeginning) && !cutting.isGenuine(event)) return meetFalse(feed, event);
    if (isBeginning && !followEpoch(feed, event)) return;
    if (isRead && areClocksApart(event)) {
      feed.clocks.apart += 1;
      feed.clocks.last = event;
    }
    if (isRead) deliver(feed, event, { mode: 'main', nowMs: cutting.nowMs });
    main.last = event;
    main.count += 1;
  }
};

/** The same for lanes at the rear, which get nothing that the reader at the head has not judged. */
export const cutRear = (
  feed: Feed,
  rear: Reader,
  { events, nowMs }: { events: readonly StoredEvent[]; nowMs: number },
): void => {
  const head = positionRead(feed.main);
  for (const event of events) {
    if (event.position > head) break;
    if (feed.group.categories.has(categoryOf(event.stream))) deliver(feed, event, { mode: 'rear', nowMs });
    rear.last = event;
    rear.count += 1;
  }
  if (positionRead(rear) > head) rear.after = feed.main.after;
};

/** Lanes at the rear that have had all that the reader at the head has read go on with it. */
export const mergeReaders = (feed: Feed): void => {
  if (!feed.rear || positionRead(feed.rear) < positionRead(feed.main)) return;
  for (const lane of feed.lanes) if (lane.mode === 'rear') lane.mode = 'main';
  feed.rear = undefined;
};

/** A lane was rewound: the reader at the rear goes back to where it stands, unless it is not there yet. */
export const fallBack = (feed: Feed, { at }: FeedLane): void => {
  if (feed.rear && positionRead(feed.rear) <= BigInt(at)) return;
  feed.rear = readerFrom(at);
};

export const readerOf = (feed: Feed, lane: FeedLane): Reader =>
  lane.mode === 'rear' && feed.rear ? feed.rear : feed.main;

/** Whether reading on would only fill memory: some lane has more than it can take. */
export const isBlocked = (feed: Feed, mode: LaneMode): boolean =>
  feed.lanes.some((lane) => lane.mode === mode && isFull(lane));

/** Whether everything that was read has been sent and has arrived, but for lanes that stand still. */
export const isDrained = ({ lanes, rear }: Feed): boolean =>
  rear === undefined &&
  lanes.every(({ mode, buffer, outstanding }) => mode === 'held' || (buffer.length === 0 && outstanding.length === 0));

/** Whether every lane has all of the log, none standing still. */
export const isComplete = (feed: Feed): boolean =>
  feed.main.ended && isDrained(feed) && feed.lanes.every(({ mode }) => mode === 'main');

export const progressOf = ({ epoch, main, lanes, failed, clocks }: Feed): Progress => ({
  epoch,
  read: main.last ? positionIn(main.last) : Number(main.after ?? START),
  events: main.count,
  due: lanes.map(({ due }) => due),
  stopped: failed,
  ...(clocks.apart > 0 && { clocksApart: clocks.apart }),
});
