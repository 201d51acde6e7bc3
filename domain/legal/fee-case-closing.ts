/** 终止与退还 What can still be done in a former fee case: cease, lift restrictions, annul, refund, seal. */
import { accept, already, type Context } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { FEE_ENDED_ON } from '../policy/choice-of-rule.ts';
import { ruleUnder } from '../policy/topics.ts';
import { balanceAt } from './fee-case-collection.ts';
import type { FeeCaseDecide } from './fee-case-decide.ts';
import type { FeeCaseRejection } from './fee-case-rejections.ts';
import { events } from './fee-case-shapes.ts';
import { creditsOf, type FeeCaseState } from './fee-case-state.ts';
import { totalOf } from './fen.ts';
import { lastPaid, type RefundGround, refundOf } from './refund.ts';
import type { Credit } from './surcharge.ts';
import { liftBy, refundBy } from './time-limits.ts';

const liveFault = (
  { partyId, sealed }: FeeCaseState,
  { today }: Pick<Context, 'today'>,
  on: string = today,
): Refusal<FeeCaseRejection> | undefined => {
  if (partyId === undefined) return refuse('CASE_NOT_FILED');
  if (sealed) return refuse('CASE_SEALED');
  return on > today ? refuse('DATE_IN_FUTURE') : undefined;
};
const decisionFault = (state: FeeCaseState, context: Context, on: string) => {
  const fault = liveFault(state, context, on);
  if (fault) return fault;
  if (!state.levied) return refuse('NOT_DECIDED');
  return on < state.levied.decidedOn ? refuse('BEFORE_THE_DECISION') : undefined;
};

/** How much of what was paid was not owed, on each ground; undefined where a sum was erased. */
const unowedFen = (
  context: Context,
  state: FeeCaseState,
  [ground, paidFen]: readonly [Exclude<RefundGround, 'UNLAWFUL_RECEIPT'>, number],
): number | undefined => {
  const { levied, annulled, variedTo, duplicates } = state;
  const over = (sum: number | undefined) => sum !== undefined && Math.max(0, paidFen - sum);
  switch (ground) {
    case 'ANNULMENT':
      return annulled === undefined ? 0 : paidFen;
    case 'DUPLICATE':
      return duplicates.some(({ contrary }) => contrary === 'THIS') ? paidFen : 0;
    case 'VARIATION':
      return variedTo === undefined ? 0 : over(unlessErased(variedTo)) || 0;
    case 'ARITHMETIC_ERROR':
      return levied?.defects.includes('ARITHMETIC_MISMATCH') ? over(unlessErased(levied.expected)) || 0 : 0;
    case 'SURPLUS':
      return balanceAt(context, state, { until: FEE_ENDED_ON })?.surplusFen;
  }
};

/** What was ordered before goes off: a fen is refunded once, whatever the grounds. */
const orderedFen = (state: FeeCaseState, of: 'receipts' | 'payments'): number | undefined => {
  const orders = state.refunds.filter(({ ground }) => (ground === 'UNLAWFUL_RECEIPT') === (of === 'receipts'));
  const sums = orders.map(({ principal }) => unlessErased(principal));
  return sums.some((sum) => sum === undefined) ? undefined : totalOf(sums.map((sum) => sum ?? 0));
};

/** The credits a refund gives back: the last that were paid and not ordered back yet. */
const toRefund = (context: Context, state: FeeCaseState, ground: RefundGround): readonly Credit[] | undefined => {
  const of = ground === 'UNLAWFUL_RECEIPT' ? 'receipts' : 'payments';
  const credits = creditsOf(state[of]);
  const ordered = orderedFen(state, of);
  if (!credits || ordered === undefined) return undefined;
  const paidFen = totalOf(credits.map(({ fen }) => fen));
  const unowed = ground === 'UNLAWFUL_RECEIPT' ? paidFen : unowedFen(context, state, [ground, paidFen]);
  if (unowed === undefined) return undefined;
  const skipped = totalOf(lastPaid(credits, ordered).map(({ fen }) => fen));
  const wanted = lastPaid(credits, unowed);
  return trimmed(wanted, skipped);
};
/** The list without its first so many fen. */
const trimmed = (credits: readonly Credit[], fen: number): readonly Credit[] => {
  let skip = fen;
  return credits.flatMap((credit) => {
    const gone = Math.min(skip, credit.fen);
    skip -= gone;
    return credit.fen > gone ? [{ on: credit.on, fen: credit.fen - gone }] : [];
  });
};

type Ending = 'SelectRegime' | 'DetectDuplicate' | 'CeaseCollection' | 'SealCase';
export const ending: Pick<FeeCaseDecide, Ending> = {
  SelectRegime: (selection, state, context) => {
    const fault = liveFault(state, context);
    if (fault) return fault;
    if (!state.children.some(({ childId }) => childId === selection.childId)) return refuse('CHILD_NOT_IN_CASE');
    if (state.selections.includes(`${selection.childId} ${selection.choice} ${selection.regime}`)) return already();
    return accept([events.RegimeSelectionRecorded({ partyId: state.partyId ?? '', ...selection })]);
  },
  DetectDuplicate: (other, state, context) => {
    const fault = liveFault(state, context, other.decidedOn);
    if (fault) return fault;
    const { levied, partyId = '' } = state;
    if (!levied) return refuse('NOT_DECIDED');
    if (!levied.childIds.includes(other.childId)) return refuse('CHILD_NOT_IN_CASE');
    if (other.number === levied.number && other.county === state.county) return refuse('SAME_DECISION');
    if (state.duplicates.some(({ number, childId }) => number === other.number && childId === other.childId))
      return already();
    const contrary = other.decidedOn <= levied.decidedOn ? ('THIS' as const) : ('OTHER' as const);
    const basis = '社会抚养费征收管理办法 5（2）' as const;
    return accept([events.DuplicateLevyDetected({ partyId, ...other, contrary, basis })]);
  },
  CeaseCollection: (_, state, context) => {
    const fault = liveFault(state, context);
    if (fault) return fault;
    const { partyId = '' } = state;
    if (state.ended || state.annulled) return already();
    if (!state.levied) {
      const closed = { partyId, closedOn: FEE_ENDED_ON, reason: 'LEGAL_BASIS_REPEALED' as const };
      return accept([events.CaseClosedWithoutLevy(closed)], { occurredOn: FEE_ENDED_ON });
    }
    const balance = balanceAt(context, state, { until: FEE_ENDED_ON });
    const credits = creditsOf(state.payments);
    if (!balance || !credits) return refuse('AMOUNTS_ERASED');
    if (balance.principalLeftFen + balance.surchargeLeftFen === 0) return already();
    const ceased = {
      ...{ partyId, ceasedOn: FEE_ENDED_ON, principalLeft: balance.principalLeftFen },
      surchargeWaived: balance.surchargeLeftFen,
      collected: totalOf(credits.map(({ fen }) => fen)),
    };
    return accept([events.CollectionCeased(ceased)], { occurredOn: FEE_ENDED_ON });
  },
  SealCase: ({ authority }, state, context) => {
    if (state.sealed) return already();
    const fault = liveFault(state, context);
    if (fault) return fault;
    const balance = balanceAt(context, state, { until: FEE_ENDED_ON });
    const isPaid = state.levied && balance && balance.principalLeftFen + balance.surchargeLeftFen === 0;
    if (!state.ended && !state.annulled && !isPaid) return refuse('CASE_OPEN');
    return accept([events.CaseSealed({ partyId: state.partyId ?? '', authority })]);
  },
};

type Lifting = 'RequestRestrictionLift' | 'ConfirmRestrictionLift';
export const lifting: Pick<FeeCaseDecide, Lifting> = {
  RequestRestrictionLift: ({ restriction, court, requestedOn }, state, context) => {
    const fault = liveFault(state, context, requestedOn);
    if (fault) return fault;
    const held = state.restrictions.find((one) => one.restriction === restriction);
    if (!held) return refuse('NO_SUCH_RESTRICTION');
    if (held.lift !== 'none') return already();
    const confirmBy = liftBy(context, requestedOn);
    const requested = { partyId: state.partyId ?? '', restriction, court, requestedOn, confirmBy };
    return accept([events.RestrictionLiftRequested(requested)], { occurredOn: requestedOn });
  },
  ConfirmRestrictionLift: ({ restriction, confirmedOn, ruling }, state, context) => {
    const fault = liveFault(state, context, confirmedOn);
    if (fault) return fault;
    const held = state.restrictions.find((one) => one.restriction === restriction);
    if (!held) return refuse('NO_SUCH_RESTRICTION');
    if (held.lift === 'none') return refuse('NOT_REQUESTED');
    if (held.lift === 'confirmed') return already();
    const confirmed = { partyId: state.partyId ?? '', restriction, confirmedOn, ruling };
    return accept([events.RestrictionLiftConfirmed(confirmed)], { occurredOn: confirmedOn });
  },
};

type Redressing = 'AnnulDecision' | 'VaryDecision' | 'RecordUnlawfulReceipt' | 'OrderRefund' | 'PayRefund';
export const redressing: Pick<FeeCaseDecide, Redressing> = {
  AnnulDecision: (annulment, state, context) => {
    const fault = decisionFault(state, context, annulment.on);
    if (fault) return fault;
    if (state.annulled) return state.annulled === annulment.number ? already() : refuse('RECORDED_OTHERWISE');
    const annulled = events.DecisionAnnulled({ partyId: state.partyId ?? '', ...annulment });
    return accept([annulled], { occurredOn: annulment.on });
  },
  VaryDecision: ({ amountFen, ...variation }, state, context) => {
    const fault = decisionFault(state, context, variation.on);
    if (fault) return fault;
    if (state.variedBy === variation.number)
      return state.variedTo === amountFen ? already() : refuse('RECORDED_OTHERWISE');
    const before = unlessErased(state.variedTo ?? state.levied?.amount);
    if (before === undefined) return refuse('AMOUNTS_ERASED');
    if (amountFen >= before) return refuse('NOT_LESS');
    const varied = events.DecisionVaried({ partyId: state.partyId ?? '', ...variation, amount: amountFen });
    return accept([varied], { occurredOn: variation.on });
  },
  RecordUnlawfulReceipt: ({ receivedOn, fen, reference }, state, context) => {
    const fault = liveFault(state, context, receivedOn);
    if (fault) return fault;
    if (receivedOn < FEE_ENDED_ON) return refuse('BEFORE_THE_END');
    const same = state.receipts.find((one) => one.reference === reference);
    if (same)
      return same.on === receivedOn && same.fen === fen ? already() : refuse('RECORDED_OTHERWISE', { reference });
    const recorded = events.UnlawfulReceiptRecorded({ partyId: state.partyId ?? '', receivedOn, reference, fen });
    return accept([recorded], { occurredOn: receivedOn });
  },
  OrderRefund: ({ ground, orderedOn }, state, context) => {
    if (ground === 'POLICY_CHANGE') return refuse('REFUND_WITHOUT_GROUND');
    const fault = liveFault(state, context, orderedOn);
    if (fault) return fault;
    const credits = toRefund(context, state, ground);
    if (!credits) return refuse('AMOUNTS_ERASED');
    if (credits.length === 0)
      return state.refunds.some((one) => one.ground === ground) ? already() : refuse('NOTHING_TO_REFUND', { ground });
    if (credits.some(({ on }) => on > orderedOn)) return refuse('RECORDED_OTHERWISE', { field: '/orderedOn' });
    const deposits = ruleUnder('R4', 'deposits', { context, on: orderedOn });
    if (!deposits) return refuse('NO_RULE_IN_FORCE', { topic: 'deposits', on: orderedOn });
    const { principalFen: principal, interestFen: interest } = refundOf(credits, orderedOn, deposits);
    const ordered = events.RefundOrdered({
      ...{ partyId: state.partyId ?? '', ground, orderedOn, payBy: refundBy(context, orderedOn) },
      ...{ ...deposits, credits: [...credits], principal, interest },
    });
    return accept([ordered], { occurredOn: orderedOn });
  },
  PayRefund: ({ paidOn, voucher }, state, context) => {
    const fault = liveFault(state, context, paidOn);
    if (fault) return fault;
    const open = state.refunds.find((one) => one.voucher === undefined);
    if (state.refunds.some((one) => one.voucher === voucher)) return already();
    if (!open) return refuse('NOT_REQUESTED');
    const credits = unlessErased<readonly Credit[]>(open.credits);
    if (!credits) return refuse('AMOUNTS_ERASED');
    const { principalFen: principal, interestFen: interest } = refundOf(credits, paidOn, open.deposits);
    const paid = events.RefundPaid({ partyId: state.partyId ?? '', paidOn, voucher, principal, interest });
    return accept([paid], { occurredOn: paidOn });
  },
};
