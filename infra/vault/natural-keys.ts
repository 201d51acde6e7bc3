// 身份证号、出生医学证明编号 Numbers that only one may hold: their keyed tags, who holds them, and since which command.
import { type Holder, isAmong, type NaturalKey, type NaturalKeys } from '../../domain/kernel/ports.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import { canonicalNumber } from '../../projections/directory.ts';
import type { Sqlite, Write } from './database.ts';
import { deriveKey, hmacBytes } from './sealing.ts';

interface HolderRow {
  readonly stream: string;
  readonly command: string;
  readonly confirmed: number;
  readonly since: string;
}
const COLUMNS = 'stream, command, confirmed, since FROM natural_key';
const toHolder = ({ stream, command, confirmed, since }: HolderRow): Holder => ({
  stream,
  command,
  confirmed: confirmed === 1,
  since,
});

/** The setting that names the last epoch that was doubted. */
const DOUBTED = 'doubted epoch';

interface NaturalKeysParts {
  readonly db: Sqlite;
  readonly write: Write;
  readonly root: Buffer;
  /** @throws while a restored vault has not yet been told what was destroyed */
  readonly assertUsable: () => void;
}

const createRows = (db: Sqlite) => ({
  holder: db.prepare<[Buffer], HolderRow>(`SELECT ${COLUMNS} WHERE tag = ?`),
  insert: db.prepare(
    'INSERT INTO natural_key (tag, stream, subject, command, since, confirmed) VALUES (?, ?, ?, ?, ?, ?)' +
      ' ON CONFLICT (tag) DO NOTHING',
  ),
  confirm: db.prepare('UPDATE natural_key SET confirmed = 1 WHERE command = ? AND confirmed = 0'),
  release: db.prepare('DELETE FROM natural_key WHERE command = ? AND confirmed = 0'),
  pending: db.prepare<[string], HolderRow>(`SELECT ${COLUMNS} WHERE confirmed = 0 AND since < ? ORDER BY since, id`),
});

const createDoubt = (db: Sqlite) => {
  const all = db.prepare('UPDATE natural_key SET confirmed = 0 WHERE confirmed = 1');
  const doneIn = db.prepare<[], string>(`SELECT value FROM setting WHERE name = '${DOUBTED}'`).pluck();
  const remember = db.prepare(`INSERT OR REPLACE INTO setting (name, value) VALUES ('${DOUBTED}', ?)`);
  return {
    isDoneIn: (epoch: string) => doneIn.get() === epoch,
    allIn: (epoch: string) => {
      all.run();
      remember.run(epoch);
    },
  };
};

/** Who takes numbers, having looked at some holders: whoever else holds one is in the way. */
const inTheWayOf = (by: Parameters<NaturalKeys['take']>[1], row: HolderRow | undefined): row is HolderRow =>
  row !== undefined && row.command !== by.command && !by.lookedAt?.streams.includes(row.stream);

/** Those that are taken, and after them the others that nobody unseen may hold. */
const watchedBy = (keys: readonly NaturalKey[], near: readonly NaturalKey[]) => [
  ...keys,
  ...near.filter((key) => !isAmong(keys, key)),
];

interface Taking {
  readonly by: Parameters<NaturalKeys['take']>[1];
  readonly near: readonly NaturalKey[];
  /** How many of those watched are taken: the first. */
  readonly taken: number;
}
type Tagged = readonly { readonly key: NaturalKey; readonly tag: Buffer }[];

const takeAll = ({ holder, insert }: ReturnType<typeof createRows>, watched: Tagged, { by, near, taken }: Taking) => {
  for (const { key, tag } of watched) {
    const row = holder.get(tag);
    if (inTheWayOf(by, row)) return { key, holder: toHolder(row) };
  }
  const { stream, command, at } = by;
  for (const { key, tag } of watched.slice(0, taken))
    insert.run(tag, stream, subjectOf(stream), command, at, isAmong(near, key) ? 1 : 0);
  return undefined;
};

export const createNaturalKeys = ({ db, write, root, assertUsable }: NaturalKeysParts): NaturalKeys => {
  const tagKey = deriveKey(root, 'natural keys');
  const tagOf = ({ kind, value }: NaturalKey) => hmacBytes(tagKey, JSON.stringify([kind, canonicalNumber(value)]));
  const rows = createRows(db);
  const { holder, confirm, release, pending } = rows;
  const doubt = createDoubt(db);

  return {
    take: async (keys, by) => {
      assertUsable();
      const near = by.lookedAt?.keys ?? [];
      const watched = watchedBy(keys, near).map((key) => ({ key, tag: tagOf(key) }));
      return write(() => takeAll(rows, watched, { by, near, taken: keys.length }));
    },
    holders: async (keys) => {
      assertUsable();
      return keys.flatMap((key) => {
        const row = holder.get(tagOf(key));
        return row ? [toHolder(row)] : [];
      });
    },
    confirm: async (command) => {
      assertUsable();
      await write(() => confirm.run(command));
    },
    release: async (command) => {
      assertUsable();
      await write(() => release.run(command));
    },
    pending: async (before) => {
      assertUsable();
      return pending.all(before).map(toHolder);
    },
    doubt: async (epoch) => {
      assertUsable();
      if (doubt.isDoneIn(epoch)) return;
      await write(() => doubt.allIn(epoch));
    },
  };
};
