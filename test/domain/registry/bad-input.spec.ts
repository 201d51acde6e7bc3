// The bad input the registry meets, each by its name in the catalogue of rules.
import { describe, expect } from 'vitest';
import { birth } from '../../../domain/registry/birth.ts';
import { household } from '../../../domain/registry/household.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { person } from '../../../domain/registry/person.ts';
import {
  AmendBirth,
  AssignCitizenId,
  type Case,
  FormHousehold,
  MoveBetweenHouseholds,
  MoveHousehold,
  MoveOut,
  RegisterChild,
  RegisterPerson,
  ReportBirth,
  births,
  child,
  dead,
  form,
  homes,
  mother,
  newborn,
  people,
  problemsIn,
  refusedFields,
  register,
  showEach,
  somebody,
} from './cases.ts';
import {
  birthReported,
  born,
  CHILD,
  childOf9,
  county,
  ELSEWHERE,
  HOME,
  homeFormed,
  householdStream,
  motherRegistered,
  OTHER,
  OTHER_TOWNSHIP,
  personStream,
  TOWNSHIP,
  takenOver,
} from './cast.ts';

const badInput: readonly Case[] = [
  {
    rule: 'BAD-01',
    says: 'a number with a wrong check character is refused',
    shown: () =>
      people()
        .when(RegisterPerson({ ...somebody, citizenId: '990121199001010023' }))
        .thenRefused('CHECK_DIGIT_FAILED'),
  },
  {
    rule: 'BAD-02',
    says: 'a placeholder is no number',
    shown: () => {
      for (const citizenId of ['000000000000000000', '000000199001010000'])
        people(motherRegistered).when(AssignCitizenId({ citizenId })).thenRefused('PLACEHOLDER');
    },
  },
  {
    rule: 'BAD-03',
    says: 'a number of fifteen digits is not taken from a desk',
    shown: () =>
      expect(problemsIn(person, 'AssignCitizenId', { citizenId: '990121900101002' })).toEqual(['/citizenId']),
  },
  {
    rule: 'BAD-04',
    says: 'a day that does not exist is told at the edge, a number of another day by the rule',
    shown: () => {
      expect(problemsIn(person, 'RegisterPerson', { ...somebody, bornOn: '2021-02-30' })).toEqual(['/bornOn']);
      people()
        .when(RegisterPerson({ ...somebody, bornOn: '1990-01-02', citizenId: '990121199001010022' }))
        .thenRefused('DATE_CONFLICT');
    },
  },
  {
    rule: 'BAD-05',
    says: 'an odd sequence is no woman’s',
    shown: () =>
      people()
        .when(RegisterPerson({ ...somebody, citizenId: '990121199001010014' }))
        .thenRefused('PARITY_CONFLICT'),
  },
  {
    rule: 'BAD-06',
    says: 'an ended division is taken for facts before its end, under its successor, and refused after',
    shown: () => {
      const move = (movedOn: string) => MoveOut({ householdId: HOME, toCounty: '500225', reason: 'WORK', movedOn });
      const { MovedOut } = householdRegistration.events;
      const moved = MovedOut({ householdId: HOME, township: TOWNSHIP, toCounty: '500111', reason: 'WORK' });
      mother(takenOver(HOME)).beside(county).when(move('2010-06-01')).then(moved);
      mother(takenOver(HOME))
        .beside(county)
        .when(move('2012-06-01'))
        .thenRefused('DIVISION_NOT_IN_FORCE', { code: '500225', successor: '500111' });
      const village = '990121299200';
      homes(homeFormed)
        .when(MoveHousehold({ village, address: '旧村1号', movedOn: '2018-12-31' }))
        .then(
          household.events.HouseholdMoved({
            ...{ fromTownship: TOWNSHIP, toTownship: '990121101' },
            ...{ village: '990121101205', address: '旧村1号' },
          }),
        );
      homes(homeFormed)
        .when(MoveHousehold({ village, address: '旧村1号', movedOn: '2019-01-01' }))
        .thenRefused('DIVISION_NOT_IN_FORCE', { successor: '990121101205' });
    },
  },
  {
    rule: 'BAD-07',
    says: 'a village code is one of a committee’s',
    shown: () => {
      for (const serial of ['000', '400', '999'])
        homes()
          .beside(county)
          .when(FormHousehold({ ...form, village: `990121100${serial}` }))
          .thenRefused('VILLAGE_CODE_MISFIT');
      homes()
        .beside(county)
        .when(FormHousehold({ ...form, village: '990121100150' }))
        .thenRefused('DIVISION_UNKNOWN');
    },
  },
  {
    rule: 'BAD-08',
    says: 'a birth in the future, or before its mother was ten, waits for a reason',
    shown: () => {
      const early = { ...born, mother: { ...born.mother, bornOn: '2017-01-01' } };
      births().when(ReportBirth(early)).thenRefused('MOTHER_AGE_IMPLAUSIBLE');
      births()
        .when(ReportBirth({ ...born, bornOn: '2026-05-01' }))
        .thenRefused('BORN_IN_FUTURE');
      const stoodBy = births().accepting('BORN_IN_FUTURE', 'CHECKED_WITH_OFFICE');
      expect(stoodBy.when(ReportBirth({ ...born, bornOn: '2026-05-01' })).decision).toHaveProperty('events');
    },
  },
  {
    rule: 'BAD-09',
    says: 'twins sent as two deliveries are joined by an officer’s amendment, never silently',
    shown: () =>
      births(birth.events.BirthReported({ ...birthReported.data, deliveryId: 'd-2' }))
        .when(AmendBirth({ field: 'deliveryId', value: 'd-1', reason: 'MEDICAL_CERTIFICATE' }))
        .then(
          birth.events.BirthAmended({
            ...{ childId: CHILD, field: 'deliveryId', value: 'd-1', previous: 'd-2' },
            reason: 'MEDICAL_CERTIFICATE',
          }),
        ),
  },
  {
    rule: 'BAD-10',
    says: 'a demand for a fee receipt, a permit or a marriage is refused, whatever else is wrong',
    shown: () => {
      const demands = { feeReceiptNo: '1', birthPermit: true, marriageCertificate: 'x', declaredOn: 'never' };
      expect(refusedFields('RegisterChild', { ...register, ...demands }, householdRegistration)).toEqual([
        'REF-01',
        ['birthPermit', 'feeReceiptNo', 'marriageCertificate'],
      ]);
      const married = { ...born, mother: { ...born.mother, marriageCertificate: 'x' } };
      expect(refusedFields('ReportBirth', married, birth)).toEqual(['REF-01', ['marriageCertificate']]);
    },
  },
  {
    rule: 'BAD-11',
    says: 'a second permanent registration names the office of the first',
    shown: () =>
      child(takenOver(ELSEWHERE, OTHER_TOWNSHIP))
        .beside(newborn)
        .when(RegisterChild(register))
        .thenRefused('ALREADY_REGISTERED', { office: OTHER_TOWNSHIP }),
  },
  {
    rule: 'BAD-12',
    says: 'neither a child of nine nor the dead head a household',
    shown: () => {
      homes()
        .beside(personStream(OTHER, childOf9))
        .when(FormHousehold({ ...form, headId: OTHER }))
        .thenRefused('HEAD_NOT_ADULT');
      homes().beside(dead).when(FormHousehold(form)).thenRefused('PERSON_DECEASED');
    },
  },
  {
    rule: 'BAD-13',
    says: 'nobody leaves a household they never joined',
    shown: () => {
      const move = { fromHouseholdId: HOME, toHouseholdId: ELSEWHERE, reason: 'HOUSING', relation: '02' } as const;
      mother()
        .beside(county)
        .when(MoveBetweenHouseholds({ ...move, movedOn: '2026-01-01' }))
        .thenRefused('NOT_REGISTERED');
      mother(takenOver(ELSEWHERE, OTHER_TOWNSHIP))
        .beside({ ...county, ...householdStream(HOME, homeFormed) })
        .when(MoveOut({ householdId: HOME, toCounty: '990122', reason: 'WORK', movedOn: '2026-01-01' }))
        .thenRefused('NOT_A_MEMBER', { office: OTHER_TOWNSHIP });
    },
  },
  {
    rule: 'BAD-34',
    says: 'names of 2 to 25 letters with dots between them are names',
    shown: () => {
      const name = (text: string) => problemsIn(person, 'RegisterPerson', { ...somebody, name: text });
      for (const good of ['李兰', '阿卜杜热合曼·买买提', '張若蘭', '𠮷田花', 'Maria Ivanova', '好'.repeat(25)])
        expect(name(good)).toMatchObject({ ok: true });
      for (const bad of ['李', '好'.repeat(26), '李·', '·李兰', '李··兰', '李兰1', '李 ', '李\u200b兰', '李\ufffd', ''])
        expect(name(bad)).toEqual(['/name']);
    },
  },
  {
    rule: 'BAD-40',
    says: 'free text is one line, limited, and markup in it is text',
    shown: () => {
      const address = (text: string) => problemsIn(household, 'FormHousehold', { ...form, address: text });
      for (const good of ["'; DROP TABLE event; --", '<script>alert(1)</script>', '路'.repeat(100)])
        expect(address(good)).toMatchObject({ ok: true });
      for (const bad of ['路'.repeat(101), 'a\u0000b', '路\n号', '\u202e路', '\ud800路', ' 路', 'x'.repeat(10_000_000)])
        expect(address(bad)).toEqual(['/address']);
    },
  },
];

describe('the registry meets', () => {
  showEach(badInput);
});
