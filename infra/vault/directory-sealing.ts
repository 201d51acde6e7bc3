// Directory rows sealed and opened, one ciphertext for each class of a person's keys, and the tags they are found by.
import { ERASED, isErased } from '../../domain/kernel/message.ts';
import type { KeyRing, OwnerKey } from '../../domain/kernel/ports.ts';
import { DIRECTORY_CLASSES, DIRECTORY_FIELDS, type DirectoryEntry, searchTerms } from '../../projections/directory.ts';
import { VaultError } from './database.ts';
import { nameOf } from './key-cache.ts';
import { freshNonce, hmacBytes, openBytes, type RandomBytes, sealBytes } from './sealing.ts';

export const ENTRY_CLASSES = ['identity', 'contact'] as const;
export type EntryClass = (typeof ENTRY_CLASSES)[number];

export interface SealedClass {
  readonly keyVersion: number;
  readonly bytes: Buffer;
}
/** A row as its file holds it. */
export type SealedEntry = {
  readonly id: string;
  readonly position: bigint;
  /** One bit for each field that is erased, in the order of DIRECTORY_FIELDS. */
  readonly erased: number;
  /** Tags one after another, so that they are found again when the row changes. */
  readonly tags: Buffer;
} & { readonly [C in EntryClass]: SealedClass | null };

/** Half of an HMAC is enough to tell a county's persons apart. */
export const TAG_BYTES = 16;
const PADDED_TO_BYTES = 64;
/** What a key is used for here, apart from events. */
const additional = (owner: string, keyVersion: number) => `directory ${nameOf(owner, keyVersion)}`;

const fieldsOf = (name: EntryClass) => DIRECTORY_FIELDS.filter((field) => DIRECTORY_CLASSES[field] === name);
const FIELDS = { identity: fieldsOf('identity'), contact: fieldsOf('contact') };
const bitOf = Object.fromEntries(DIRECTORY_FIELDS.map((field, at) => [field, 1 << at]));
export const bitsOf = (name: EntryClass): number => FIELDS[name].reduce((bits, field) => bits | (bitOf[field] ?? 0), 0);

export const ownerIn = (id: string, name: EntryClass): string => `${id}/${name}`;

const hasValue = (entry: DirectoryEntry, name: EntryClass) =>
  FIELDS[name].some((field) => typeof entry[field] === 'string');

/** The owners whose keys a batch needs: those with something to seal. */
export const ownersOf = (entries: readonly DirectoryEntry[]): readonly string[] =>
  entries.flatMap((entry) =>
    ENTRY_CLASSES.filter((name) => hasValue(entry, name)).map((name) => ownerIn(entry.id, name)),
  );

const padded = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.alloc(Math.ceil(length / PADDED_TO_BYTES) * PADDED_TO_BYTES, ' ');
  bytes.write(text);
  return bytes;
};

type Keys = Awaited<ReturnType<KeyRing['ensure']>>;

/** What came too late, because the key is destroyed by now, is not kept. */
const withoutErased = (entry: DirectoryEntry, keys: Keys): DirectoryEntry => {
  const gone = ENTRY_CLASSES.filter((name) => keys.get(ownerIn(entry.id, name)) === 'erased');
  const fields = gone.flatMap((name) => FIELDS[name]).filter((field) => typeof entry[field] === 'string');
  return fields.length === 0 ? entry : { ...entry, ...Object.fromEntries(fields.map((field) => [field, ERASED])) };
};

const isKey = (key: OwnerKey | 'erased' | undefined): key is OwnerKey => key !== undefined && key !== 'erased';

export const createEntrySealing = (tagKey: Buffer, random: RandomBytes) => {
  const tagOf = (term: string) => hmacBytes(tagKey, term).subarray(0, TAG_BYTES);

  const sealClass = (entry: DirectoryEntry, name: EntryClass, keys: Keys): SealedClass | null => {
    const key = keys.get(ownerIn(entry.id, name));
    if (!isKey(key) || !hasValue(entry, name)) return null;
    const values = FIELDS[name].map((field) => (typeof entry[field] === 'string' ? entry[field] : null));
    const plain = { bytes: padded(JSON.stringify(values)), nonce: freshNonce(random) };
    const bytes = sealBytes(Buffer.from(key.secret, 'base64url'), additional(key.owner, key.version), plain);
    return { keyVersion: key.version, bytes };
  };

  return {
    tagOf,
    seal: (given: DirectoryEntry, keys: Keys): SealedEntry => {
      const entry = withoutErased(given, keys);
      return {
        id: entry.id,
        position: entry.position,
        erased: DIRECTORY_FIELDS.reduce((bits, field) => bits | (isErased(entry[field]) ? (bitOf[field] ?? 0) : 0), 0),
        tags: Buffer.concat(searchTerms(entry).map(tagOf)),
        identity: sealClass(entry, 'identity', keys),
        contact: sealClass(entry, 'contact', keys),
      };
    },
  };
};

/** The keys that stored rows are under, as the ring finds them. */
export const keysOf = (rows: readonly SealedEntry[]): readonly string[] =>
  rows.flatMap((row) =>
    ENTRY_CLASSES.flatMap((name) => {
      const held = row[name];
      return held ? [nameOf(ownerIn(row.id, name), held.keyVersion)] : [];
    }),
  );

const openClass = (row: SealedEntry, name: EntryClass, keys: ReadonlyMap<string, OwnerKey>): readonly unknown[] => {
  const held = row[name];
  if (!held) return [];
  const owner = ownerIn(row.id, name);
  const key = keys.get(nameOf(owner, held.keyVersion));
  if (!key) return FIELDS[name].map(() => ERASED);
  const secret = Buffer.from(key.secret, 'base64url');
  const plain = openBytes(secret, additional(owner, held.keyVersion), held.bytes);
  if (!plain) throw new VaultError(`The directory's row of ${owner} was changed in the vault's file`);
  return JSON.parse(plain.toString('utf8'));
};

/** @param keys what the ring found for `keysOf`; a class whose key is not among them reads as erased */
export const openEntry = (row: SealedEntry, keys: ReadonlyMap<string, OwnerKey>): DirectoryEntry => {
  const fields = ENTRY_CLASSES.flatMap((name) => {
    const values = openClass(row, name, keys);
    return FIELDS[name].map((field, at) => [field, row.erased & (bitOf[field] ?? 0) ? ERASED : values[at]] as const);
  });
  const known = fields.filter(([, value]) => value !== undefined && value !== null);
  return { id: row.id, position: row.position, ...Object.fromEntries(known) };
};
