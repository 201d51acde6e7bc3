/** 待遇申领的命令与事件 What is asked of a claim to a benefit and what becomes of it; accounts and sums stay sealed with the payee. */
import * as z from 'zod';
import { command, defineCommands, defineEvents, event, sealed } from '../kernel/message.ts';
import { CivilDate, CivilMonth, PersonId, TownshipCode } from '../kernel/values.ts';
import { CITATION_CODES } from '../policy/citations.ts';
import { RefusedRegistration } from '../registry/refused-registration.ts';

export const Scheme = z.enum(['CHILDCARE_SUBSIDY', 'REWARD_ASSISTANCE', 'SPECIAL_ASSISTANCE', 'ONE_CHILD_REWARD']);
export type Scheme = z.output<typeof Scheme>;
const Relation = z.enum(['MOTHER', 'FATHER', 'GUARDIAN', 'SELF']);
/** 账户标识 What the bank gave in place of an account number. */
const Account = z
  .string()
  .regex(/^acct_[A-Za-z0-9]{8,40}$/, 'a token of an account, acct_ and 8 to 40 letters or digits')
  .meta({ examples: ['acct_7f3a9b2c1d', 'acct_0e5d4c3b2a'] });
/** 情形 What befell the only child; sealed as health data. */
const Circumstance = z.enum(['CHILD_DIED', 'CHILD_DISABLED']);
const FileNumber = z
  .string()
  .regex(/^[\p{L}\p{N}〔〕()（）./-]{2,60}$/u, 'a file number of 2 to 60 letters and digits')
  .meta({ examples: ['平卫决〔2026〕3号', '平卫决〔2026〕4号'] });
const Fen = z.int().nonnegative().max(1_000_000_000);
const RejectReason = z.enum(['NOT_ENTITLED', 'NOT_THIS_PLACE', 'FACTS_DISPROVED', 'PAID_ELSEWHERE', 'HISTORIC_RULES']);
const SuspendCause = z.enum(['ACCOUNT_CLOSED', 'FACTS_IN_DOUBT', 'PAYEE_DIED', 'CUSTODY_IN_DOUBT', 'BY_REQUEST']);
const EndCause = z.enum([
  ...['THIRD_BIRTHDAY', 'CHILD_DIED', 'PAYEE_DIED', 'CHILD_ADOPTED', 'MOVED_AWAY'],
  ...['FURTHER_BIRTH', 'CHILD_OF_AGE', 'BY_REQUEST', 'DECIDED_IN_ERROR'],
] as const);
const OverpaidBy = z.enum(['OFFICE_ERROR', 'LATE_NOTICE', 'FALSE_STATEMENT']);

const payee = z.strictObject({ personId: PersonId });
const span = payee.extend({ fromMonth: CivilMonth, toMonth: CivilMonth });
const filing = payee.extend({
  scheme: Scheme,
  relation: Relation,
  childId: PersonId.optional(),
  circumstance: Circumstance.optional(),
  township: TownshipCode,
  account: Account,
  filedOn: CivilDate,
});
const how = (...basis: string[]) => ({ purpose: 'BENEFIT' as const, basis, unconditional: true });
const checks = z.strictObject({
  source: z.enum(['REGISTER', 'CIVIL_AFFAIRS', 'SOCIAL_SECURITY', 'BANK', 'DISABLED_FEDERATION']),
  result: z.enum(['CONSISTENT', 'INCONSISTENT', 'MISSING']),
  checkedOn: CivilDate,
});
const paying = how('PFP-27', 'CCS-2025');
export const commands = defineCommands({
  FileClaim: command(filing, { ...how('PFP-27', 'PFP-31', 'CCS-2025'), creates: true }),
  CheckFacts: command(payee.extend(checks.shape), how('CCS-2025', 'PIPL-34')),
  ReviewTownship: command(
    payee.extend({ result: z.enum(['RECOMMENDED', 'DOUBTED']), reviewedOn: CivilDate }),
    how('CCS-2025'),
  ),
  ReferToHuman: command(
    payee.extend({ reason: z.enum(['BIRTH_ORDER', 'HISTORIC_RULES_UNDETERMINED', 'FACTS_CONFLICT']) }),
    how('PIPL-24'),
  ),
  ApproveClaim: command(payee.extend({ childId: PersonId.optional(), decidedOn: CivilDate }), how('CCS-2025')),
  RejectClaim: command(
    payee.extend({
      reason: RejectReason,
      citation: z.enum(CITATION_CODES),
      remedyNotice: RefusedRegistration.shape.remedyNotice,
      /** The decision of an authority that disproves what is otherwise decided for the applicant. */
      disprovedBy: FileNumber.optional(),
      decidedOn: CivilDate,
    }),
    how('PIPL-24', 'ARL-12'),
  ),
  PostNotice: command(payee.extend({ from: CivilDate, to: CivilDate }), how('PIPL-6')),
  PayBenefit: command(span.extend({ childId: PersonId.optional(), paidOn: CivilDate }), paying),
  ReportPaymentFailure: command(span.extend({ reason: z.enum(['ACCOUNT_CLOSED', 'NAME_MISMATCH', 'BANK']) }), paying),
  ChangePayee: command(
    payee.extend({
      previousId: PersonId,
      childId: PersonId,
      relation: Relation,
      account: Account,
      reason: z.enum(['PAYEE_DIED', 'CUSTODY', 'PARENTAGE', 'BY_AGREEMENT']),
    }),
    paying,
  ),
  SuspendBenefit: command(payee.extend({ cause: SuspendCause, fromMonth: CivilMonth }), paying),
  ResumeBenefit: command(payee.extend({ fromMonth: CivilMonth }), paying),
  EndBenefit: command(payee.extend({ cause: EndCause, lastMonth: CivilMonth }), paying),
  EstablishOverpayment: command(span.extend({ cause: OverpaidBy, decision: FileNumber }), how('CCS-2025', 'ARL-12')),
  OrderRecovery: command(
    payee.extend({ decision: FileNumber, heardOn: CivilDate.optional(), decidedOn: CivilDate }),
    how('CCS-2025', 'ARL-12'),
  ),
  WaiveRecovery: command(payee.extend({ reason: z.enum(['GOOD_FAITH', 'HARDSHIP', 'SMALL_SUM']) }), how('CCS-2025')),
});

const own = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: 'personId', class: 'identity' });
const { specs } = commands;
export const events = defineEvents({
  ClaimFiled: event(
    filing.extend({
      account: own(Account),
      circumstance: sealed(Circumstance, { owner: 'personId', class: 'health' }).optional(),
    }),
  ),
  FactsChecked: event(specs.CheckFacts.data),
  TownshipReviewed: event(specs.ReviewTownship.data),
  ClaimReferredToHuman: event(specs.ReferToHuman.data),
  ClaimApproved: event(
    payee.extend({
      fromMonth: CivilMonth,
      toMonth: CivilMonth.optional(),
      perMonthFen: own(Fen),
      decidedOn: CivilDate,
    }),
  ),
  ClaimRejected: event(specs.RejectClaim.data),
  // A list on a board: never a number, an address or a sum.
  PublicNoticePosted: event(specs.PostNotice.data.extend({ shows: z.array(z.enum(['NAME', 'VILLAGE'])).max(2) })),
  BenefitPaid: event(span.extend({ paidOn: CivilDate, fen: own(Fen), account: own(Account) })),
  PaymentFailed: event(specs.ReportPaymentFailure.data),
  PayeeChanged: event(specs.ChangePayee.data.extend({ account: own(Account) })),
  BenefitSuspended: event(specs.SuspendBenefit.data),
  BenefitResumed: event(specs.ResumeBenefit.data),
  BenefitEnded: event(specs.EndBenefit.data),
  OverpaymentEstablished: event(specs.EstablishOverpayment.data.extend({ fen: own(Fen) })),
  RecoveryOrdered: event(specs.OrderRecovery.data),
  RecoveryWaived: event(specs.WaiveRecovery.data),
});
export type Filing = z.output<typeof filing>;
export type Approval = z.output<typeof specs.ApproveClaim.data>;
export type Payment = z.output<typeof specs.PayBenefit.data>;
export type Rejection = z.output<typeof specs.RejectClaim.data>;
