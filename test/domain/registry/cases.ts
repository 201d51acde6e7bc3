// What the catalogue's cases share: people to speak of, commands by name, and how a case becomes a test.
import { test } from 'vitest';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { birth } from '../../../domain/registry/birth.ts';
import { household } from '../../../domain/registry/household.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { person } from '../../../domain/registry/person.ts';
import { specify } from '../../support/specify.ts';
import {
  BIRTH,
  birthReported,
  birthStream,
  CHILD,
  county,
  diedOn,
  HOME,
  MOTHER,
  motherRegistered,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
  VILLAGE,
} from './cast.ts';

export const people = specify(person, MOTHER).given;
export const homes = specify(household, HOME).given;
export const births = specify(birth, BIRTH).given;
export const child = specify(householdRegistration, CHILD).given;
export const mother = specify(householdRegistration, MOTHER).given;
export const { RegisterPerson, AssignCitizenId, RecordMaritalStatus, CorrectFact, RecordDeath } = person.commands;
export const { RegisterChild, RefuseRegistration, TakeOverRegistration, MoveIn, MoveOut, MoveBetweenHouseholds } =
  householdRegistration.commands;
export const { ReportBirth, IssueBirthCertificate, ReplaceBirthCertificate, VoidBirthCertificate, AmendBirth } =
  birth.commands;
export const { FormHousehold, ChangeHead, MoveHousehold } = household.commands;

export const newborn = {
  ...county,
  ...birthStream(CHILD, birthReported),
  ...registrationStream(MOTHER, takenOver(HOME)),
};
export const register = {
  householdId: HOME,
  parentId: MOTHER,
  follows: 'MOTHER',
  relation: '30',
  proof: 'BIRTH_CERTIFICATE',
  declaredOn: '2026-03-18',
} as const;
export const somebody = { name: '李若兰', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP } as const;
export const form = { headId: MOTHER, type: 'FAMILY', village: VILLAGE, address: '平安路12号' } as const;
export const dead = { ...county, ...personStream(MOTHER, motherRegistered, diedOn('2026-03-01')) };

export interface Case {
  readonly rule: string;
  readonly says: string;
  readonly shown: () => unknown;
}
export const noticesOf = (decision: unknown) =>
  (decision as { events: { data: { notices: string[] } }[] }).events[0]?.data.notices;
export const problemsIn = (decider: typeof person | typeof household, type: string, payload: unknown) => {
  const intake = takeIn(decider, type, payload);
  return 'problems' in intake ? [...new Set(intake.problems.map(({ field }) => field))] : intake;
};
export const refusedFields = (type: string, payload: unknown, of: typeof birth | typeof householdRegistration) => {
  const intake = takeIn(of, type, payload);
  return 'refusal' in intake ? [intake.refusal.refused, intake.refusal.details.fields] : intake;
};

/** A test for each rule, named by it. */
export const showEach = (cases: readonly Case[]): void =>
  test.each(cases.map(({ rule, says, shown }) => [rule, says, shown] as const))('%s: %s', (_rule, _says, shown) => {
    shown();
  });
