// Decisions about people whose data were erased: what is left, the month above all, still carries them.
import { expect, test } from 'vitest';
import { ERASED } from '../../domain/kernel/message.ts';
import { birth } from '../../domain/registry/birth.ts';
import { household } from '../../domain/registry/household.ts';
import { householdRegistration } from '../../domain/registry/household-registration.ts';
import { person } from '../../domain/registry/person.ts';
import { specify } from '../support/specify.ts';
import {
  BIRTH,
  birthReported,
  birthStream,
  CHILD,
  county,
  HOME,
  homeFormed,
  MOTHER,
  motherRegistered,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
  VILLAGE,
} from './registry/cast.ts';

const gone = ERASED as { readonly erased: true };
const motherErased = person.events.PersonRegistered({ ...motherRegistered.data, name: gone, bornOn: gone });
const birthErased = birth.events.BirthReported({
  ...birthReported.data,
  ...{ name: gone, bornOn: gone, motherName: gone, motherBornOn: gone },
});
const { given } = specify(person, MOTHER);

test('somebody whose day of birth was erased is of age by the month, in their favour', () => {
  const of = (bornIn: string) =>
    person.events.PersonRegistered({ ...motherErased.data, bornIn, bornOn: gone, name: gone });
  const form = household.commands.FormHousehold({ headId: MOTHER, type: 'FAMILY', village: VILLAGE, address: '一号' });
  const homes = specify(household, HOME).given();
  expect(homes.beside(personStream(MOTHER, of('2008-03'))).when(form).decision).toHaveProperty('events');
  homes
    .beside(personStream(MOTHER, of('2008-04')))
    .when(form)
    .thenRefused('HEAD_NOT_ADULT');
});

test('a death in the month of an erased birth is not before it', () => {
  const born = person.events.PersonRegistered({ ...motherErased.data, bornIn: '2026-03' });
  expect(given(born).when(person.commands.RecordDeath({ diedOn: '2026-03-01' })).decision).toHaveProperty('events');
  given(born)
    .when(person.commands.RecordDeath({ diedOn: '2026-02-28' }))
    .thenRefused('BEFORE_BIRTH');
});

test('an erased day of death is another than any that is reported', () => {
  const died = person.events.DeathRecorded({ diedIn: '2026-02', township: TOWNSHIP, diedOn: gone });
  given(motherErased, died)
    .when(person.commands.RecordDeath({ diedOn: '2026-02-03' }))
    .thenRefused('DEATH_ALREADY_RECORDED');
});

test('a correction of what was erased states no previous value', () =>
  given(motherErased)
    .when(person.commands.CorrectFact({ field: 'name', value: '李若岚', reason: 'COURT_DECISION' }))
    .then(person.events.PersonFactCorrected({ field: 'name', value: '李若岚', reason: 'COURT_DECISION' })));

test('a child whose day of birth was erased is declared in time until the latest day it can have been due', () => {
  const register = (declaredOn: string) =>
    householdRegistration.commands.RegisterChild({
      ...{ householdId: HOME, parentId: MOTHER, relation: '30', declaredOn },
      ...{ follows: 'MOTHER', proof: 'BIRTH_CERTIFICATE' },
    });
  const { given: child } = specify(householdRegistration, CHILD);
  const erased = {
    ...county,
    ...birthStream(CHILD, birthErased),
    ...registrationStream(MOTHER, takenOver(HOME)),
  };
  const notices = (declaredOn: string) => child().beside(erased).on('2026-06-01').when(register(declaredOn)).decision;
  expect(notices('2026-04-30')).toMatchObject({ events: [{ data: { notices: [] } }] });
  expect(notices('2026-05-01')).toMatchObject({ events: [{ data: { notices: ['LATE_DECLARATION'] } }] });
});

test('an infant whose day of birth was erased is an infant for a year from the latest it can have been', () => {
  const { given: births } = specify(birth, BIRTH);
  const report = (diedOn: string) =>
    births(birthErased).on('2028-01-01').when(birth.commands.ReportInfantDeath({ diedOn }));
  expect(report('2027-03-30').decision).toHaveProperty('events');
  report('2027-03-31').thenRefused('NOT_AN_INFANT');
});

test('a number, certificate or address that was erased is held still, and never taken for another', () => {
  const { given: births } = specify(birth, BIRTH);
  births(birthErased, birth.events.BirthCertificateIssued({ childId: CHILD, number: gone }))
    .when(birth.commands.IssueBirthCertificate({ number: 'N990000001' }))
    .thenRefused('CERTIFICATE_ALREADY_ISSUED');
  given(motherErased, person.events.CitizenIdAssigned({ citizenId: gone }))
    .when(person.commands.AssignCitizenId({ citizenId: '990121199001010022' }))
    .thenRefused('CITIZEN_ID_ALREADY_ASSIGNED');
  const moved = { village: VILLAGE, address: '平安路12号', movedOn: '2026-03-01' };
  const erasedHome = household.events.HouseholdFormed({ ...homeFormed.data, village: gone, address: gone });
  specify(household, HOME)
    .given(erasedHome)
    .when(household.commands.MoveHousehold(moved))
    .then(
      household.events.HouseholdMoved({
        ...{ fromTownship: TOWNSHIP, toTownship: TOWNSHIP },
        ...{ village: VILLAGE, address: '平安路12号' },
      }),
    );
});
