/** 删除 Follows the ledger's erasures, so that no process keeps a destroyed key, and none outlives a crash half destroyed. */
import type { EventLog } from '../domain/kernel/event-log.ts';
import { streamOf } from '../domain/kernel/identifier.ts';
import type { KeyAdmin } from '../projections/directory.ts';

/** Far below the minute for which a key may stay in memory. */
export const FOLLOW_EACH_MS = 5_000;

interface ErasureDeps {
  readonly log: Pick<EventLog, 'read'>;
  readonly keys: Pick<KeyAdmin, 'destroy' | 'replayDestroyed'>;
  /** Whether the vault is a backup's that nobody has told yet what was destroyed since. */
  readonly restored: () => boolean;
  readonly county: string;
}

interface KeyDestroyed {
  readonly owner: string;
  readonly class: string;
}

/** @returns follow: destroys what was ordered since it was asked last; the first time, everything ever ordered */
export const createErasureFollower = ({ log, keys, restored, county }: ErasureDeps) => {
  let next = 0n;
  return async (): Promise<readonly string[]> => {
    const replay = next === 0n && restored();
    const events = await log.read(streamOf('vault', county), next);
    const ordered = events.filter(({ type }) => type === 'vault.KeyDestroyed');
    const owners = ordered.map(({ data }) => `${(data as KeyDestroyed).owner}/${(data as KeyDestroyed).class}`);
    if (replay) await keys.replayDestroyed(owners);
    else if (owners.length > 0) await keys.destroy(owners);
    const last = events.at(-1);
    if (last) next = last.revision + 1n;
    return owners;
  };
};
