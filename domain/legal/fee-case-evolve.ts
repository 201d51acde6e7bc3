/** 案件演变 How each event of a former fee case changes what the case amounts to. */
import type { FeeCaseDecider } from './fee-case-decide.ts';
import type { FeeCaseState, Restricted } from './fee-case-state.ts';

const step =
  (kind: string) =>
  (state: FeeCaseState, { on }: { on: string }) => ({
    ...state,
    steps: [...state.steps, `${kind} ${on}`],
  });
const lifted = ({ restrictions }: FeeCaseState, which: string, lift: Restricted['lift']) =>
  restrictions.map((one) => (one.restriction === which ? { ...one, lift } : one));

const levied: Pick<FeeCaseDecider['evolve'], 'LevyDecided' | 'DecisionServed' | 'CaseFiled' | 'ChildIncluded'> = {
  CaseFiled: (state, { partyId, county, fileNumber, discoveredOn, childId, bornIn, bornOn, order }) => ({
    ...{ ...state, partyId, county, fileNumber, discoveredOn },
    children: [{ childId, bornIn, bornOn, order }],
  }),
  ChildIncluded: (state, { childId, bornIn, bornOn, order }) => ({
    ...state,
    children: [...state.children, { childId, bornIn, bornOn, order }],
  }),
  LevyDecided: (state, { decidedOn, number, childIds, amount, expected, remedyText, printedLimit, defects }) => ({
    ...state,
    levied: { decidedOn, number, childIds, amount, expected, remedyText, printed: printedLimit, defects },
  }),
  DecisionServed: (state, { servedOn, payBy, reviewBy, suitBy }) => ({
    ...state,
    served: { on: servedOn, payBy, reviewBy, suitBy },
  }),
};

export const evolveFeeCase: FeeCaseDecider['evolve'] = {
  ...levied,
  InvestigationRecorded: step('INVESTIGATION'),
  NoticeServed: step('NOTICE'),
  StatementHeard: step('STATEMENT'),
  HearingHeld: step('HEARING'),
  InstalmentRequested: (state, { requestedOn, answerBy }) => ({ ...state, requested: { on: requestedOn, answerBy } }),
  InstalmentApproved: (state, { instalments }) => ({ ...state, answered: 'approved', plan: instalments }),
  InstalmentRefused: (state) => ({ ...state, answered: 'refused' }),
  PaymentReceived: (state, { paidOn, fen, receipt }) => ({
    ...state,
    payments: [...state.payments, { on: paidOn, fen, reference: receipt }],
  }),
  SurchargeAccrued: (state, { until }) => ({ ...state, accruedUntil: until }),
  RemittedToTreasury: (state, { remittedOn, fen, voucher }) => ({
    ...state,
    remitted: [...state.remitted, { on: remittedOn, fen, reference: voucher }],
  }),
  DemandServed: (state, { servedOn, enforceableFrom }) => ({ ...state, demandedOn: servedOn, enforceableFrom }),
  CourtEnforcementRequested: (state) => ({ ...state, enforcement: 'requested' }),
  CourtEnforcementGranted: (state, { restrictions }) => ({
    ...state,
    enforcement: 'granted',
    restrictions: [...new Set(restrictions)].map((restriction) => ({ restriction, lift: 'none' as const })),
  }),
  CourtEnforcementRefused: (state) => ({ ...state, enforcement: 'refused' }),
  ExecutionSuspended: (state, { suspendedOn }) => ({ ...state, suspendedOn }),
  RegimeSelectionRecorded: (state, { childId, choice, regime }) => ({
    ...state,
    selections: [...state.selections, `${childId} ${choice} ${regime}`],
  }),
  DuplicateLevyDetected: (state, { number, childId, contrary }) => ({
    ...state,
    duplicates: [...state.duplicates, { number, childId, contrary }],
  }),
  CollectionCeased: (state) => ({ ...state, ended: 'CEASED' }),
  CaseClosedWithoutLevy: (state) => ({ ...state, ended: 'CLOSED_WITHOUT_LEVY' }),
  RestrictionLiftRequested: (state, { restriction }) => ({
    ...state,
    restrictions: lifted(state, restriction, 'requested'),
  }),
  RestrictionLiftConfirmed: (state, { restriction }) => ({
    ...state,
    restrictions: lifted(state, restriction, 'confirmed'),
  }),
  DecisionAnnulled: (state, { number }) => ({ ...state, annulled: number }),
  DecisionVaried: (state, { number, amount }) => ({ ...state, variedBy: number, variedTo: amount }),
  UnlawfulReceiptRecorded: (state, { receivedOn, fen, reference }) => ({
    ...state,
    receipts: [...state.receipts, { on: receivedOn, fen, reference }],
  }),
  RefundOrdered: (state, { ground, principal, credits, annualBasisPoints, daysInYear }) => ({
    ...state,
    refunds: [
      ...state.refunds,
      { ground, principal, credits, deposits: { annualBasisPoints, daysInYear }, voucher: undefined },
    ],
  }),
  RefundPaid: (state, { voucher }) => {
    const at = state.refunds.findIndex((one) => one.voucher === undefined);
    return { ...state, refunds: state.refunds.map((one, index) => (index === at ? { ...one, voucher } : one)) };
  },
  CaseSealed: (state) => ({ ...state, sealed: true }),
};
