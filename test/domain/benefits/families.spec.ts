// Certificates of the one-child period, and the families that lost their only child.
import { describe, expect, test } from 'vitest';
import { onlyChildCertificate } from '../../../domain/benefits/only-child-certificate.ts';
import { specialFamily } from '../../../domain/benefits/special-family.ts';
import { specify } from '../../support/specify.ts';
import { CHILD, county, MOTHER, OTHER, TOWNSHIP } from '../registry/cast.ts';
import { CERTIFICATE, certificateIssued, enrolled, FAMILY } from './cast.ts';

describe('a certificate of the one-child period', () => {
  const { commands, events } = onlyChildCertificate;
  const { given } = specify(onlyChildCertificate, CERTIFICATE);
  const issue = { personId: MOTHER, childId: CHILD, number: 'DZ-1998-00012', issuedOn: '1998-06-01' };
  test('is taken over, and not given since 2016', () => {
    given().when(commands.TakeOverCertificate(issue)).then(certificateIssued).on('1998-06-01');
    given()
      .when(commands.TakeOverCertificate({ ...issue, issuedOn: '2016-01-01' }))
      .thenRefused('CERTIFICATES_ENDED');
  });
  test('INV-33: is cancelled on a further birth, and what was received is kept', () => {
    const cancel = commands.CancelCertificate({ personId: MOTHER, cause: 'FURTHER_BIRTH', cancelledOn: '2017-05-01' });
    const cancelled = events.CertificateCancelled({
      ...{ personId: MOTHER, cause: 'FURTHER_BIRTH', cancelledOn: '2017-05-01', pastRewards: 'KEPT' },
    });
    given(certificateIssued).when(cancel).then(cancelled);
    given(certificateIssued, cancelled).when(cancel).thenNothing();
    given(certificateIssued, cancelled)
      .when(commands.ReissueCertificate({ personId: MOTHER, number: 'DZ-2003-00345', reissuedOn: '2018-01-01' }))
      .thenRefused('CERTIFICATE_CANCELLED');
    given(certificateIssued)
      .when(commands.CancelCertificate({ personId: OTHER, cause: 'BY_REQUEST', cancelledOn: '2017-05-01' }))
      .thenRefused('CERTIFICATE_UNKNOWN');
  });
});

describe('a special-support family', () => {
  const { commands, events } = specialFamily;
  const { given } = specify(specialFamily, FAMILY);
  const enrol = (capacity: 'SELF' | 'SPOUSE' | 'VILLAGE' | 'OFFICE') =>
    commands.EnrolFamily({
      ...{ personId: MOTHER, township: TOWNSHIP, capacity, circumstance: 'CHILD_DIED', enrolledOn: '2025-05-01' },
    });
  test('REF-21: is enrolled because the person herself asks', () => {
    given().beside(county).when(enrol('SELF')).then(enrolled);
    for (const capacity of ['SPOUSE', 'VILLAGE', 'OFFICE'] as const)
      given().beside(county).when(enrol(capacity)).thenRefused('REF-21');
  });
  test('INV-22: leaves whenever it likes, without a reason', () => {
    const left = events.FamilyLeft({ personId: MOTHER, leftOn: '2026-03-01' });
    const leave = commands.LeaveSupport({ personId: MOTHER, leftOn: '2026-03-01' });
    given(enrolled).when(leave).then(left);
    given(enrolled, left).when(leave).thenNothing();
    given(enrolled, left)
      .when(commands.RecordVisit({ personId: MOTHER, visitedOn: '2026-03-02', support: 'VISIT' }))
      .thenRefused('FAMILY_NOT_ENROLLED');
    expect(Object.keys(events.specs.FamilyLeft.data.shape)).toEqual(['personId', 'leftOn']);
  });
});
