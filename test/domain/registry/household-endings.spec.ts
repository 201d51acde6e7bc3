// How a household splits, merges and ends: never over the head of somebody who is registered in it.
import { describe, expect, test } from 'vitest';
import { household } from '../../../domain/registry/household.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { specify } from '../../support/specify.ts';
import {
  CHILD,
  county,
  dissolved,
  ELSEWHERE,
  elsewhereFormed,
  FATHER,
  HOME,
  homeFormed,
  householdStream,
  MOTHER,
  OTHER,
  OTHER_TOWNSHIP,
  registrationStream,
  THIRD,
  TOWNSHIP,
  takenOver,
} from './cast.ts';

const { commands, events } = household;
const { given } = specify(household, HOME);
const { MovedOut, MovedBetweenHouseholds } = householdRegistration.events;
const movedAway = MovedBetweenHouseholds({
  ...{ fromHouseholdId: HOME, toHouseholdId: ELSEWHERE, fromTownship: TOWNSHIP, toTownship: OTHER_TOWNSHIP },
  ...{ reason: 'HOUSING', sex: '2', relation: '02' },
});
const inHome = (...ids: string[]) => Object.assign({}, ...ids.map((id) => registrationStream(id, takenOver(HOME))));
const gone = (...ids: string[]) =>
  Object.assign({}, ...ids.map((id) => registrationStream(id, takenOver(HOME), movedAway)));
const ended = (reason: 'ALL_MOVED' | 'MERGED') => events.HouseholdDissolved({ township: TOWNSHIP, reason });

describe('a household is dissolved', () => {
  const dissolve = (...formerMemberIds: string[]) =>
    commands.DissolveHousehold({ reason: 'ALL_MOVED', ...(formerMemberIds.length > 0 && { formerMemberIds }) });
  test('when nobody is registered in it, and once', () => {
    given(homeFormed).beside(gone(MOTHER, FATHER)).when(dissolve(FATHER)).then(ended('ALL_MOVED'));
    given(homeFormed, ended('ALL_MOVED')).beside(inHome(FATHER)).when(dissolve(FATHER)).thenNothing();
  });
  test('never while its head is registered in it, though nobody names the head', () =>
    given(homeFormed).beside(inHome(MOTHER)).when(dissolve()).thenRefused('MEMBERS_LEFT', { persons: 1 }));
  test('nor while an earlier head is', () => {
    const changed = events.HeadChanged({ headId: FATHER, previousHeadId: MOTHER });
    given(homeFormed, changed)
      .beside({ ...inHome(MOTHER), ...gone(FATHER) })
      .when(dissolve())
      .thenRefused('MEMBERS_LEFT', { persons: 1 });
  });
  test('nor while anybody is whom the officer names', () => {
    const family = { ...gone(MOTHER), ...inHome(FATHER, CHILD) };
    given(homeFormed)
      .beside(family)
      .when(dissolve(FATHER, CHILD, FATHER))
      .thenRefused('MEMBERS_LEFT', { persons: 2 });
    const abroad = MovedOut({ householdId: HOME, township: TOWNSHIP, toCounty: '990122', reason: 'WORK' });
    const away = { ...gone(MOTHER, CHILD), ...registrationStream(FATHER, takenOver(HOME), abroad) };
    given(homeFormed).beside(away).when(dissolve(FATHER, CHILD)).then(ended('ALL_MOVED'));
  });
  test('and nobody is registered in it any more, but whoever was overlooked can leave it', () => {
    const after = { ...county, ...householdStream(ELSEWHERE, elsewhereFormed, dissolved) };
    const registration = specify(householdRegistration, MOTHER).given;
    const { TakeOverRegistration, MoveBetweenHouseholds } = householdRegistration.commands;
    registration()
      .beside(after)
      .when(TakeOverRegistration({ householdId: ELSEWHERE, relation: '02', registeredOn: '2026-03-01' }))
      .thenRefused('HOUSEHOLD_DISSOLVED', { office: OTHER_TOWNSHIP });
    const move = { fromHouseholdId: ELSEWHERE, toHouseholdId: HOME, reason: 'HOUSING', relation: '02' } as const;
    registration(takenOver(ELSEWHERE, OTHER_TOWNSHIP))
      .beside(after)
      .when(MoveBetweenHouseholds({ ...move, movedOn: '2026-03-01' }))
      .then(MovedBetweenHouseholds({ ...move, fromTownship: OTHER_TOWNSHIP, toTownship: TOWNSHIP, sex: '2' }));
  });
});

describe('a household splits', () => {
  const split = (...memberIds: string[]) =>
    commands.SplitHousehold({ intoHouseholdId: ELSEWHERE, memberIds, splitOn: '2026-03-01' });
  const into = (...memberIds: string[]) =>
    events.HouseholdSplit({ intoHouseholdId: ELSEWHERE, township: TOWNSHIP, memberIds });
  const family = { ...county, ...inHome(MOTHER, FATHER) };
  test('into one that stands, on its day, whether or not its members have moved yet', () => {
    given(homeFormed).beside(family).when(split(FATHER)).then(into(FATHER)).on('2026-03-01');
    const half = { ...family, ...gone(FATHER) };
    given(homeFormed).beside(half).when(split(FATHER, MOTHER)).then(into(FATHER, MOTHER));
    given(homeFormed)
      .beside({ ...county, ...gone(FATHER) })
      .when(split(FATHER))
      .then(into(FATHER));
  });
  test('once, in whichever order its members are named', () => {
    given(homeFormed, into(FATHER, MOTHER)).beside(family).when(split(MOTHER, FATHER)).thenNothing();
    given(homeFormed, into(FATHER)).beside(family).when(split(MOTHER)).then(into(MOTHER));
  });
  test('with those alone who belong to it, or came from it', () => {
    given(homeFormed).beside(family).when(split(FATHER, OTHER)).thenRefused('NOT_REGISTERED_THERE');
    const neighbour = registrationStream(OTHER, takenOver(ELSEWHERE, OTHER_TOWNSHIP));
    given(homeFormed)
      .beside({ ...family, ...neighbour })
      .when(split(OTHER))
      .thenRefused('NOT_REGISTERED_THERE');
  });
  test('not into itself, into none, tomorrow, or when it has ended', () => {
    const other = (intoHouseholdId: string, splitOn = '2026-03-01') =>
      commands.SplitHousehold({ intoHouseholdId, memberIds: [FATHER], splitOn });
    given(homeFormed).beside(family).when(other(HOME)).thenRefused('SAME_HOUSEHOLD');
    given(homeFormed).beside(family).when(other(THIRD)).thenRefused('OTHER_HOUSEHOLD_UNKNOWN');
    given(homeFormed).beside(family).when(other(ELSEWHERE, '2026-03-21')).thenRefused('DATE_IN_FUTURE');
    given(homeFormed, ended('ALL_MOVED')).beside(family).when(split(FATHER)).thenRefused('HOUSEHOLD_DISSOLVED');
    given().beside(family).when(split(FATHER)).thenRefused('HOUSEHOLD_NOT_FORMED');
  });
});

describe('a household merges', () => {
  const merge = (intoHouseholdId = ELSEWHERE) =>
    commands.MergeHousehold({ intoHouseholdId, formerMemberIds: [FATHER], mergedOn: '2026-03-01' });
  const merged = events.HouseholdMerged({ intoHouseholdId: ELSEWHERE, township: TOWNSHIP });
  test('into another when everybody has moved, and ends by it', () => {
    given(homeFormed)
      .beside({ ...county, ...gone(MOTHER, FATHER) })
      .when(merge())
      .then(merged, ended('MERGED'))
      .on('2026-03-01');
    given(homeFormed)
      .beside({ ...county, ...gone(MOTHER), ...inHome(FATHER) })
      .when(merge())
      .thenRefused('MEMBERS_LEFT', { persons: 1 });
  });
  test('once, and never into two', () => {
    const after = given(homeFormed, merged, ended('MERGED')).beside(county);
    after.when(merge()).thenNothing();
    after.when(merge(THIRD)).thenRefused('HOUSEHOLD_DISSOLVED', { office: TOWNSHIP });
    given(homeFormed, ended('ALL_MOVED')).beside(county).when(merge()).thenRefused('HOUSEHOLD_DISSOLVED');
  });
  test('into one that stands', () => {
    const without = { ...gone(MOTHER, FATHER), ...householdStream(ELSEWHERE, elsewhereFormed, dissolved) };
    given(homeFormed).beside(without).when(merge()).thenRefused('OTHER_HOUSEHOLD_UNKNOWN');
    given(homeFormed).beside(county).when(merge(HOME)).thenRefused('SAME_HOUSEHOLD');
  });
});

test('no household keeps a roll of its members: their registrations alone say where they belong', () =>
  expect(Object.keys(events.specs).filter((type) => type.startsWith('Member'))).toEqual([]));
