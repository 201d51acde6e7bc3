// The registry's invariants, each by its name in the catalogue of rules.
import { describe, expect } from 'vitest';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { birth } from '../../../domain/registry/birth.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import {
  AssignCitizenId,
  type Case,
  ChangeHead,
  CorrectFact,
  IssueBirthCertificate,
  MoveIn,
  MoveOut,
  RecordDeath,
  RecordMaritalStatus,
  RefuseRegistration,
  RegisterChild,
  RegisterPerson,
  ReplaceBirthCertificate,
  ReportBirth,
  TakeOverRegistration,
  VoidBirthCertificate,
  births,
  child,
  dead,
  homes,
  mother,
  newborn,
  noticesOf,
  people,
  refusedFields,
  register,
  showEach,
  somebody,
} from './cases.ts';
import {
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
  motherRegistered,
  OTHER,
  OTHER_TOWNSHIP,
  personStream,
  registrationStream,
  TOWNSHIP,
  takenOver,
} from './cast.ts';

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

describe('the registry keeps', () => {
  showEach(invariants);
});
