/** 待遇申领 One claim to a benefit: filed, checked, reviewed, decided by a human, paid by the month, ended; its payee may change. */
import { accept, already, type Decider } from '../kernel/decider.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { refusedRegistrationRejections, remedyFault } from '../registry/refused-registration.ts';
import { vitalRejections } from '../registry/vital.ts';
import { approvedSpan, filingFault, payeeFault, paymentOf, rejectionFault } from './claim-decisions.ts';
import { commands, events } from './claim-messages.ts';
import { claimRejections } from './claim-rejections.ts';
import {
  allPaid,
  benefitOf,
  type ClaimState,
  claimOf,
  familyFacts,
  initialClaim,
  pendingFault,
  withMonths,
  withoutMonths,
} from './claim-state.ts';
import { fenOf, monthlyFen } from './entitlement.ts';

const rejections = {
  ...vitalRejections,
  ...refusedRegistrationRejections,
  ...claimRejections,
} as const satisfies Rejections;

/** One payee for one child under one scheme, or for one person where the scheme is of no child. */
const payeeKey = (of: string, scheme: string) => [{ kind: 'payee' as const, value: `${of}|${scheme}` }];

export const benefitClaim: Decider<ClaimState, typeof commands, typeof events, typeof rejections> = {
  category: 'benefitClaim',
  subject: 'claim',
  prefix: 'bc',
  commands,
  events,
  rejections,
  initialState: initialClaim,
  facts: { FileClaim: familyFacts, ApproveClaim: familyFacts, PayBenefit: familyFacts, ChangePayee: familyFacts },
  decide: {
    FileClaim: (data, state, context, facts) => {
      if (state.claim) return refuse('CLAIM_ALREADY_FILED');
      const fault = filingFault(data, context, facts);
      return fault ?? accept([events.ClaimFiled(data)], { occurredOn: data.filedOn });
    },
    CheckFacts: (data, state, context) => {
      const fault = pendingFault(state, data.personId);
      if (fault) return fault;
      if (data.checkedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/checkedOn' });
      if (state.checked.includes(`${data.source} ${data.result}`)) return already();
      return accept([events.FactsChecked(data)], { occurredOn: data.checkedOn });
    },
    ReviewTownship: (data, state, context) => {
      const fault = pendingFault(state, data.personId);
      if (fault) return fault;
      if (state.checked.length === 0) return refuse('FACTS_NOT_CHECKED');
      if (data.reviewedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/reviewedOn' });
      if (state.reviewed === data.result) return already();
      return accept([events.TownshipReviewed(data)], { occurredOn: data.reviewedOn });
    },
    ReferToHuman: (data, state) => {
      const fault = pendingFault(state, data.personId);
      if (fault) return fault;
      return state.referred === data.reason ? already() : accept([events.ClaimReferredToHuman(data)]);
    },
    ApproveClaim: ({ personId, childId, decidedOn }, state, context, facts) => {
      const claim = claimOf(state, personId);
      if (!claim || claim.childId !== childId) return refuse('CLAIM_UNKNOWN');
      if (state.decided || state.ended) return state.decided === 'approved' ? already() : refuse('CLAIM_DECIDED');
      if (state.reviewed === undefined) return refuse('NOT_REVIEWED');
      if (decidedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/decidedOn' });
      const span = approvedSpan(claim, { context, on: decidedOn }, facts);
      if ('refused' in span) return span;
      const { scheme, circumstance } = claim;
      const perMonthFen = monthlyFen(scheme, { month: span.from, circumstance }, context);
      if (perMonthFen === undefined) return refuse('NO_RATE', { month: span.from });
      const months = { fromMonth: span.from, toMonth: span.to };
      const approved = events.ClaimApproved({ personId, ...months, perMonthFen, decidedOn });
      return accept([approved], { occurredOn: decidedOn }, payeeKey(childId ?? personId, scheme));
    },
    RejectClaim: (data, state, context) => {
      const fault = pendingFault(state, data.personId);
      if (fault) return fault;
      if (state.reviewed === undefined) return refuse('NOT_REVIEWED');
      if (data.decidedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/decidedOn' });
      const wrong = rejectionFault(data, context) ?? remedyFault(context, data.remedyNotice);
      return wrong ?? accept([events.ClaimRejected(data)], { occurredOn: data.decidedOn });
    },
    PostNotice: (data, state) => {
      const benefit = benefitOf(state, data.personId);
      if ('refused' in benefit) return benefit;
      if (data.to < data.from) return refuse('NOTICE_REVERSED', { field: '/to' });
      if (state.notice === data.from) return already();
      return accept([events.PublicNoticePosted({ ...data, shows: ['NAME', 'VILLAGE'] })]);
    },
    PayBenefit: (data, state, context, facts) => {
      const benefit = benefitOf(state, data.personId);
      if ('refused' in benefit) return benefit;
      const { claim, span } = benefit;
      const fen = paymentOf({ ...state, claim }, { data, span, context }, facts);
      if (typeof fen !== 'number') return fen;
      const { personId, fromMonth, toMonth, paidOn } = data;
      const paid = events.BenefitPaid({ personId, fromMonth, toMonth, paidOn, fen, account: claim.account });
      return accept([paid], { occurredOn: paidOn });
    },
    ReportPaymentFailure: (data, state) => {
      const benefit = benefitOf(state, data.personId);
      if ('refused' in benefit) return benefit;
      const wasPaid = allPaid(state.paid, { from: data.fromMonth, to: data.toMonth });
      return wasPaid ? accept([events.PaymentFailed(data)]) : refuse('NOT_PAID');
    },
    ChangePayee: (data, state, _, facts) => {
      if (state.claim?.childId !== data.childId || state.ended) return refuse('CLAIM_UNKNOWN');
      if (state.claim.personId === data.personId) return already();
      if (state.claim.personId !== data.previousId) return refuse('CLAIM_UNKNOWN');
      const fault = payeeFault(data, facts);
      return fault ?? accept([events.PayeeChanged(data)]);
    },
    SuspendBenefit: (data, state) => {
      const benefit = benefitOf(state, data.personId);
      if ('refused' in benefit) return benefit;
      if (state.ended) return refuse('CLAIM_NOT_APPROVED');
      return state.suspendedFrom === undefined ? accept([events.BenefitSuspended(data)]) : already();
    },
    ResumeBenefit: (data, state) => {
      const benefit = benefitOf(state, data.personId);
      if ('refused' in benefit) return benefit;
      return state.suspendedFrom === undefined ? refuse('NOT_SUSPENDED') : accept([events.BenefitResumed(data)]);
    },
    EndBenefit: (data, state) => {
      const claim = claimOf(state, data.personId);
      if (!claim) return refuse('CLAIM_UNKNOWN');
      if (state.ended) return state.ended.cause === data.cause ? already() : refuse('CLAIM_DECIDED');
      const reaches = state.paid.some((month) => month > data.lastMonth);
      if (data.cause === 'FURTHER_BIRTH' && reaches) return refuse('PAST_REWARDS_KEPT', { field: '/lastMonth' });
      return accept([events.BenefitEnded(data)], { occurredOn: data.lastMonth });
    },
    EstablishOverpayment: (data, state, context) => {
      const benefit = benefitOf(state, data.personId);
      if ('refused' in benefit) return benefit;
      const { fromMonth: from, toMonth: to, cause } = data;
      if (state.overpaid?.from === from && state.overpaid.to === to) return already();
      if (!allPaid(state.paid, { from, to })) return refuse('NOT_PAID');
      const { scheme, circumstance } = benefit.claim;
      if (scheme === 'ONE_CHILD_REWARD' && cause !== 'FALSE_STATEMENT' && state.ended?.cause === 'FURTHER_BIRTH')
        return refuse('PAST_REWARDS_KEPT');
      const fen = fenOf(scheme, { span: { from, to }, circumstance }, context);
      return typeof fen === 'number' ? accept([events.OverpaymentEstablished({ ...data, fen })]) : fen;
    },
    OrderRecovery: (data, state, context) => {
      if (!claimOf(state, data.personId)) return refuse('CLAIM_UNKNOWN');
      if (state.overpaid?.standing === 'ordered') return already();
      if (state.overpaid?.standing !== 'established') return refuse('NO_OVERPAYMENT');
      if (data.decidedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/decidedOn' });
      const isHeard = data.heardOn !== undefined && data.heardOn <= data.decidedOn;
      if (state.overpaid.cause === 'OFFICE_ERROR' && !isHeard) return refuse('HEARING_NEEDED', { field: '/heardOn' });
      return accept([events.RecoveryOrdered(data)], { occurredOn: data.decidedOn });
    },
    WaiveRecovery: (data, state) => {
      if (!claimOf(state, data.personId)) return refuse('CLAIM_UNKNOWN');
      if (!state.overpaid) return refuse('NO_OVERPAYMENT');
      return state.overpaid.standing === 'waived' ? already() : accept([events.RecoveryWaived(data)]);
    },
  },
  evolve: {
    ClaimFiled: (state, { scheme, personId, childId, circumstance, account, filedOn }) => ({
      ...state,
      claim: { scheme, personId, childId, circumstance, account, filedOn },
    }),
    FactsChecked: (state, { source, result }) => ({ ...state, checked: [...state.checked, `${source} ${result}`] }),
    TownshipReviewed: (state, { result }) => ({ ...state, reviewed: result }),
    ClaimReferredToHuman: (state, { reason }) => ({ ...state, referred: reason }),
    ClaimApproved: (state, { fromMonth, toMonth }) => ({
      ...state,
      decided: 'approved',
      span: { from: fromMonth, to: toMonth },
    }),
    ClaimRejected: (state) => ({ ...state, decided: 'rejected' }),
    PublicNoticePosted: (state, { from }) => ({ ...state, notice: from }),
    BenefitPaid: (state, data) => ({ ...state, paid: withMonths(state.paid, data) }),
    PaymentFailed: (state, data) => ({ ...state, paid: withoutMonths(state.paid, data) }),
    PayeeChanged: (state, { personId, account }) => ({
      ...state,
      claim: state.claim && { ...state.claim, personId, account },
    }),
    BenefitSuspended: (state, { fromMonth }) => ({ ...state, suspendedFrom: fromMonth }),
    BenefitResumed: (state) => ({ ...state, suspendedFrom: undefined }),
    BenefitEnded: (state, { cause, lastMonth }) => ({ ...state, ended: { cause, lastMonth } }),
    OverpaymentEstablished: (state, { fromMonth: from, toMonth: to, cause }) => ({
      ...state,
      overpaid: { from, to, cause, standing: 'established' },
    }),
    RecoveryOrdered: (state) => ({ ...state, overpaid: state.overpaid && { ...state.overpaid, standing: 'ordered' } }),
    RecoveryWaived: (state) => ({ ...state, overpaid: state.overpaid && { ...state.overpaid, standing: 'waived' } }),
  },
};
