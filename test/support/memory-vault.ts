// The vault in memory, for pure specs and the simulation: the same promises, no timers, every answer at once.
import { birthOf, subjectOf } from '../../domain/kernel/identifier.ts';
import { ERASED, isErased } from '../../domain/kernel/message.ts';
import {
  type Holder,
  isAmong,
  type KeyRing,
  type NaturalKey,
  type NaturalKeys,
  type OwnerKey,
} from '../../domain/kernel/ports.ts';
import {
  canonicalNumber,
  DIRECTORY_CLASSES,
  DIRECTORY_FIELDS,
  type Directory,
  type DirectoryCheckpoint,
  type DirectoryEntry,
  type KeyAdmin,
  searchTerms,
} from '../../projections/directory.ts';

interface Row {
  readonly entry: DirectoryEntry;
  readonly terms: readonly string[];
}

interface State {
  readonly keys: Map<string, OwnerKey>;
  readonly destroyed: Set<string>;
  readonly numbers: Map<string, Holder>;
  readonly rows: Map<string, Row>;
  readonly checkpoints: Map<string, DirectoryCheckpoint>;
  active: number | null;
  generation: number;
  doubted: string;
}

const KEY_BYTES = 32;
const rowName = (version: number, id: string) => JSON.stringify([version, id]);
const versionOf = (name: string): number => JSON.parse(name)[0];
const laneName = (lane: string, version: number) => JSON.stringify([version, lane]);

/** @param random as the kernel's `Crypto` has it */
const createKeys = (state: State, random: (bytes: number) => string): KeyRing => {
  const current = (owner: string) => (state.destroyed.has(owner) ? 'erased' : state.keys.get(owner));
  const make = (owner: string): OwnerKey => {
    const key = { owner, version: state.generation, secret: random(KEY_BYTES) };
    state.keys.set(owner, key);
    return key;
  };
  return {
    ensure: async (owners) => new Map(owners.map((owner) => [owner, current(owner) ?? make(owner)])),
    find: async (names) =>
      new Map(
        names.flatMap((name): [string, OwnerKey][] => {
          const key = current(name.slice(0, name.lastIndexOf('@')));
          return key && key !== 'erased' && name === `${key.owner}@${key.version}` ? [[name, key]] : [];
        }),
      ),
  };
};

const tagOf = ({ kind, value }: NaturalKey) => JSON.stringify([kind, canonicalNumber(value)]);
const createNumbers = (state: State): NaturalKeys => {
  const unconfirmed = (command: string) =>
    [...state.numbers].filter(([, holder]) => holder.command === command && !holder.confirmed);
  return {
    take: async (keys, { stream, command, at, lookedAt }) => {
      for (const key of [...keys, ...(lookedAt?.keys ?? [])]) {
        const holder = state.numbers.get(tagOf(key));
        if (holder && holder.command !== command && !lookedAt?.streams.includes(holder.stream)) return { key, holder };
      }
      for (const key of keys) {
        const confirmed = isAmong(lookedAt?.keys ?? [], key);
        if (!state.numbers.has(tagOf(key))) state.numbers.set(tagOf(key), { stream, command, confirmed, since: at });
      }
      return undefined;
    },
    holders: async (keys) => keys.flatMap((key) => state.numbers.get(tagOf(key)) ?? []),
    confirm: async (command) => {
      for (const [tag, holder] of unconfirmed(command)) state.numbers.set(tag, { ...holder, confirmed: true });
    },
    release: async (command) => {
      for (const [tag] of unconfirmed(command)) state.numbers.delete(tag);
    },
    pending: async (before) =>
      [...state.numbers.values()]
        .filter(({ confirmed, since }) => !confirmed && since < before)
        .toSorted((one, other) => (one.since < other.since ? -1 : Number(one.since > other.since))),
    doubt: async (epoch) => {
      if (state.doubted === epoch) return;
      state.doubted = epoch;
      for (const [tag, holder] of state.numbers) state.numbers.set(tag, { ...holder, confirmed: false });
    },
  };
};

const withoutErased = ({ destroyed }: State, entry: DirectoryEntry): DirectoryEntry => {
  const gone = DIRECTORY_FIELDS.filter(
    (field) => entry[field] !== undefined && destroyed.has(`${entry.id}/${DIRECTORY_CLASSES[field]}`),
  );
  return { ...entry, ...Object.fromEntries(gone.map((field) => [field, ERASED])) };
};

const activeOf = (state: State): number | null =>
  state.active ?? [...state.checkpoints.keys()].map(versionOf).toSorted((one, other) => one - other)[0] ?? null;

const createDirectory = (state: State): Directory => {
  const rowsOf = (version: number | null, ids: readonly string[]) =>
    new Map(
      ids.flatMap((id): [string, DirectoryEntry][] => {
        const row = version === null ? undefined : state.rows.get(rowName(version, id));
        return row ? [[id, withoutErased(state, row.entry)]] : [];
      }),
    );
  return {
    checkpoint: async (lane, version) => state.checkpoints.get(laneName(lane, version)) ?? null,
    rows: async (version, ids) => rowsOf(version, ids),
    commitLane: async ({ lane, version, from, to, entries, removed }) => {
      const there = state.checkpoints.get(laneName(lane, version)) ?? null;
      if ((there?.position ?? null) !== from) return there;
      for (const given of entries) {
        const before = state.rows.get(rowName(version, given.id));
        if (before && before.entry.position > given.position) continue;
        const entry = withoutErased(state, given);
        state.rows.set(rowName(version, given.id), { entry, terms: searchTerms(entry) });
      }
      for (const id of removed) state.rows.delete(rowName(version, id));
      state.checkpoints.set(laneName(lane, version), to);
      return true;
    },
    activeVersion: async () => activeOf(state),
    activate: async (version) => {
      state.active = version;
    },
    drop: async (version) => {
      if (activeOf(state) === version) throw new Error(`Version ${version} of the directory is in use`);
      for (const map of [state.rows, state.checkpoints])
        for (const name of map.keys()) if (versionOf(name) === version) map.delete(name);
    },
    ...createReader(state, rowsOf),
  };
};

type RowsOf = (version: number | null, ids: readonly string[]) => ReadonlyMap<string, DirectoryEntry>;

const createReader = (state: State, rowsOf: RowsOf): Pick<Directory, 'names' | 'entry' | 'search'> => ({
  names: async (ids) =>
    new Map(
      [...rowsOf(activeOf(state), ids).values()].flatMap(({ id, name }): [string, { name: string } | 'erased'][] => {
        if (name === undefined) return [];
        return [[id, isErased(name) ? 'erased' : { name }]];
      }),
    ),
  entry: async (id) => rowsOf(activeOf(state), [id]).get(id),
  search: async (wanted) => {
    const [term] = searchTerms(wanted);
    const version = activeOf(state);
    return [...state.rows]
      .filter(([name, row]) => versionOf(name) === version && term !== undefined && row.terms.includes(term))
      .map(([, row]) => row.entry.id)
      .toSorted();
  },
});

const createAdmin = (state: State): KeyAdmin => {
  const destroyOne = (owner: string) => {
    state.destroyed.add(owner);
    state.keys.delete(owner);
    const [id = '', name] = owner.split('/');
    const subjects = id.startsWith('p_') ? [id, birthOf(id)] : [id];
    if (name === 'identity')
      for (const [tag, { stream }] of state.numbers)
        if (subjects.includes(subjectOf(stream))) state.numbers.delete(tag);
    for (const [key, { entry }] of state.rows) {
      if (entry.id !== id) continue;
      const left = withoutErased(state, entry);
      state.rows.set(key, { entry: left, terms: searchTerms(left) });
    }
  };
  const destroy = async (owners: readonly string[]) => {
    owners.forEach(destroyOne);
  };
  return {
    destroy,
    forget: destroy,
    replayDestroyed: async (owners) => {
      owners.forEach(destroyOne);
      state.generation += 1;
    },
  };
};

export interface MemoryVault {
  readonly keys: KeyRing & KeyAdmin;
  readonly numbers: NaturalKeys;
  readonly directory: Directory;
}

/** @param random as the kernel's `Crypto` has it; the only chance in here */
export const createMemoryVault = (random: (bytes: number) => string): MemoryVault => {
  const state: State = {
    keys: new Map(),
    destroyed: new Set(),
    numbers: new Map(),
    rows: new Map(),
    checkpoints: new Map(),
    active: null,
    generation: 1,
    doubted: '',
  };
  return {
    keys: { ...createKeys(state, random), ...createAdmin(state) },
    numbers: createNumbers(state),
    directory: createDirectory(state),
  };
};
