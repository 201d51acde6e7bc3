// Identity numbers: the published vectors, and every fault by its name.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  birthDateIn,
  checkCharacterOf,
  checkCitizenId,
  citizenIdRejections,
  fromFifteen,
  sexIn,
} from '../../../domain/registry/citizen-id.ts';

const vectors = [
  ['11010519491231002', 'X'],
  ['44052418800101001', '4'],
  ['51310119820113001', '4'],
  ['37010119010203997', '3'],
  ['99012119900101001', '4'],
  ['99012119900101002', '2'],
  ['99012120210601003', '1'],
  ['99012120000229004', '1'],
] as const;

describe('an identity number', () => {
  test.each(vectors)('FX-28: %s ends in %s', (seventeen, character) => {
    expect(checkCharacterOf(seventeen)).toBe(character);
    expect(checkCitizenId(seventeen + character)).toBeUndefined();
  });
  test('FX-28: says sex by parity and the day of birth, leap days too', () => {
    expect([sexIn('990121199001010014'), sexIn('990121199001010022')]).toEqual(['1', '2']);
    expect(birthDateIn('990121200002290041')).toBe('2000-02-29');
    expect(checkCitizenId('990121200002290041', { bornOn: '2000-02-29', sex: '2' })).toBeUndefined();
  });
  test.each([
    ['000000000000000000', {}, 'PLACEHOLDER'],
    ['000000199801010000', {}, 'PLACEHOLDER'],
    ['111111111111111111', {}, 'PLACEHOLDER'],
    ['990121199001010015', {}, 'CHECK_DIGIT_FAILED'],
    [`99012120210230002${checkCharacterOf('99012120210230002')}`, {}, 'DATE_CONFLICT'],
    ['990121199001010014', { bornOn: '1990-01-02' }, 'DATE_CONFLICT'],
    ['990121199001010014', { sex: '2' }, 'PARITY_CONFLICT'],
    ['990121199001010014', { countyStood: (): 'unknown' => 'unknown' }, 'ADDRESS_UNKNOWN'],
    ['990121199001010014', { countyStood: (): 'ended' => 'ended' }, 'ADDRESS_NOT_IN_FORCE'],
  ] as const)('%s with %o is faulted as %3$s', (id, holder, fault) => {
    expect(checkCitizenId(id, holder)).toBe(fault);
    expect(citizenIdRejections[fault].zh).toBeTruthy();
  });
  test('of an unknown or unstated sex is not judged by parity', () => {
    for (const sex of ['0', '9']) expect(checkCitizenId('990121199001010014', { sex })).toBeUndefined();
  });
  test('of fifteen digits becomes one of the twentieth century', () => {
    expect(fromFifteen('110105491231002')).toBe('11010519491231002X');
    expect(fromFifteen('440524800101001')).toBe('440524198001010013');
  });
  test('with any one digit changed, or two neighbours exchanged, is faulted', () => {
    const digits = fc.stringMatching(/^[1-9]\d{16}$/);
    fc.assert(
      fc.property(digits, fc.nat(16), fc.nat(9), (seventeen, at, digit) => {
        fc.pre(seventeen[at] !== String(digit));
        const character = checkCharacterOf(seventeen);
        expect(checkCharacterOf(seventeen.slice(0, at) + digit + seventeen.slice(at + 1))).not.toBe(character);
      }),
    );
    fc.assert(
      fc.property(digits, fc.nat(15), (seventeen, at) => {
        const [one = '', other = ''] = [seventeen[at], seventeen[at + 1]];
        fc.pre(one !== other);
        const exchanged = seventeen.slice(0, at) + other + one + seventeen.slice(at + 2);
        expect(checkCharacterOf(exchanged)).not.toBe(checkCharacterOf(seventeen));
      }),
    );
  });
});
