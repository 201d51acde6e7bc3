/** 权限 Who may give the commands of benefits: the township takes claims and reviews them, the benefit officer decides and pays. */
import { aboutPerson, type Authorities, type Authority, type Reaches, text } from '../authority.ts';

const counters: Reaches = { TownshipWorker: 'township', BenefitOfficer: 'county' };
const taking: Authority = { roles: counters, places: aboutPerson };
const deciding: Authority = { roles: { BenefitOfficer: 'county' }, places: aboutPerson };
const supporting: Authority = { roles: { ...counters, AssociationWorker: 'township' }, places: aboutPerson };

export const benefitAuthorities: Authorities = {
  // Where the claim belongs is the scheme's question, which tells the office: anybody may file at any desk of the county.
  'benefitClaim.FileClaim': {
    roles: counters,
    places: (data) => [{ division: text(data.township) }, ...aboutPerson(data)],
  },
  'benefitClaim.CheckFacts': taking,
  'benefitClaim.ReviewTownship': { roles: { TownshipWorker: 'township' }, places: aboutPerson },
  'benefitClaim.ReferToHuman': taking,
  'benefitClaim.ApproveClaim': deciding,
  'benefitClaim.RejectClaim': deciding,
  'benefitClaim.PostNotice': taking,
  'benefitClaim.PayBenefit': deciding,
  'benefitClaim.ReportPaymentFailure': deciding,
  'benefitClaim.ChangePayee': deciding,
  'benefitClaim.SuspendBenefit': deciding,
  'benefitClaim.ResumeBenefit': deciding,
  'benefitClaim.EndBenefit': deciding,
  'benefitClaim.EstablishOverpayment': deciding,
  'benefitClaim.OrderRecovery': deciding,
  'benefitClaim.WaiveRecovery': deciding,

  'onlyChildCertificate.TakeOverCertificate': taking,
  'onlyChildCertificate.CancelCertificate': taking,
  'onlyChildCertificate.ReissueCertificate': taking,

  'specialFamily.EnrolFamily': taking,
  'specialFamily.AssignContact': taking,
  'specialFamily.SignFamilyDoctor': taking,
  'specialFamily.IssuePriorityCard': taking,
  'specialFamily.RecordVisit': supporting,
  'specialFamily.LeaveSupport': supporting,
};
