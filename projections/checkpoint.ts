/** How far a lane is, as text in a store, and how far an answer is, as text to its reader. */
import type { Checkpoint, Progress } from './view-store.ts';

/** Before anything was read. */
export const START = -1;
export const positionOf = (checkpoint: Checkpoint | null): number => checkpoint?.position ?? START;

export const checkpointText = (checkpoint: Checkpoint | null): string =>
  checkpoint === null
    ? ''
    : JSON.stringify([checkpoint.epoch, checkpoint.position, checkpoint.id, checkpoint.stream, checkpoint.revision]);

export const readCheckpoint = (text: string | null | undefined): Checkpoint | null => {
  if (text === null || text === undefined || text === '') return null;
  const [epoch, position, id, stream, revision] = JSON.parse(text) as [string, number, string, string, number];
  return { epoch, position, id, stream, revision };
};

/** The epoch of a log in which no ledger has been opened yet; it goes over into the first one. */
export const UNOPENED = 'unopened';
export const sameEpoch = (one: string, other: string): boolean =>
  one === other || one === UNOPENED || other === UNOPENED;

/** Up to where everything that concerns a lane is in its rows. */
export const reflectedBy = (checkpoint: Checkpoint | null, progress: Progress | null, lane: number): number => {
  const at = positionOf(checkpoint);
  if (progress === null || (checkpoint !== null && !sameEpoch(checkpoint.epoch, progress.epoch))) return at;
  return at >= (progress.due[lane] ?? Number.POSITIVE_INFINITY) ? Math.max(at, progress.read) : at;
};

/** 日志位置 A position as callers see it, `epoch.position`: opaque to them. */
export const positionText = (epoch: string, position: number | bigint): string => `${epoch}.${position}`;

export const readPosition = (text: string): { readonly epoch: string; readonly position: number } | undefined => {
  const parts = /^(.+)\.(-1|\d{1,16})$/.exec(text);
  return parts?.[1] === undefined ? undefined : { epoch: parts[1], position: Number(parts[2]) };
};
