// 身份证号、出生医学证明编号 Numbers that only one may hold: their keyed tags, who holds them, and since which command.
import type { Holder, NaturalKey, NaturalKeys } from '../../domain/kernel/ports.ts';
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
    'INSERT INTO natural_key (tag, stream, subject, command, since, confirmed) VALUES (?, ?, ?, ?, ?, 0)' +
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

export const createNaturalKeys = ({ db, write, root, assertUsable }: NaturalKeysParts): NaturalKeys => {
  const tagKey = deriveKey(root, 'natural keys');
  const tags = new WeakMap<NaturalKey, Buffer>();
  /** Of the same key once: it is looked up before a command is decided, and again when it is taken. */
  const tagOf = (key: NaturalKey): Buffer => {
    const known = tags.get(key);
    if (known) return known;
    const tag = hmacBytes(tagKey, JSON.stringify([key.kind, canonicalNumber(key.value)]));
    tags.set(key, tag);
    return tag;
  };
  const { holder, insert, confirm, release, pending } = createRows(db);
  const doubt = createDoubt(db);

  return {
    take: async (keys, by) => {
      assertUsable();
      const watched = [...keys, ...(by.lookedAt?.keys ?? [])].map((key) => ({ key, tag: tagOf(key) }));
      return write(() => {
        for (const { key, tag } of watched) {
          const row = holder.get(tag);
          if (inTheWayOf(by, row)) return { key, holder: toHolder(row) };
        }
        const { stream, command, at } = by;
        for (const { tag } of watched.slice(0, keys.length)) insert.run(tag, stream, subjectOf(stream), command, at);
        return undefined;
      });
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
