// Parentage, two records of one person, and deaths that never were: what is linked can be parted again, nothing is lost.
import { describe, expect, test } from 'vitest';
import { fold } from '../../../domain/kernel/decider.ts';
import { identityOf } from '../../../domain/registry/vital.ts';
import { birth } from '../../../domain/registry/birth.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { person } from '../../../domain/registry/person.ts';
import { specify } from '../../support/specify.ts';
import {
  BIRTH,
  birthReported,
  birthReportedWithFather,
  birthStream,
  CHILD,
  childOf9,
  county,
  diedOn,
  ELSEWHERE,
  FATHER,
  fatherRegistered,
  HOME,
  infantDied,
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
const mother = specify(person, MOTHER).given;
const father = specify(person, FATHER).given;
const child = specify(person, CHILD).given;
const decision = { reason: 'WRONG_PERSON', authority: '平公户〔2026〕3号' } as const;

describe('parentage', () => {
  const born = birthStream(CHILD, birthReported);
  const parentOf = (relation: 'MOTHER' | 'FATHER' | 'STEP_PARENT' | 'ADOPTIVE_PARENT', childId = CHILD) =>
    commands.RecordParentage({ childId, relation });
  const recorded = (relation: 'MOTHER' | 'FATHER' | 'STEP_PARENT' | 'ADOPTIVE_PARENT', childId = CHILD) =>
    events.ParentageRecorded({ childId, relation, proof: 'STATEMENT' });

  test('of a mother needs no proof, and is recorded once', () => {
    mother(motherRegistered).beside(born).when(parentOf('MOTHER')).then(recorded('MOTHER'));
    mother(motherRegistered, recorded('MOTHER')).beside(born).when(parentOf('MOTHER')).thenNothing();
  });
  test('of another mother than the birth names needs a judgment', () => {
    const other = specify(person, OTHER).given(motherRegistered).beside(born);
    other.when(parentOf('MOTHER')).thenRefused('PARENT_NOT_ON_RECORD');
    other
      .when(commands.RecordParentage({ childId: CHILD, relation: 'MOTHER', proof: 'COURT_DECISION' }))
      .then(events.ParentageRecorded({ childId: CHILD, relation: 'MOTHER', proof: 'COURT_DECISION' }));
  });
  test('of a father whom the birth does not name needs a test or a judgment, and a marriage is none', () => {
    father(fatherRegistered).beside(born).when(parentOf('FATHER')).thenRefused('PATERNITY_PROOF_NEEDED');
    for (const proof of ['PARENTAGE_TEST', 'COURT_DECISION'] as const)
      father(fatherRegistered)
        .beside(born)
        .when(commands.RecordParentage({ childId: CHILD, relation: 'FATHER', proof }))
        .then(events.ParentageRecorded({ childId: CHILD, relation: 'FATHER', proof }));
    const named = birthStream(CHILD, birthReportedWithFather);
    father(fatherRegistered).beside(named).when(parentOf('FATHER')).then(recorded('FATHER'));
  });
  test('is of somebody known, born after the parent, and not of oneself', () => {
    mother(motherRegistered).when(parentOf('MOTHER')).thenRefused('CHILD_UNKNOWN');
    mother(motherRegistered).when(parentOf('MOTHER', MOTHER)).thenRefused('CHILD_IS_SELF');
    const ofTheSameMonth = personStream(OTHER, motherRegistered);
    mother(motherRegistered).beside(ofTheSameMonth).when(parentOf('MOTHER', OTHER)).thenRefused('CHILD_IS_OLDER');
    mother().beside(born).when(parentOf('MOTHER')).thenRefused('PERSON_UNKNOWN');
  });
  test('of a step-parent may be of somebody older, and become an adoption, not the reverse', () => {
    const older = personStream(FATHER, fatherRegistered);
    const step = recorded('STEP_PARENT', FATHER);
    mother(motherRegistered).beside(older).when(parentOf('STEP_PARENT', FATHER)).then(step);
    const young = personStream(OTHER, childOf9);
    mother(motherRegistered, recorded('STEP_PARENT', OTHER))
      .beside(young)
      .when(parentOf('ADOPTIVE_PARENT', OTHER))
      .then(recorded('ADOPTIVE_PARENT', OTHER));
    mother(motherRegistered, recorded('ADOPTIVE_PARENT', OTHER))
      .beside(young)
      .when(parentOf('STEP_PARENT', OTHER))
      .thenRefused('PARENTAGE_RECORDED_OTHERWISE');
  });
});

describe('two records of one person', () => {
  const both = personStream(OTHER, motherRegistered);
  const linked = events.DuplicateLinked({ survivorId: OTHER });
  const parted = events.DuplicateLinkReversed({ survivorId: OTHER, reason: 'OTHER_PERSON' });
  const link = commands.LinkDuplicate({ survivorId: OTHER });

  test('are linked once, and the one carried on is the one to act on', () => {
    mother(motherRegistered).beside(both).when(link).then(linked);
    mother(motherRegistered, linked).beside(both).when(link).thenNothing();
    mother(motherRegistered, linked)
      .when(commands.RecordMaritalStatus({ status: '10', since: '2020-01-01' }))
      .thenRefused('PERSON_IS_DUPLICATE', { survivorId: OTHER });
    mother(motherRegistered, linked)
      .when(commands.AssignCitizenId({ citizenId: '990121199001010022' }))
      .thenRefused('PERSON_IS_DUPLICATE', { survivorId: OTHER });
  });
  test('are parted again, and everything is as it was', () => {
    mother(motherRegistered, linked)
      .when(commands.ReverseDuplicateLink({ reason: 'OTHER_PERSON' }))
      .then(parted);
    const was = fold(person, [motherRegistered]);
    const is = fold(person, [motherRegistered, linked, parted]);
    const { survivorId, ...rest } = is;
    expect([survivorId, rest]).toEqual([undefined, was]);
    mother(motherRegistered, linked, parted)
      .when(commands.RecordMaritalStatus({ status: '10', since: '2020-01-01' }))
      .then(events.MaritalStatusRecorded({ status: '10', since: '2020-01-01' }));
    mother(motherRegistered, linked, parted).beside(both).when(link).then(linked);
    mother(motherRegistered, linked, parted)
      .when(commands.ReverseDuplicateLink({ reason: 'OTHER_PERSON' }))
      .thenRefused('NOT_LINKED');
  });
  test('that differ in sex or birth are linked only with a reason', () => {
    const differing = personStream(FATHER, fatherRegistered);
    const toFather = commands.LinkDuplicate({ survivorId: FATHER });
    mother(motherRegistered).beside(differing).when(toFather).thenRefused('RECORDS_DIFFER');
    mother(motherRegistered)
      .beside(differing)
      .accepting('RECORDS_DIFFER')
      .when(toFather)
      .then(events.DuplicateLinked({ survivorId: FATHER }));
  });
  test('never make a circle, nor a second link', () => {
    mother(motherRegistered)
      .beside(personStream(OTHER, motherRegistered, events.DuplicateLinked({ survivorId: MOTHER })))
      .when(link)
      .thenRefused('SURVIVOR_IS_DUPLICATE', { survivorId: MOTHER });
    mother(motherRegistered, linked)
      .beside(county)
      .when(commands.LinkDuplicate({ survivorId: FATHER }))
      .thenRefused('LINKED_OTHERWISE', { survivorId: OTHER });
    mother(motherRegistered)
      .when(commands.LinkDuplicate({ survivorId: MOTHER }))
      .thenRefused('LINKED_TO_ITSELF');
    mother(motherRegistered).when(link).thenRefused('SURVIVOR_UNKNOWN');
  });
});

describe('a death that never was', () => {
  const died = diedOn('2026-03-01');
  const annulled = events.DeathAnnulled({ ...decision, township: TOWNSHIP });
  test('is annulled under a decision, and the person can do everything again', () => {
    mother(motherRegistered, died).when(commands.AnnulDeath(decision)).then(annulled);
    mother(motherRegistered, died, annulled).when(commands.AnnulDeath(decision)).thenNothing();
    mother(motherRegistered).when(commands.AnnulDeath(decision)).thenRefused('NO_DEATH_ON_RECORD');
    const single = { status: '10', since: '2026-03-02' } as const;
    mother(motherRegistered, died).when(commands.RecordMaritalStatus(single)).thenRefused('PERSON_DECEASED');
    mother(motherRegistered, died, annulled)
      .when(commands.RecordMaritalStatus(single))
      .then(events.MaritalStatusRecorded(single));
  });
  test('annuls the record of it, and a later death can be recorded', () => {
    const decided = mother(motherRegistered, died).when(commands.AnnulDeath(decision));
    expect(decided.recorded?.annulsField).toBe('diedOn');
    mother(motherRegistered, died, annulled)
      .when(commands.RecordDeath({ diedOn: '2026-03-10' }))
      .then(events.DeathRecorded({ diedIn: '2026-03', township: TOWNSHIP, diedOn: '2026-03-10' }));
  });
  test('gives the cancelled registration back, at home or in another household', () => {
    const cancelled = householdRegistration.events.RegistrationCancelled({
      ...{ householdId: HOME, township: TOWNSHIP, reason: 'DEATH' },
    });
    const registration = specify(householdRegistration, MOTHER).given;
    const alive = { ...county, ...personStream(MOTHER, motherRegistered, died, annulled) };
    const dead = { ...county, ...personStream(MOTHER, motherRegistered, died) };
    const { RestoreRegistration } = householdRegistration.commands;
    const { RegistrationRestored } = householdRegistration.events;
    const back = { householdId: HOME, relation: '02', reason: 'DEATH_ANNULLED' } as const;
    const restore = RestoreRegistration({ ...back, restoredOn: '2026-03-19' });
    const restored = RegistrationRestored({ ...back, township: TOWNSHIP, sex: '2' });
    registration(takenOver(HOME), cancelled).beside(alive).when(restore).then(restored).on('2026-03-19');
    registration(takenOver(HOME), cancelled, restored).beside(alive).when(restore).thenNothing();
    registration(takenOver(HOME), cancelled).beside(dead).when(restore).thenRefused('PERSON_DECEASED');
    registration().beside(alive).when(restore).thenRefused('NOT_CANCELLED');
    registration(takenOver(HOME), cancelled)
      .beside(alive)
      .when(RestoreRegistration({ ...back, householdId: ELSEWHERE, restoredOn: '2026-03-19' }))
      .then(RegistrationRestored({ ...back, householdId: ELSEWHERE, township: OTHER_TOWNSHIP, sex: '2' }));
  });
});

describe("an infant's death that never was", () => {
  const born = specify(birth, BIRTH).given;
  const annul = birth.commands.AnnulInfantDeath(decision);
  const annulled = birth.events.InfantDeathAnnulled({
    ...{ childId: CHILD, householdId: HOME, township: TOWNSHIP },
    ...decision,
  });
  test('is annulled on the birth, where it was recorded', () => {
    const decided = born(birthReported, infantDied).when(annul);
    decided.then(annulled);
    expect(decided.recorded?.annulsField).toBe('diedOn');
    born(birthReported, infantDied, annulled).when(annul).thenNothing();
    born(birthReported).when(annul).thenRefused('NO_DEATH_ON_RECORD');
    born().when(annul).thenRefused('BIRTH_NOT_REPORTED');
    child()
      .beside(birthStream(CHILD, birthReported, infantDied))
      .when(commands.AnnulDeath(decision))
      .thenRefused('DEATH_OF_THE_BIRTH');
    expect(person.rejections.DEATH_OF_THE_BIRTH.alternative.zh).toContain('婴儿死亡');
  });
  test('hides behind no death of the register that was annulled before', () =>
    child(events.DeathAnnulled({ ...decision, township: TOWNSHIP }))
      .beside(birthStream(CHILD, birthReported, infantDied))
      .when(commands.AnnulDeath(decision))
      .thenRefused('DEATH_OF_THE_BIRTH'));
  test('lets the child be registered, and its death be reported when it comes', () => {
    const history = [birthReported, infantDied, annulled];
    expect(identityOf(person.initialState, fold(birth, history))?.died).toBeUndefined();
    const register = householdRegistration.commands.RegisterChild({
      ...{ householdId: HOME, parentId: MOTHER, follows: 'MOTHER', relation: '30' },
      ...{ proof: 'STATEMENT', declaredOn: '2026-03-18' },
    });
    const registration = specify(householdRegistration, CHILD).given;
    const mothers = { ...county, ...registrationStream(MOTHER, takenOver(HOME)) };
    registration()
      .beside({ ...mothers, ...birthStream(CHILD, birthReported, infantDied) })
      .when(register)
      .thenRefused('PERSON_DECEASED');
    const registered = registration()
      .beside({ ...mothers, ...birthStream(CHILD, ...history) })
      .when(register);
    expect(registered.decision).toHaveProperty('events');
    born(...history)
      .when(birth.commands.ReportInfantDeath({ diedOn: '2026-03-19' }))
      .then(birth.events.InfantDeathReported({ ...infantDied.data, diedOn: '2026-03-19' }));
  });
});
