/** Cuts the log into lanes for one version of a group: reads from the lowest checkpoint, sends, and sends again what got lost. */
import { lanesOf } from '../projections/groups.ts';
import type { LaneJob } from './lane-job.ts';
import { type Bell, createBell } from './bell.ts';
import { currentEpoch, epochsOf, foreignAmong } from './epoch.ts';
import {
  createFeed,
  cutPage,
  cutRear,
  isBlocked,
  isComplete,
  isDrained,
  mergeReaders,
  progressOf,
  readerOf,
} from './feed.ts';
import { cutJob, type FeedLane, isDue } from './feed-lane.ts';
import { type FeederDeps, type FeederEnd, type Feeding, laneRef, versionOf } from './feeder-parts.ts';
import { pauseMs, watchLanes } from './feeder-watch.ts';
import { positionIn } from './lane-job.ts';
import { type Reader, readingOf, readOn } from './reader.ts';

const TROUBLE_MS = 250;
/** In the middle of a long log nobody needs to know each step. */
const PUBLISH_MS = 100;
const REPEAT_MS = 1_000;
const CLOCKS_TOLD_MS = 60_000;
/** A lane that nothing concerns moves its checkpoint every so many events, or a restart would read them all again. */
const IDLE_EVENTS = 10_000;

/** @returns undefined where the views are of another log */
const begin = async (deps: FeederDeps): Promise<Feeding | undefined> => {
  deps.pages.forget();
  const states = await deps.signs.lanes(versionOf(deps), lanesOf(deps.group));
  const epochs = await epochsOf(deps.log, deps.county);
  const checkpoints = states.map(({ checkpoint }) => checkpoint);
  const foreign = await foreignAmong(deps.log, currentEpoch(epochs), checkpoints);
  if (foreign) {
    deps.say.error(
      { ...versionOf(deps), checkpoint: foreign },
      'the views are of another log, or of another life of it',
    );
    return undefined;
  }
  const nowMs = deps.scheduler.nowMs();
  const feed = createFeed(deps.group, { epochs, states, nowMs });
  const times = {
    polledMs: nowMs,
    polledAllMs: nowMs,
    epochCheckedMs: nowMs,
    publishedMs: 0,
    lookedMs: 0,
    clocksToldMs: -CLOCKS_TOLD_MS,
  };
  const mark = deps.pages.mark();
  return { deps, feed, ...times, published: '', settling: false, grownAt: mark, readSince: mark };
};

const nextPage = async ({ deps, readSince }: Feeding, reader: Reader) => {
  const events = await readOn(reader, deps.pages, readSince);
  return { events, nowMs: deps.scheduler.nowMs(), isGenuine: deps.pages.isGenuine };
};
const readMain = async (feeding: Feeding) => {
  const { events, ...cutting } = await nextPage(feeding, feeding.feed.main);
  cutPage(feeding.feed, events, cutting);
};
const readRear = async (feeding: Feeding, rear: Reader) => cutRear(feeding.feed, rear, await nextPage(feeding, rear));

/** Both readers a page on, where there is one and room for it. */
const readBoth = async (feeding: Feeding, rang: boolean) => {
  const { main, rear, failed } = feeding.feed;
  const wanted: Promise<void>[] = [];
  if (!failed && (rang || !main.ended) && !isBlocked(feeding.feed, 'main')) wanted.push(readMain(feeding));
  if (rear && !isBlocked(feeding.feed, 'rear')) wanted.push(readRear(feeding, rear));
  for (const outcome of await Promise.allSettled(wanted)) if (outcome.status === 'rejected') throw outcome.reason;
  mergeReaders(feeding.feed);
};

const isBehind = (feeding: Feeding, lane: FeedLane, count: number) =>
  lane.mode !== 'held' &&
  lane.outstanding.length === 0 &&
  (feeding.settling || count - lane.readWhenSent >= IDLE_EVENTS);

/** Jobs that are due, in order for each lane. */
const dueJobs = (feeding: Feeding): [FeedLane, LaneJob][] => {
  const { deps, feed } = feeding;
  const nowMs = deps.scheduler.nowMs();
  const jobs: [FeedLane, LaneJob][] = [];
  for (const lane of feed.lanes) {
    const reader = readerOf(feed, lane);
    const reading = readingOf(reader, feed.epoch);
    const cut = () => {
      const job = cutJob(lane, { epoch: feed.epoch, reading, nowMs });
      if (job) jobs.push([lane, job]);
    };
    while (isDue(lane, reader.ended || feeding.settling, nowMs)) cut();
    if (lane.buffer.length === 0 && isBehind(feeding, lane, reading.count)) cut();
  }
  const isSettled = feed.lanes.every((lane) => lane.mode === 'held' || lane.sent >= progressOf(feed).read);
  if (feed.main.ended && isSettled) feeding.settling = false;
  return jobs;
};

const send = async ({ deps }: Feeding, [lane, job]: [FeedLane, LaneJob]) => {
  try {
    await deps.queue.send(laneRef(deps, lane), job);
  } catch (error) {
    lane.lost = true;
    deps.say.warn({ ...laneRef(deps, lane), err: error }, 'a job may not have reached its queue');
  }
};

const publish = async (feeding: Feeding) => {
  const { deps, feed } = feeding;
  const nowMs = deps.scheduler.nowMs();
  if (!feed.main.ended && nowMs - feeding.publishedMs < PUBLISH_MS) return;
  const progress = progressOf(feed);
  const text = JSON.stringify(progress);
  // The same word again now and then: views that came back empty have lost it.
  if (text === feeding.published && nowMs - feeding.publishedMs < REPEAT_MS) return;
  await deps.signs.publish(versionOf(deps), progress);
  feeding.published = text;
  feeding.publishedMs = nowMs;
};

/** An alarm, at most once a minute: whoever judges what was known when, must trust `recordedAt`. */
const tellClocks = (feeding: Feeding): void => {
  const { deps, feed } = feeding;
  const { apart, last } = feed.clocks;
  if (!last || deps.scheduler.nowMs() - feeding.clocksToldMs < CLOCKS_TOLD_MS) return;
  const { recordedAt } = last.metadata as { readonly recordedAt?: unknown };
  const at = { position: positionIn(last), recordedAt, storedAt: new Date(last.storedAtMs).toISOString() };
  deps.say.error({ ...versionOf(deps), ...at, events: apart }, 'the clocks of API and event store differ');
  feed.clocks.last = undefined;
  feeding.clocksToldMs = deps.scheduler.nowMs();
};

/** Asks for the page that will be read, so that it comes while the feeder looks where its lanes are. */
const readEarly = ({ deps, feed, readSince }: Feeding): void => {
  if (feed.failed || isBlocked(feed, 'main')) return;
  // Whatever goes wrong is met where the page is read.
  deps.pages.page(feed.main.after, readSince).catch(() => undefined);
};

const step = async (feeding: Feeding, bell: Bell): Promise<void> => {
  const { scheduler, group } = feeding.deps;
  const earlyMs = group.togetherMs - (scheduler.nowMs() - feeding.lookedMs);
  if (bell.isRung() && feeding.feed.main.ended && earlyMs > 0) await scheduler.sleep(earlyMs);
  const rang = bell.take();
  // A step that only looks where the lanes are lets no event wait.
  if (rang) feeding.lookedMs = scheduler.nowMs();
  feeding.readSince = feeding.grownAt;
  try {
    if (rang) readEarly(feeding);
    await watchLanes(feeding);
    await readBoth(feeding, rang);
    tellClocks(feeding);
    await Promise.all([...dueJobs(feeding).map((due) => send(feeding, due)), publish(feeding)]);
  } catch (error) {
    if (rang) bell.ring();
    throw error;
  }
};

const endOf = ({ feed }: Feeding): FeederEnd | undefined => {
  if (feed.foreign) return { why: 'foreign' };
  if (feed.failed && isDrained(feed)) return { why: 'false-event', ...feed.failed };
  return undefined;
};

/** Whether there is something to do at once. */
const isBusy = ({ feed }: Feeding): boolean => {
  const mainReads = !feed.failed && !feed.main.ended && !isBlocked(feed, 'main');
  return mainReads || (feed.rear !== undefined && !isBlocked(feed, 'rear'));
};

/** What fails is tried again a moment later. @returns undefined where it failed */
const patiently = async <T>(deps: FeederDeps, attempt: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await attempt();
  } catch (error) {
    deps.say.warn({ ...versionOf(deps), err: error }, 'the feeder waits for what it needs');
    await deps.scheduler.sleep(TROUBLE_MS);
    return undefined;
  }
};

interface Course {
  readonly bell: Bell;
  told: boolean;
  feeding: Feeding | undefined;
}

const start = async (deps: FeederDeps, course: Course): Promise<Feeding | undefined> => {
  while (!course.told) {
    const begun = await patiently(deps, async () => ({ feeding: await begin(deps) }));
    if (begun) return begun.feeding;
  }
  return undefined;
};

const feedOn = async (deps: FeederDeps, course: Course): Promise<FeederEnd> => {
  const feeding = await start(deps, course);
  course.feeding = feeding;
  while (feeding && !course.told) {
    await patiently(deps, () => step(feeding, course.bell));
    const end = endOf(feeding);
    if (end) return end;
    if (!isBusy(feeding)) await course.bell.wait(pauseMs(feeding));
  }
  return { why: course.told ? 'told' : 'foreign' };
};

/** Two feeders of one version are harmless, and no use. */
export const createFeeder = (deps: FeederDeps) => {
  const course: Course = { bell: createBell(deps.scheduler), told: false, feeding: undefined };
  const ring = () => {
    if (course.feeding) course.feeding.grownAt = deps.pages.mark();
    course.bell.ring();
  };
  return {
    async run(): Promise<FeederEnd> {
      const following = await deps.log.follow(ring);
      try {
        return await feedOn(deps, course);
      } finally {
        await following.close();
      }
    },
    /** Ends after the step under way. */
    stop() {
      course.told = true;
      course.bell.ring();
    },
    /** Moves the checkpoint of every lane up to what was read, as its events arrive. */
    settle() {
      if (course.feeding) course.feeding.settling = true;
      course.bell.ring();
    },
    /** How far it has read and sent; undefined before it has begun. */
    progress: () => course.feeding && progressOf(course.feeding.feed),
    /** Whether all that was in the log has been read and has arrived in every lane. */
    isCaughtUp: () => course.feeding !== undefined && isComplete(course.feeding.feed),
  };
};
export type Feeder = ReturnType<typeof createFeeder>;
