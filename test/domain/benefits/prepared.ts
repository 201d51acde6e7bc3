// Situations in which the commands of benefits are carried out.
import type { Situation } from '../../support/situation.ts';
import { CHILD, county, MOTHER, TOWNSHIP } from '../registry/cast.ts';
import {
  approved,
  CERTIFICATE,
  CLAIM,
  certificateIssued,
  enrolled,
  FAMILY,
  family,
  filed,
  filing,
  paid,
  payment,
  reviewed,
  toFather,
} from './cast.ts';

const streams = family('2023-12-05');
const on = (history: Situation['history'], data: object): Situation => ({ subject: CLAIM, streams, history, data });
const mine = { personId: MOTHER };
const suspended = { type: 'BenefitSuspended', data: { ...mine, cause: 'BY_REQUEST', fromMonth: '2026-01' } };
const overpaid = {
  type: 'OverpaymentEstablished',
  data: {
    ...mine,
    fromMonth: '2025-11',
    toMonth: '2025-12',
    cause: 'LATE_NOTICE',
    decision: '平卫决〔2026〕4号',
    fen: 60_000,
  },
};
const ofFamily = (history: Situation['history'], data: object): Situation => ({
  ...{ subject: FAMILY, streams: county, history, data: { ...mine, ...data } },
});
const ofCertificate = (history: Situation['history'], data: object): Situation => ({
  ...{ subject: CERTIFICATE, streams: {}, history, data: { ...mine, ...data } },
});

export const preparedBenefits: Readonly<Record<string, Situation>> = {
  'benefitClaim.FileClaim': on([], filing),
  'benefitClaim.CheckFacts': on([filed], { ...mine, source: 'BANK', result: 'CONSISTENT', checkedOn: '2025-09-02' }),
  'benefitClaim.ReviewTownship': on(reviewed.slice(0, 2), { ...mine, result: 'RECOMMENDED', reviewedOn: '2025-09-03' }),
  'benefitClaim.ReferToHuman': on([filed], { ...mine, reason: 'BIRTH_ORDER' }),
  'benefitClaim.ApproveClaim': on(reviewed, { ...mine, childId: CHILD, decidedOn: '2025-09-10' }),
  'benefitClaim.RejectClaim': on(reviewed, {
    ...{ ...mine, reason: 'PAID_ELSEWHERE', citation: 'CCS-2025', remedyNotice: { organ: '990121', days: 60 } },
    decidedOn: '2025-09-10',
  }),
  'benefitClaim.PostNotice': on(approved, { ...mine, from: '2025-09-11', to: '2025-09-18' }),
  'benefitClaim.PayBenefit': on(approved, payment),
  'benefitClaim.ReportPaymentFailure': on(paid, {
    ...{ ...mine, fromMonth: '2025-01', toMonth: '2025-12', reason: 'BANK' },
  }),
  'benefitClaim.ChangePayee': on(approved, toFather),
  'benefitClaim.SuspendBenefit': on(approved, { ...mine, cause: 'BY_REQUEST', fromMonth: '2026-01' }),
  'benefitClaim.ResumeBenefit': on([...approved, suspended], { ...mine, fromMonth: '2026-02' }),
  'benefitClaim.EndBenefit': on(approved, { ...mine, cause: 'THIRD_BIRTHDAY', lastMonth: '2026-12' }),
  'benefitClaim.EstablishOverpayment': on(paid, {
    ...{ ...mine, fromMonth: '2025-11', toMonth: '2025-12', cause: 'LATE_NOTICE', decision: '平卫决〔2026〕4号' },
  }),
  'benefitClaim.OrderRecovery': on([...paid, overpaid], {
    ...{ ...mine, decision: '平卫决〔2026〕4号', heardOn: '2026-03-01', decidedOn: '2026-03-10' },
  }),
  'benefitClaim.WaiveRecovery': on([...paid, overpaid], { ...mine, reason: 'GOOD_FAITH' }),
  'onlyChildCertificate.TakeOverCertificate': ofCertificate([], certificateIssued.data),
  'onlyChildCertificate.CancelCertificate': ofCertificate([certificateIssued], {
    ...{ cause: 'FURTHER_BIRTH', cancelledOn: '2017-05-01' },
  }),
  'onlyChildCertificate.ReissueCertificate': ofCertificate([certificateIssued], {
    ...{ number: 'DZ-2003-00345', reissuedOn: '2003-04-01' },
  }),
  'specialFamily.EnrolFamily': ofFamily([], {
    ...{ township: TOWNSHIP, capacity: 'SELF', circumstance: 'CHILD_DIED', enrolledOn: '2025-05-01' },
  }),
  'specialFamily.AssignContact': ofFamily([enrolled], { kind: 'VILLAGE_OFFICIAL', staffId: 's-12' }),
  'specialFamily.SignFamilyDoctor': ofFamily([enrolled], {
    ...{ facilityId: 'fc_ICEiIyQlJicoKSorLC0uLw', signedOn: '2025-06-01' },
  }),
  'specialFamily.IssuePriorityCard': ofFamily([enrolled], { issuedOn: '2025-06-01' }),
  'specialFamily.RecordVisit': ofFamily([enrolled], { visitedOn: '2026-01-20', support: 'COMFORT' }),
  'specialFamily.LeaveSupport': ofFamily([enrolled], { leftOn: '2026-03-01' }),
};
