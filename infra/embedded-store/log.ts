/** The event log on SQLite for the embedded store: one table of ready-made messages in commit order, synced before any answer. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

export type LogRow = {
  readonly position: number;
  readonly stream: number;
  readonly revision: number;
  readonly id: Buffer;
  readonly createdMs: number;
  readonly type: string;
  readonly message: Buffer;
};

/** Stream and type come with it where a filter needs them. */
export type StoredMessage = readonly [position: number, message: Buffer, streamName?: string, type?: string];
export type StreamMessage = readonly [revision: number, message: Buffer];

/** As the real log, this one begins with something that is not an event, and so do the gaps between positions. */
const FIRST_POSITION = 64;
const RECORD_OVERHEAD = 48;
const REVISION_MAX = Number.MAX_SAFE_INTEGER;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream (id), revision INTEGER NOT NULL,
    id BLOB NOT NULL, created INTEGER NOT NULL, type TEXT NOT NULL, message BLOB NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS event_by_stream ON event (stream, revision);
`;

/** Holds a lock for as long as the process lives, so that a second store on the same directory is refused. */
const lockDirectory = (dir: string): Database.Database => {
  const lock = new Database(path.join(dir, 'store.lock'), { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(`${dir} is in use by another store`);
  }
  return lock;
};

const openDatabase = (dir: string): Database.Database => {
  const db = new Database(path.join(dir, 'events.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -32768');
  db.pragma('wal_autocheckpoint = 4000');
  db.exec(SCHEMA);
  return db;
};

const ALL = 'SELECT position, message FROM event WHERE position';
const DESCRIBED = `SELECT e.position, e.message, s.name, e.type FROM event e JOIN stream s ON s.id = e.stream
  WHERE e.position`;
const IN_STREAM = `SELECT revision, message FROM event
  WHERE stream = ? AND revision >= ? AND revision <= ? AND created >= ? ORDER BY revision`;

const writeStatements = (db: Database.Database) => ({
  addStream: db.prepare<[string]>('INSERT INTO stream (name) VALUES (?)'),
  insert: db.prepare(`INSERT INTO event (position, stream, revision, id, created, type, message)
    VALUES (@position, @stream, @revision, @id, @createdMs, @type, @message)`),
});

const lookUpStatements = (db: Database.Database) => ({
  findStream: db.prepare<[string], number>('SELECT id FROM stream WHERE name = ?').pluck(),
  lastRevision: db.prepare<[number], number | null>('SELECT max(revision) FROM event WHERE stream = ?').pluck(),
  lastIds: db
    .prepare<[number], [id: Buffer, stream: number, revision: number]>(
      'SELECT id, stream, revision FROM event ORDER BY position DESC LIMIT ?',
    )
    .raw(),
  at: db
    .prepare<[number, number], [position: number, id: Buffer, message: Buffer]>(
      'SELECT position, id, message FROM event WHERE stream = ? AND revision = ?',
    )
    .raw(),
  holds: db.prepare<[number], number>('SELECT 1 FROM event WHERE position = ?').pluck(),
  last: db.prepare<[], StoredMessage>('SELECT position, message FROM event ORDER BY position DESC LIMIT 1').raw(),
});

const pageStatements = (db: Database.Database) => {
  const all = (sql: string) => db.prepare<[number, number], StoredMessage>(sql).raw();
  const stream = (sql: string) => db.prepare<[number, number, number, number, number], StreamMessage>(sql).raw();
  return {
    all: all(`${ALL} >= ? ORDER BY position LIMIT ?`),
    allBackwards: all(`${ALL} < ? ORDER BY position DESC LIMIT ?`),
    described: all(`${DESCRIBED} >= ? ORDER BY e.position LIMIT ?`),
    describedBackwards: all(`${DESCRIBED} < ? ORDER BY e.position DESC LIMIT ?`),
    inStream: stream(`${IN_STREAM} LIMIT ?`),
    inStreamBackwards: stream(`${IN_STREAM} DESC LIMIT ?`),
  };
};

export type StreamPage = {
  readonly stream: number;
  readonly from: number;
  readonly to?: number;
  readonly createdFromMs: number;
  readonly limit: number;
};

/** Where the record behind this one begins: positions are offsets in an imagined file. */
export const positionAfter = (position: number, message: Buffer): number => position + message.length + RECORD_OVERHEAD;

export type EventLog = ReturnType<typeof openLog>;

/** @throws when the directory cannot be written, or another store holds it. */
export const openLog = (dir: string) => {
  mkdirSync(dir, { recursive: true });
  const lock = lockDirectory(dir);
  const db = openDatabase(dir);
  const sql = { ...writeStatements(db), ...lookUpStatements(db), ...pageStatements(db) };
  const transact = db.transaction((work: () => void) => work());
  const last = sql.last.get();
  return {
    /** The position that the next event gets, unless others come before it. */
    endAtOpening: last ? positionAfter(last[0], last[1]) : FIRST_POSITION,
    inTransaction: (work: () => void): void => transact.immediate(work),
    findStream: (name: string): number | undefined => sql.findStream.get(name),
    addStream: (name: string): number => Number(sql.addStream.run(name).lastInsertRowid),
    lastRevision: (stream: number): number => sql.lastRevision.get(stream) ?? -1,
    insert: (row: LogRow): void => void sql.insert.run(row),
    /** Of the last events, in the order in which they were written. */
    lastIds: (limit: number) => sql.lastIds.all(limit).reverse(),
    at: (stream: number, revision: number) => sql.at.get(stream, revision),
    holds: (position: number): boolean => sql.holds.get(position) !== undefined,
    lastPosition: (): number => sql.last.get()?.[0] ?? 0,
    pageOfAll: (from: number, limit: number) => sql.all.all(from, limit),
    pageOfAllBackwards: (before: number, limit: number) => sql.allBackwards.all(before, limit),
    describedPage: (from: number, limit: number) => sql.described.all(from, limit),
    describedPageBackwards: (before: number, limit: number) => sql.describedBackwards.all(before, limit),
    pageOfStream: ({ stream, from, to = REVISION_MAX, createdFromMs, limit }: StreamPage) =>
      sql.inStream.all(stream, from, to, createdFromMs, limit),
    pageOfStreamBackwards: ({ stream, from, to = REVISION_MAX, createdFromMs, limit }: StreamPage) =>
      sql.inStreamBackwards.all(stream, from, to, createdFromMs, limit),
    close: (): void => {
      db.close();
      lock.close();
    },
  };
};
