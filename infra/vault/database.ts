// The vault's SQLite files: opening and migrating them, grouped durable writes, and a log emptied to the last byte.
import { chmodSync, closeSync, fdatasync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { SCHEMAS, type VaultFile } from './schema.ts';

/** What keeps the vault from answering; the message is one line for an operator. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
}

export type Sqlite = Database.Database;

const BUSY_MS = 5000;
/** An attempt to empty the log waits no longer, for it holds up this process while it does. */
const CHECKPOINT_BUSY_MS = 20;
const CHECKPOINT_PAUSE_MS = 25;
const OWNER_ONLY = 0o600;

const isBusy = (error: unknown) =>
  error instanceof Database.SqliteError && (error.code.startsWith('SQLITE_BUSY') || error.code === 'SQLITE_LOCKED');

/** Switching a new file to WAL ignores the busy timeout when another process does the same. */
const switchToWal = async (db: Sqlite) => {
  for (let attempt = 0; ; attempt += 1)
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || attempt > 100) throw error;
      await pause(CHECKPOINT_PAUSE_MS);
    }
};

const migrate = (db: Sqlite, file: VaultFile) => {
  const steps: readonly string[] = SCHEMAS[file];
  db.transaction(() => {
    const done = db.pragma('user_version', { simple: true }) as number;
    if (done > steps.length)
      throw new VaultError(`VAULT_URL: ${file}.sqlite was made by a later version of the ledger`);
    for (const step of steps.slice(done)) db.exec(step);
    if (done < steps.length) db.pragma(`user_version = ${steps.length}`);
  }).immediate();
};

export const pathOf = (folder: string, file: VaultFile): string => join(folder, `${file}.sqlite`);

export const openDatabase = async (folder: string, file: VaultFile): Promise<Sqlite> => {
  const db = new Database(pathOf(folder, file), { timeout: BUSY_MS });
  try {
    chmodSync(pathOf(folder, file), OWNER_ONLY);
    await switchToWal(db);
    // A commit does not wait for the disk; whoever asked for it does, see `createWrite`.
    db.pragma('synchronous = NORMAL');
    db.pragma('secure_delete = ON');
    db.pragma('temp_store = MEMORY');
    migrate(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const said = (cause: unknown, open: boolean): unknown => {
  if (!open) return new VaultError('The vault is closed', { cause });
  return isBusy(cause) ? new VaultError('The vault is busy with another process', { cause }) : cause;
};

/** Runs a piece of work inside a transaction; resolves once it, and all that it read, is on disk. */
export interface Write {
  <T>(work: () => T): Promise<T>;
  /** Once nobody waits any more. */
  close(): Promise<void>;
}

const datasync = promisify(fdatasync);

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes that come while the disk is waited for share the next transaction. The disk is waited for beside the event
 * loop: a full commit of SQLite would sync the same log, only on this thread.
 */
export const createWrite = (db: Sqlite): Write => {
  const log = openSync(`${db.name}-wal`, 'r+');
  let waiting: Waiting[] = [];
  let isUnderWay = false;
  const all = db.transaction((jobs: readonly Waiting[]) => jobs.map((job) => job.work()));
  const commit = async (jobs: readonly Waiting[]) => {
    try {
      const results = all.immediate(jobs);
      await datasync(log);
      jobs.forEach((job, at) => {
        job.resolve(results[at] as never);
      });
    } catch (cause) {
      const error = said(cause, db.open);
      for (const job of jobs) job.reject(error);
    }
  };
  const flush = async () => {
    while (waiting.length > 0) {
      const jobs = waiting;
      waiting = [];
      await commit(jobs);
    }
    isUnderWay = false;
  };
  const write = <T>(work: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      setImmediate(() => void flush());
    });
  const close = async () => {
    await write(() => undefined);
    closeSync(log);
  };
  return Object.assign(write, { close });
};

/**
 * Moves the log into the file and cuts it to nothing. Reading processes delay it; it tries until it has succeeded.
 * @param file path of the database
 */
export const emptyLog = async (file: string, stopped: () => boolean): Promise<void> => {
  const db = new Database(file, { timeout: CHECKPOINT_BUSY_MS });
  try {
    for (;;) {
      const [outcome] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      if (outcome?.busy === 0) return;
      if (stopped()) throw new VaultError('The vault was closed before its log was empty: destroy again');
      await pause(CHECKPOINT_PAUSE_MS);
    }
  } finally {
    db.close();
  }
};
