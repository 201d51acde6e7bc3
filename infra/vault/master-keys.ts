// The master keys that wrap every other key: which of them a vault was made with, which is in use, and what it wraps.
import { type Sqlite, VaultError } from './database.ts';
import { deriveKey, freshNonce, KEY_BYTES, openBytes, type RandomBytes, SEALING_BYTES, sealBytes } from './sealing.ts';

export interface Wrapped {
  readonly master: string;
  readonly wrapped: Buffer;
}

export interface MasterKeys {
  /** The master key that wraps now; a rotation in another process changes it. */
  current(): string;
  /** @param name what the bytes are, `owner@version` */
  wrap(name: string, secret: Buffer): Wrapped;
  /** @throws VaultError when the bytes were changed */
  unwrap(name: string, key: Wrapped): Buffer;
  /** The secret under which natural keys and searches are tagged; rotation leaves it as it is. */
  readonly root: Buffer;
  /** Accepts a further master key from now on. @returns its id */
  add(secret: Uint8Array): string;
}

/** What a wrapped key's length is, always. */
export const WRAPPED_BYTES = KEY_BYTES + SEALING_BYTES;
export const ROOT = 'root';

/** Says which master key it is without helping anybody to guess it. */
export const masterIdOf = (secret: Uint8Array): string => deriveKey(secret, 'name').toString('hex').slice(0, 16);

const refused = (why: string) => new VaultError(`LEDGER_MASTER_KEY: ${why}`);

const createWrapping = (current: () => string, random: RandomBytes) => {
  const wrapping = new Map<string, Buffer>();
  const keyOf = (master: string) => {
    const key = wrapping.get(master);
    if (!key) throw refused(`master key ${master} of this vault was not given`);
    return key;
  };
  return {
    add: (secret: Uint8Array) => {
      const id = masterIdOf(secret);
      wrapping.set(id, deriveKey(secret, 'wrap'));
      return id;
    },
    wrap: (name: string, secret: Buffer): Wrapped => {
      const master = current();
      const nonce = freshNonce(random);
      return { master, wrapped: sealBytes(keyOf(master), `${name}@${master}`, { bytes: secret, nonce }) };
    },
    unwrap: (name: string, { master, wrapped }: Wrapped): Buffer => {
      const secret = openBytes(keyOf(master), `${name}@${master}`, wrapped);
      if (!secret) throw new VaultError(`The key ${name} was changed in the vault's file`);
      return secret;
    },
  };
};

/** It is always under the current master key: both change in one transaction. */
export const readRoot = (db: Sqlite, unwrap: MasterKeys['unwrap'], master: string): Buffer => {
  const wrapped = db.prepare<[], Buffer>(`SELECT value FROM setting WHERE name = '${ROOT}'`).pluck().get();
  return unwrap(ROOT, { master, wrapped: wrapped ?? Buffer.alloc(0) });
};
export const writeRoot = (db: Sqlite, { wrapped }: Wrapped): void => {
  db.prepare(`UPDATE setting SET value = ? WHERE name = '${ROOT}'`).run(wrapped);
};

const MASTERS = 'SELECT id FROM master_key ORDER BY current DESC';

/** A new vault takes the first master key as its own. */
const begin = (db: Sqlite, id: string, sealRoot: () => Wrapped) => {
  db.prepare('INSERT INTO master_key (id, current) VALUES (?, 1)').run(id);
  db.prepare(`INSERT INTO setting (name, value) VALUES ('${ROOT}', ?)`).run(sealRoot().wrapped);
  db.prepare("INSERT INTO setting (name, value) VALUES ('first version', 1)").run();
};

/** @throws VaultError when the given keys are not all that the vault needs */
export const openMasterKeys = (
  db: Sqlite,
  secrets: readonly [Uint8Array, ...Uint8Array[]],
  random: RandomBytes,
): MasterKeys => {
  if (secrets.some((secret) => secret.length !== KEY_BYTES)) throw refused(`expected ${KEY_BYTES} bytes`);
  const currentRow = db.prepare<[], string>('SELECT id FROM master_key WHERE current = 1').pluck();
  const current = () => currentRow.get() ?? '';
  const { add, wrap, unwrap } = createWrapping(current, random);
  const given = secrets.map(add);
  const root = db
    .transaction(() => {
      if (!currentRow.get()) begin(db, given[0] ?? '', () => wrap(ROOT, random(KEY_BYTES)));
      const needed = db.prepare<[], string>(MASTERS).pluck().all();
      if (!needed.some((id) => given.includes(id))) throw refused('this vault was made with another master key');
      if (!needed.every((id) => given.includes(id)))
        throw refused('a rotation is under way, both the old and the new master key are needed');
      return readRoot(db, unwrap, current());
    })
    .immediate();
  return { current, wrap, unwrap, root, add };
};
