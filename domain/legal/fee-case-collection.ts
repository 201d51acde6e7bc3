/** 收缴历史 How a levy was asked for, paid, remitted and enforced, as history alone; what was not done rightly is flagged. */
import { accept, already, type Context } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import { refuse } from '../kernel/refusal.ts';
import { isDue } from '../kernel/working-days.ts';
import { FEE_ENDED_ON } from '../policy/choice-of-rule.ts';
import { ruleUnder } from '../policy/topics.ts';
import type { FeeCaseDecide } from './fee-case-decide.ts';
import { historyFault, remediesLapsedBefore } from './fee-case-history.ts';
import { events } from './fee-case-shapes.ts';
import { creditsOf, type FeeCaseState, owedBy } from './fee-case-state.ts';
import { totalOf } from './fen.ts';
import { type Balance, balanceOf, planFlags } from './instalments.ts';
import type { Credit, SurchargeOn } from './surcharge.ts';
import { answerBy, enforceableFrom, enforcementBy, remitBy } from './time-limits.ts';

export const surchargeRule =
  (context: Pick<Context, 'rule'>): SurchargeOn =>
  (on) =>
    ruleUnder('R1', 'surcharge', { context, on });

/** Where the debt stood on a day; undefined where a sum was erased. */
export const balanceAt = (
  context: Pick<Context, 'rule'>,
  state: FeeCaseState,
  { until, more = [] }: { until: string; more?: readonly Credit[] },
): Balance | undefined => {
  const [owed, credits] = [owedBy(state), creditsOf(state.payments)];
  return owed && credits && balanceOf(owed, [...credits, ...more], { until, ruleOn: surchargeRule(context) });
};

const flag = <F extends string>(applies: boolean | undefined, name: F): F[] => (applies ? [name] : []);

/** 逾期未缴库 What was collected so long before a day that it had to be with the treasury, and was not yet. */
export const overdueRemittance = (state: FeeCaseState, on: string): number | undefined => {
  const [collected, remitted] = [creditsOf(state.payments), creditsOf(state.remitted)];
  const refunded = state.refunds.map(({ principal, voucher }) => (voucher === undefined ? 0 : unlessErased(principal)));
  if (!collected || !remitted || refunded.some((sum) => sum === undefined)) return undefined;
  const dueFen = totalOf(collected.filter((one) => remitBy(one.on) < on).map(({ fen }) => fen));
  const gone = totalOf(remitted.map(({ fen }) => fen)) + totalOf(refunded.map((sum) => sum ?? 0));
  return Math.max(0, dueFen - gone);
};

const enforcementFlags = (context: Context, state: FeeCaseState, requestedOn: string) => {
  const needsDemand = ruleUnder('R1', 'courtEnforcement', { context, on: requestedOn })?.demand !== undefined;
  const from = state.enforceableFrom;
  const lapsed = state.served?.suitBy;
  const last = lapsed && isDue(lapsed) ? enforcementBy(context, lapsed.on) : undefined;
  return [
    ...flag(needsDemand && state.demandedOn === undefined, 'WITHOUT_DEMAND'),
    ...flag(needsDemand && from !== undefined && isDue(from) && requestedOn <= from.on, 'BEFORE_DEMAND_RAN_OUT'),
    ...flag(!remediesLapsedBefore(state, requestedOn), 'REMEDIES_OPEN'),
    ...flag(last !== undefined && isDue(last) && requestedOn > last.on, 'TOO_LATE'),
  ];
};

const rulingFault = (state: FeeCaseState) => {
  if (state.enforcement === undefined) return refuse('NOT_REQUESTED');
  return state.enforcement === 'requested' ? undefined : refuse('ANSWERED_ALREADY');
};

type Instalments = 'RequestInstalments' | 'ApproveInstalments' | 'RefuseInstalments';
export const byInstalments: Pick<FeeCaseDecide, Instalments> = {
  RequestInstalments: ({ requestedOn, proofAttached }, state, context) => {
    const fault = historyFault(state, context, { on: requestedOn, live: 'REF-03' });
    if (fault) return fault;
    if (!state.served) return refuse('NOT_SERVED');
    if (state.requested) return state.requested.on === requestedOn ? already() : refuse('RECORDED_OTHERWISE');
    const flags = [...flag(requestedOn > state.served.payBy, 'LATE_REQUEST'), ...flag(!proofAttached, 'WITHOUT_PROOF')];
    const requested = { partyId: state.partyId ?? '', requestedOn, answerBy: answerBy(requestedOn), flags };
    return accept([events.InstalmentRequested(requested)], { occurredOn: requestedOn });
  },
  ApproveInstalments: ({ approvedOn, instalments }, state, context) => {
    const fault = historyFault(state, context, { on: approvedOn, live: 'REF-03' });
    if (fault) return fault;
    if (!state.levied) return refuse('NOT_DECIDED');
    if (state.answered) return refuse('ANSWERED_ALREADY');
    const principal = unlessErased(state.levied.amount);
    if (principal === undefined) return refuse('AMOUNTS_ERASED');
    const flags = [
      ...planFlags(instalments, principal),
      ...flag(state.requested && approvedOn > state.requested.answerBy, 'ANSWERED_LATE'),
      ...flag(!state.requested, 'NOT_REQUESTED'),
    ];
    const approved = { partyId: state.partyId ?? '', approvedOn, flags, instalments };
    return accept([events.InstalmentApproved(approved)], { occurredOn: approvedOn });
  },
  RefuseInstalments: ({ refusedOn, reasonStated }, state, context) => {
    const fault = historyFault(state, context, { on: refusedOn, live: 'REF-03' });
    if (fault) return fault;
    if (!state.requested) return refuse('NOT_REQUESTED');
    if (state.answered) return refuse('ANSWERED_ALREADY');
    const flags = [
      ...flag(!reasonStated, 'WITHOUT_REASON'),
      ...flag(refusedOn > state.requested.answerBy, 'ANSWERED_LATE'),
    ];
    const refused = { partyId: state.partyId ?? '', refusedOn, flags };
    return accept([events.InstalmentRefused(refused)], { occurredOn: refusedOn });
  },
};

type Paying = 'RecordPayment' | 'AccrueSurcharge' | 'RecordRemittance';
export const paying: Pick<FeeCaseDecide, Paying> = {
  RecordPayment: ({ paidOn, fen, receipt, paidBy }, state, context) => {
    const fault = historyFault(state, context, { on: paidOn, live: paidBy === 'PARTY' ? 'REF-03' : 'REF-16' });
    if (fault) return fault;
    if (!state.levied) return refuse('NOT_DECIDED');
    const same = state.payments.find(({ reference }) => reference === receipt);
    if (same) return same.on === paidOn && same.fen === fen ? already() : refuse('RECORDED_OTHERWISE', { receipt });
    if (paidOn < state.levied.decidedOn) return refuse('BEFORE_THE_DECISION', { receipt });
    const before = balanceAt(context, state, { until: paidOn });
    const after = balanceAt(context, state, { until: paidOn, more: [{ on: paidOn, fen }] });
    if (!before || !after) return refuse('AMOUNTS_ERASED');
    const surplus = Math.max(0, after.surplusFen - before.surplusFen);
    const flags = [
      ...flag(!state.served || paidOn < state.served.on, 'BEFORE_SERVICE'),
      ...flag(paidBy !== 'PARTY', 'PAID_BY_ANOTHER'),
      ...flag(surplus > 0, 'SURPLUS'),
    ];
    const received = { partyId: state.partyId ?? '', paidOn, receipt, flags, fen, surplus };
    return accept([events.PaymentReceived(received)], { occurredOn: paidOn });
  },
  AccrueSurcharge: ({ until }, state, context) => {
    const fault = historyFault(state, context, { on: until === FEE_ENDED_ON ? '2021-08-19' : until, live: 'REF-03' });
    if (fault) return fault;
    if (!state.levied) return refuse('NOT_DECIDED');
    if (state.accruedUntil !== undefined && state.accruedUntil >= until) return already();
    const balance = balanceAt(context, state, { until });
    if (!balance) return refuse('AMOUNTS_ERASED');
    const months = totalOf(balance.accrued.map((one) => one.months));
    const accrued = { partyId: state.partyId ?? '', until, months, fen: balance.surchargeFen };
    return accept([events.SurchargeAccrued(accrued)], { occurredOn: until });
  },
  RecordRemittance: ({ remittedOn, fen, voucher }, state, context) => {
    const fault = historyFault(state, context, { on: remittedOn, live: 'REF-03' });
    if (fault) return fault;
    const same = state.remitted.find(({ reference }) => reference === voucher);
    if (same) return same.on === remittedOn && same.fen === fen ? already() : refuse('RECORDED_OTHERWISE', { voucher });
    const [collected, before] = [creditsOf(state.payments), creditsOf(state.remitted)];
    if (!collected || !before) return refuse('AMOUNTS_ERASED');
    const remittedFen = totalOf(before.map((one) => one.fen)) + fen;
    const flags = [
      ...flag((overdueRemittance(state, remittedOn) ?? 0) > 0, 'LATE'),
      ...flag(remittedFen > totalOf(collected.map((one) => one.fen)), 'MORE_THAN_COLLECTED'),
    ];
    const remitted = { partyId: state.partyId ?? '', remittedOn, voucher, flags, fen };
    return accept([events.RemittedToTreasury(remitted)], { occurredOn: remittedOn });
  },
};

type Enforcing = 'ServeDemand' | 'RequestEnforcement' | 'GrantEnforcement' | 'RefuseEnforcement' | 'SuspendExecution';
export const enforcing: Pick<FeeCaseDecide, Enforcing> = {
  ServeDemand: ({ servedOn }, state, context) => {
    const fault = historyFault(state, context, { on: servedOn, live: 'REF-03' });
    if (fault) return fault;
    if (!state.served) return refuse('NOT_SERVED');
    if (state.demandedOn) return state.demandedOn === servedOn ? already() : refuse('RECORDED_OTHERWISE');
    const from = enforceableFrom(context, servedOn);
    const demanded = { partyId: state.partyId ?? '', servedOn, ...(from && { enforceableFrom: from }) };
    return accept([events.DemandServed(demanded)], { occurredOn: servedOn });
  },
  RequestEnforcement: ({ requestedOn, court }, state, context) => {
    const fault = historyFault(state, context, { on: requestedOn, live: 'REF-03' });
    if (fault) return fault;
    if (!state.served) return refuse('NOT_SERVED');
    if (state.enforcement) return refuse('RECORDED_OTHERWISE');
    const flags = enforcementFlags(context, state, requestedOn);
    const requested = { partyId: state.partyId ?? '', requestedOn, court, flags };
    return accept([events.CourtEnforcementRequested(requested)], { occurredOn: requestedOn });
  },
  GrantEnforcement: (ruling, state, context) => {
    const live = ruling.restrictions.length > 0 ? 'REF-14' : 'REF-03';
    const fault = historyFault(state, context, { on: ruling.ruledOn, live }) ?? rulingFault(state);
    if (fault) return fault;
    const granted = events.CourtEnforcementGranted({ partyId: state.partyId ?? '', ...ruling });
    return accept([granted], { occurredOn: ruling.ruledOn });
  },
  RefuseEnforcement: (ruling, state, context) => {
    const fault = historyFault(state, context, { on: ruling.ruledOn, live: 'REF-03' }) ?? rulingFault(state);
    if (fault) return fault;
    const refused = events.CourtEnforcementRefused({ partyId: state.partyId ?? '', ...ruling });
    return accept([refused], { occurredOn: ruling.ruledOn });
  },
  SuspendExecution: ({ suspendedOn, by }, state, context) => {
    const fault = historyFault(state, context, { on: suspendedOn, live: 'REF-03' });
    if (fault) return fault;
    if (state.suspendedOn) return state.suspendedOn === suspendedOn ? already() : refuse('RECORDED_OTHERWISE');
    if (state.enforcement !== 'granted') return refuse('NOT_REQUESTED');
    const suspended = { partyId: state.partyId ?? '', suspendedOn, by };
    return accept([events.ExecutionSuspended(suspended)], { occurredOn: suspendedOn });
  },
};
