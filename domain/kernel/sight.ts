/** What a command sees: its own stream, the further streams it names, and whether it was carried out before. */
import { canonicalText } from './canonical.ts';
import type { ReadEvent } from './codec.ts';
import { COMMAND_ABANDONED, type Facts, fold } from './decider.ts';
import type { StoredEvent } from './event-log.ts';
import { categoryOf } from './identifier.ts';
import type { Message } from './message.ts';
import type { Crypto, OwnerKey } from './ports.ts';
import type { ExecuteDeps, Outcome, Task } from './request.ts';

/** What one reading of the log showed. */
export interface Seen {
  readonly events: readonly ReadEvent[];
  readonly facts: Facts;
  readonly basedOn: readonly string[];
}

/** Decodes events with one look-up of all the keys that seal them. */
export const readAll = async ({ codec, keys }: Pick<ExecuteDeps, 'codec' | 'keys'>, stored: readonly StoredEvent[]) => {
  const seals = [...new Set(stored.flatMap(codec.sealsOf))];
  const found: ReadonlyMap<string, OwnerKey> = seals.length > 0 ? await keys.find(seals) : new Map();
  return stored.map((event) => codec.decode(event, found));
};

export const see = async (deps: ExecuteDeps, { decider, request, stream, id }: Task): Promise<Seen> => {
  const named = decider.facts?.[request.command.type]?.(request.command.data as never, id) ?? {};
  const names = Object.entries<string>(named);
  const [own = [], ...others] = await Promise.all(
    [stream, ...names.map(([, one]) => one)].map((one) => deps.log.read(one)),
  );
  const events = await readAll(deps, own);
  const facts: Record<string, unknown> = {};
  const basedOn: string[] = [];
  for (const [index, [name, factStream]] of names.entries()) {
    const stored = others[index] ?? [];
    const owner = deps.deciders.find(({ category }) => category === categoryOf(factStream));
    if (!owner) throw new Error(`no decider folds ${factStream}`);
    facts[name] = fold(owner, await readAll(deps, stored));
    const last = stored.at(-1);
    if (last) basedOn.push(`${factStream}@${last.revision}`);
  }
  return { events, facts, basedOn };
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
    })),
    repeated: true,
  };
};
