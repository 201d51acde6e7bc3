// The steps that must be one, as scripts: writing a batch, keeping the further progress, taking away a note, changing a state.
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** Arguments of one command inside a script: Lua's stack holds some eight thousand. */
const ARGUMENTS_MAX = 4_000;

/**
 * Compare-and-set of a lane. KEYS: checkpoint, note, sets, keys to write (counters, then rows), keys to remove.
 * ARGV: expected, next, number of sets, number of writes, per set the numbers of members that come and go and those
 * members, then the texts to write.
 *
 * A member that comes is taken away first, and one that goes is put in first: what changes nothing is not written to
 * the append-only file, and a batch that a power cut tore there may have left the opposite.
 */
const COMMIT = `
local held = redis.call('GET', KEYS[1]) or ''
if held ~= ARGV[1] then return held end
local sets, writes, at = tonumber(ARGV[3]), tonumber(ARGV[4]), 5
local function members(command, key, count, score)
  local args = {}
  for i = 1, count do
    if score then args[#args + 1] = '0' end
    args[#args + 1] = ARGV[at]
    at = at + 1
    if #args >= ${ARGUMENTS_MAX} or i == count then
      redis.call(command, key, unpack(args))
      args = {}
    end
  end
end
for s = 1, sets do
  local come, go = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
  at = at + 2
  local from = at
  members('ZREM', KEYS[2 + s], come, false)
  at = from
  members('ZADD', KEYS[2 + s], come, true)
  from = at
  members('ZADD', KEYS[2 + s], go, true)
  at = from
  members('ZREM', KEYS[2 + s], go, false)
end
local first, args = 2 + sets, {}
for w = 1, writes do
  args[#args + 1] = KEYS[first + w]
  args[#args + 1] = ARGV[at]
  at = at + 1
  if #args >= ${ARGUMENTS_MAX} or w == writes then
    redis.call('MSET', unpack(args))
    args = {}
  end
end
for r = first + writes + 1, #KEYS do redis.call('DEL', KEYS[r]) end
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[1], ARGV[2])
return 1`;

/** KEYS: progress. ARGV: epoch, read, text. */
const PUBLISH = `
local held = redis.call('HMGET', KEYS[1], 'epoch', 'read')
if held[1] == ARGV[1] and tonumber(held[2]) > tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'read', ARGV[2], 'text', ARGV[3])
return 1`;

/** KEYS: any. ARGV: what it must hold. */
const REMOVE_IF = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/** KEYS: any. ARGV: what it must hold (nothing: empty), what it holds then. */
const REPLACE_IF = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1`;

const isUnknownScript = (error: unknown) => error instanceof Error && error.message.startsWith('NOSCRIPT');

const script = (lua: string) => {
  const sha = createHash('sha1').update(lua).digest('hex');
  return async (redis: Redis, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> => {
    try {
      return await redis.evalsha(sha, keys.length, ...keys, ...args);
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return redis.eval(lua, keys.length, ...keys, ...args);
    }
  };
};

export const commitScript = script(COMMIT);
export const publishScript = script(PUBLISH);
export const removeIfScript = script(REMOVE_IF);
export const replaceIfScript = script(REPLACE_IF);
