// Unwrapped keys for a short while, so that a person's events are opened without asking the vault for each.
import type { OwnerKey } from '../../domain/kernel/ports.ts';

export interface KeyCache {
  get(owner: string, version: number): OwnerKey | undefined;
  /** A key that is there already grows no younger. */
  put(key: OwnerKey): void;
  forget(owner: string): void;
  /** Drops what is too old even when nobody asks. */
  sweep(): void;
  clear(): void;
}

export interface CacheLimits {
  /** A clock that never goes back. */
  readonly nowMs: () => number;
  /** An entry is gone at this age at the latest. */
  readonly keepMs: number;
  readonly entriesMax: number;
}

export const nameOf = (owner: string, version: number): string => `${owner}@${version}`;
export const parseName = (ownerAtVersion: string): readonly [owner: string, version: number] => {
  const at = ownerAtVersion.lastIndexOf('@');
  return [ownerAtVersion.slice(0, at), Number(ownerAtVersion.slice(at + 1))];
};

/** Nearly every owner has one key; more than one only after a vault was restored. */
type Generation = Map<string, readonly OwnerKey[]>;
const inGeneration = (generation: Generation, owner: string, version: number) =>
  generation.get(owner)?.find((key) => key.version === version);

/** Two generations that take turns every half of the time: no entry needs a timestamp, no eviction a search. */
export const createKeyCache = ({ nowMs, keepMs, entriesMax }: CacheLimits): KeyCache => {
  const turnMs = keepMs / 2;
  let young: Generation = new Map();
  let old: Generation = new Map();
  let turnedAt = nowMs();
  const sweep = () => {
    const turns = Math.floor((nowMs() - turnedAt) / turnMs);
    if (turns <= 0) return;
    old = turns === 1 ? young : new Map();
    young = new Map();
    turnedAt += turns * turnMs;
  };
  const get = (owner: string, version: number) => {
    sweep();
    return inGeneration(young, owner, version) ?? inGeneration(old, owner, version);
  };
  return {
    get,
    put: (key) => {
      if (get(key.owner, key.version)) return;
      if (young.size >= entriesMax / 2) {
        old = young;
        young = new Map();
      }
      young.set(key.owner, [...(young.get(key.owner) ?? []), key]);
    },
    forget: (owner) => {
      young.delete(owner);
      old.delete(owner);
    },
    sweep,
    clear: () => {
      young = new Map();
      old = new Map();
    },
  };
};
