/** Sealed fields: a commitment in the data, the value under its owner's key beside it (RFC 9901 disclosures, AES-256-GCM). */
import { canonicalText, utf8Length } from './canonical.ts';
import { pathOf, pointerOf, replacedAt, type SealedField, valuesAt } from './field-plan.ts';
import { ERASED, SUBJECT } from './message.ts';
import type { Crypto, OwnerKey } from './ports.ts';

/** What the sealed bytes are bound to: taken elsewhere, they do not open. */
export interface SealPlace {
  readonly county: string;
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly schema: number;
}
/** One owner's sealed fields as stored in `metadata.sealed`. */
export interface Sealed {
  readonly o: string;
  readonly k: number;
  readonly x: string;
}
type Data = Readonly<Record<string, unknown>>;
export type Disclosure = readonly [salt: string, path: string, value: unknown];

const PAD_BYTES = 64;
const SALT_BYTES = 16;

/** The disclosure as it is shown and hashed (RFC 9901): base64url of the canonical `[salt, path, value]`. */
export const disclosureText = (crypto: Crypto, disclosure: Disclosure): string =>
  crypto.encode(canonicalText(disclosure));

/** The commitment that stands in the data for one disclosure. */
export const commitmentOf = (crypto: Crypto, disclosure: Disclosure): string =>
  crypto.hash(disclosureText(crypto, disclosure));

const padded = (plaintext: string) => {
  const bytes = utf8Length(plaintext);
  return plaintext + ' '.repeat(Math.ceil(bytes / PAD_BYTES) * PAD_BYTES - bytes);
};

const additional = ({ county, stream, id, type, schema }: SealPlace, owner: string, version: number) =>
  canonicalText([county, stream, id, type, schema, owner, version]);

/** `p_…/identity` for a sealed field of given data. @throws where the data do not name the owner */
export const ownerOf = (field: SealedField, data: Data, subject: string): string => {
  const id = field.owner === SUBJECT ? subject : data[field.owner];
  if (typeof id !== 'string') throw new Error(`no owner for sealed field ${pointerOf(field.path)}`);
  return `${id}/${field.class}`;
};

/** Fields that are present, by owner. */
export const sealedByOwner = (fields: readonly SealedField[], data: Data, subject: string) => {
  const byOwner = new Map<string, SealedField[]>();
  for (const field of fields) {
    if (valuesAt(data, field.path).length === 0) continue;
    const owner = ownerOf(field, data, subject);
    const held = byOwner.get(owner);
    if (held) held.push(field);
    else byOwner.set(owner, [field]);
  }
  return byOwner;
};

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Puts a commitment into a copy of the data's first level, copying deeper levels where it goes there. */
const cover = (covered: Record<string, unknown>, [step = '', ...rest]: readonly string[], commitment: object) => {
  covered[step] =
    rest.length === 0 ? commitment : replacedAt((covered[step] ?? {}) as Record<string, unknown>, rest, commitment);
};

/**
 * Replaces each field by its commitment and seals each owner's disclosures under the owner's key.
 * @param fields by owner, each owner's in the order of their pointers
 */
export const sealFields = (
  crypto: Crypto,
  fields: ReadonlyMap<string, readonly SealedField[]>,
  { data, place, keys }: { data: Data; place: SealPlace; keys: ReadonlyMap<string, OwnerKey> },
): { data: Data; sealed: Sealed[] } => {
  const covered: Record<string, unknown> = { ...data };
  const sealed: Sealed[] = [];
  for (const owner of [...fields.keys()].sort(byText)) {
    const key = keys.get(owner);
    if (!key) throw new Error(`no key to seal for ${owner}`);
    const disclosures = (fields.get(owner) ?? []).map(({ path, pointer }) => {
      const disclosure: Disclosure = [crypto.random(SALT_BYTES), pointer, valuesAt(data, path)[0]];
      cover(covered, path, { $c: commitmentOf(crypto, disclosure) });
      return disclosure;
    });
    const x = crypto.seal(key.secret, additional(place, owner, key.version), padded(canonicalText(disclosures)));
    sealed.push({ o: owner, k: key.version, x });
  }
  return { data: covered, sealed };
};

/** Thrown where sealed bytes or a commitment do not fit: somebody changed the log. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** The disclosures of one owner, each checked against the commitment in the data. @throws SealBroken */
export const openSealed = (
  crypto: Crypto,
  entry: Sealed,
  { data, place, key }: { data: Data; place: SealPlace; key: OwnerKey },
): readonly Disclosure[] => {
  const plaintext = crypto.open(key.secret, additional(place, entry.o, entry.k), entry.x);
  if (plaintext === undefined) throw new SealBroken(`sealed fields of ${place.id} do not open`);
  const disclosures = JSON.parse(plaintext) as Disclosure[];
  for (const disclosure of disclosures) {
    const committed = valuesAt(data, pathOf(disclosure[1]))[0] as { $c?: unknown } | undefined;
    if (committed?.$c !== commitmentOf(crypto, disclosure))
      throw new SealBroken(`a commitment of ${place.id} does not fit its disclosure`);
  }
  return disclosures;
};

const isCommitment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof (value as { $c?: unknown }).$c === 'string';

const erasedWhereClosed = (value: unknown): unknown => {
  if (isCommitment(value)) return ERASED;
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, erasedWhereClosed(held)]));
};

/** Data with every field either opened or marked as erased. Keys that are missing count as destroyed. */
export const openFields = (
  crypto: Crypto,
  sealed: readonly Sealed[],
  { data, place, keys }: { data: Data; place: SealPlace; keys: ReadonlyMap<string, OwnerKey> },
): Data => {
  let opened = data;
  for (const entry of sealed) {
    const key = keys.get(`${entry.o}@${entry.k}`);
    if (!key) continue;
    for (const [, path, value] of openSealed(crypto, entry, { data, place, key }))
      opened = replacedAt(opened, pathOf(path), value);
  }
  return erasedWhereClosed(opened) as Data;
};
