/** What the parts of a feeder share: what it is given, what it keeps while it runs, and why it ends. */
import type { EventLog } from '../domain/kernel/event-log.ts';
import type { Group } from '../projections/groups.ts';
import type { Scheduler } from '../projections/scheduler.ts';
import type { GroupVersion, LaneRef, LaneSigns } from '../projections/view-store.ts';
import type { Feed } from './feed.ts';
import type { FeedLane } from './feed-lane.ts';
import type { PipelineLog } from './lane-worker.ts';
import type { Pages } from './pages.ts';
import type { LaneQueue } from './queue.ts';

export interface FeederDeps {
  readonly group: Group;
  readonly version: number;
  /** Six digits; whose ledger the log is. */
  readonly county: string;
  readonly log: Pick<EventLog, 'read' | 'follow'>;
  readonly pages: Pages;
  readonly queue: LaneQueue;
  readonly signs: LaneSigns;
  readonly scheduler: Scheduler;
  readonly say: PipelineLog;
}

/** Why a feeder ended. */
export type FeederEnd =
  | { readonly why: 'told' }
  /** An event that this ledger did not make: nobody is fed what follows it. */
  | { readonly why: 'false-event'; readonly position: number; readonly type: string }
  /** The views are of another log, or of another life of this one: they are to be filled anew. */
  | { readonly why: 'foreign' };

/** A feeder under way. */
export interface Feeding {
  readonly deps: FeederDeps;
  readonly feed: Feed;
  polledMs: number;
  polledAllMs: number;
  epochCheckedMs: number;
  publishedMs: number;
  published: string;
  /** When the log last may have grown: a mark of the pages. */
  grownAt: number;
  /** The same as the step under way knew it when it began: of what came since, the next step will hear. */
  readSince: number;
  lookedMs: number;
  clocksToldMs: number;
  /** Whether every lane's checkpoint is to move up to what was read. */
  settling: boolean;
}

export const versionOf = ({ group, version }: FeederDeps): GroupVersion => ({ group: group.name, version });
export const laneRef = (deps: FeederDeps, { lane }: FeedLane): LaneRef => ({ ...versionOf(deps), lane });
