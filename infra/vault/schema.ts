// The tables of the vault's two files and the steps that made them; a step that was released never changes.

/**
 * A key's wrapped bytes must be in one place only, so that overwriting them is enough: SQLite leaves copies behind when
 * it moves rows between pages. Hence rows in order of arrival, never deleted, overwritten at the same length, and no
 * index that holds key bytes.
 */
const keys = `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL);
  CREATE TABLE master_key (id TEXT PRIMARY KEY, current INTEGER NOT NULL);
  CREATE TABLE owner_key (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    version INTEGER NOT NULL,
    destroyed INTEGER NOT NULL,
    master TEXT NOT NULL,
    wrapped BLOB NOT NULL
  );
  CREATE UNIQUE INDEX owner_key_by_owner ON owner_key (owner, version);
  CREATE TABLE natural_key (
    id INTEGER PRIMARY KEY,
    tag BLOB NOT NULL UNIQUE,
    stream TEXT NOT NULL,
    subject TEXT NOT NULL,
    command TEXT NOT NULL,
    since TEXT NOT NULL,
    confirmed INTEGER NOT NULL
  );
  CREATE INDEX natural_key_by_command ON natural_key (command);
  CREATE INDEX natural_key_by_subject ON natural_key (subject);
  CREATE INDEX natural_key_pending ON natural_key (since) WHERE confirmed = 0;
`;

const directory = `
  CREATE TABLE entry (
    row INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    erased INTEGER NOT NULL,
    identity BLOB,
    identity_key INTEGER,
    contact BLOB,
    contact_key INTEGER,
    tags BLOB NOT NULL
  );
  CREATE UNIQUE INDEX entry_by_id ON entry (id, version);
  CREATE TABLE tag (
    version INTEGER NOT NULL,
    tag BLOB NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (version, tag, id)
  ) WITHOUT ROWID;
  CREATE TABLE checkpoint (
    lane TEXT NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (lane, version)
  ) WITHOUT ROWID;
  CREATE TABLE active (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL);
  CREATE TABLE erased_owner (owner TEXT PRIMARY KEY) WITHOUT ROWID;
`;

/** Every file's steps, oldest first; a file's `user_version` counts the steps it has. */
export const SCHEMAS = { keys: [keys], directory: [directory] } as const satisfies Record<string, readonly string[]>;
export type VaultFile = keyof typeof SCHEMAS;
