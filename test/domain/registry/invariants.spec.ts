// The registry's invariants and the bad input it meets, each by its name in the catalogue of rules.
import { describe, expect, test } from 'vitest';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { birth } from '../../../domain/registry/birth.ts';
import { household } from '../../../domain/registry/household.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { person } from '../../../domain/registry/person.ts';
import { specify } from '../../support/specify.ts';
import {
  BIRTH,
  birthReported,
  birthReportedWithFather,
  birthStream,
  born,
  CHILD,
  childOf9,
  county,
  diedOn,
  ELSEWHERE,
  FATHER,
  HOME,
  homeFormed,
  householdStream,
  MOTHER,
  motherRegistered,
  OTHER,
  OTHER_TOWNSHIP,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
  VILLAGE,
} from './cast.ts';

const people = specify(person, MOTHER).given;
const homes = specify(household, HOME).given;
const births = specify(birth, BIRTH).given;
const child = specify(householdRegistration, CHILD).given;
const mother = specify(householdRegistration, MOTHER).given;
const { RegisterPerson, AssignCitizenId, RecordMaritalStatus, CorrectFact, RecordDeath } = person.commands;
const { RegisterChild, RefuseRegistration, TakeOverRegistration, MoveIn, MoveOut, MoveBetweenHouseholds } =
  householdRegistration.commands;
const { ReportBirth, IssueBirthCertificate, ReplaceBirthCertificate, VoidBirthCertificate, AmendBirth } =
  birth.commands;
const { FormHousehold, ChangeHead, MoveHousehold } = household.commands;

const newborn = { ...county, ...birthStream(CHILD, birthReported), ...registrationStream(MOTHER, takenOver(HOME)) };
const register = {
  householdId: HOME,
  parentId: MOTHER,
  follows: 'MOTHER',
  relation: '30',
  proof: 'BIRTH_CERTIFICATE',
  declaredOn: '2026-03-18',
} as const;
const somebody = { name: '李若兰', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP } as const;
const form = { headId: MOTHER, type: 'FAMILY', village: VILLAGE, address: '平安路12号' } as const;
const dead = { ...county, ...personStream(MOTHER, motherRegistered, diedOn('2026-03-01')) };

interface Case {
  readonly rule: string;
  readonly says: string;
  readonly shown: () => unknown;
}
const noticesOf = (decision: unknown) =>
  (decision as { events: { data: { notices: string[] } }[] }).events[0]?.data.notices;
const problemsIn = (decider: typeof person | typeof household, type: string, payload: unknown) => {
  const intake = takeIn(decider, type, payload);
  return 'problems' in intake ? [...new Set(intake.problems.map(({ field }) => field))] : intake;
};
const refusedFields = (type: string, payload: unknown, of: typeof birth | typeof householdRegistration) => {
  const intake = takeIn(of, type, payload);
  return 'refusal' in intake ? [intake.refusal.refused, intake.refusal.details.fields] : intake;
};

const invariants: readonly Case[] = [
  {
    rule: 'INV-01',
    says: 'nobody is registered in two places',
    shown: () => {
      const elsewhere = mother(takenOver(ELSEWHERE, OTHER_TOWNSHIP)).beside(county);
      const conflict = { office: OTHER_TOWNSHIP };
      const take = { householdId: HOME, relation: '02', registeredOn: '2020-01-01' };
      elsewhere.when(TakeOverRegistration(take)).thenRefused('ALREADY_REGISTERED', conflict);
      const enter = { householdId: HOME, relation: '02', fromCounty: '990122', reason: 'WORK', movedOn: '2020-01-01' };
      elsewhere.when(MoveIn({ ...enter, reason: 'WORK' })).thenRefused('ALREADY_REGISTERED', conflict);
      child(takenOver(ELSEWHERE, OTHER_TOWNSHIP))
        .beside(newborn)
        .when(RegisterChild(register))
        .thenRefused('ALREADY_REGISTERED', conflict);
    },
  },
  {
    rule: 'INV-02',
    says: 'a registration asks for identity and parentage alone, and every other demand is refused',
    shown: () => {
      expect(refusedFields('RegisterChild', { ...register, feeReceiptNo: '1' }, householdRegistration)).toEqual([
        'REF-01',
        ['feeReceiptNo'],
      ]);
      for (const decider of [birth, householdRegistration])
        expect(Object.values(decider.commands.specs).every(({ unconditional }) => unconditional)).toBe(true);
    },
  },
  {
    rule: 'INV-03',
    says: 'a mother never proves her motherhood, an unnamed father does',
    shown: () => {
      const stated = child()
        .beside(newborn)
        .when(RegisterChild({ ...register, proof: 'STATEMENT' }));
      expect(stated.decision).toHaveProperty('events');
      child()
        .beside(newborn)
        .when(RegisterChild({ ...register, parentId: FATHER, follows: 'FATHER' }))
        .thenRefused('PATERNITY_PROOF_NEEDED');
      child()
        .beside({ ...newborn, ...birthStream(CHILD, birthReportedWithFather) })
        .when(RegisterChild({ ...register, parentId: OTHER }))
        .thenRefused('PARENT_NOT_ON_RECORD');
    },
  },
  {
    rule: 'INV-04',
    says: 'a late declaration is registered with a notice, one in time without',
    shown: () => {
      const declaredOn = (day: string) =>
        noticesOf(
          child()
            .beside(newborn)
            .on('2030-01-01')
            .when(RegisterChild({ ...register, declaredOn: day })).decision,
        );
      expect(declaredOn('2026-04-14')).toEqual([]);
      expect(declaredOn('2026-04-15')).toEqual(['LATE_DECLARATION']);
      expect(declaredOn('2029-12-31')).toEqual(['LATE_DECLARATION']);
    },
  },
  {
    rule: 'INV-05',
    says: 'a refusal to register names one of three reasons, the law and a full remedy',
    shown: () => {
      const refusal = {
        reasonCode: 'NOT_THIS_PLACE',
        citation: 'HRR-6',
        remedyNotice: { organ: '990121', days: 60 },
      } as const;
      const { RegistrationRefused } = householdRegistration.events;
      const refused = RegistrationRefused({ ...refusal, township: TOWNSHIP });
      child().beside(newborn).when(RefuseRegistration(refusal)).then(refused);
      child(refused).beside(newborn).when(RefuseRegistration(refusal)).thenNothing();
      child()
        .beside(newborn)
        .when(RefuseRegistration({ ...refusal, remedyNotice: { organ: '990121', days: 59 } }))
        .thenRefused('REMEDY_TOO_SHORT');
      const lacking = [{ reasonCode: 'UNMARRIED' }, { citation: 'none' }, { remedyNotice: undefined }];
      for (const lack of lacking)
        expect(takeIn(householdRegistration, 'RefuseRegistration', { ...refusal, ...lack })).toMatchObject({
          ok: false,
        });
    },
  },
  {
    rule: 'INV-06',
    says: "a birth after today, or by a mother under 10 or over 60, is doubted, and accepted with an officer's reason",
    shown: () => {
      const motherBorn = (bornOn: string) => ReportBirth({ ...born, mother: { ...born.mother, bornOn } });
      births().when(motherBorn('2016-03-15')).thenRefused('MOTHER_AGE_IMPLAUSIBLE', { field: '/mother/bornOn' });
      births().when(motherBorn('1965-03-14')).thenRefused('MOTHER_AGE_IMPLAUSIBLE');
      for (const plausible of ['2016-03-14', '1965-03-15'])
        expect(births().when(motherBorn(plausible)).decision).toHaveProperty('events');
      const stoodBy = births().accepting('MOTHER_AGE_IMPLAUSIBLE', 'MEDICAL_CERTIFICATE');
      expect(stoodBy.when(motherBorn('2016-03-15')).decision).toHaveProperty('events');
      births()
        .when(ReportBirth({ ...born, bornOn: '2026-03-21' }))
        .thenRefused('BORN_IN_FUTURE');
      people()
        .when(RegisterPerson({ ...somebody, bornOn: '2026-03-21' }))
        .thenRefused('BORN_IN_FUTURE');
    },
  },
  {
    rule: 'INV-07',
    says: 'an identity number fits its check character, its holder and the divisions of its time',
    shown: () => {
      const assign = (citizenId: string) => people(motherRegistered).when(AssignCitizenId({ citizenId }));
      assign('990121199001010023').thenRefused('CHECK_DIGIT_FAILED');
      assign('990121198901010023').thenRefused('DATE_CONFLICT');
      assign('990121199001010014').thenRefused('PARITY_CONFLICT');
      assign('110101199001010023').thenRefused('ADDRESS_UNKNOWN');
      expect(assign('990121199001010022').decision).toHaveProperty('events');
    },
  },
  {
    rule: 'INV-08',
    says: 'after a death only corrections follow',
    shown: () => {
      const gone = people(motherRegistered, diedOn('2026-03-01')).beside(county);
      gone.when(AssignCitizenId({ citizenId: '990121199001010022' })).thenRefused('PERSON_DECEASED');
      gone.when(RecordMaritalStatus({ status: '20', since: '2026-02-01' })).thenRefused('PERSON_DECEASED');
      gone.when(RecordDeath({ diedOn: '2026-03-02' })).thenRefused('DEATH_ALREADY_RECORDED');
      const correction = CorrectFact({ field: 'name', value: '李若岚', reason: 'TYPING_ERROR' });
      expect(gone.when(correction).decision).toHaveProperty('events');
      const take = TakeOverRegistration({ householdId: HOME, relation: '02', registeredOn: '2020-01-01' });
      mother().beside(dead).when(take).thenRefused('PERSON_DECEASED');
      const out = MoveOut({ householdId: HOME, toCounty: '990122', reason: 'WORK', movedOn: '2026-02-01' });
      mother(takenOver(HOME)).beside(dead).when(out).thenRefused('PERSON_DECEASED');
      const infant = birth.events.InfantDeathReported({
        ...{ childId: CHILD, householdId: HOME, township: TOWNSHIP },
        ...{ diedIn: '2026-03', diedOn: '2026-03-15' },
      });
      child()
        .beside({ ...newborn, ...birthStream(CHILD, birthReported, infant) })
        .when(RegisterChild(register))
        .thenRefused('PERSON_DECEASED');
    },
  },
  {
    rule: 'INV-09',
    says: 'a household is headed by a living adult of its own, or with a reason by its eldest or a guardian',
    shown: () => {
      const young = { ...personStream(OTHER, childOf9), ...registrationStream(OTHER, takenOver(HOME)) };
      homes(homeFormed)
        .beside(young)
        .when(ChangeHead({ headId: OTHER }))
        .thenRefused('HEAD_NOT_ADULT');
      homes(homeFormed)
        .beside(county)
        .when(ChangeHead({ headId: FATHER }))
        .thenRefused('HEAD_NOT_MEMBER');
      const eldest = homes(homeFormed)
        .beside(young)
        .when(ChangeHead({ headId: OTHER, reason: 'ELDEST' }));
      expect(eldest.decision).toHaveProperty('events');
    },
  },
  {
    rule: 'INV-10',
    says: 'a certificate number is used once, and each certificate follows from the one before',
    shown: () => {
      const issued = birth.events.BirthCertificateIssued({ childId: CHILD, number: 'N990000001' });
      const replace = ReplaceBirthCertificate({ number: 'N990000002', reason: 'LOST' });
      births(birthReported).when(replace).thenRefused('NO_VALID_CERTIFICATE');
      births(birthReported)
        .when(VoidBirthCertificate({ reason: 'MISPRINT' }))
        .thenRefused('NO_VALID_CERTIFICATE');
      const replaced = birth.events.BirthCertificateReplaced({ childId: CHILD, number: 'N990000002', reason: 'LOST' });
      births(birthReported, issued).when(replace).then(replaced).taking('N990000002');
      births(birthReported, issued, replaced)
        .when(ReplaceBirthCertificate({ number: 'N990000001', reason: 'LOST' }))
        .thenRefused('CERTIFICATE_NUMBER_USED');
      births(birthReported, issued)
        .when(IssueBirthCertificate({ number: 'N990000002' }))
        .thenRefused('CERTIFICATE_ALREADY_ISSUED');
    },
  },
];

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

describe.each([
  ['invariants', invariants],
  ['bad input', badInput],
] as const)('%s', (_, cases) => {
  test.each(cases.map(({ rule, says, shown }) => [rule, says, shown] as const))('%s: %s', (_rule, _says, shown) => {
    shown();
  });
});
