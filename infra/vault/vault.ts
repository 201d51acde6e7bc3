// 保险库 The vault: everything about persons that may have to vanish. Opened by each process that seals, opens or names.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KeyRing, NaturalKeys } from '../../domain/kernel/ports.ts';
import type { Directory, KeyAdmin } from '../../projections/directory.ts';
import { createKeyAdmin, createRotate, type VaultParts } from './admin.ts';
import { createBackup } from './backup.ts';
import { createWrite, openDatabase, type Sqlite, VaultError } from './database.ts';
import { createDirectory } from './directory.ts';
import { createKeyCache } from './key-cache.ts';
import { createKeyRing } from './key-ring.ts';
import { openMasterKeys } from './master-keys.ts';
import { createNaturalKeys } from './natural-keys.ts';
import { createRandomBytes } from './sealing.ts';

export interface VaultOptions {
  /** `sqlite:` and a folder. */
  readonly url: string;
  /** 32 bytes; wraps a new vault's keys. Which key wraps an old vault's keys is written in the vault. */
  readonly masterKey: Uint8Array;
  /** Further master keys to accept while a rotation is under way. */
  readonly otherMasterKeys?: readonly Uint8Array[];
  /** A clock that never goes back, in milliseconds. */
  readonly nowMs?: () => number;
  /** Unwrapped keys held at once. */
  readonly cachedKeysMax?: number;
}

export interface Vault {
  readonly keys: KeyRing & KeyAdmin;
  readonly numbers: NaturalKeys;
  readonly directory: Directory;
  /** Whether these files are a backup's that nobody has told what was destroyed since; see `replayDestroyed`. */
  restored(): boolean;
  /** Wraps every key anew. All processes accept both master keys before, and only the new one is needed after. */
  rotate(newMasterKey: Uint8Array): Promise<void>;
  backup(toFolder: string): Promise<void>;
  close(): Promise<void>;
}

const KEEP_KEYS_MS = 50_000;
/** With KEEP_KEYS_MS: no unwrapped key is in memory for more than 60 seconds. */
const SWEEP_MS = 5000;
const CACHED_KEYS_MAX = 50_000;

interface VaultSettings {
  readonly vaultUrl: string;
  readonly masterKey: Uint8Array;
  readonly otherMasterKey: Uint8Array | undefined;
}

/** How a process of the ledger opens the vault it was told of. */
export const vaultOptions = ({ vaultUrl, masterKey, otherMasterKey }: VaultSettings): VaultOptions => ({
  url: vaultUrl,
  masterKey,
  ...(otherMasterKey && { otherMasterKeys: [otherMasterKey] }),
});

const folderOf = (url: string): string => {
  const [, folder] = /^sqlite:(.+)$/.exec(url) ?? [];
  if (!folder) throw new VaultError('VAULT_URL: expected sqlite: and a folder, such as sqlite:.data/vault');
  return resolve(folder);
};

const createRestored = (db: Sqlite) => {
  const row = db.prepare<[], number>("SELECT 1 FROM setting WHERE name = 'restored'").pluck();
  let restored = row.get() !== undefined;
  return () => {
    // Another process may have replayed meanwhile; once it has, nobody needs to ask again.
    if (restored) restored = row.get() !== undefined;
    return restored;
  };
};

const openFiles = async (folder: string) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keysDb = await openDatabase(folder, 'keys');
  try {
    return { keysDb, directoryDb: await openDatabase(folder, 'directory') };
  } catch (error) {
    keysDb.close();
    throw error;
  }
};

interface Opened {
  readonly folder: string;
  readonly keysDb: Sqlite;
  readonly directoryDb: Sqlite;
}

const assemble = (options: VaultOptions, { folder, keysDb, directoryDb }: Opened): Vault => {
  const { masterKey, otherMasterKeys = [], nowMs = () => performance.now(), cachedKeysMax } = options;
  const random = createRandomBytes();
  const masters = openMasterKeys(keysDb, [masterKey, ...otherMasterKeys], random);
  const cache = createKeyCache({ nowMs, keepMs: KEEP_KEYS_MS, entriesMax: cachedKeysMax ?? CACHED_KEYS_MAX });
  const restored = createRestored(keysDb);
  const assertUsable = () => {
    if (restored()) throw new VaultError('The vault is a restored backup: replay every KeyDestroyed first');
  };
  const writeKeys = createWrite(keysDb);
  const writeDirectory = createWrite(directoryDb);
  const keys = createKeyRing({ db: keysDb, write: writeKeys, masters, cache, random, assertUsable });
  const { root } = masters;
  const directory = createDirectory({ db: directoryDb, write: writeDirectory, keys, root, random, assertUsable });
  let closed = false;
  const parts: VaultParts = {
    folder,
    keysDb,
    writeKeys,
    writeDirectory,
    masters,
    forget: keys.forget,
    eraseRows: directory.erase,
    stopped: () => closed,
  };
  const sweeping = setInterval(cache.sweep, SWEEP_MS).unref();
  return {
    keys: { ensure: keys.ensure, find: keys.find, ...createKeyAdmin(parts) },
    numbers: createNaturalKeys({ db: keysDb, write: writeKeys, root, assertUsable }),
    directory,
    restored,
    rotate: createRotate(parts),
    backup: createBackup(keysDb, directoryDb),
    close: async () => {
      if (closed) return;
      closed = true;
      clearInterval(sweeping);
      // Whoever asked before still gets an answer.
      await Promise.all([writeKeys.close(), writeDirectory.close()]);
      cache.clear();
      keysDb.close();
      directoryDb.close();
    },
  };
};

/** @throws VaultError with one line for the operator: another master key, a later version, a wrong address */
export const openVault = async (options: VaultOptions): Promise<Vault> => {
  const folder = folderOf(options.url);
  const files = await openFiles(folder);
  try {
    return assemble(options, { folder, ...files });
  } catch (error) {
    files.keysDb.close();
    files.directoryDb.close();
    throw error;
  }
};
