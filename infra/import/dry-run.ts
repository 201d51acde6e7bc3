/** 试运行 The write side of a dry run: decides on what the ledger says and on what the rows before would have said, and writes nothing. */
import type { EventLog, NewEvent, StoredEvent } from '../../domain/kernel/event-log.ts';
import type { Crypto, Holder, KeyRing, NaturalKey, NaturalKeys, OwnerKey } from '../../domain/kernel/ports.ts';

/** Behind every position that a log has. */
const FIRST_POSITION = 1n << 60n;

/** The log with events on top of it that only this dry run sees. */
export const createDryLog = (log: EventLog): EventLog => {
  const added = new Map<string, StoredEvent[]>();
  let position = FIRST_POSITION;
  const write = (stream: string, revision: bigint, event: NewEvent): StoredEvent => {
    const { recordedAt } = event.metadata;
    position += 1n;
    return { ...event, stream, revision, position, storedAtMs: Date.parse(String(recordedAt)) };
  };
  return {
    ...log,
    read: async (stream, from = 0n) => {
      const real = await log.read(stream, from);
      return [...real, ...(added.get(stream) ?? []).filter(({ revision }) => revision >= from)];
    },
    append: async (stream, expected, events) => {
      const real = await log.read(stream);
      const own = added.get(stream) ?? [];
      const actual = own.at(-1)?.revision ?? real.at(-1)?.revision ?? null;
      if (actual !== expected) return { appended: false, why: 'conflict', actual };
      const first = (actual ?? -1n) + 1n;
      added.set(stream, [...own, ...events.map((event, index) => write(stream, first + BigInt(index), event))]);
      return { appended: true, revision: first + BigInt(events.length - 1), position };
    },
  };
};

/** No stored key has such a version. */
const DRY_VERSION = 1_000_000_000;
const KEY_BYTES = 32;

/** Keys that are forgotten with the dry run; those of the ledger open what is in it. */
export const createDryKeys = (keys: Pick<KeyRing, 'find'>, crypto: Pick<Crypto, 'random'>): KeyRing => {
  const made = new Map<string, OwnerKey>();
  const keyOf = (owner: string): OwnerKey => {
    const known = made.get(owner);
    if (known) return known;
    const key: OwnerKey = { owner, version: DRY_VERSION, secret: crypto.random(KEY_BYTES) };
    made.set(owner, key);
    return key;
  };
  return {
    ensure: async (owners) => new Map(owners.map((owner) => [owner, keyOf(owner)])),
    find: async (wanted) => {
      const dry = wanted.flatMap((one): [string, OwnerKey][] => {
        const [owner = '', version] = one.split('@');
        const key = version === String(DRY_VERSION) ? made.get(owner) : undefined;
        return key ? [[one, key]] : [];
      });
      const others = wanted.filter((one) => !one.endsWith(`@${DRY_VERSION}`));
      return new Map([...(others.length > 0 ? await keys.find(others) : []), ...dry]);
    },
  };
};

const nameOf = ({ kind, value }: NaturalKey) => `${kind}:${value}`;

/** Numbers as the vault holds them, and as this dry run would have taken them: the vault is only asked. */
export const createDryNumbers = (numbers: Pick<NaturalKeys, 'holders'>): NaturalKeys => {
  const taken = new Map<string, Holder>();
  const holderOf = async (key: NaturalKey): Promise<Holder | undefined> =>
    taken.get(nameOf(key)) ?? (await numbers.holders([key]))[0];
  return {
    take: async (keys, { stream, command, at, lookedAt }) => {
      const free: NaturalKey[] = [];
      for (const key of keys) {
        const holder = await holderOf(key);
        const isNear = lookedAt?.keys.some((one) => nameOf(one) === nameOf(key)) ?? false;
        if (!holder) free.push(key);
        else if (holder.command !== command && !(isNear && lookedAt?.streams.includes(holder.stream)))
          return { key, holder };
      }
      for (const key of free) taken.set(nameOf(key), { stream, command, confirmed: true, since: at });
      return undefined;
    },
    holders: async (keys) => {
      const held = await Promise.all(keys.map(holderOf));
      return held.filter((holder) => holder !== undefined);
    },
    confirm: async () => undefined,
    release: async () => undefined,
    pending: async () => [],
    doubt: async () => undefined,
  };
};
