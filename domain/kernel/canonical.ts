/** Canonical JSON (RFC 8785): the only bytes that are ever hashed, sealed or stored. */

/** Thrown where data cannot be written canonically; the edge's schemas keep such data out. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
}

const INTEGER_LIKE = /^(0|[1-9]\d*)$/;

/** Of a text nobody can write as UTF-8: half of a surrogate pair. */
export const isWellFormed = (text: string): boolean => text.isWellFormed();

const checkedText = (text: string) => {
  if (!isWellFormed(text)) throw new NotCanonical('a lone surrogate has no UTF-8 form');
  return text;
};

/** `__proto__` is a key like any other in JSON; plain assignment would lose it. */
const put = (into: Record<string, unknown>, key: string, value: unknown) => {
  if (key !== '__proto__') into[key] = value;
  else Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
};

const sortedObject = (value: object): Record<string, unknown> => {
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const held = (value as Record<string, unknown>)[key];
    if (held === undefined) continue;
    if (INTEGER_LIKE.test(key)) throw new NotCanonical(`an integer-like key cannot be kept in order: ${key}`);
    put(sorted, checkedText(key), canonical(held));
  }
  return sorted;
};

/** The same value with every object's keys in order, so that `JSON.stringify` writes its canonical form. */
export const canonical = (value: unknown): unknown => {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return checkedText(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotCanonical('not a finite number');
    return value;
  }
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value === 'object') return sortedObject(value);
  throw new NotCanonical(`a ${typeof value} has no JSON form`);
};

export const canonicalObject = (value: object): Record<string, unknown> => sortedObject(value);
export const canonicalText = (value: unknown): string => JSON.stringify(canonical(value));

/** Length of a well-formed text in UTF-8. */
export const utf8Length = (text: string): number => {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00) {
      bytes += 4;
      at += 1;
    } else bytes += 3;
  }
  return bytes;
};
