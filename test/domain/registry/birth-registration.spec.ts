// Birth registration as a service: no number of children ends it, nothing known is asked for, and its order counts by province.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { addDays } from '../../../domain/kernel/calendar.ts';
import { birthRegistration } from '../../../domain/registry/birth-registration.ts';
import { type EarlierChild, orderCounted } from '../../../domain/registry/birth-order.ts';
import type { BirthRegistration } from '../../../domain/policy/registry-rules.ts';
import { rules, specify } from '../../support/specify.ts';
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
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
} from './cast.ts';
import { application, applied, FURTHER, REGISTRATION, registered } from './birth-registration-cast.ts';
import { person } from '../../../domain/registry/person.ts';

const { commands, events } = birthRegistration;
const { given } = specify(birthRegistration, REGISTRATION);
const mine = { personId: MOTHER, township: TOWNSHIP };
const register = (earlierChildren: EarlierChild[] = [{ kind: 'JOINT' }], registeredOn = '2026-03-10') =>
  commands.Register({ ...mine, earlierChildren, registeredOn });
const ruleOf = (province: string | undefined) =>
  rules.find((rule) => rule.topic === 'birthRegistration' && rule.province === province)
    ?.body as unknown as BirthRegistration;

describe('an application', () => {
  test('TIM-04: is promised by the county’s working days', () =>
    given().beside(county).when(commands.Apply(application)).then(applied).on('2026-03-02'));
  test.each(['REGISTERED_PLACE', 'SPOUSE_REGISTERED_PLACE', 'CURRENT_RESIDENCE'] as const)(
    'INV-14: may be made at the %s, and the first office accepts',
    (place) => {
      const asked = { ...application, place, township: '990121200', spouseId: FATHER };
      given()
        .beside(county)
        .when(commands.Apply(asked))
        .then(events.BirthServiceRegistrationApplied({ ...asked, dueOn: '2026-03-11' }));
    },
  );
  test('INV-11: asks for no number of children, marriage or permit', () => {
    for (const demanded of ['numberOfChildren', 'marriageCertificate', 'birthPermitNo', 'feeReceiptNo'])
      expect(takeIn(birthRegistration, 'Apply', { ...application, [demanded]: '1' })).toMatchObject({
        refusal: { refused: 'REF-01' },
      });
  });
  test('after a birth names the child; nobody is their own spouse', () => {
    given()
      .beside(county)
      .when(commands.Apply({ ...application, when: 'AFTER_BIRTH' }))
      .thenRefused('CHILD_NOT_NAMED');
    given()
      .beside(county)
      .when(commands.Apply({ ...application, spouseId: MOTHER }))
      .thenRefused('APPLICANTS_ARE_ONE');
    given(applied).beside(county).when(commands.Apply(application)).thenRefused('APPLICATION_ALREADY_MADE');
    given().when(commands.Apply(application)).thenRefused('PERSON_UNKNOWN');
  });
});

describe('a registration', () => {
  test('is made, late or not, and once', () => {
    given(applied).when(register()).then(registered).on('2026-03-10');
    given(applied, registered).when(register()).thenNothing();
    given(applied)
      .when(register([{ kind: 'JOINT' }], '2026-03-12'))
      .then(events.BirthServiceRegistered({ ...registered.data, registeredOn: '2026-03-12', late: true }));
    given(applied).when(register([], '2026-03-01')).thenRefused('BEFORE_APPLICATION');
    given(applied)
      .when(commands.Register({ ...mine, township: '990121100', earlierChildren: [], registeredOn: '2026-03-10' }))
      .thenRefused('APPLICATION_UNKNOWN');
  });
  test('INV-11: is never refused for however many children there are', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('JOINT', 'ADOPTED', 'DECEASED', 'OF_FORMER_MARRIAGE', 'WITH_ANOTHER'), {
          maxLength: 20,
        }),
        fc.integer({ min: 0, max: 18 }),
        (kinds, days) => {
          const { decision } = given(applied).when(
            register(
              kinds.map((kind) => ({ kind })),
              addDays('2026-03-02', days),
            ),
          );
          expect(decision).toHaveProperty('events.0.type', 'BirthServiceRegistered');
        },
      ),
    ));
  test('goes on after what was missing was asked for, whether or not it came', () =>
    given(applied, events.CompletionRequested({ ...mine, missing: ['CURRENT_RESIDENCE'] }))
      .when(register())
      .then(registered));
});

describe('INV-13: the order', () => {
  const family: EarlierChild[] = [
    { kind: 'JOINT' },
    { kind: 'ADOPTED' },
    { kind: 'DECEASED' },
    { kind: 'OF_FORMER_MARRIAGE' },
    { kind: 'WITH_ANOTHER' },
  ];
  test('counts every child by the country’s rule, and the couple’s living own by a Hunan-type rule', () => {
    expect(orderCounted(family, ruleOf(undefined))).toBe(6);
    expect(orderCounted(family, ruleOf('43'))).toBe(2);
  });
  test('knows of a death that is on record', () => {
    const dead = () => true;
    expect(orderCounted([{ kind: 'JOINT', childId: CHILD }], ruleOf('43'), dead)).toBe(1);
    expect(orderCounted([{ kind: 'JOINT', childId: CHILD }], ruleOf(undefined), dead)).toBe(2);
  });
  test('is counted by the rule version of the day and province, the death read from the record', () => {
    const hunan = { personId: MOTHER, township: '430102001' };
    const inHunan = events.BirthServiceRegistrationApplied({ ...applied.data, township: hunan.township });
    const on = (registeredOn: string) =>
      given({ ...inHunan, data: { ...inHunan.data, appliedOn: '2021-01-01' } })
        .beside({ ...birthStream(CHILD, birthReported), ...personStream(CHILD, diedOn('2026-03-15')) })
        .when(
          commands.Register({
            ...hunan,
            earlierChildren: [{ kind: 'JOINT', childId: CHILD }, { kind: 'OF_FORMER_MARRIAGE' }],
            registeredOn,
          }),
        ).decision;
    expect(on('2026-03-10')).toMatchObject({ events: [{ data: { orderCounted: 1 } }] });
    expect(on('2021-12-31')).toMatchObject({ events: [{ data: { orderCounted: 3 } }] });
  });
});

describe('what is missing', () => {
  const ask = (...missing: ('IDENTITY' | 'REGISTERED_PLACE' | 'CURRENT_RESIDENCE' | 'MARITAL_STATUS' | 'BIRTH')[]) =>
    commands.ReturnForCompletion({ ...mine, missing });
  const nobody = given(applied);
  test('INV-11: is asked for once', () => {
    const asked = events.CompletionRequested({ ...mine, missing: ['CURRENT_RESIDENCE'] });
    nobody.when(ask('CURRENT_RESIDENCE')).then(asked);
    given(applied, asked).when(ask('MARITAL_STATUS')).thenRefused('COMPLETION_REQUESTED_BEFORE');
  });
  test('INV-12, REF-19: is never what the ledger holds, and the attempt is recorded', () => {
    const married = person.events.MaritalStatusRecorded({ status: '20', since: '2015-05-05' });
    const known = {
      ...personStream(MOTHER, motherRegistered, married),
      ...registrationStream(MOTHER, takenOver(HOME)),
      ...birthStream(CHILD, birthReported),
    };
    const withChild = events.BirthServiceRegistrationApplied({ ...applied.data, childId: CHILD, when: 'AFTER_BIRTH' });
    for (const item of ['IDENTITY', 'MARITAL_STATUS', 'REGISTERED_PLACE', 'BIRTH'] as const)
      given(withChild)
        .beside(known)
        .when(ask(item, 'CURRENT_RESIDENCE'))
        .thenRefused('REF-19', { fields: [item] });
    expect(birthRegistration.rejections['REF-19'].recorded).toBe(true);
  });
  test('INV-12: may be replaced by a commitment', () => {
    const committed = events.CommitmentGiven({ ...mine, items: ['CURRENT_RESIDENCE'] });
    const commit = commands.CommitInsteadOfProof({ ...mine, items: ['CURRENT_RESIDENCE', 'CURRENT_RESIDENCE'] });
    given(applied).when(commit).then(committed);
    given(applied, committed).when(commit).thenNothing();
    given(applied, committed).when(ask('CURRENT_RESIDENCE')).thenRefused('COMMITMENT_GIVEN_FOR_IT');
    given(applied, committed).when(register()).then(registered);
  });
});

describe('an application ends', () => {
  test('by withdrawal', () => {
    const withdrawn = events.ApplicationWithdrawn(mine);
    given(applied).when(commands.Withdraw(mine)).then(withdrawn);
    given(applied, withdrawn).when(commands.Withdraw(mine)).thenNothing();
    given(applied, withdrawn).when(register()).thenRefused('APPLICATION_ENDED');
    given(applied, registered).when(commands.Withdraw(mine)).thenRefused('APPLICATION_ENDED');
  });
  test('at the right office', () => {
    const to = { ...mine, toCounty: '990122' };
    given(applied).when(commands.ReferToOffice(to)).then(events.ApplicationReferred(to));
    given(applied)
      .when(commands.ReferToOffice({ ...mine, toCounty: '990199' }))
      .thenRefused('DIVISION_UNKNOWN');
  });
});

describe('history', () => {
  const record = (act: 'PERMIT_ISSUED' | 'FURTHER_BIRTH_APPROVED' | 'FURTHER_BIRTH_REFUSED', on = '2008-05-05') =>
    commands.RecordHistoricDecision({ ...mine, act, county: '990121', on, number: 'SY-2008-00012' });
  const data = { ...mine, county: '990121', on: '2008-05-05', number: 'SY-2008-00012' };
  test.each([
    ['PERMIT_ISSUED', events.BirthPermitIssued(data)],
    ['FURTHER_BIRTH_APPROVED', events.FurtherBirthApproved(data)],
    ['FURTHER_BIRTH_REFUSED', events.FurtherBirthRefused(data)],
  ] as const)('of %s is imported, never made', (act, event) => {
    given().beside(county).when(record(act)).thenRefused('BIRTH_APPROVAL_ENDED');
    given().beside(county).imported().when(record(act)).then(event).on('2008-05-05');
    given().beside(county).imported().when(record(act, '2021-08-20')).thenRefused('NOT_BEFORE_ITS_END');
    given().beside(county).imported().when(record(act, '2021-08-19'));
  });
});

describe('a notice on a further child', () => {
  const shanghai = { personId: MOTHER, township: FURTHER };
  const there = events.BirthServiceRegistrationApplied({ ...applied.data, township: FURTHER });
  const answer = { ...shanghai, ground: 'CHILD_DISABLED' as const, answeredOn: '2026-03-10' };
  const remedyNotice = { organ: '990121', days: 60 };
  test('is given only where the province’s rule version has the procedure', () => {
    given(there).when(commands.IssueFurtherBirthNotice(answer)).then(events.FurtherBirthNoticeIssued(answer));
    given(applied)
      .when(commands.IssueFurtherBirthNotice({ ...answer, ...mine }))
      .thenRefused('NO_FURTHER_BIRTH_PROCEDURE');
  });
  test('INV-11: when declined names the remedy, and stands in the way of no registration', () => {
    const declined = events.FurtherBirthNoticeDeclined({ ...answer, remedyNotice });
    given(there)
      .when(commands.DeclineFurtherBirthNotice({ ...answer, remedyNotice }))
      .then(declined);
    given(there)
      .when(commands.DeclineFurtherBirthNotice({ ...answer, remedyNotice: { organ: '990121', days: 59 } }))
      .thenRefused('REMEDY_TOO_SHORT');
    const asked = commands.Register({
      ...shanghai,
      earlierChildren: Array(5).fill({ kind: 'JOINT' }),
      registeredOn: '2026-03-12',
    });
    expect(given(there, declined).when(asked).decision).toMatchObject({ events: [{ data: { orderCounted: 6 } }] });
    given(there, declined).when(commands.IssueFurtherBirthNotice(answer)).thenRefused('FURTHER_BIRTH_ANSWERED');
  });
  test('is for the orders the rule names', () => {
    const second = events.BirthServiceRegistered({ ...registered.data, township: FURTHER });
    given(there, second).when(commands.IssueFurtherBirthNotice(answer)).thenRefused('ORDER_NEEDS_NO_NOTICE');
  });
  test('INV-11: is read by the benefit context alone', () => {
    const domain = join(import.meta.dirname, '../../../domain');
    const readers = readdirSync(domain, { recursive: true, encoding: 'utf8' })
      .filter(
        (file) => file.endsWith('.ts') && readFileSync(join(domain, file), 'utf8').includes('furtherBirthNoticeOf'),
      )
      .filter((file) => file !== join('registry', 'birth-registration.ts') && !file.startsWith('benefits'));
    expect(readers).toEqual([]);
  });
});
