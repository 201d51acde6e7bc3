// Canonical JSON and identifiers: laws that hold for any data.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, NotCanonical, utf8Length } from '../../../domain/kernel/canonical.ts';
import {
  base64urlOf,
  beside,
  birthOf,
  bytesOf,
  createdId,
  localityOf,
  uuidOf,
} from '../../../domain/kernel/identifier.ts';
import { PersonId, Uuid } from '../../../domain/kernel/values.ts';
import { countingCrypto } from '../../support/fixed-crypto.ts';

const key = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed() && !/^\d+$/.test(text));
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed()),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
const shuffled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(shuffled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([name, held]) => [name, shuffled(held)]),
        )
      : value;

describe('canonical JSON', () => {
  test('is the same text however the keys were ordered', () =>
    fc.assert(fc.property(json, (value) => void expect(canonicalText(shuffled(value))).toBe(canonicalText(value)))));

  test('reads back as what was written', () =>
    fc.assert(
      fc.property(
        json,
        (value) => void expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    ));

  test('is a fixed point: written, read and written again it does not change', () =>
    fc.assert(
      fc.property(
        json,
        (value) => void expect(canonicalText(JSON.parse(canonicalText(value)))).toBe(canonicalText(value)),
      ),
    ));

  test('keeps a key by the name of __proto__', () =>
    expect(canonicalText(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}'));

  test('writes the examples of RFC 8785 as the RFC does', () => {
    expect(canonicalText({ b: 1e21, a: 0.002, '\u20ac': 4.5, '\r': -0 })).toBe('{"\\r":0,"a":0.002,"b":1e+21,"€":4.5}');
    expect(canonicalText('\u000f\n"\\')).toBe('"\\u000f\\n\\"\\\\"');
  });

  test.each([
    ['half of a surrogate pair', { name: '\ud800' }],
    ['half of a surrogate pair in a key', { '\udc00': 1 }],
    ['a key that engines would reorder', { 12: 'x' }],
    ['a number without a JSON form', { n: Number.NaN }],
    ['a bigint', { n: 1n }],
  ])('refuses %s', (_, value) => expect(() => canonicalText(value)).toThrow(NotCanonical));

  test('counts bytes as UTF-8 has them', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed()),
        (text) => void expect(utf8Length(text)).toBe(Buffer.byteLength(text)),
      ),
    ));
});

describe('an identifier', () => {
  const crypto = countingCrypto();
  const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

  test('is sixteen bytes both ways', () =>
    fc.assert(
      fc.property(sixteen, (bytes) => {
        const text = base64urlOf([...bytes]);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(bytesOf(text)).toEqual([...bytes]);
        expect(localityOf(`p_${text}`)).toBe(Buffer.from(bytes).readUInt16BE(0));
      }),
    ));

  test('of a newborn lies in the lane of the household, and names its birth', () => {
    const birth = createdId(crypto, 'b', 'officer and key');
    const household = createdId(crypto, 'h', 'another');
    const child = beside(birth, 'p', household);
    expect(localityOf(child)).toBe(localityOf(household));
    expect(birthOf(child)).toBe(birth);
    expect(PersonId.safeParse(child).success).toBe(true);
  });

  test('of a repeated command is the same, and of another key another', () => {
    expect(createdId(crypto, 'b', 'one')).toBe(createdId(crypto, 'b', 'one'));
    expect(createdId(crypto, 'b', 'one')).not.toBe(createdId(crypto, 'b', 'two'));
  });

  test('of a command or event is a UUID of version 8', () => expect(Uuid.parse(uuidOf(crypto, 'x'))[14]).toBe('8'));
});
