// Where a person is registered: children without condition, everybody in one place, moves that both sides see.
import { describe, test } from 'vitest';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { specify } from '../../support/specify.ts';
import {
  birthReported,
  birthReportedWithFather,
  birthStream,
  CHILD,
  county,
  diedOn,
  dissolved,
  ELSEWHERE,
  elsewhereFormed,
  FATHER,
  HOME,
  householdStream,
  MOTHER,
  motherRegistered,
  OTHER_TOWNSHIP,
  personStream,
  registrationStream,
  THIRD,
  TOWNSHIP,
  takenOver,
} from './cast.ts';

const { commands, events } = householdRegistration;
const child = specify(householdRegistration, CHILD).given;
const mother = specify(householdRegistration, MOTHER).given;

const newborn = {
  ...county,
  ...birthStream(CHILD, birthReported),
  ...registrationStream(MOTHER, takenOver(HOME)),
};
const register = {
  householdId: HOME,
  parentId: MOTHER,
  follows: 'MOTHER',
  relation: '30',
  proof: 'BIRTH_CERTIFICATE',
  declaredOn: '2026-03-18',
} as const;
const { declaredOn: _, ...kept } = register;
const childRegistered = events.ChildRegistered({
  ...kept,
  township: TOWNSHIP,
  sex: '2',
  bornIn: '2026-03',
  notices: [],
});

describe('a child', () => {
  test('follows its mother', () =>
    child().beside(newborn).when(commands.RegisterChild(register)).then(childRegistered).on('2026-03-18'));
  test('is registered once, however often it is sent', () =>
    child(childRegistered).beside(newborn).when(commands.RegisterChild(register)).thenNothing());
  test('is registered though its mother is registered nowhere, with a notice', () =>
    child()
      .beside({ ...newborn, ...registrationStream(MOTHER) })
      .when(commands.RegisterChild(register))
      .then(events.ChildRegistered({ ...childRegistered.data, notices: ['PARENT_NOT_REGISTERED'] })));
  test('goes to another household than the parent it follows only with a reason', () => {
    const apart = { ...newborn, ...registrationStream(MOTHER, takenOver(ELSEWHERE, OTHER_TOWNSHIP)) };
    child()
      .beside(apart)
      .when(commands.RegisterChild(register))
      .thenRefused('PARENT_IN_OTHER_HOUSEHOLD', { office: OTHER_TOWNSHIP });
    child()
      .beside(apart)
      .accepting('PARENT_IN_OTHER_HOUSEHOLD', 'DECLARED_IN_WRITING')
      .when(commands.RegisterChild(register))
      .then(childRegistered);
  });
  test('is declared neither before it was born nor after today', () => {
    child()
      .beside(newborn)
      .when(commands.RegisterChild({ ...register, declaredOn: '2026-03-13' }))
      .thenRefused('BEFORE_BIRTH');
    child()
      .beside(newborn)
      .when(commands.RegisterChild({ ...register, declaredOn: '2026-03-21' }))
      .thenRefused('DATE_IN_FUTURE');
  });
  test('joins a household that stands', () => {
    child()
      .beside(newborn)
      .when(commands.RegisterChild({ ...register, householdId: THIRD }))
      .thenRefused('HOUSEHOLD_UNKNOWN');
    child()
      .beside({ ...newborn, ...householdStream(ELSEWHERE, elsewhereFormed, dissolved) })
      .when(commands.RegisterChild({ ...register, householdId: ELSEWHERE }))
      .thenRefused('HOUSEHOLD_DISSOLVED');
  });
  test('that has died is on record by its birth and death already', () =>
    child()
      .beside({ ...newborn, ...personStream(CHILD, diedOn('2026-03-15')) })
      .when(commands.RegisterChild(register))
      .thenRefused('PERSON_DECEASED'));
  test('that nobody reported is reported first', () =>
    child().beside(county).when(commands.RegisterChild(register)).thenRefused('PERSON_UNKNOWN'));
});

describe('a registration', () => {
  test('is taken over from the old register', () => {
    const take = { householdId: HOME, relation: '02', registeredOn: '2010-10-10' };
    mother().beside(county).when(commands.TakeOverRegistration(take)).then(takenOver(HOME)).on('2010-10-10');
    mother(takenOver(HOME)).beside(county).when(commands.TakeOverRegistration(take)).thenNothing();
  });
  test('moves between households, seen from both townships, a marriage to its month', () => {
    const move = {
      fromHouseholdId: HOME,
      toHouseholdId: ELSEWHERE,
      reason: 'MARRIAGE',
      relation: '10',
      movedOn: '2026-03-01',
    } as const;
    const { movedOn: __, ...moved } = move;
    const event = events.MovedBetweenHouseholds({
      ...moved,
      fromTownship: TOWNSHIP,
      toTownship: OTHER_TOWNSHIP,
      sex: '2',
    });
    mother(takenOver(HOME)).beside(county).when(commands.MoveBetweenHouseholds(move)).then(event).on('2026-03');
    mother(takenOver(HOME))
      .beside(county)
      .when(commands.MoveBetweenHouseholds({ ...move, reason: 'HOUSING' }))
      .then(events.MovedBetweenHouseholds({ ...event.data, reason: 'HOUSING' }))
      .on('2026-03-01');
    mother(takenOver(HOME), event).beside(county).when(commands.MoveBetweenHouseholds(move)).thenNothing();
    mother(takenOver(HOME))
      .beside(county)
      .when(commands.MoveBetweenHouseholds({ ...move, toHouseholdId: HOME }))
      .thenRefused('SAME_HOUSEHOLD');
  });
  test('leaves the county and comes back', () => {
    const out = { householdId: HOME, toCounty: '990122', reason: 'WORK', movedOn: '2020-02-29' } as const;
    const left = events.MovedOut({ householdId: HOME, township: TOWNSHIP, toCounty: '990122', reason: 'WORK' });
    mother(takenOver(HOME)).beside(county).when(commands.MoveOut(out)).then(left).on('2020-02-29');
    mother(takenOver(HOME), left).beside(county).when(commands.MoveOut(out)).thenNothing();
    mother(takenOver(HOME))
      .beside(county)
      .when(commands.MoveOut({ ...out, toCounty: '990121' }))
      .thenRefused('SAME_COUNTY');
    const back = { householdId: ELSEWHERE, fromCounty: '990122', reason: 'RETURN', relation: '97' } as const;
    mother(takenOver(HOME), left)
      .beside(county)
      .when(commands.MoveIn({ ...back, movedOn: '2026-03-01' }))
      .then(events.MovedIn({ ...back, township: OTHER_TOWNSHIP, sex: '2' }));
    mother(takenOver(HOME), left)
      .beside(county)
      .when(commands.TakeOverRegistration({ householdId: HOME, relation: '02', registeredOn: '2026-03-01' }))
      .thenRefused('REGISTERED_BEFORE');
  });
  test('ends with a death, and with nothing else', () => {
    mother(takenOver(HOME)).beside(county).when(commands.CancelOnDeath({})).thenRefused('NOT_DECEASED');
    const dead = { ...county, ...personStream(MOTHER, motherRegistered, diedOn('2026-03-01')) };
    const cancelled = events.RegistrationCancelled({ householdId: HOME, township: TOWNSHIP, reason: 'DEATH' });
    mother(takenOver(HOME)).beside(dead).when(commands.CancelOnDeath({})).then(cancelled);
    mother(takenOver(HOME), cancelled).beside(dead).when(commands.CancelOnDeath({})).thenNothing();
  });
});

describe('a father', () => {
  const byFather = { ...register, parentId: FATHER, follows: 'FATHER' } as const;
  const atHome = { ...newborn, ...registrationStream(FATHER, takenOver(HOME)) };
  const followed = events.ChildRegistered({ ...childRegistered.data, parentId: FATHER, follows: 'FATHER' });
  test('whom the birth names is followed without further proof', () =>
    child()
      .beside({ ...atHome, ...birthStream(CHILD, birthReportedWithFather) })
      .when(commands.RegisterChild(byFather))
      .then(followed));
  test('whom it does not name is followed by a parentage test or a judgment', () => {
    child().beside(atHome).when(commands.RegisterChild(byFather)).thenRefused('PATERNITY_PROOF_NEEDED');
    for (const proof of ['PARENTAGE_TEST', 'COURT_DECISION'] as const)
      child()
        .beside(atHome)
        .when(commands.RegisterChild({ ...byFather, proof }))
        .then(events.ChildRegistered({ ...followed.data, proof }));
  });
});
