// The claims, certificates and families the specs of benefits tell of.
import { benefitClaim } from '../../../domain/benefits/claim.ts';
import { onlyChildCertificate } from '../../../domain/benefits/only-child-certificate.ts';
import { specialFamily } from '../../../domain/benefits/special-family.ts';
import { base64urlOf } from '../../../domain/kernel/identifier.ts';
import { birth } from '../../../domain/registry/birth.ts';
import {
  birthReportedWithFather,
  birthStream,
  CHILD,
  county,
  FATHER,
  MOTHER,
  registrationStream,
  TOWNSHIP,
  takenOver,
  HOME,
} from '../registry/cast.ts';

const idOf = (prefix: string, byte: number) => `${prefix}_${base64urlOf(Array<number>(16).fill(byte))}`;
export const CLAIM = idOf('bc', 1);
export const CERTIFICATE = idOf('oc', 1);
export const FAMILY = idOf('sf', 1);

const { events } = benefitClaim;
export const bornOn = (day: string) =>
  birth.events.BirthReported({ ...birthReportedWithFather.data, bornOn: day, bornIn: day.slice(0, 7) });
/** The child of MOTHER and FATHER, born on a day, registered at home. */
export const family = (day: string, ...more: Parameters<typeof birthStream>[1][]) => ({
  ...county,
  ...birthStream(CHILD, bornOn(day), ...more),
  ...registrationStream(CHILD, takenOver(HOME)),
});
export const childDied = (on: string) =>
  birth.events.InfantDeathReported({
    ...{ childId: CHILD, householdId: HOME, township: TOWNSHIP, diedIn: on.slice(0, 7), diedOn: on },
  });
export const filing = {
  personId: MOTHER,
  scheme: 'CHILDCARE_SUBSIDY',
  relation: 'MOTHER',
  childId: CHILD,
  township: TOWNSHIP,
  account: 'acct_7f3a9b2c1d',
  filedOn: '2025-09-01',
} as const;
export const filed = events.ClaimFiled(filing);
const checked = events.FactsChecked({
  ...{ personId: MOTHER, source: 'REGISTER', result: 'CONSISTENT', checkedOn: '2025-09-02' },
});
const reviewedOn = { personId: MOTHER, result: 'RECOMMENDED', reviewedOn: '2025-09-03' } as const;
export const reviewed = [filed, checked, events.TownshipReviewed(reviewedOn)];
export const approvedFor = (fromMonth: string, toMonth: string) =>
  events.ClaimApproved({ personId: MOTHER, fromMonth, toMonth, perMonthFen: 30_000, decidedOn: '2025-09-10' });
export const approved = [...reviewed, approvedFor('2025-01', '2026-12')];
export const payment = {
  personId: MOTHER,
  childId: CHILD,
  fromMonth: '2025-01',
  toMonth: '2025-12',
  paidOn: '2026-01-10',
};
export const paidFor = (fromMonth: string, toMonth: string, fen: number) =>
  events.BenefitPaid({ personId: MOTHER, fromMonth, toMonth, paidOn: '2026-01-10', fen, account: filing.account });
export const paid = [...approved, paidFor('2025-01', '2025-12', 360_000)];
export const toFather = {
  personId: FATHER,
  previousId: MOTHER,
  childId: CHILD,
  relation: 'FATHER',
  account: 'acct_0e5d4c3b2a',
  reason: 'PAYEE_DIED',
} as const;

export const certificateIssued = onlyChildCertificate.events.CertificateIssued({
  ...{ personId: MOTHER, childId: CHILD, number: 'DZ-1998-00012', issuedOn: '1998-06-01' },
});
export const enrolled = specialFamily.events.FamilyEnrolled({
  ...{ personId: MOTHER, township: TOWNSHIP, enrolledOn: '2025-05-01', circumstance: 'CHILD_DIED' },
});
