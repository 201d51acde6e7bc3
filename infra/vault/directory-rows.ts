// The statements of the directory's file: rows, tags, checkpoints and versions, and what erasing an owner leaves.
import type { DirectoryCheckpoint } from '../../projections/directory.ts';
import type { Sqlite } from './database.ts';
import {
  bitsOf,
  ENTRY_CLASSES,
  type EntryClass,
  ownerIn,
  type SealedClass,
  type SealedEntry,
  TAG_BYTES,
} from './directory-sealing.ts';

/** Integers come as bigint here, for positions are wider than a number is exact. */
interface EntryRow {
  readonly position: bigint;
  readonly erased: bigint;
  readonly identity: Buffer | null;
  readonly identity_key: bigint | null;
  readonly contact: Buffer | null;
  readonly contact_key: bigint | null;
  readonly tags: Buffer;
}

const sealedClass = (bytes: Buffer | null, keyVersion: bigint | null): SealedClass | null =>
  bytes && keyVersion !== null ? { bytes, keyVersion: Number(keyVersion) } : null;

const toEntry = (id: string, row: EntryRow): SealedEntry => ({
  id,
  position: row.position,
  erased: Number(row.erased),
  tags: row.tags,
  identity: sealedClass(row.identity, row.identity_key),
  contact: sealedClass(row.contact, row.contact_key),
});

const split = (tags: Buffer): readonly Buffer[] =>
  Array.from({ length: tags.length / TAG_BYTES }, (_, at) => tags.subarray(at * TAG_BYTES, (at + 1) * TAG_BYTES));

const NO_TAGS = Buffer.alloc(0);

const without = (entry: SealedEntry, name: EntryClass): SealedEntry => ({
  ...entry,
  [name]: null,
  erased: entry.erased | bitsOf(name),
  tags: name === 'identity' ? NO_TAGS : entry.tags,
});

const UPSERT =
  'INSERT INTO entry (version, id, position, erased, identity, identity_key, contact, contact_key, tags)' +
  ' VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)' +
  ' ON CONFLICT (id, version) DO UPDATE SET position = excluded.position, erased = excluded.erased,' +
  ' identity = excluded.identity, identity_key = excluded.identity_key,' +
  ' contact = excluded.contact, contact_key = excluded.contact_key, tags = excluded.tags';

const createTags = (db: Sqlite) => {
  const insert = db.prepare('INSERT INTO tag (version, tag, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const remove = db.prepare('DELETE FROM tag WHERE version = ? AND tag = ? AND id = ?');
  const byTag = db.prepare<[number, Buffer], string>('SELECT id FROM tag WHERE version = ? AND tag = ?').pluck();
  return {
    replace: (version: number, id: string, tags: { before: Buffer; after: Buffer }) => {
      if (tags.before.equals(tags.after)) return;
      for (const tag of split(tags.before)) remove.run(version, tag, id);
      for (const tag of split(tags.after)) insert.run(version, tag, id);
    },
    search: (version: number, tag: Buffer) => byTag.all(version, tag),
  };
};

const createErasedOwners = (db: Sqlite) => {
  const mark = db.prepare('INSERT INTO erased_owner (owner) VALUES (?) ON CONFLICT DO NOTHING');
  const isMarked = db.prepare<[string], number>('SELECT 1 FROM erased_owner WHERE owner = ?').pluck();
  return { mark: (owner: string) => mark.run(owner), has: (owner: string) => isMarked.get(owner) !== undefined };
};

const createEntries = (db: Sqlite) => {
  const select = db
    .prepare<[string, number], EntryRow>(
      'SELECT position, erased, identity, identity_key, contact, contact_key, tags FROM entry' +
        ' WHERE id = ? AND version = ?',
    )
    .safeIntegers();
  const upsert = db.prepare(UPSERT);
  const remove = db.prepare('DELETE FROM entry WHERE id = ? AND version = ?');
  const versionsOf = db.prepare<[string], number>('SELECT version FROM entry WHERE id = ?').pluck();
  return {
    find: (version: number, id: string): SealedEntry | undefined => {
      const row = select.get(id, version);
      return row && toEntry(id, row);
    },
    put: (version: number, { id, position, erased, tags, identity, contact }: SealedEntry) => {
      const classes = [identity, contact].flatMap((held) => [held?.bytes ?? null, held?.keyVersion ?? null]);
      upsert.run(version, id, position, erased, ...classes, tags);
    },
    remove: (version: number, id: string) => remove.run(id, version),
    versionsOf: (id: string) => versionsOf.all(id),
  };
};

/** Rows and tags of every version. All that writes runs inside a transaction of the caller. */
export const createEntryRows = (db: Sqlite) => {
  const entries = createEntries(db);
  const tags = createTags(db);
  const erasedOwners = createErasedOwners(db);
  const put = (version: number, entry: SealedEntry, before: SealedEntry | undefined) => {
    entries.put(version, entry);
    tags.replace(version, entry.id, { before: before?.tags ?? NO_TAGS, after: entry.tags });
  };
  return {
    find: entries.find,
    search: tags.search,
    /** A row that has seen a later event stays; what was erased meanwhile does not come back. */
    save: (version: number, given: SealedEntry) => {
      const before = entries.find(version, given.id);
      if (before && before.position > given.position) return;
      const gone = ENTRY_CLASSES.filter((name) => given[name] && erasedOwners.has(ownerIn(given.id, name)));
      put(version, gone.reduce(without, given), before);
    },
    remove: (version: number, id: string) => {
      tags.replace(version, id, { before: entries.find(version, id)?.tags ?? NO_TAGS, after: NO_TAGS });
      entries.remove(version, id);
    },
    erase: (id: string, name: string) => {
      erasedOwners.mark(`${id}/${name}`);
      const known = ENTRY_CLASSES.find((candidate) => candidate === name);
      if (!known) return;
      for (const version of entries.versionsOf(id)) {
        const before = entries.find(version, id);
        if (before) put(version, without(before, known), before);
      }
    },
  };
};

interface CheckpointRow {
  readonly position: bigint;
  readonly mark: string;
}

export const createCheckpoints = (db: Sqlite) => {
  const select = db
    .prepare<[string, number], CheckpointRow>('SELECT position, mark FROM checkpoint WHERE lane = ? AND version = ?')
    .safeIntegers();
  const upsert = db.prepare(
    'INSERT INTO checkpoint (lane, version, position, mark) VALUES (?, ?, ?, ?)' +
      ' ON CONFLICT (lane, version) DO UPDATE SET position = excluded.position, mark = excluded.mark',
  );
  const active = db
    .prepare<[], number | null>('SELECT COALESCE((SELECT version FROM active), (SELECT MIN(version) FROM checkpoint))')
    .pluck();
  const activate = db.prepare(
    'INSERT INTO active (one, version) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET version = excluded.version',
  );
  return {
    find: (lane: string, version: number): DirectoryCheckpoint | null => select.get(lane, version) ?? null,
    save: (lane: string, version: number, { position, mark }: DirectoryCheckpoint) =>
      upsert.run(lane, version, position, mark),
    active: () => active.get() ?? null,
    activate: (version: number) => activate.run(version),
  };
};

const DROPPED_AT_ONCE = 1000;

/** Takes a version away piece by piece, so that no lane waits long. @returns whether more is left */
export const createDropping = (db: Sqlite) => {
  const checkpoints = db.prepare('DELETE FROM checkpoint WHERE version = ?');
  const tags = db.prepare(
    'DELETE FROM tag WHERE (version, tag, id) IN' +
      ` (SELECT version, tag, id FROM tag WHERE version = ? LIMIT ${DROPPED_AT_ONCE})`,
  );
  const entries = db.prepare(
    `DELETE FROM entry WHERE row IN (SELECT row FROM entry WHERE version = ? LIMIT ${DROPPED_AT_ONCE})`,
  );
  return (version: number): boolean => {
    checkpoints.run(version);
    return tags.run(version).changes + entries.run(version).changes > 0;
  };
};
