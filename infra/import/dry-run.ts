/** 试运行 The write side of a dry run: decides on what the ledger says and on what the rows before would have said, and writes nothing. */
import type { EventLog, NewEvent, StoredEvent } from '../../domain/kernel/event-log.ts';
import type { Crypto, KeyRing, NaturalKey, NaturalKeys, OwnerKey } from '../../domain/kernel/ports.ts';

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

/** Whether a number is free: what the vault is asked for, it is given back at once. */
export const createDryNumbers = (numbers: NaturalKeys): NaturalKeys => {
  const taken = new Map<string, { stream: string; command: string; at: string }>();
  const inTheWay = (keys: readonly NaturalKey[], command: string) =>
    keys.find((key) => {
      const holder = taken.get(nameOf(key));
      return holder !== undefined && holder.command !== command;
    });
  return {
    take: async (keys, by) => {
      const held = inTheWay(keys, by.command);
      const holder = held && taken.get(nameOf(held));
      if (held && holder) {
        const { stream, command, at } = holder;
        return { key: held, holder: { stream, command, confirmed: true, since: at } };
      }
      for (const key of keys) taken.set(nameOf(key), by);
      const real = await numbers.take(keys, by);
      if (real) for (const key of keys) taken.delete(nameOf(key));
      else await numbers.release(by.command);
      return real;
    },
    confirm: async () => undefined,
    release: async () => undefined,
    pending: async () => [],
  };
};
