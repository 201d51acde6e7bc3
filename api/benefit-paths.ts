/** 待遇办理路径 The commands of benefits over HTTP. */
import { benefitClaim } from '../domain/benefits/claim.ts';
import { onlyChildCertificate } from '../domain/benefits/only-child-certificate.ts';
import { specialFamily } from '../domain/benefits/special-family.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';

export const benefitPaths: readonly CommandPaths[] = [
  pathsOf(benefitClaim, {
    FileClaim: '/benefit-claims',
    CheckFacts: '/benefit-claims/:id/checks',
    ReviewTownship: '/benefit-claims/:id/review',
    ReferToHuman: '/benefit-claims/:id/referral',
    ApproveClaim: '/benefit-claims/:id/approval',
    RejectClaim: '/benefit-claims/:id/rejection',
    PostNotice: '/benefit-claims/:id/notice',
    PayBenefit: '/benefit-claims/:id/payments',
    ReportPaymentFailure: '/benefit-claims/:id/payment-failures',
    ChangePayee: '/benefit-claims/:id/payee',
    SuspendBenefit: '/benefit-claims/:id/suspension',
    ResumeBenefit: '/benefit-claims/:id/resumption',
    EndBenefit: '/benefit-claims/:id/end',
    EstablishOverpayment: '/benefit-claims/:id/overpayment',
    OrderRecovery: '/benefit-claims/:id/recovery',
    WaiveRecovery: '/benefit-claims/:id/waiver',
  }),
  pathsOf(onlyChildCertificate, {
    TakeOverCertificate: '/only-child-certificates',
    CancelCertificate: '/only-child-certificates/:id/cancellation',
    ReissueCertificate: '/only-child-certificates/:id/reissue',
  }),
  pathsOf(specialFamily, {
    EnrolFamily: '/special-families',
    AssignContact: '/special-families/:id/contact',
    SignFamilyDoctor: '/special-families/:id/doctor',
    IssuePriorityCard: '/special-families/:id/card',
    RecordVisit: '/special-families/:id/visits',
    LeaveSupport: '/special-families/:id/leaving',
  }),
];
