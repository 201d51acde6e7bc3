// Unwrapped keys for a short while, so that a person's events are opened without asking the vault for each.
import type { OwnerKey } from '../../domain/kernel/ports.ts';

export interface KeyCache {
  get(ownerAtVersion: string): OwnerKey | undefined;
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
export const ownerOf = (ownerAtVersion: string): string => ownerAtVersion.slice(0, ownerAtVersion.lastIndexOf('@'));

/** Two generations that take turns every half of the time: no entry needs a timestamp, no eviction a search. */
export const createKeyCache = ({ nowMs, keepMs, entriesMax }: CacheLimits): KeyCache => {
  const turnMs = keepMs / 2;
  let young = new Map<string, OwnerKey>();
  let old = new Map<string, OwnerKey>();
  let turnedAt = nowMs();
  const clear = () => {
    young = new Map();
    old = new Map();
  };
  const sweep = () => {
    const turns = Math.floor((nowMs() - turnedAt) / turnMs);
    if (turns <= 0) return;
    old = turns === 1 ? young : new Map();
    young = new Map();
    turnedAt += turns * turnMs;
  };
  return {
    get: (ownerAtVersion) => {
      sweep();
      return young.get(ownerAtVersion) ?? old.get(ownerAtVersion);
    },
    put: (key) => {
      sweep();
      const name = nameOf(key.owner, key.version);
      if (young.has(name) || old.has(name)) return;
      if (young.size >= entriesMax / 2) {
        old = young;
        young = new Map();
      }
      young.set(name, key);
    },
    forget: (owner) => {
      for (const generation of [young, old])
        for (const [name, key] of generation) if (key.owner === owner) generation.delete(name);
    },
    sweep,
    clear,
  };
};
