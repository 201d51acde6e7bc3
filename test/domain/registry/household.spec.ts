// A household, from its forming to its dissolution.
import { describe, test } from 'vitest';
import { household } from '../../../domain/registry/household.ts';
import { specify } from '../../support/specify.ts';
import {
  childOf9,
  county,
  FATHER,
  HOME,
  homeFormed,
  MOTHER,
  OTHER,
  OTHER_TOWNSHIP,
  OTHER_VILLAGE,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
  VILLAGE,
} from './cast.ts';

const { commands, events } = household;
const { given } = specify(household, HOME);
const form = { headId: MOTHER, type: 'FAMILY', village: VILLAGE, address: '平安路12号' } as const;
const gone = events.HouseholdDissolved({ township: TOWNSHIP, reason: 'ALL_MOVED' });

describe('a household', () => {
  test('is formed by an adult the county knows', () => {
    given().beside(county).when(commands.FormHousehold(form)).then(homeFormed);
    given().when(commands.FormHousehold(form)).thenRefused('PERSON_UNKNOWN');
  });
  test('is formed once', () =>
    given(homeFormed).beside(county).when(commands.FormHousehold(form)).thenRefused('HOUSEHOLD_ALREADY_FORMED'));
  test('is headed by one of its members', () => {
    const change = commands.ChangeHead({ headId: FATHER });
    given(homeFormed)
      .beside({ ...county, ...registrationStream(FATHER, takenOver(HOME)) })
      .when(change)
      .then(events.HeadChanged({ headId: FATHER, previousHeadId: MOTHER }));
    given(homeFormed).beside(county).when(change).thenRefused('HEAD_NOT_MEMBER');
    given(homeFormed)
      .beside(county)
      .when(commands.ChangeHead({ headId: MOTHER }))
      .thenNothing();
  });
  test('that has no adult is headed by its eldest, or by a guardian who is not of it', () => {
    const young = { ...personStream(OTHER, childOf9), ...registrationStream(OTHER, takenOver(HOME)) };
    given(homeFormed)
      .beside(young)
      .when(commands.ChangeHead({ headId: OTHER }))
      .thenRefused('HEAD_NOT_ADULT');
    given(homeFormed)
      .beside(young)
      .when(commands.ChangeHead({ headId: OTHER, reason: 'ELDEST' }))
      .then(events.HeadChanged({ headId: OTHER, previousHeadId: MOTHER, reason: 'ELDEST' }));
    given(homeFormed)
      .beside(county)
      .when(commands.ChangeHead({ headId: FATHER, reason: 'GUARDIAN' }))
      .then(events.HeadChanged({ headId: FATHER, previousHeadId: MOTHER, reason: 'GUARDIAN' }));
  });
  test('moves as a whole between townships of the county', () => {
    const move = { village: OTHER_VILLAGE, address: '东一村1号', movedOn: '2026-01-31' };
    const moved = events.HouseholdMoved({
      fromTownship: TOWNSHIP,
      toTownship: OTHER_TOWNSHIP,
      village: OTHER_VILLAGE,
      address: '东一村1号',
    });
    given(homeFormed).when(commands.MoveHousehold(move)).then(moved).on('2026-01-31');
    given(homeFormed, moved).when(commands.MoveHousehold(move)).thenNothing();
    given(homeFormed)
      .when(commands.MoveHousehold({ ...move, village: '990122001001' }))
      .thenRefused('OTHER_COUNTY');
    given(homeFormed)
      .when(commands.MoveHousehold({ ...move, movedOn: '2026-04-01' }))
      .thenRefused('DATE_IN_FUTURE');
  });
  test('is dissolved once, and then stays as it is', () => {
    given(homeFormed)
      .when(commands.DissolveHousehold({ reason: 'ALL_MOVED' }))
      .then(gone);
    given(homeFormed, gone)
      .when(commands.DissolveHousehold({ reason: 'ALL_MOVED' }))
      .thenNothing();
    given(homeFormed, gone)
      .beside(county)
      .when(commands.ChangeHead({ headId: FATHER }))
      .thenRefused('HOUSEHOLD_DISSOLVED', { office: TOWNSHIP });
    given()
      .when(commands.DissolveHousehold({ reason: 'ALL_MOVED' }))
      .thenRefused('HOUSEHOLD_NOT_FORMED');
  });
});
