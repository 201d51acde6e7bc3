/** What read models need of a store: one atomic step to write, few look-ups to read, and word of how far each lane is. */

/** A lane of one version of a group. */
export interface LaneRef {
  readonly group: string;
  readonly version: number;
  readonly lane: number;
}
export type GroupVersion = Pick<LaneRef, 'group' | 'version'>;

/** How far a lane is, and by which event that can be recognised. */
export interface Checkpoint {
  readonly epoch: string;
  readonly position: number;
  /** Identifier of the event at that position. */
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
}

/** In the order in which they are written; the checkpoint follows. */
export interface Writes {
  /** Per set, whether each member is there afterwards. */
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
  readonly counters: ReadonlyMap<string, string>;
  /** Null: the row goes. */
  readonly rows: ReadonlyMap<string, string | null>;
}

/** Why a lane stands still, or what it missed; gone with the next batch that it applies. */
export type LaneNote =
  /** A job came that continues from `from`, which the lane has not reached. */
  | { readonly is: 'gap'; readonly at: number; readonly from: number }
  | {
      readonly is: 'stopped';
      readonly position: number;
      readonly type: string;
      readonly schema: number;
      readonly reason: string;
    };

/** How a lane is, for the feeder, for queries that wait and for health. */
export interface LaneState {
  readonly checkpoint: Checkpoint | null;
  readonly note: LaneNote | null;
}

/** True of the log whoever says it: among all events up to `read`, the last that concerns lane i is not after `due[i]`. */
export interface Progress {
  readonly epoch: string;
  readonly read: number;
  /** Events that whoever says it has read since it began; for a rate. */
  readonly events?: number;
  readonly due: readonly number[];
  /** Where the feeder met an event that this ledger did not make, and stopped. */
  readonly stopped: { readonly position: number; readonly type: string; readonly reason: string } | null;
  /** Events read so far whose `recordedAt` and the store's own time are too far apart: one of the two clocks is wrong. */
  readonly clocksApart?: number;
}

/** Word between feeder and lanes. */
export interface LaneSigns {
  lanes(of: GroupVersion, lanes: readonly number[]): Promise<readonly LaneState[]>;
  note(lane: LaneRef, note: LaneNote): Promise<void>;
  /** Takes a note away, unless another has replaced it. */
  clearNote(lane: LaneRef, note: LaneNote): Promise<void>;
  /** Keeps what reaches further; another epoch replaces it. */
  publish(of: GroupVersion, progress: Progress): Promise<void>;
  progress(of: GroupVersion): Promise<Progress | null>;
}

export interface ViewWriter {
  /** Checkpoint and texts of a lane at one moment; null where there is none. */
  load(lane: LaneRef, keys: readonly string[]): Promise<LoadedLane>;
  /** Writes everything where the checkpoint is still the expected one. @returns true, or the checkpoint that is there */
  commit(lane: LaneRef, change: LaneChange): Promise<true | Checkpoint | null>;
}
export interface LoadedLane {
  readonly checkpoint: Checkpoint | null;
  readonly texts: readonly (string | null)[];
}
export interface LaneChange {
  readonly expected: Checkpoint | null;
  readonly next: Checkpoint;
  readonly writes: Writes;
}

export interface ViewReader {
  load(lane: LaneRef, keys: readonly string[]): Promise<LoadedLane>;
  /** Members of an ordered set that begin with a text, in order, after a member. */
  members(lane: LaneRef, set: string, range: MemberRange): Promise<readonly string[]>;
}
export interface MemberRange {
  readonly prefix: string;
  /** Exclusive. */
  readonly after?: string;
  readonly limit: number;
}

/** A version that is fed: its number, and the form of rows and indexes that the code gives it. */
export interface FedVersion {
  readonly version: number;
  readonly shape: number;
}
/** Which version of a group answers, and which is being filled beside it. */
export interface GroupState {
  readonly active: FedVersion | null;
  readonly filling: FedVersion | null;
}

/** Versions of groups, for whoever rebuilds. */
export interface ViewKeeper {
  state(group: string): Promise<GroupState>;
  /** @returns whether the state was still the expected one */
  change(group: string, from: GroupState, to: GroupState): Promise<boolean>;
  /** All names of a lane that begin with a text, for comparison with an independent fold. */
  names(lane: LaneRef, prefix: string): Promise<readonly string[]>;
  drop(of: GroupVersion, lanes: number): Promise<void>;
}
