// 人口名录 The directory on SQLite: rows under their persons' keys, found by keyed tags, with the lanes' checkpoints.
import { isErased } from '../../domain/kernel/message.ts';
import {
  type Directory,
  type DirectoryEntry,
  type DirectoryReader,
  type DirectoryWriter,
  searchTerms,
} from '../../projections/directory.ts';
import { type Sqlite, VaultError, type Write } from './database.ts';
import { createCheckpoints, createDropping, createEntryRows } from './directory-rows.ts';
import { createEntrySealing, keysOf, openEntry, ownersOf, type SealedEntry } from './directory-sealing.ts';
import type { VaultKeyRing } from './key-ring.ts';
import { deriveKey, type RandomBytes } from './sealing.ts';

interface DirectoryParts {
  readonly db: Sqlite;
  readonly write: Write;
  readonly keys: Pick<VaultKeyRing, 'ensure' | 'current' | 'find'>;
  readonly root: Buffer;
  readonly random: RandomBytes;
  /** @throws while a restored vault has not yet been told what was destroyed */
  readonly assertUsable: () => void;
}

const createTables = ({ db, keys }: DirectoryParts) => {
  const rows = createEntryRows(db);
  // One transaction: a reader takes its locks once, however many rows it wants.
  const findAll = db.transaction((version: number, ids: readonly string[]) =>
    ids.map((id) => rows.find(version, id)).filter((row): row is SealedEntry => row !== undefined),
  );
  const read = async (version: number | null, ids: readonly string[]): Promise<ReadonlyMap<string, DirectoryEntry>> => {
    if (version === null) return new Map();
    const held = findAll.deferred(version, ids);
    const found = await keys.find(keysOf(held));
    return new Map(held.map((row) => [row.id, openEntry(row, found)]));
  };
  return { rows, read, checkpoints: createCheckpoints(db), dropSome: createDropping(db) };
};
type Tables = ReturnType<typeof createTables>;
type Sealing = ReturnType<typeof createEntrySealing>;

const createWriter = ({ write, keys }: DirectoryParts, tables: Tables, sealing: Sealing): DirectoryWriter => {
  const { rows, read, checkpoints, dropSome } = tables;
  return {
    checkpoint: async (lane, version) => checkpoints.find(lane, version),
    rows: read,
    commitLane: async ({ lane, version, from, to, entries, removed }) => {
      const owners = ownersOf(entries);
      const known = await keys.current(owners);
      const made = known.size < owners.length ? await keys.ensure(owners) : known;
      // Sealed before the file is locked: other lanes and readers wait for writing alone.
      const sealed = entries.map((entry) => sealing.seal(entry, made));
      return write(() => {
        const there = checkpoints.find(lane, version);
        if ((there?.position ?? null) !== from) return there;
        for (const entry of sealed) rows.save(version, entry);
        for (const id of removed) rows.remove(version, id);
        checkpoints.save(lane, version, to);
        return true;
      });
    },
    activeVersion: async () => checkpoints.active(),
    activate: async (version) => {
      await write(() => checkpoints.activate(version));
    },
    drop: async (version) => {
      if (checkpoints.active() === version) throw new VaultError(`Version ${version} of the directory is in use`);
      while (await write(() => dropSome(version)));
    },
  };
};

const createReader = ({ assertUsable }: DirectoryParts, tables: Tables, sealing: Sealing): DirectoryReader => {
  const { rows, read, checkpoints } = tables;
  return {
    names: async (ids) => {
      const entries = await read(checkpoints.active(), ids);
      return new Map(
        [...entries.values()].flatMap(({ id, name }): [string, { name: string } | 'erased'][] => {
          if (name === undefined) return [];
          return [[id, isErased(name) ? 'erased' : { name }]];
        }),
      );
    },
    entry: async (id) => (await read(checkpoints.active(), [id])).get(id),
    search: async (wanted) => {
      assertUsable();
      const version = checkpoints.active();
      const [term] = searchTerms(wanted);
      return version === null || term === undefined ? [] : rows.search(version, sealing.tagOf(term)).toSorted();
    },
  };
};

/** `erase` is for the destruction of keys alone; it runs inside the caller's transaction. */
export const createDirectory = (parts: DirectoryParts): Directory & Pick<Tables['rows'], 'erase'> => {
  const tables = createTables(parts);
  const sealing = createEntrySealing(deriveKey(parts.root, 'directory search'), parts.random);
  return {
    ...createWriter(parts, tables, sealing),
    ...createReader(parts, tables, sealing),
    erase: tables.rows.erase,
  };
};
