/** 单项披露 One sealed field shown to somebody with its disclosure alone; the event's other fields stay closed. */
import type { StoredEvent } from './event-log.ts';
import { pathOf, valuesAt } from './field-plan.ts';
import { base64urlOf, bytesOf } from './identifier.ts';
import type { Crypto, OwnerKey } from './ports.ts';
import { type Disclosure, disclosureText, openSealed, type Sealed } from './seal.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * The disclosure of one field, as base64url text (RFC 9901).
 * @param keys the owners' keys by `owner@version`
 * @returns undefined where the field is not sealed or its key is destroyed
 * @throws SealBroken where the event was changed
 */
export const disclose = (
  crypto: Crypto,
  { county, stored, keys }: { county: string; stored: StoredEvent; keys: ReadonlyMap<string, OwnerKey> },
  pointer: string,
): string | undefined => {
  const { sealed = [], schema } = stored.metadata as { sealed?: readonly Sealed[]; schema: number };
  const { stream, id, type } = stored;
  for (const entry of sealed) {
    const key = keys.get(`${entry.o}@${entry.k}`);
    if (!key) continue;
    const place = { county, stream, id, type, schema };
    const found = openSealed(crypto, entry, { data: stored.data as Data, place, key }).find(
      ([, path]) => path === pointer,
    );
    if (found) return disclosureText(crypto, found);
  }
  return undefined;
};

const parsed = (disclosure: string): Disclosure | undefined => {
  try {
    const read: unknown = JSON.parse(decodeUtf8(bytesOf(disclosure)));
    return Array.isArray(read) && read.length === 3 && typeof read[1] === 'string' ? (read as never) : undefined;
  } catch {
    return undefined;
  }
};

/** UTF-8 without a platform's decoder: percent-encoding is one. @throws URIError on bytes that are not UTF-8 */
const decodeUtf8 = (bytes: readonly number[]) =>
  decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));

/** What a disclosure says about an event's data, or undefined where it does not belong to them. Needs no key. */
export const verifyDisclosure = (
  crypto: Crypto,
  data: Data,
  disclosure: string,
): { readonly path: string; readonly value: unknown } | undefined => {
  const read = parsed(disclosure);
  if (!read || base64urlOf(bytesOf(disclosure)) !== disclosure) return undefined;
  const committed = valuesAt(data, pathOf(read[1]))[0] as { $c?: unknown } | undefined;
  return committed?.$c === crypto.hash(disclosure) ? { path: read[1], value: read[2] } : undefined;
};
