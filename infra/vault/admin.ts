// Destroying keys to the last byte, replaying that after a restore, rotating the master key, copying the vault.
import { birthOf } from '../../domain/kernel/identifier.ts';
import type { KeyAdmin } from '../../projections/directory.ts';
import { emptyLog, pathOf, type Sqlite, type Write } from './database.ts';
import { type MasterKeys, masterIdOf, readRoot, ROOT, WRAPPED_BYTES, type Wrapped, writeRoot } from './master-keys.ts';
import { nameOf } from './key-cache.ts';

export interface VaultParts {
  readonly folder: string;
  readonly keysDb: Sqlite;
  readonly writeKeys: Write;
  readonly writeDirectory: Write;
  readonly masters: MasterKeys;
  readonly forget: (owner: string) => void;
  readonly eraseRows: (id: string, name: string) => void;
  readonly stopped: () => boolean;
}

/** Rows in one transaction: what others may have to wait for. */
const AT_ONCE = 200;

const chunksOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) => all.slice(at * AT_ONCE, (at + 1) * AT_ONCE));

const splitOwner = (owner: string): readonly [string, string] => {
  const slash = owner.lastIndexOf('/');
  return [owner.slice(0, slash), owner.slice(slash + 1)];
};

/** A birth's numbers were the child's: both streams share the body of their identifiers. */
const subjectsOf = (id: string) => (id.startsWith('p_') ? [id, birthOf(id)] : [id]);

const createDestroying = (db: Sqlite, current: () => string) => {
  const nothing = Buffer.alloc(WRAPPED_BYTES);
  const overwrite = db.prepare('UPDATE owner_key SET destroyed = 1, wrapped = ? WHERE owner = ?');
  const mark = db.prepare('INSERT INTO owner_key (owner, version, destroyed, master, wrapped) VALUES (?, 0, 1, ?, ?)');
  const freeNumbers = db.prepare('DELETE FROM natural_key WHERE subject = ?');
  return (owner: string) => {
    if (overwrite.run(nothing, owner).changes === 0) mark.run(owner, current(), nothing);
    const [id, name] = splitOwner(owner);
    if (name === 'identity') for (const subject of subjectsOf(id)) freeNumbers.run(subject);
  };
};

/** Versions of keys lost in one restore must not return in the next one from the same backup: time tells them apart. */
const minutesNow = () => Math.floor(Date.now() / 60_000);

export const createKeyAdmin = (parts: VaultParts): KeyAdmin => {
  const { folder, keysDb, writeKeys, writeDirectory, masters, forget, eraseRows, stopped } = parts;
  const destroyKey = createDestroying(keysDb, masters.current);
  const forgetKeys = async (owners: readonly string[]) => {
    for (const some of chunksOf(owners)) {
      await writeKeys(() => some.forEach(destroyKey));
      some.forEach(forget);
      await writeDirectory(() => {
        for (const owner of some) eraseRows(...splitOwner(owner));
      });
    }
  };
  const destroy = async (owners: readonly string[]) => {
    await forgetKeys(owners);
    await emptyLog(pathOf(folder, 'keys'), stopped);
    await emptyLog(pathOf(folder, 'directory'), stopped);
  };
  return {
    destroy,
    forget: forgetKeys,
    replayDestroyed: async (owners) => {
      await destroy(owners);
      await writeKeys(() => {
        keysDb.prepare("UPDATE setting SET value = MAX(value + 1, ?) WHERE name = 'first version'").run(minutesNow());
        keysDb.prepare("DELETE FROM setting WHERE name = 'restored'").run();
      });
    },
  };
};

interface KeyRow extends Wrapped {
  readonly id: number;
  readonly owner: string;
  readonly version: number;
}

/** Wraps every key under a new master key, in place. Interrupted, it goes on where it was. */
export const createRotate = ({ folder, keysDb, writeKeys, masters, stopped }: VaultParts) => {
  const some = keysDb.prepare<[number, string], KeyRow>(
    'SELECT id, owner, version, master, wrapped FROM owner_key' +
      ` WHERE id > ? AND destroyed = 0 AND master <> ? ORDER BY id LIMIT ${AT_ONCE}`,
  );
  const update = keysDb.prepare('UPDATE owner_key SET master = ?, wrapped = ? WHERE id = ?');
  const switchTo = (next: string) => {
    if (masters.current() === next) return;
    const root = readRoot(keysDb, masters.unwrap, masters.current());
    keysDb.prepare('UPDATE master_key SET current = 0').run();
    keysDb
      .prepare('INSERT INTO master_key (id, current) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET current = 1')
      .run(next);
    writeRoot(keysDb, masters.wrap(ROOT, root));
  };
  const rewrapSome = (after: number, next: string) => {
    const rows = some.all(after, next);
    for (const row of rows) {
      const name = nameOf(row.owner, row.version);
      const { master, wrapped } = masters.wrap(name, masters.unwrap(name, row));
      update.run(master, wrapped, row.id);
    }
    return rows.at(-1)?.id;
  };
  return async (newMaster: Uint8Array): Promise<void> => {
    masters.add(newMaster);
    const next = masterIdOf(newMaster);
    await writeKeys(() => switchTo(next));
    let last: number | undefined = 0;
    while (last !== undefined) {
      const after: number = last;
      last = await writeKeys(() => rewrapSome(after, next));
    }
    await writeKeys(() => keysDb.prepare('DELETE FROM master_key WHERE id <> ?').run(next));
    await emptyLog(pathOf(folder, 'keys'), stopped);
  };
};
