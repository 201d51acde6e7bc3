// What old registers wrote where an identity number belongs: classified by an import, never repaired, never rejected.
import { describe, expect, test } from 'vitest';
import { checkCharacterOf } from '../../../domain/registry/citizen-id.ts';
import { classifyLegacyIdentifier } from '../../../domain/registry/legacy-identifier.ts';
import { person } from '../../../domain/registry/person.ts';
import { specify } from '../../support/specify.ts';
import { MOTHER, motherRegistered } from './cast.ts';

const { commands, events } = person;
const imported = specify(person, MOTHER).given(motherRegistered).imported();
const checked = (seventeen: string) => seventeen + checkCharacterOf(seventeen);
const VALID = '990121199001010022';

describe('an import of old registers', () => {
  test.each([
    ['BAD-01', 'a wrong check character', '990121199001010023', 'CHECK_DIGIT_FAILED', false, []],
    ['BAD-02', 'eighteen zeros', '000000000000000000', 'PLACEHOLDER', false, []],
    ['BAD-02', 'zeros around a date', '000000199801010000', 'PLACEHOLDER', false, []],
    ['BAD-03', 'fifteen digits, of the twentieth century', '990121900101002', 'VALID', true, []],
    ['BAD-04', 'another day than the birth', checked('99012119900201002'), 'DATE_CONFLICT', false, []],
    ['BAD-05', 'an odd sequence of a woman', '990121199001010014', 'VALID', false, ['PARITY_CONFLICT']],
    ['6.1', 'a valid number', VALID, 'VALID', false, []],
    ['6.1', 'a valid number with blanks', '990121 19900101 0022', 'VALID', false, []],
    ['6.1', 'nothing at all', '', 'MISSING', false, []],
    ['6.1', 'letters', 'ABC', 'CHECK_DIGIT_FAILED', false, ['MALFORMED']],
  ] as const)('%s: classifies %s', (...[, , identifier, found, converted, flags]) => {
    imported
      .when(commands.ClassifyLegacyIdentifier({ identifier }))
      .then(events.LegacyIdentifierClassified({ class: found, converted, flags: [...flags], identifier }));
  });
  test('BAD-04: classifies a day that does not exist as a conflict, whoever holds it', () => {
    expect(classifyLegacyIdentifier(checked('99012120210230001')).class).toBe('DATE_CONFLICT');
    expect(classifyLegacyIdentifier('990121210230001').class).toBe('DATE_CONFLICT');
  });
  test('tells every oddity of one number, none hiding another', () =>
    expect(classifyLegacyIdentifier('990121199001010014', { sex: '2', countyStood: () => 'unknown' })).toEqual({
      ...{ class: 'VALID', converted: false, flags: ['PARITY_CONFLICT', 'ADDRESS_UNKNOWN'] },
    }));
  test('says that there was none, and says each thing once', () => {
    const none = events.LegacyIdentifierClassified({ class: 'MISSING', converted: false, flags: [] });
    imported.when(commands.ClassifyLegacyIdentifier({})).then(none);
    specify(person, MOTHER)
      .given(motherRegistered, none)
      .imported()
      .when(commands.ClassifyLegacyIdentifier({}))
      .thenNothing();
  });
  test('gives nobody a number by it: what is in quarantine is assigned by a command of its own', () => {
    const classified = events.LegacyIdentifierClassified({
      ...{ class: 'VALID', converted: false, flags: [], identifier: VALID },
    });
    imported
      .when(commands.ClassifyLegacyIdentifier({ identifier: VALID }))
      .then(classified)
      .taking();
    specify(person, MOTHER)
      .given(motherRegistered, classified)
      .when(commands.AssignCitizenId({ citizenId: VALID }))
      .then(events.CitizenIdAssigned({ citizenId: VALID }))
      .taking(VALID);
  });
  test('is the only one who may: a desk uses a valid number or none', () =>
    specify(person, MOTHER)
      .given(motherRegistered)
      .when(commands.ClassifyLegacyIdentifier({ identifier: VALID }))
      .thenRefused('HISTORY_ALONE'));
});
