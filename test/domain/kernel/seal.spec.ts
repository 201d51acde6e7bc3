// The sealed form of an event, held to the published vector byte for byte.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { canonicalObject, canonicalText } from '../../../domain/kernel/canonical.ts';
import { leafOf } from '../../../domain/kernel/codec.ts';
import { disclose, verifyDisclosure } from '../../../domain/kernel/disclosure.ts';
import { fieldPlan } from '../../../domain/kernel/field-plan.ts';
import { ERASED, sealed } from '../../../domain/kernel/message.ts';
import { openFields, SealBroken, sealedByOwner, sealFields } from '../../../domain/kernel/seal.ts';
import { PersonId } from '../../../domain/kernel/values.ts';
import { base64url, cryptoDrawing } from '../../support/fixed-crypto.ts';

const vector = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/event-vector.json'), 'utf8'));
const { county, stream, id, type, schema } = vector.ctx;
const place = { county, stream, id, type, schema };
const [child, mother] = [vector.data.childId, vector.data.motherId] as [string, string];

const BirthReported = z.strictObject({
  childId: PersonId,
  motherId: PersonId,
  sex: z.string(),
  bornIn: z.string(),
  name: sealed(z.string(), { owner: 'childId', class: 'identity' }),
  bornOn: sealed(z.string(), { owner: 'childId', class: 'identity' }),
  motherName: sealed(z.string(), { owner: 'motherId', class: 'identity' }),
});
const born = {
  childId: child,
  motherId: mother,
  sex: '2',
  bornIn: '2026-03',
  name: '王小明',
  bornOn: '2026-03-14',
  motherName: '李某某',
};
const keys = new Map([
  [`${child}/identity`, { owner: `${child}/identity`, version: 1, secret: base64url(1) }],
  [`${mother}/identity`, { owner: `${mother}/identity`, version: 1, secret: base64url(2) }],
]);
const atVersion = new Map([...keys].map(([owner, key]) => [`${owner}@1`, key]));
const sealedBirth = () => {
  const crypto = cryptoDrawing(5, 6, 3, 7, 4);
  const fields = sealedByOwner(fieldPlan(BirthReported).sealed, born, 'b_');
  return { crypto, ...sealFields(crypto, fields, { data: born, place, keys }) };
};

describe('a birth in its sealed form', () => {
  test('has the commitments of the vector in place of names and dates', () =>
    expect(canonicalObject(sealedBirth().data)).toEqual(vector.data));

  test('has the sealed bytes of the vector beside it', () =>
    expect(sealedBirth().sealed.map(canonicalObject)).toEqual(vector.metadata.sealed));

  test('has the leaf and the mac of the vector', () => {
    const { crypto, data, sealed: entries } = sealedBirth();
    const { mac, ...metadata } = canonicalObject({ ...vector.metadata, sealed: entries });
    const leaf = leafOf(crypto, { county, stream, revision: 0n }, { id, type, data: canonicalObject(data), metadata });
    expect(leaf).toBe(vector.leaf);
    expect(crypto.eventMac(leaf)).toBe(mac);
    expect(crypto.eventMacHolds(leaf, String(mac))).toBe(true);
    expect(crypto.eventMacHolds(leaf.replace('990121', '990122'), String(mac))).toBe(false);
  });

  test('opens whole with the keys of both', () => {
    const { crypto, data, sealed: entries } = sealedBirth();
    expect(openFields(crypto, entries, { data, place, keys: atVersion })).toEqual(born);
  });

  test('loses the child alone when the key of the child is destroyed', () => {
    const { crypto, data, sealed: entries } = sealedBirth();
    const left = new Map([...atVersion].filter(([owner]) => owner.startsWith(mother)));
    expect(openFields(crypto, entries, { data, place, keys: left })).toEqual({ ...born, name: ERASED, bornOn: ERASED });
  });

  test('does not open in another stream, nor beside another commitment', () => {
    const { crypto, data, sealed: entries } = sealedBirth();
    const elsewhere = { ...place, stream: 'birth-b_AAAAAAAAAAAAAAAAAAAAAA' };
    expect(() => openFields(crypto, entries, { data, place: elsewhere, keys: atVersion })).toThrow(SealBroken);
    const changed = { ...data, name: { $c: base64url(1) } };
    expect(() => openFields(crypto, entries, { data: changed, place, keys: atVersion })).toThrow(SealBroken);
  });

  test('holds no name and no day in anything but sealed bytes', () => {
    const { data } = sealedBirth();
    for (const secret of [born.name, born.bornOn, born.motherName]) expect(canonicalText(data)).not.toContain(secret);
  });

  test('shows one field with its disclosure alone, and no other', () => {
    const { crypto, data, sealed: entries } = sealedBirth();
    const metadata = { schema, sealed: entries };
    const stored = { id, type, stream, revision: 0n, position: 0n, storedAtMs: 0, data, metadata };
    const shown = disclose(crypto, { county, stored, keys: atVersion }, '/name') ?? '';
    expect(shown).toBe(vector.steps[1].disclosure);
    expect(verifyDisclosure(crypto, data, shown)).toEqual({ path: '/name', value: '王小明' });
    expect(verifyDisclosure(crypto, { ...data, name: data.bornOn }, shown)).toBeUndefined();
    expect(verifyDisclosure(crypto, data, `${shown}A`)).toBeUndefined();
    expect(disclose(crypto, { county, stored, keys: new Map() }, '/name')).toBeUndefined();
    expect(disclose(crypto, { county, stored, keys: atVersion }, '/sex')).toBeUndefined();
  });

  test('cannot be declared with a sealed field in a list, which no disclosure could name', () =>
    expect(() =>
      fieldPlan(z.strictObject({ names: z.array(sealed(z.string(), { owner: 'childId', class: 'identity' })) })),
    ).toThrow('list'));
});
