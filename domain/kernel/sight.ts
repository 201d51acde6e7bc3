/** What a command sees: its own stream, the further streams it names, and whether it was carried out before. */
import { instantMs } from './calendar.ts';
import { canonicalText } from './canonical.ts';
import type { ReadEvent } from './codec.ts';
import { COMMAND_ABANDONED, type Facts, fold, NEAR, type Near } from './decider.ts';
import type { StoredEvent } from './event-log.ts';
import { categoryOf, subjectOf } from './identifier.ts';
import type { Message } from './message.ts';
import type { Crypto, Holder, LookedAt, NaturalKey, OwnerKey } from './ports.ts';
import { type ExecuteDeps, flagsIn, type Outcome, type Task } from './request.ts';

/** What one reading of the log showed. */
export interface Seen {
  readonly events: readonly ReadEvent[];
  readonly facts: Facts;
  readonly basedOn: readonly string[];
  /** Near keys and who held them. */
  readonly lookedAt?: LookedAt;
  /** A near key taken by a command of which the log knows nothing yet. */
  readonly pending?: NaturalKey;
}

/** Decodes events with one look-up of all the keys that seal them. */
export const readAll = async ({ codec, keys }: Pick<ExecuteDeps, 'codec' | 'keys'>, stored: readonly StoredEvent[]) => {
  const seals = [...new Set(stored.flatMap(codec.sealsOf))];
  const found: ReadonlyMap<string, OwnerKey> = seals.length > 0 ? await keys.find(seals) : new Map();
  return stored.map((event) => codec.decode(event, found));
};

type Named = readonly (readonly [name: string, stream: string])[];

/** Folds what the streams hold, each by its own decider. */
const foldAll = async (deps: ExecuteDeps, named: Named, held: readonly (readonly StoredEvent[])[]) => {
  const facts: Record<string, unknown> = {};
  const basedOn: string[] = [];
  for (const [index, [name, stream]] of named.entries()) {
    const stored = held[index] ?? [];
    const owner = deps.deciders.find(({ category }) => category === categoryOf(stream));
    if (!owner) throw new Error(`no decider folds ${stream}`);
    facts[name] = fold(owner, await readAll(deps, stored));
    const last = stored.at(-1);
    if (last) basedOn.push(`${stream}@${last.revision}`);
  }
  return { facts, basedOn };
};
const readStreams = ({ log }: ExecuteDeps, streams: readonly string[]) =>
  Promise.all(streams.map((stream) => log.read(stream)));

const nearKeysOf = ({ decider, request }: Task, events: Seen['events']): readonly NaturalKey[] => {
  const { type, data } = request.command;
  return decider.near?.[type]?.(data as never, fold(decider, events)) ?? [];
};
/** A command that took a near key so long ago and is not in the log has failed. */
const UNDER_WAY_MS = 60_000;

/** What the holders of near keys recorded. */
const withNear = async (deps: ExecuteDeps, task: Task, seen: Seen): Promise<Seen> => {
  const { decider, stream } = task;
  const keys = nearKeysOf(task, seen.events);
  if (keys.length === 0) return seen;
  const holders = (await deps.numbers.holders(keys)).filter((holder) => holder.stream !== stream);
  const streams = [...new Set(holders.map((holder) => holder.stream))];
  const held = await readStreams(deps, streams);
  const near: Near<unknown>[] = [];
  for (const [index, stored] of held.entries())
    near.push({ id: subjectOf(streams[index] ?? ''), state: fold(decider, await readAll(deps, stored)) });
  const nowMs = instantMs(deps.clock.now());
  const isUnderWay = ({ since, stream: by }: Holder) =>
    held[streams.indexOf(by)]?.length === 0 && nowMs - instantMs(since) < UNDER_WAY_MS;
  const [pending] = holders.some(isUnderWay) ? keys : [];
  const basedOn = streams.flatMap((one, index) => {
    const last = held[index]?.at(-1);
    return last ? [`${one}@${last.revision}`] : [];
  });
  return {
    events: seen.events,
    facts: { ...seen.facts, [NEAR]: near },
    basedOn: [...seen.basedOn, ...basedOn],
    lookedAt: { keys, streams },
    ...(pending && { pending }),
  };
};

const UNREAD: Seen = { events: [], facts: {}, basedOn: [] };
/**
 * What a command that opens a stream and needs no facts sees before it is decided: nothing. Near keys are taken to be
 * nobody's; whoever holds one all the same is met when the command's own is taken, and looked at then.
 */
export const seeUnread = (task: Task): Seen => {
  const keys = nearKeysOf(task, []);
  return keys.length === 0 ? UNREAD : { ...UNREAD, lookedAt: { keys, streams: [] } };
};
export const see = async (deps: ExecuteDeps, task: Task): Promise<Seen> =>
  withNear(deps, task, await seeStreams(deps, task));

const seeStreams = async (deps: ExecuteDeps, { decider, request, stream, id }: Task): Promise<Seen> => {
  const { type, data } = request.command;
  const named = Object.entries<string>(decider.facts?.[type]?.(data as never, id) ?? {});
  const [own = [], ...others] = await readStreams(deps, [stream, ...named.map(([, one]) => one)]);
  const events = await readAll(deps, own);
  const first = await foldAll(deps, named, others);
  const nameFurther = decider.further?.[type];
  if (!nameFurther) return { events, ...first };
  const further = Object.entries<string>(nameFurther(data as never, fold(decider, events), first.facts));
  const held = await readStreams(
    deps,
    further.map(([, one]) => one),
  );
  const second = await foldAll(deps, further, held);
  return {
    events,
    facts: { ...first.facts, ...second.facts },
    basedOn: [...first.basedOn, ...second.basedOn],
  };
};

/** HMAC under the first sealed owner's key, so that it dies with the key; a plain digest where nothing is sealed. */
export const tagOf = (crypto: Crypto, { type, data }: Message, key: OwnerKey | undefined) => {
  const text = canonicalText({ type, data });
  return (key ? crypto.hmac(key.secret, text) : crypto.hash(text)).slice(0, 8);
};

/** The answer given before, when the stream already holds this command. */
export const repeated = async (
  deps: ExecuteDeps,
  task: Task,
  events: readonly ReadEvent[],
): Promise<Outcome | undefined> => {
  const { stream, id, commandId, request } = task;
  const mine = events.filter(({ metadata, type }) => metadata.command.id === commandId && type !== COMMAND_ABANDONED);
  const [first] = mine;
  const last = mine.at(-1);
  if (!first || !last) return undefined;
  const seal = first.metadata.sealed?.[0];
  const key = seal && (await deps.keys.find([`${seal.o}@${seal.k}`])).get(`${seal.o}@${seal.k}`);
  if (seal && !key) return { kind: 'key-reused', stream, id, why: 'erased' };
  if (tagOf(deps.crypto, request.command, key) !== first.metadata.command.tag)
    return { kind: 'key-reused', stream, id, why: 'other-payload' };
  await deps.numbers.confirm(commandId);
  return {
    kind: 'accepted',
    stream,
    id,
    revision: last.stored.revision,
    position: last.stored.position,
    events: mine.map(({ type, data, stored }) => ({
      type,
      id: stored.id,
      revision: stored.revision,
      names: deps.codec.namesIn(stored.type, data),
      flags: flagsIn(data),
    })),
    repeated: true,
  };
};
