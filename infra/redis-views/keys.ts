// Names of views in Redis: all of a lane share a hash tag, so that one script may touch them on Redis Cluster.
import type { GroupVersion, LaneRef } from '../../projections/view-store.ts';

const TWO_DIGITS = 2;
/** `{registry-v1-07}`. */
export const laneTag = ({ group, version, lane }: LaneRef): string =>
  `{${group}-v${version}-${String(lane).padStart(TWO_DIGITS, '0')}}`;
/** What every name of a version begins with. */
export const versionStart = ({ group, version }: GroupVersion): string => `{${group}-v${version}-`;

/** Rows, counters and sets have a colon in their names; these two have none. */
export const checkpointKey = (lane: LaneRef): string => `${laneTag(lane)}c`;
export const noteKey = (lane: LaneRef): string => `${laneTag(lane)}s`;
export const setName = (lane: LaneRef, set: string): string => `${laneTag(lane)}z:${set}`;
export const progressKey = ({ group, version }: GroupVersion): string => `{${group}-v${version}-all}progress`;
export const stateKey = (group: string): string => `{${group}}state`;
