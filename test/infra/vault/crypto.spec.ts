// The ledger's cryptography against the published vector, and its laws, for whoever changes a primitive.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCrypto } from '../../../infra/vault/crypto.ts';

const repeated = (byte: number, length: number) => Buffer.alloc(length, byte);
const text = (byte: number, length: number) => repeated(byte, length).toString('base64url');

const withNonce = (byte: number) =>
  createCrypto({
    idKey: repeated(7, 32),
    eventKeys: { '1': repeated(8, 32) },
    currentEventKey: '1',
    randomBytes: (bytes) => repeated(byte, bytes),
  });
const crypto = createCrypto({
  idKey: repeated(7, 32),
  eventKeys: { '1': repeated(8, 32), '2': repeated(9, 32) },
  currentEventKey: '2',
});

interface Vector {
  readonly steps: readonly { disclosure?: string; plaintext?: string; paddedTo?: number; aad?: string }[];
  readonly data: Record<string, unknown>;
  readonly metadata: { mac: string; sealed: readonly { x: string }[] };
  readonly leaf: string;
}
const vector: Vector = JSON.parse(readFileSync(new URL('./event-vector.json', import.meta.url), 'utf8'));
const seals = vector.steps.flatMap(({ plaintext, paddedTo, aad }) =>
  plaintext && paddedTo && aad
    ? [{ aad, padded: plaintext + ' '.repeat(paddedTo - Buffer.byteLength(plaintext)) }]
    : [],
);
const sealed = vector.metadata.sealed.map((entry) => entry.x);

describe('the published vector', () => {
  it('gives each disclosure the commitment that stands in the event', () => {
    const commitments = Object.values(vector.data).flatMap((value) =>
      typeof value === 'object' && value !== null && '$c' in value ? [value.$c] : [],
    );
    const disclosures = vector.steps.flatMap((step) => step.disclosure ?? []);
    expect(disclosures).toHaveLength(3);
    expect(new Set(disclosures.map((disclosure) => crypto.hash(disclosure)))).toEqual(new Set(commitments));
  });

  it('is sealed to the very bytes with its nonces', () => {
    expect(seals).toHaveLength(2);
    expect(seals.map(({ aad, padded }, at) => withNonce(at + 3).seal(text(at + 1, 32), aad, padded))).toEqual(sealed);
  });

  it('opens to the padded disclosures of each person apart', () => {
    expect(seals.map(({ aad }, at) => crypto.open(text(at + 1, 32), aad, sealed[at] ?? ''))).toEqual(
      seals.map(({ padded }) => padded),
    );
    expect(crypto.open(text(2, 32), seals[0]?.aad ?? '', sealed[0] ?? '')).toBeUndefined();
  });

  it('has the hashes of its ciphertexts in the leaf, and the MAC over the leaf', () => {
    const leaf = JSON.parse(vector.leaf);
    expect(sealed.map((entry) => crypto.hashBytes(entry))).toEqual(leaf.sealed);
    expect(withNonce(0).eventMac(vector.leaf)).toBe(vector.metadata.mac);
    expect(crypto.eventMacHolds(vector.leaf, vector.metadata.mac)).toBe(true);
  });
});

describe('the MAC of an event', () => {
  it('is refused for another text, another key, an unknown key or no key at all', () => {
    const made = crypto.eventMac('leaf');
    expect(made.startsWith('2.')).toBe(true);
    expect(crypto.eventMacHolds('leaf', made)).toBe(true);
    const [, bytes] = made.split('.');
    for (const wrong of [`1.${bytes}`, `3.${bytes}`, `${bytes}`, '', '2.', `2.${bytes}A`, `2.${bytes?.slice(1)}`])
      expect(crypto.eventMacHolds('leaf', wrong)).toBe(false);
    expect(crypto.eventMacHolds('leaf ', made)).toBe(false);
  });

  it('needs a current key that exists', () => {
    const keys = { idKey: repeated(7, 32), eventKeys: { '1': repeated(8, 32) } };
    expect(() => createCrypto({ ...keys, currentEventKey: '2' })).toThrow('no event key 2');
  });
});

describe('sealing', () => {
  it('opens what it sealed, whatever the text, and nothing that was changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.nat(), (plaintext, additional, at) => {
        const secret = crypto.random(32);
        const entry = crypto.seal(secret, additional, plaintext);
        expect(crypto.open(secret, additional, entry)).toBe(plaintext.toWellFormed());
        expect(crypto.open(secret, `${additional}!`, entry)).toBeUndefined();
        expect(crypto.open(crypto.random(32), additional, entry)).toBeUndefined();
        const bytes = Buffer.from(entry, 'base64url');
        bytes.writeUInt8(bytes.readUInt8(at % bytes.length) ^ 1, at % bytes.length);
        expect(crypto.open(secret, additional, bytes.toString('base64url'))).toBeUndefined();
      }),
    );
  });

  it('never uses a nonce twice and answers garbage without an exception', () => {
    const secret = crypto.random(32);
    const nonces = Array.from({ length: 2000 }, () => crypto.seal(secret, '', '').slice(0, 16));
    expect(new Set(nonces).size).toBe(2000);
    for (const garbage of ['', 'AAAA', '…', text(1, 27), text(1, 28)])
      expect(crypto.open(secret, '', garbage)).toBeUndefined();
    expect(crypto.open('AAAA', '', crypto.seal(secret, '', 'x'))).toBeUndefined();
  });

  it('gives as many random bytes as were asked for', () => {
    for (const bytes of [1, 16, 32, 4095, 4096, 5000])
      expect(Buffer.from(crypto.random(bytes), 'base64url')).toHaveLength(bytes);
  });
});
