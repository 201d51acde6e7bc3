// Stays away from the registered place: declared by whoever lives there, barred by nothing, floating by three definitions.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERASED } from '../../../domain/kernel/message.ts';
import { addDays } from '../../../domain/kernel/calendar.ts';
import { fold } from '../../../domain/kernel/decider.ts';
import {
  areDistrictsOfOneCity,
  definitionsMet,
  STAY_PURPOSES,
  type StayPurpose,
} from '../../../domain/registry/floating.ts';
import { openStays, residenceStay } from '../../../domain/registry/residence-stay.ts';
import type { Residence } from '../../../domain/policy/registry-rules.ts';
import { person as personId, rules, specify } from '../../support/specify.ts';
import {
  childOf9,
  county,
  diedOn,
  HOME,
  MOTHER,
  motherRegistered,
  OTHER_TOWNSHIP,
  OTHER_VILLAGE,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
  VILLAGE,
} from './cast.ts';
import { arrived, STAY } from './stay-cast.ts';

const { commands, events } = residenceStay;
const { given } = specify(residenceStay, MOTHER);
const registered = { ...county, ...registrationStream(MOTHER, takenOver(HOME)) };
const arrive = (more: object = {}) =>
  commands.DeclareArrival({ village: OTHER_VILLAGE, purpose: 'WORK', arrivedOn: '2025-08-01', ...more });
const stay = { stayId: STAY, township: OTHER_TOWNSHIP };
const dataOf = (decision: unknown) => (decision as { events: { data: Record<string, unknown> }[] }).events[0]?.data;

describe('an arrival', () => {
  test('is declared with the registered place that is on record, late or not', () =>
    given().beside(registered).when(arrive()).then(arrived).on('2025-08-01'));
  test.each([
    ['2026-03-10', OTHER_VILLAGE, '2026-03-20', []],
    ['2026-03-09', OTHER_VILLAGE, '2026-03-19', ['LATE_DECLARATION']],
    ['2026-03-17', '990121100001', '2026-03-20', []],
    ['2026-03-16', '990121100001', '2026-03-19', ['LATE_DECLARATION']],
  ])('TIM-03: on %s in %s was due on %s, with the notices %j', (arrivedOn, village, dueOn, notices) => {
    const { decision } = given().beside(registered).when(arrive({ arrivedOn, village }));
    expect(dataOf(decision)).toMatchObject({ dueOn, notices });
  });
  test('is declared once', () => {
    given(arrived).beside(registered).when(arrive()).thenNothing();
    given(arrived)
      .beside(registered)
      .when(arrive({ arrivedOn: '2026-01-01' }))
      .thenRefused('STAY_ALREADY_DECLARED');
  });
  test('BAD-46: from a place to itself is refused', () => {
    given()
      .beside(registered)
      .when(arrive({ village: VILLAGE }))
      .thenRefused('STAY_AT_REGISTERED_PLACE');
    given()
      .beside(county)
      .when(arrive({ from: OTHER_TOWNSHIP }))
      .thenRefused('STAY_AT_REGISTERED_PLACE');
  });
  test('of somebody registered elsewhere takes the person’s word for the registered place, and asks for nothing known', () => {
    given().beside(county).when(arrive()).thenRefused('REGISTERED_PLACE_NEEDED');
    const { decision } = given()
      .beside(county)
      .when(arrive({ from: '980121' }));
    expect(dataOf(decision)).toMatchObject({
      from: '980121',
      definitions: ['DECREE_555', 'CENSUS_2020', 'GUANGDONG_2010'],
    });
    given()
      .beside(registered)
      .when(arrive({ from: '980121' }))
      .thenRefused('REGISTERED_PLACE_DIFFERS', { office: TOWNSHIP });
    given()
      .beside(registered)
      .when(arrive({ from: '990121' }))
      .then(arrived);
  });
  test('BAD-07: is in a village whose code fits, on a day that has come, of somebody who lives', () => {
    given()
      .beside(registered)
      .when(arrive({ village: '990121100400' }))
      .thenRefused('VILLAGE_CODE_MISFIT');
    given()
      .beside(registered)
      .when(arrive({ arrivedOn: '2026-03-21' }))
      .thenRefused('DATE_IN_FUTURE');
    given()
      .beside({ ...registered, ...personStream(MOTHER, motherRegistered, diedOn('2026-01-01')) })
      .when(arrive())
      .thenRefused('PERSON_DECEASED');
    given()
      .when(arrive({ from: '980121' }))
      .thenRefused('PERSON_UNKNOWN');
  });
  test('BAD-47: overlaps another stay, says so, and until when', () => {
    const { decision } = given(arrived)
      .beside(registered)
      .when(arrive({ village: '990121200200', arrivedOn: '2026-03-12' }));
    expect(dataOf(decision)).toMatchObject({
      notices: ['OVERLAPPING_STAY'],
      overlaps: [{ stayId: STAY, township: OTHER_TOWNSHIP, endBy: '2026-04-12' }],
    });
  });
  test('BAD-47: overlaps no stay that was left by then', () => {
    const left = events.DepartureDeclared({ ...stay, leftOn: '2026-03-12' });
    const on = (arrivedOn: string) =>
      given(arrived, left)
        .beside(registered)
        .when(arrive({ village: '990121200200', arrivedOn })).decision;
    expect(dataOf(on('2026-03-12'))).toMatchObject({ overlaps: [] });
    expect(dataOf(on('2026-03-11'))).toMatchObject({ overlaps: [{ stayId: STAY }] });
  });
});

describe('a stay', () => {
  test('changes its purpose, and with it the definitions it meets', () => {
    const updated = events.StayUpdated({ ...stay, purpose: 'STUDY', definitions: ['CENSUS_2020'] });
    given(arrived)
      .beside(registered)
      .when(commands.UpdateStay({ ...stay, purpose: 'STUDY' }))
      .then(updated);
    given(arrived, updated)
      .beside(registered)
      .when(commands.UpdateStay({ ...stay, purpose: 'STUDY' }))
      .thenNothing();
    given(arrived)
      .beside(registered)
      .when(commands.UpdateStay({ ...stay, township: TOWNSHIP, purpose: 'STUDY' }))
      .thenRefused('STAY_UNKNOWN');
  });
  test('ends once, on a day that fits', () => {
    const leave = (leftOn: string) => commands.DeclareDeparture({ ...stay, leftOn });
    const left = events.DepartureDeclared({ ...stay, leftOn: '2026-03-01' });
    given(arrived).when(leave('2026-03-01')).then(left).on('2026-03-01');
    given(arrived, left).when(leave('2026-03-01')).thenNothing();
    given(arrived, left).when(leave('2026-03-02')).thenRefused('STAY_ENDED');
    given(arrived).when(leave('2025-07-31')).thenRefused('BEFORE_ARRIVAL');
    given(arrived).when(leave('2026-03-21')).thenRefused('DATE_IN_FUTURE');
    given().when(leave('2026-03-01')).thenRefused('STAY_UNKNOWN');
    expect(openStays(fold(residenceStay, [arrived]))).toHaveLength(1);
    expect(openStays(fold(residenceStay, [arrived, left]))).toEqual([]);
  });
  test('of half a year earns a permit; a shorter one only with a reason', () => {
    const permit = (issuedOn: string) =>
      commands.IssueResidencePermit({ ...stay, number: 'JZ990121000001', ground: 'EMPLOYED', issuedOn });
    expect(given(arrived).when(permit('2026-02-01')).decision).toHaveProperty('events');
    given(arrived).when(permit('2026-01-31')).thenRefused('STAY_TOO_SHORT', { permitMonths: 6 });
    expect(given(arrived).accepting('STAY_TOO_SHORT').when(permit('2026-01-31')).decision).toHaveProperty('events');
  });
  test('is readable by division when its details are erased', () => {
    const erased = events.ArrivalDeclared({
      ...arrived.data,
      purpose: ERASED as never,
      village: ERASED as never,
    });
    expect(fold(residenceStay, [erased]).stays[0]).toMatchObject({ township: OTHER_TOWNSHIP, from: TOWNSHIP });
  });
});

describe('the marriage-and-birth certificate', () => {
  const record = (on: string) =>
    commands.RecordMarriageBirthCertificate({ act: 'SHOWN', number: 'HY-2008-00012', county: '990122', on });
  test('INV-66: is never asked for again, and the attempt is recorded', () => {
    given().when(record('2008-05-05')).thenRefused('MARRIAGE_BIRTH_CERTIFICATE_ENDED');
    expect(residenceStay.rejections.MARRIAGE_BIRTH_CERTIFICATE_ENDED.recorded).toBe(true);
  });
  test('is taken in as history, of its own time, once', () => {
    const shown = events.MarriageBirthCertificateShown({ number: 'HY-2008-00012', county: '990122', on: '2008-05-05' });
    given().imported().when(record('2008-05-05')).then(shown).on('2008-05-05');
    given(shown).imported().when(record('2008-05-05')).thenNothing();
    given().imported().when(record('2021-10-01')).thenRefused('NOT_IN_ITS_TIME');
    given().imported().when(record('1997-12-31')).thenRefused('NOT_IN_ITS_TIME');
  });
});

const rule = rules.find(({ topic }) => topic === 'residence')?.body as unknown as Residence;
const born = { bornOn: '1990-01-01', bornIn: '1990-01' };
const met = (
  stayed: { from: string; to: string; purpose?: StayPurpose; arrivedOn?: string },
  on = '2026-03-20',
  who = born,
) => definitionsMet({ purpose: 'WORK', arrivedOn: '2026-03-01', ...stayed }, on, { who, rule });

describe('floating, by 3.1', () => {
  test('Decree 555 counts adults of childbearing age outside their county, for work or life', () => {
    const away = { from: '990122', to: '990121100' };
    expect(met(away)).toEqual(['DECREE_555', 'GUANGDONG_2010']);
    for (const purpose of ['BUSINESS_TRIP', 'MEDICAL', 'STUDY', 'TOURISM', 'VISIT'] as const)
      expect(met({ ...away, purpose })).toEqual([]);
    expect(met(away, '2026-03-20', { bornOn: '2008-03-21', bornIn: '2008-03' })).toEqual(['GUANGDONG_2010']);
    expect(met(away, '2026-03-20', { bornOn: '2008-03-20', bornIn: '2008-03' })).toContain('DECREE_555');
    expect(met(away, '2026-03-20', { bornOn: '1976-03-20', bornIn: '1976-03' })).toEqual(['GUANGDONG_2010']);
    expect(met(away, '2026-03-20', { bornOn: '1976-03-21', bornIn: '1976-03' })).toContain('DECREE_555');
  });
  test('not between districts of one city, but between a district and a county of it', () => {
    expect(met({ from: '980102', to: '980103001' })).toEqual(['GUANGDONG_2010']);
    expect(met({ from: '980102', to: '980121001' })).toContain('DECREE_555');
    expect(areDistrictsOfOneCity('980102', '980203')).toBe(false);
  });
  test('the census counts whoever is away from the township for six months', () => {
    const within = { from: TOWNSHIP, to: OTHER_TOWNSHIP, purpose: 'STUDY' as const };
    expect(met({ ...within, arrivedOn: '2025-09-20' })).toEqual(['CENSUS_2020']);
    expect(met({ ...within, arrivedOn: '2025-09-21' })).toEqual([]);
  });
  test('whoever floats by the decree floats by the wider definition, save between districts of one city', () =>
    fc.assert(
      fc.property(fc.constantFrom(...STAY_PURPOSES), fc.integer({ min: 0, max: 40_000 }), (purpose, days) => {
        const found = met({ from: '980121', to: OTHER_TOWNSHIP, purpose }, '2026-03-20', {
          bornOn: addDays('1910-01-01', days),
          bornIn: addDays('1910-01-01', days).slice(0, 7),
        });
        if (found.includes('DECREE_555')) expect(found).toContain('GUANGDONG_2010');
      }),
    ));
  test('a child of nine may stay anywhere', () => {
    const nine = personId(9);
    const { decision } = specify(residenceStay, nine)
      .given()
      .beside(personStream(nine, childOf9))
      .when(arrive({ from: '980121', purpose: 'LIVING' }));
    expect(dataOf(decision)).toMatchObject({ definitions: ['CENSUS_2020', 'GUANGDONG_2010'] });
  });
});
