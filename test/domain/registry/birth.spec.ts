// A birth and its certificate: who may report what, and what nobody has to show.
import { describe, expect, test } from 'vitest';
import { birth } from '../../../domain/registry/birth.ts';
import { specify } from '../../support/specify.ts';
import { BIRTH, born, birthReported, birthReportedWithFather, CHILD, FATHER, HOME, MOTHER, TOWNSHIP } from './cast.ts';

const { commands, events } = birth;
const { given } = specify(birth, BIRTH);
const issued = events.BirthCertificateIssued({ childId: CHILD, number: 'N990000001' });
const replaced = events.BirthCertificateReplaced({ childId: CHILD, number: 'N990000002', reason: 'LOST' });
const voided = events.BirthCertificateVoided({ childId: CHILD, reason: 'MISPRINT' });

describe('a birth', () => {
  test('is reported to its month, and makes the child a person beside its household', () =>
    given().when(commands.ReportBirth(born)).then(birthReported).on('2026-03'));
  test('is reported whoever the father is, and keeps his name only where he is a person of the register', () => {
    given()
      .when(commands.ReportBirth({ ...born, father: { id: FATHER, name: '王建国' } }))
      .then(birthReportedWithFather);
    const { decision } = given().when(commands.ReportBirth({ ...born, father: { name: '某人甲' } }));
    expect(JSON.stringify(decision)).not.toContain('某人甲');
  });
  test('is decided without reading any other stream', () => expect(birth.facts).toBeUndefined());
  test('has two parents where it names two', () =>
    given()
      .when(commands.ReportBirth({ ...born, father: { id: MOTHER, name: '李若兰' } }))
      .thenRefused('PARENTS_ARE_ONE'));
  test('is reported once', () =>
    given(birthReported).when(commands.ReportBirth(born)).thenRefused('BIRTH_ALREADY_REPORTED'));
  test('says which children one delivery bore', () =>
    given()
      .when(commands.ReportBirth({ ...born, deliveryId: 'd-7' }))
      .then(events.BirthReported({ ...birthReported.data, deliveryId: 'd-7' })));
});

describe('a birth certificate', () => {
  test('is issued under a number of its own', () =>
    given(birthReported)
      .when(commands.IssueBirthCertificate({ number: 'N990000001' }))
      .then(issued)
      .taking('N990000001'));
  test('is issued once', () => {
    given(birthReported, issued)
      .when(commands.IssueBirthCertificate({ number: 'N990000001' }))
      .thenNothing();
    given(birthReported, issued)
      .when(commands.IssueBirthCertificate({ number: 'N990000002' }))
      .thenRefused('CERTIFICATE_ALREADY_ISSUED');
  });
  test('is not issued for a birth nobody reported', () =>
    given()
      .when(commands.IssueBirthCertificate({ number: 'N990000001' }))
      .thenRefused('BIRTH_NOT_REPORTED'));
  test('is void once', () => {
    given(birthReported, issued)
      .when(commands.VoidBirthCertificate({ reason: 'MISPRINT' }))
      .then(voided);
    given(birthReported, issued, voided)
      .when(commands.VoidBirthCertificate({ reason: 'MISPRINT' }))
      .thenNothing();
    given(birthReported)
      .when(commands.VoidBirthCertificate({ reason: 'MISPRINT' }))
      .thenRefused('NO_VALID_CERTIFICATE');
  });
  test('is issued anew after it was voided, under another number', () => {
    given(birthReported, issued, voided)
      .when(commands.IssueBirthCertificate({ number: 'N990000003' }))
      .then(events.BirthCertificateIssued({ childId: CHILD, number: 'N990000003' }));
    given(birthReported, issued, voided)
      .when(commands.IssueBirthCertificate({ number: 'N990000001' }))
      .thenRefused('CERTIFICATE_NUMBER_USED');
  });
  test('is not replaced by itself', () =>
    given(birthReported, issued)
      .when(commands.ReplaceBirthCertificate({ number: 'N990000001', reason: 'LOST' }))
      .thenRefused('CERTIFICATE_NUMBER_USED'));
  test('sent to be replaced a second time changes nothing', () =>
    given(birthReported, issued, replaced)
      .when(commands.ReplaceBirthCertificate({ number: 'N990000002', reason: 'LOST' }))
      .thenNothing());
});

describe('an amendment', () => {
  test('names a child that had no name', () =>
    given(birthReported)
      .when(commands.AmendBirth({ field: 'name', value: '李念安', reason: 'DECLARED_BY_PERSON' }))
      .then(events.BirthAmended({ childId: CHILD, field: 'name', value: '李念安', reason: 'DECLARED_BY_PERSON' })));
  test('of the day moves the month, and doubts what the mother cannot have been', () => {
    given(birthReported)
      .when(commands.AmendBirth({ field: 'bornOn', value: '2026-02-28', reason: 'MEDICAL_CERTIFICATE' }))
      .then(
        events.BirthAmended({
          childId: CHILD,
          field: 'bornOn',
          value: '2026-02-28',
          previous: '2026-03-14',
          reason: 'MEDICAL_CERTIFICATE',
          bornIn: '2026-02',
        }),
      );
    given(birthReported)
      .when(commands.AmendBirth({ field: 'bornOn', value: '1999-02-28', reason: 'MEDICAL_CERTIFICATE' }))
      .thenRefused('MOTHER_AGE_IMPLAUSIBLE');
  });
  test('to what is recorded already changes nothing', () =>
    given(birthReported)
      .when(commands.AmendBirth({ field: 'sex', value: '2', reason: 'TYPING_ERROR' }))
      .thenNothing());
});

describe("an infant's death", () => {
  const died = events.InfantDeathReported({
    childId: CHILD,
    householdId: HOME,
    township: TOWNSHIP,
    diedIn: '2026-03',
    diedOn: '2026-03-16',
  });
  test('is reported to its month, once', () => {
    given(birthReported)
      .when(commands.ReportInfantDeath({ diedOn: '2026-03-16' }))
      .then(died)
      .on('2026-03');
    given(birthReported, died)
      .when(commands.ReportInfantDeath({ diedOn: '2026-03-16' }))
      .thenNothing();
    given(birthReported, died)
      .when(commands.ReportInfantDeath({ diedOn: '2026-03-17' }))
      .thenRefused('DEATH_ALREADY_RECORDED');
  });
  test('lies between the birth and today', () => {
    given(birthReported)
      .when(commands.ReportInfantDeath({ diedOn: '2026-03-13' }))
      .thenRefused('BEFORE_BIRTH');
    given(birthReported)
      .when(commands.ReportInfantDeath({ diedOn: '2026-03-21' }))
      .thenRefused('DATE_IN_FUTURE');
    given()
      .when(commands.ReportInfantDeath({ diedOn: '2026-03-16' }))
      .thenRefused('BIRTH_NOT_REPORTED');
  });
  test('is one within a year of the birth', () => {
    const later = given(birthReported).on('2028-01-01');
    later.when(commands.ReportInfantDeath({ diedOn: '2027-03-13' })).then({
      ...died,
      data: { ...died.data, diedIn: '2027-03', diedOn: '2027-03-13' },
    });
    later.when(commands.ReportInfantDeath({ diedOn: '2027-03-14' })).thenRefused('NOT_AN_INFANT');
  });
  test('leaves the certificate of the birth to be had', () =>
    given(birthReported, died)
      .when(commands.IssueBirthCertificate({ number: 'N990000001' }))
      .then(issued));
});
