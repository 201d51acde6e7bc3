// Copies of the vault while it is in use; a copy knows that it is one, and stays shut until it has been told what was
// destroyed since: put both files into an empty folder, open it, and replay the owners of every `KeyDestroyed`.
import { mkdirSync, renameSync, rmSync, existsSync, chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { pathOf, type Sqlite, VaultError } from './database.ts';

const ALL_PAGES = 0x7fff_ffff;
const OWNER_ONLY = { folder: 0o700, file: 0o600 };

const copy = async (db: Sqlite, to: string, finish: (copied: Sqlite) => void) => {
  const part = `${to}.part`;
  rmSync(part, { force: true });
  // In one step: a copy in several begins anew whenever another process writes in between.
  await db.backup(part, { progress: () => ALL_PAGES });
  const copied = new Database(part);
  try {
    copied.pragma('journal_mode = DELETE');
    finish(copied);
  } finally {
    copied.close();
  }
  chmodSync(part, OWNER_ONLY.file);
  renameSync(part, to);
};

/**
 * Directory first: whatever key one of its rows needs is then in the copy of the keys.
 * @param toFolder has no vault in it yet
 */
export const createBackup =
  (keysDb: Sqlite, directoryDb: Sqlite) =>
  async (toFolder: string): Promise<void> => {
    if (existsSync(pathOf(toFolder, 'keys'))) throw new VaultError(`There is a vault in ${toFolder} already`);
    mkdirSync(toFolder, { recursive: true, mode: OWNER_ONLY.folder });
    await copy(directoryDb, pathOf(toFolder, 'directory'), () => undefined);
    await copy(keysDb, pathOf(toFolder, 'keys'), (copied) => {
      copied.prepare("INSERT INTO setting (name, value) VALUES ('restored', 1) ON CONFLICT DO NOTHING").run();
    });
  };
