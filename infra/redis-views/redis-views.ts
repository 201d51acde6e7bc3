// The store of read models on Redis, for workers, feeders and queries: one atomic step a batch, one look-up to load it.
import type { Redis } from 'ioredis';
import { checkpointText, readCheckpoint } from '../../projections/checkpoint.ts';
import type {
  GroupState,
  LaneChange,
  LaneNote,
  LaneRef,
  LaneSigns,
  LoadedLane,
  MemberRange,
  Progress,
  ViewKeeper,
  ViewReader,
  ViewWriter,
  Writes,
} from '../../projections/view-store.ts';
import { checkpointKey, laneTag, noteKey, progressKey, setName, stateKey, versionStart } from './keys.ts';
import { commitScript, publishScript, removeIfScript, replaceIfScript } from './scripts.ts';

const load = async (redis: Redis, lane: LaneRef, keys: readonly string[]): Promise<LoadedLane> => {
  const tag = laneTag(lane);
  const [checkpoint, ...texts] = await redis.mget(checkpointKey(lane), ...keys.map((key) => tag + key));
  return { checkpoint: readCheckpoint(checkpoint), texts };
};

const setArguments = (lane: LaneRef, entries: Writes['entries']) => {
  const keys: string[] = [];
  const args: (string | number)[] = [];
  for (const [set, members] of entries) {
    const come = [...members].filter(([, there]) => there);
    const go = [...members].filter(([, there]) => !there);
    keys.push(setName(lane, set));
    args.push(come.length, go.length, ...[...come, ...go].map(([member]) => member));
  }
  return { keys, args };
};

const commit = async (redis: Redis, lane: LaneRef, { expected, next, writes }: LaneChange) => {
  const tag = laneTag(lane);
  const sets = setArguments(lane, writes.entries);
  const [keys, texts, removed]: [string[], string[], string[]] = [[], [], []];
  for (const [key, text] of [...writes.counters, ...writes.rows]) {
    if (text === null) removed.push(tag + key);
    else {
      keys.push(tag + key);
      texts.push(text);
    }
  }
  const held = await commitScript(
    redis,
    [checkpointKey(lane), noteKey(lane), ...sets.keys, ...keys, ...removed],
    [checkpointText(expected), checkpointText(next), sets.keys.length, keys.length, ...sets.args, ...texts],
  );
  return held === 1 || readCheckpoint(String(held));
};

/** Ends behind every member that begins with the text: members are ASCII. */
const AFTER_ALL = '\x7f';
const members = (redis: Redis, lane: LaneRef, set: string, { prefix, after, limit }: MemberRange) =>
  redis.zrangebylex(
    setName(lane, set),
    after === undefined ? `[${prefix}` : `(${after}`,
    `(${prefix}${AFTER_ALL}`,
    ...(['LIMIT', 0, limit] as const),
  );

const parsed = <T>(text: string | null | undefined): T | null =>
  text === null || text === undefined ? null : (JSON.parse(text) as T);

/** For queries. */
export const createRedisViewReader = (redis: Redis): ViewReader => ({
  load: (lane, keys) => load(redis, lane, keys),
  members: (lane, set, range) => members(redis, lane, set, range),
});

export const createRedisViewWriter = (redis: Redis): ViewWriter => ({
  load: (lane, keys) => load(redis, lane, keys),
  commit: (lane, change) => commit(redis, lane, change),
});

/** Many lanes at once: in one look-up, unless the server is a cluster, where each lane lies in a slot of its own. */
const createLaneLook = (redis: Redis) => {
  let isCluster = false;
  const lookAt = (keys: readonly string[]) => redis.mget(...keys);
  return async (keys: readonly (readonly [string, string])[]): Promise<(string | null)[]> => {
    if (keys.length > 1 && !isCluster) {
      try {
        return await lookAt(keys.flat());
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('CROSSSLOT')) throw error;
        isCluster = true;
      }
    }
    return (await Promise.all(keys.map(lookAt))).flat();
  };
};

/** Word between feeder, workers and those who wait. */
export const createRedisSigns = (redis: Redis, look = createLaneLook(redis)): LaneSigns => ({
  async lanes(of, lanes) {
    const texts = await look(lanes.map((lane) => [checkpointKey({ ...of, lane }), noteKey({ ...of, lane })] as const));
    return lanes.map((_, at) => ({
      checkpoint: readCheckpoint(texts[2 * at]),
      note: parsed<LaneNote>(texts[2 * at + 1]),
    }));
  },
  async note(lane, note) {
    await redis.set(noteKey(lane), JSON.stringify(note));
  },
  async clearNote(lane, note) {
    await removeIfScript(redis, [noteKey(lane)], [JSON.stringify(note)]);
  },
  async publish(of, progress) {
    await publishScript(redis, [progressKey(of)], [progress.epoch, progress.read, JSON.stringify(progress)]);
  },
  progress: async (of) => parsed<Progress>(await redis.hget(progressKey(of), 'text')),
});

const NAMES_A_STEP = 5_000;
async function* namesLike(redis: Redis, pattern: string): AsyncGenerator<string[]> {
  let cursor = '0';
  do {
    const [next, names] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', NAMES_A_STEP);
    cursor = next;
    if (names.length > 0) yield names;
  } while (cursor !== '0');
}

const NOTHING: GroupState = { active: null, filling: null };

/** For rebuilds. */
export const createRedisKeeper = (redis: Redis): ViewKeeper => ({
  state: async (group) => parsed<GroupState>(await redis.get(stateKey(group))) ?? NOTHING,
  async change(group, from, to) {
    const expected = from.active === null && from.filling === null ? '' : JSON.stringify(from);
    return (await replaceIfScript(redis, [stateKey(group)], [expected, JSON.stringify(to)])) === 1;
  },
  async names(lane, prefix) {
    const tag = laneTag(lane);
    const found = new Set<string>();
    for await (const names of namesLike(redis, `${tag}${prefix}*`))
      for (const name of names) found.add(name.slice(tag.length));
    return [...found];
  },
  async drop(of) {
    for await (const names of namesLike(redis, `${versionStart(of)}*`))
      for (const name of names) await redis.unlink(name);
  },
});
