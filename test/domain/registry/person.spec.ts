// What the county records about one person, and what it will not.
import { describe, expect, test } from 'vitest';
import { person } from '../../../domain/registry/person.ts';
import { specify } from '../../support/specify.ts';
import {
  birthReported,
  birthStream,
  CHILD,
  county,
  diedOn,
  FATHER,
  HOME,
  MOTHER,
  motherRegistered,
  OTHER,
  OTHER_TOWNSHIP,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
} from './cast.ts';

const { commands, events } = person;
const { given } = specify(person, MOTHER);
const newcomer = { name: '李若兰', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP } as const;
const ID = '990121199001010022';
const idAssigned = events.CitizenIdAssigned({ citizenId: ID });
const married = { status: '21', since: '2015-05-20', spouseId: FATHER } as const;

describe('a person', () => {
  test('is registered without a number, and the number stays free', () =>
    given()
      .when(commands.RegisterPerson(newcomer))
      .then(events.PersonRegistered({ ...newcomer, bornIn: '1990-01' }))
      .taking());
  test('is registered with a number that nobody else can hold', () =>
    given()
      .when(commands.RegisterPerson({ ...newcomer, citizenId: ID }))
      .then(events.PersonRegistered({ ...newcomer, bornIn: '1990-01', citizenId: ID }))
      .taking(ID));
  test('is not registered in one stream twice', () =>
    given(motherRegistered).when(commands.RegisterPerson(newcomer)).thenRefused('PERSON_ALREADY_REGISTERED'));
  test('is not registered while no divisions are loaded', () =>
    given()
      .without('divisions')
      .when(commands.RegisterPerson(newcomer))
      .thenRefused('NO_RULE_IN_FORCE', { topic: 'divisions' }));
});

describe('an identity number', () => {
  test('is assigned once', () => {
    given(motherRegistered)
      .when(commands.AssignCitizenId({ citizenId: ID }))
      .then(idAssigned)
      .taking(ID);
    given(motherRegistered, idAssigned)
      .when(commands.AssignCitizenId({ citizenId: ID }))
      .thenNothing();
    given(motherRegistered, idAssigned)
      .when(commands.AssignCitizenId({ citizenId: '990121199001010049' }))
      .thenRefused('CITIZEN_ID_ALREADY_ASSIGNED');
  });
  test('is assigned to a child that only its birth report knows', () =>
    specify(person, CHILD)
      .given()
      .beside(birthStream(CHILD, birthReported))
      .when(commands.AssignCitizenId({ citizenId: '990121202603140022' }))
      .thenRefused('CHECK_DIGIT_FAILED'));
  test('is not assigned to somebody unknown', () =>
    given()
      .when(commands.AssignCitizenId({ citizenId: ID }))
      .thenRefused('PERSON_UNKNOWN'));
  test('returns to an earlier one of the same person without being taken twice', () => {
    const misread = events.PersonFactCorrected({
      field: 'citizenId',
      value: '990121199001010049',
      previous: ID,
      reason: 'TYPING_ERROR',
    });
    given(motherRegistered, idAssigned, misread)
      .when(commands.CorrectFact({ field: 'citizenId', value: ID, reason: 'DOCUMENT_SHOWN' }))
      .then(
        events.PersonFactCorrected({
          field: 'citizenId',
          value: ID,
          previous: '990121199001010049',
          reason: 'DOCUMENT_SHOWN',
        }),
      )
      .taking();
  });
});

describe('a marriage', () => {
  test('is kept to its month', () =>
    given(motherRegistered)
      .beside(county)
      .when(commands.RecordMaritalStatus(married))
      .then(events.MaritalStatusRecorded(married))
      .on('2015-05'));
  test('stated again changes nothing', () =>
    given(motherRegistered, events.MaritalStatusRecorded(married))
      .beside(county)
      .when(commands.RecordMaritalStatus(married))
      .thenNothing());
  test('names no spouse with the unmarried', () =>
    given(motherRegistered)
      .beside(county)
      .when(commands.RecordMaritalStatus({ status: '10', since: '2010-01-01', spouseId: FATHER }))
      .thenRefused('SPOUSE_NOT_EXPECTED'));
  test('is with somebody else', () =>
    given(motherRegistered)
      .when(commands.RecordMaritalStatus({ ...married, spouseId: MOTHER }))
      .thenRefused('SPOUSE_IS_SELF'));
  test('names a spouse the county knows, or none', () => {
    given(motherRegistered)
      .when(commands.RecordMaritalStatus({ ...married, spouseId: OTHER }))
      .thenRefused('SPOUSE_UNKNOWN');
    given(motherRegistered)
      .when(commands.RecordMaritalStatus({ status: '21', since: '2015-05-20' }))
      .then(events.MaritalStatusRecorded({ status: '21', since: '2015-05-20' }));
  });
  test('is not with the dead, though a widow may name whom she lost', () => {
    const widower = { ...county, ...personStream(FATHER, ...(county[`person-${FATHER}`] ?? []), diedOn('2014-01-01')) };
    given(motherRegistered).beside(widower).when(commands.RecordMaritalStatus(married)).thenRefused('SPOUSE_DECEASED');
    given(motherRegistered)
      .beside(widower)
      .when(commands.RecordMaritalStatus({ status: '30', since: '2014-01-01', spouseId: FATHER }))
      .then(events.MaritalStatusRecorded({ status: '30', since: '2014-01-01', spouseId: FATHER }));
  });
  test('lies neither before the birth nor after today', () => {
    given(motherRegistered)
      .when(commands.RecordMaritalStatus({ status: '20', since: '1989-12-31' }))
      .thenRefused('BEFORE_BIRTH');
    given(motherRegistered)
      .when(commands.RecordMaritalStatus({ status: '20', since: '2026-03-21' }))
      .thenRefused('DATE_IN_FUTURE');
  });
});

describe('a correction', () => {
  const named = { field: 'name', value: '李若岚', reason: 'TYPING_ERROR' } as const;
  test('keeps what stood there before', () =>
    given(motherRegistered)
      .when(commands.CorrectFact(named))
      .then(events.PersonFactCorrected({ ...named, previous: '李若兰' })));
  test('to what stands there already changes nothing', () =>
    given(motherRegistered)
      .when(commands.CorrectFact({ ...named, value: '李若兰' }))
      .thenNothing());
  test('of a birth reported in the ledger prevails over the report', () => {
    const corrected = {
      field: 'bornOn',
      value: '2026-03-13',
      previous: '2026-03-14',
      reason: 'DOCUMENT_SHOWN',
    } as const;
    const event = events.PersonFactCorrected({ ...corrected, bornIn: '2026-03' });
    const child = specify(person, CHILD);
    const { previous: _, ...asked } = corrected;
    child.given().beside(birthStream(CHILD, birthReported)).when(commands.CorrectFact(asked)).then(event);
    child.given(event).beside(birthStream(CHILD, birthReported)).when(commands.CorrectFact(asked)).thenNothing();
  });
  test('of a sex or birth date that the number contradicts is doubted', () => {
    const male = { field: 'sex', value: '1', reason: 'MEDICAL_CERTIFICATE' } as const;
    given(motherRegistered, idAssigned).when(commands.CorrectFact(male)).thenRefused('CITIZEN_ID_CONFLICT');
    given(motherRegistered, idAssigned)
      .accepting('CITIZEN_ID_CONFLICT', 'MEDICAL_CERTIFICATE')
      .when(commands.CorrectFact(male))
      .then(events.PersonFactCorrected({ ...male, previous: '2', sex: '1' }));
  });
  test('of a number needs one to correct', () =>
    given(motherRegistered)
      .when(commands.CorrectFact({ field: 'citizenId', value: ID, reason: 'DOCUMENT_SHOWN' }))
      .thenRefused('NOTHING_TO_CORRECT'));
  test('has the form of the field it corrects', () => {
    expect(() => commands.CorrectFact({ field: 'bornOn', value: '2021-02-30', reason: 'TYPING_ERROR' })).toThrow(
      'a day that exists',
    );
    expect(() => commands.CorrectFact({ field: 'name', value: '李', reason: 'TYPING_ERROR' })).toThrow('2 to 25');
  });
});

describe('a death', () => {
  const recorded = events.DeathRecorded({ diedIn: '2026-02', township: TOWNSHIP, diedOn: '2026-02-03' });
  test('is kept to its month, in the township of the registration', () => {
    given(motherRegistered)
      .when(commands.RecordDeath({ diedOn: '2026-02-03' }))
      .then(recorded)
      .on('2026-02');
    given(motherRegistered)
      .beside(registrationStream(MOTHER, takenOver(HOME, OTHER_TOWNSHIP)))
      .when(commands.RecordDeath({ diedOn: '2026-02-03' }))
      .then(events.DeathRecorded({ ...recorded.data, township: OTHER_TOWNSHIP }));
  });
  test('is recorded once', () => {
    given(motherRegistered, recorded)
      .when(commands.RecordDeath({ diedOn: '2026-02-03' }))
      .thenNothing();
    given(motherRegistered, recorded)
      .when(commands.RecordDeath({ diedOn: '2026-02-04' }))
      .thenRefused('DEATH_ALREADY_RECORDED');
  });
  test('lies between the birth and today', () => {
    given(motherRegistered)
      .when(commands.RecordDeath({ diedOn: '1989-12-31' }))
      .thenRefused('BEFORE_BIRTH');
    given(motherRegistered)
      .when(commands.RecordDeath({ diedOn: '2026-03-21' }))
      .thenRefused('DATE_IN_FUTURE');
  });
});
