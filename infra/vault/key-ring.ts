// The keys of persons, households, cases and staff: made once, found often, never made again where they were destroyed.
import type { KeyRing, OwnerKey } from '../../domain/kernel/ports.ts';
import type { Sqlite, Write } from './database.ts';
import { type KeyCache, nameOf, parseName } from './key-cache.ts';
import type { MasterKeys, Wrapped } from './master-keys.ts';
import { KEY_BYTES, type RandomBytes } from './sealing.ts';

interface KeyRingParts {
  readonly db: Sqlite;
  readonly write: Write;
  readonly masters: MasterKeys;
  readonly cache: KeyCache;
  readonly random: RandomBytes;
  /** @throws while a restored vault has not yet been told what was destroyed */
  readonly assertUsable: () => void;
}

export interface VaultKeyRing extends KeyRing {
  /** Current keys without making any, and without waiting for whoever makes some. */
  current(owners: readonly string[]): Promise<ReadonlyMap<string, OwnerKey | 'erased'>>;
  forget(owner: string): void;
}

interface KeyRow extends Wrapped {
  readonly version: number;
  readonly destroyed: number;
}

const COLUMNS = 'version, destroyed, master, wrapped FROM owner_key';

const createRows = (db: Sqlite) => {
  const latest = db.prepare<[string], KeyRow>(`SELECT ${COLUMNS} WHERE owner = ? ORDER BY version DESC LIMIT 1`);
  const exact = db.prepare<[string, number], KeyRow>(`SELECT ${COLUMNS} WHERE owner = ? AND version = ?`);
  const firstVersion = db.prepare<[], number>("SELECT value FROM setting WHERE name = 'first version'").pluck();
  const insert = db.prepare(
    'INSERT INTO owner_key (owner, version, destroyed, master, wrapped) VALUES (?, ?, 0, ?, ?)',
  );
  return {
    latest: (owner: string) => latest.get(owner),
    exact: (owner: string, version: number) => exact.get(owner, version),
    /** A restored vault counts on, so that a key lost with the old one never shares its version with a new key. */
    firstVersion: () => firstVersion.get() ?? 1,
    insert: (owner: string, version: number, { master, wrapped }: Wrapped) =>
      insert.run(owner, version, master, wrapped),
  };
};

type Rows = ReturnType<typeof createRows>;
type Reading = Pick<KeyRingParts, 'masters' | 'cache'> & { readonly rows: Rows };

/** Keys as they are now; owners whose destruction this process has heard of have none, perhaps before the rows are gone. */
const createReading = ({ rows, masters, cache }: Reading) => {
  const destroyed = new Set<string>();
  const unwrapped = (owner: string, row: KeyRow): OwnerKey =>
    cache.get(owner, row.version) ?? {
      owner,
      version: row.version,
      secret: masters.unwrap(nameOf(owner, row.version), row).toString('base64url'),
    };
  return {
    /** Asks the file always: another process may have destroyed the key. */
    current: (owner: string): OwnerKey | 'erased' | undefined => {
      if (destroyed.has(owner)) return 'erased';
      const row = rows.latest(owner);
      return row && (row.destroyed ? 'erased' : unwrapped(owner, row));
    },
    cached: (owner: string, version: number) => (destroyed.has(owner) ? undefined : cache.get(owner, version)),
    stored: (owner: string, version: number): OwnerKey | undefined => {
      const row = destroyed.has(owner) ? undefined : rows.exact(owner, version);
      return row && !row.destroyed ? unwrapped(owner, row) : undefined;
    },
    forget: (owner: string) => {
      destroyed.add(owner);
      cache.forget(owner);
    },
  };
};

/** From memory what is there, the rest in one reading of the file. */
const createFind = (db: Sqlite, cache: KeyCache, reading: ReturnType<typeof createReading>) => {
  const readStored = db.transaction((names: readonly string[]) =>
    names.map((name) => reading.stored(...parseName(name))),
  );
  return (ownersAtVersion: readonly string[]) => {
    const found = new Map<string, OwnerKey>();
    const missing: string[] = [];
    for (const name of ownersAtVersion) {
      const key = reading.cached(...parseName(name));
      if (key) found.set(name, key);
      else missing.push(name);
    }
    for (const key of missing.length > 0 ? readStored.deferred(missing) : []) {
      if (!key) continue;
      found.set(nameOf(key.owner, key.version), key);
      cache.put(key);
    }
    return found;
  };
};

export const createKeyRing = (parts: KeyRingParts): VaultKeyRing => {
  const { db, write, masters, cache, random, assertUsable } = parts;
  const rows = createRows(db);
  const reading = createReading({ rows, masters, cache });
  const find = createFind(db, cache, reading);
  const readCurrent = db.transaction((owners: readonly string[]) => owners.map(reading.current));
  const make = (owner: string): OwnerKey => {
    const version = rows.firstVersion();
    const secret = random(KEY_BYTES);
    rows.insert(owner, version, masters.wrap(nameOf(owner, version), secret));
    return { owner, version, secret: secret.toString('base64url') };
  };
  const remember = (owners: readonly string[], keys: readonly (OwnerKey | 'erased' | undefined)[]) => {
    const known = new Map<string, OwnerKey | 'erased'>();
    owners.forEach((owner, at) => {
      const key = keys[at];
      if (!key) return;
      known.set(owner, key);
      if (key !== 'erased') cache.put(key);
    });
    return known;
  };
  return {
    ensure: async (owners) => {
      assertUsable();
      const keys = await write(() => owners.map((owner) => reading.current(owner) ?? make(owner)));
      // Not before it is on disk: a key in the cache must be one that a restart still knows.
      return remember(owners, keys);
    },
    current: async (owners) => {
      assertUsable();
      return remember(owners, readCurrent.deferred(owners));
    },
    find: async (ownersAtVersion) => {
      assertUsable();
      return find(ownersAtVersion);
    },
    forget: reading.forget,
  };
};
