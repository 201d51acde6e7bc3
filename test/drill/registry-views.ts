// The registry's views as they stand in Redis, read without the API: whole, and how far they reflect the log.
import { setTimeout as pause } from 'node:timers/promises';
import { reflectedBy } from '../../projections/checkpoint.ts';
import { lanesOf, registry } from '../../projections/groups.ts';
import { households, persons } from '../../projections/household-rows.ts';
import type { Table } from '../../projections/projection.ts';
import type { GroupVersion, LaneRef } from '../../projections/view-store.ts';
import { openRedis } from '../../infra/redis-views/connection.ts';
import { createRedisKeeper, createRedisSigns, createRedisViewReader } from '../../infra/redis-views/redis-views.ts';
import type { ExpectedRows } from './independent-fold.ts';

const ROWS_A_LOAD = 500;
const LOOK_AGAIN_MS = 50;

const idOf = (prefix: string, key: string) => `${prefix}_${key.slice(key.indexOf(':') + 1)}`;

export const openRegistryViews = (url: string) => {
  const redis = openRedis(url, 'writer');
  const [keeper, signs, reader] = [createRedisKeeper(redis), createRedisSigns(redis), createRedisViewReader(redis)];

  /** The version that queries are answered from, or the first one while it is filled; none in a Redis just flushed. */
  const active = async (): Promise<GroupVersion | undefined> => {
    const { active: answering, filling } = await keeper.state(registry.name);
    const fed = answering ?? filling;
    return fed ? { group: registry.name, version: fed.version } : undefined;
  };

  const rowsOf = async <R>(lane: LaneRef, table: Table<R>, prefix: string): Promise<[string, R][]> => {
    const names = await keeper.names(lane, `${table.name}:`);
    const rows: [string, R][] = [];
    for (let from = 0; from < names.length; from += ROWS_A_LOAD) {
      const keys = names.slice(from, from + ROWS_A_LOAD);
      const { texts } = await reader.load(lane, keys);
      for (const [at, text] of texts.entries())
        if (text !== null)
          rows.push([idOf(prefix, keys[at] ?? ''), table.unpack((JSON.parse(text) as unknown[]).slice(2))]);
    }
    return rows;
  };

  const reflected = async (): Promise<number> => {
    const of = await active();
    if (!of) return -1;
    const [progress, lanes] = await Promise.all([signs.progress(of), signs.lanes(of, lanesOf(registry))]);
    return Math.min(...lanes.map(({ checkpoint }, lane) => reflectedBy(checkpoint, progress, lane)));
  };

  return {
    redis,
    active,
    /** Whether any lane has begun to be filled. */
    async hasBegun(): Promise<boolean> {
      const of = await active();
      if (!of) return false;
      return (await signs.lanes(of, lanesOf(registry))).some(({ checkpoint }) => checkpoint !== null);
    },
    /** The position up to which every lane reflects the log; -1 where there are no views. */
    reflected,
    async all(): Promise<ExpectedRows> {
      const of = await active();
      if (!of) throw new Error('there are no views');
      const found = { households: new Map(), persons: new Map() } as const;
      for (const lane of lanesOf(registry)) {
        for (const [id, row] of await rowsOf({ ...of, lane }, households, 'h')) found.households.set(id, row);
        for (const [id, row] of await rowsOf({ ...of, lane }, persons, 'p')) found.persons.set(id, row);
      }
      return found;
    },
    /** @throws when they do not come so far in time */
    async until(position: number, withinMs: number): Promise<void> {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const at = await reflected().catch(() => -1);
        if (at >= position) return;
        if (performance.now() > deadline) throw new Error(`the views reflect ${at}, not yet ${position}`);
        await pause(LOOK_AGAIN_MS);
      }
    },
    close: () => redis.disconnect(),
  };
};
export type RegistryViews = ReturnType<typeof openRegistryViews>;
