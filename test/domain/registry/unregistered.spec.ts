// 无户口人员 Whoever has no registration gets one without any condition; what was refused unlawfully is kept as history.
import { describe, expect, test } from 'vitest';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { household } from '../../../domain/registry/household.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { person } from '../../../domain/registry/person.ts';
import { specify } from '../../support/specify.ts';
import {
  birthReported,
  birthStream,
  CHILD,
  county,
  diedOn,
  dissolved,
  ELSEWHERE,
  elsewhereFormed,
  HOME,
  homeFormed,
  householdStream,
  MOTHER,
  motherRegistered,
  OTHER_TOWNSHIP,
  OTHER_VILLAGE,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
} from './cast.ts';

const { commands, events, rejections } = householdRegistration;
const { given } = specify(householdRegistration, MOTHER);
const CATEGORIES = [
  ...['BORN_OUTSIDE_POLICY', 'WITHOUT_BIRTH_CERTIFICATE', 'ADOPTED_IN_FACT', 'DECLARED_MISSING_OR_DEAD'],
  ...['CANCELLED_ON_MARRIAGE', 'MOVE_PAPERS_LOST', 'BORN_TO_A_FOREIGNER', 'OTHER'],
] as const;
const late = { householdId: HOME, relation: '97', category: 'OTHER', proof: 'STATEMENT' } as const;
const registerLate = commands.RegisterUnregisteredPerson({ ...late, registeredOn: '2026-03-10' });
const registeredLate = events.UnregisteredPersonRegistered({ ...late, township: TOWNSHIP, sex: '2' });
const moved = household.events.HouseholdMoved({
  ...{ fromTownship: TOWNSHIP, toTownship: OTHER_TOWNSHIP },
  ...{ village: OTHER_VILLAGE, address: '东一村1号' },
});

describe('somebody without a registration', () => {
  test.each(CATEGORIES)('is registered, of whichever of the eight kinds: %s', (category) =>
    given()
      .beside(county)
      .when(commands.RegisterUnregisteredPerson({ ...late, category, registeredOn: '2026-03-10' }))
      .then(events.UnregisteredPersonRegistered({ ...registeredLate.data, category }))
      .on('2026-03-10'),
  );
  test('is registered once, and in one place alone', () => {
    given(registeredLate).beside(county).when(registerLate).thenNothing();
    given(takenOver(ELSEWHERE, OTHER_TOWNSHIP))
      .beside(county)
      .when(registerLate)
      .thenRefused('ALREADY_REGISTERED', { office: OTHER_TOWNSHIP });
  });
  test('need not pay, marry or show a permit for it', () => {
    for (const demand of ['feeReceiptNo', 'birthPermit', 'marriageCertificate', 'contraceptionProof'])
      expect(
        takeIn(householdRegistration, 'RegisterUnregisteredPerson', {
          ...{ ...late, registeredOn: '2026-03-10' },
          [demand]: '1',
        }),
      ).toMatchObject({ ok: false, refusal: { refused: 'REF-01', details: { fields: [demand] } } });
  });
  test('is a living person the county knows, in a household that stands', () => {
    given().when(registerLate).thenRefused('PERSON_UNKNOWN');
    const dead = { ...county, ...personStream(MOTHER, motherRegistered, diedOn('2026-03-01')) };
    given().beside(dead).when(registerLate).thenRefused('PERSON_DECEASED');
    const without = { ...county, ...householdStream(HOME) };
    given().beside(without).when(registerLate).thenRefused('HOUSEHOLD_UNKNOWN');
    const into = commands.RegisterUnregisteredPerson({ ...late, householdId: ELSEWHERE, registeredOn: '2026-03-10' });
    const closed = { ...county, ...householdStream(ELSEWHERE, elsewhereFormed, dissolved) };
    given().beside(closed).when(into).thenRefused('HOUSEHOLD_DISSOLVED', { office: OTHER_TOWNSHIP });
  });
});

describe('an unlawful refusal', () => {
  const refusal = { allegedCondition: 'FEE', office: '990121001', refusedOn: '2011-05-05' } as const;
  const record = commands.RecordUnlawfulRefusal(refusal);
  const recorded = events.UnlawfulRefusalRecorded(refusal);
  test('of the past is imported on its day, and once', () => {
    given().beside(county).imported().when(record).then(recorded).on('2011-05-05');
    given(recorded).beside(county).imported().when(record).thenNothing();
    given().imported().when(record).thenRefused('PERSON_UNKNOWN');
  });
  test('stays known when the person is registered, moves and dies', () => {
    const left = events.MovedOut({ householdId: HOME, township: TOWNSHIP, toCounty: '990122', reason: 'WORK' });
    const cancelled = events.RegistrationCancelled({ householdId: HOME, township: TOWNSHIP, reason: 'DEATH' });
    for (const later of [[takenOver(HOME)], [registeredLate], [takenOver(HOME), left], [takenOver(HOME), cancelled]])
      given(recorded, ...later)
        .beside(county)
        .imported()
        .when(record)
        .thenNothing();
  });
  test('of today is no entry of a register: the person is registered, and may complain', () => {
    given().beside(county).when(record).thenRefused('REFUSALS_ARE_HISTORY');
    expect(rejections.REFUSALS_ARE_HISTORY.alternative.zh).toContain('投诉');
    given(recorded).beside(county).when(registerLate).then(registeredLate);
  });
});

describe('a household that moved as a whole', () => {
  const there = { ...county, ...householdStream(HOME, homeFormed, moved) };
  test('names its new office to whoever asks where somebody is registered', () => {
    const elsewhere = commands.TakeOverRegistration({
      householdId: ELSEWHERE,
      relation: '02',
      registeredOn: '2026-03-10',
    });
    given(takenOver(HOME)).beside(there).when(elsewhere).thenRefused('ALREADY_REGISTERED', { office: OTHER_TOWNSHIP });
    const out = { householdId: ELSEWHERE, toCounty: '990122', reason: 'WORK', movedOn: '2026-03-10' } as const;
    given(takenOver(HOME))
      .beside(there)
      .when(commands.MoveOut(out))
      .thenRefused('NOT_A_MEMBER', { office: OTHER_TOWNSHIP });
    const move = { fromHouseholdId: ELSEWHERE, toHouseholdId: HOME, reason: 'HOUSING', relation: '02' } as const;
    given(takenOver(HOME))
      .beside(there)
      .when(commands.MoveBetweenHouseholds({ ...move, movedOn: '2026-03-10' }))
      .thenRefused('NOT_A_MEMBER', { office: OTHER_TOWNSHIP });
  });
  test('names it for the parent of a child, too', () =>
    specify(householdRegistration, CHILD)
      .given()
      .beside({ ...there, ...birthStream(CHILD, birthReported), ...registrationStream(MOTHER, takenOver(HOME)) })
      .when(
        commands.RegisterChild({
          ...{ householdId: ELSEWHERE, parentId: MOTHER, follows: 'MOTHER', relation: '30' },
          ...{ proof: 'STATEMENT', declaredOn: '2026-03-18' },
        }),
      )
      .thenRefused('PARENT_IN_OTHER_HOUSEHOLD', { office: OTHER_TOWNSHIP }));
  test('is where a death, a move away and a cancellation are counted', () => {
    const died = diedOn('2026-03-10');
    specify(person, MOTHER)
      .given(motherRegistered)
      .beside({ ...there, ...registrationStream(MOTHER, takenOver(HOME)) })
      .when(person.commands.RecordDeath({ diedOn: '2026-03-10' }))
      .then(person.events.DeathRecorded({ ...died.data, township: OTHER_TOWNSHIP }));
    given(takenOver(HOME))
      .beside({ ...there, ...personStream(MOTHER, motherRegistered, died) })
      .when(commands.CancelOnDeath({}))
      .then(events.RegistrationCancelled({ householdId: HOME, township: OTHER_TOWNSHIP, reason: 'DEATH' }));
    const out = { householdId: HOME, toCounty: '990122', reason: 'WORK' } as const;
    given(takenOver(HOME))
      .beside(there)
      .when(commands.MoveOut({ ...out, movedOn: '2026-03-10' }))
      .then(events.MovedOut({ ...out, township: OTHER_TOWNSHIP }));
  });
});
