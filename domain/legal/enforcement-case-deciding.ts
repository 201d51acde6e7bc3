/** 审核与决定 How a case against a provider is reviewed, decided within the law's range, and served. */
import { accept, already, type Context } from '../kernel/decider.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { dueOf, isDue, isInTime } from '../kernel/working-days.ts';
import { holidaysOf, ruleUnder } from '../policy/topics.ts';
import { isImprecise } from './decision-defects.ts';
import { isHarsher, noRule, openFault, undecidedFault } from './enforcement-case-investigating.ts';
import type { EnforcementRejection } from './enforcement-case-rejections.ts';
import { events } from './enforcement-case-shapes.ts';
import type { EnforcementDecide, EnforcementState } from './enforcement-case-state.ts';
import { isWithin, milderRange, penaltiesOn, serveBy } from './penalty.ts';
import { reconsiderationBy, suitBy } from './time-limits.ts';

/** 缴纳期限 From the receipt of the decision (行政处罚法 67). */
const PAY_WITHIN = { amount: 15, unit: 'day' } as const;

type Fault = Refusal<EnforcementRejection> | undefined;
type Decision = Parameters<EnforcementDecide['DecidePenalty']>[0];

/** 程序 Whether everybody was heard who may be, and the right people looked at it. */
const procedureFault = (state: EnforcementState, context: Context, decidedOn: string): Fault => {
  const { notified, defence, hearing, review } = state;
  if (!notified) return refuse('NOT_NOTIFIED');
  if (decidedOn > state.decideBy) return refuse('DECISION_TOO_LATE', { decideBy: state.decideBy });
  const until = notified.hearingRequestBy;
  const hasLapsed = isDue(until) && decidedOn > until.on;
  if (!defence && !hasLapsed) return refuse('DEFENCE_NOT_HEARD');
  const mayAsk = notified.hearingOffered && !defence?.waivesHearing && !hasLapsed;
  if (hearing ? !hearing.held : mayAsk) return refuse('HEARING_NOT_HELD');
  if (!review?.passed || review.on > decidedOn) return refuse('LEGAL_REVIEW_MISSING');
  const { id } = context.actor;
  return state.investigators.includes(id) || state.reviewers.includes(id) ? refuse('REVIEWS_OWN_CASE') : undefined;
};

/** 证据与依据 Whether what it rests on is on the file, lawfully obtained, and cited exactly. */
const groundsFault = (state: EnforcementState, { evidence, citations }: Decision): Fault => {
  for (const digest of evidence) {
    const held = state.evidence.find((one) => one.digest === digest);
    if (!held) return refuse('EVIDENCE_UNKNOWN');
    if (held.excluded) return refuse('EVIDENCE_EXCLUDED');
  }
  return citations.length === 0 || citations.some(isImprecise) ? refuse('CITATION_IMPRECISE') : undefined;
};

const remedyFault = (context: Context, { decidedOn, remedyNotice }: Decision): Fault => {
  const rule = ruleUnder('R4', 'remedies', { context, on: decidedOn });
  if (!rule) return refuse('NO_RULE_IN_FORCE', { topic: 'remedies', on: decidedOn });
  const { reconsiderationDays } = rule;
  return remedyNotice.days < reconsiderationDays ? refuse('REMEDY_TOO_SHORT', { reconsiderationDays }) : undefined;
};

/** 幅度 By which rule, and whether the fine lies between its sums. */
const weighed = (context: Context, state: EnforcementState, decision: Decision) => {
  const { kinds, fineFen, incomeFen, serious, decidedOn } = decision;
  const [ofAct, ofDecision] = [penaltiesOn(context, state.actOn), penaltiesOn(context, decidedOn)];
  if (!ofAct) return noRule(state.actOn);
  if (!ofDecision) return noRule(decidedOn);
  const party = state.partyKind ?? 'INSTITUTION';
  const { range, choice } = milderRange({ ofAct, ofDecision }, { party, incomeFen, serious });
  const isFined = kinds.includes('FINE');
  if (isFined !== fineFen > 0) return refuse('FINE_MISFIT');
  if (isFined && party === 'ORGANISER' && !serious) return refuse('NOT_SERIOUS');
  if (isFined && (!range || !isWithin(range, fineFen))) return refuse('FINE_OUT_OF_RANGE', { ...range });
  return { choice };
};

/** Everything a decision is refused for once its procedure was right. */
const contentFault = (context: Context, state: EnforcementState, decision: Decision): Fault => {
  const harsher = isHarsher(state, decision);
  if (harsher === undefined) return refuse('AMOUNTS_ERASED');
  if (harsher) return refuse('AGGRAVATED');
  return groundsFault(state, decision) ?? remedyFault(context, decision);
};

type Reviewing = 'ReviewLegality' | 'DecidePenalty' | 'ServePenalty';
export const deciding: Pick<EnforcementDecide, Reviewing> = {
  ReviewLegality: ({ result, reviewedOn, record }, state, context) => {
    const fault = undecidedFault(state, context, reviewedOn);
    if (fault) return fault;
    if (!state.notified) return refuse('NOT_NOTIFIED');
    const { id: reviewerId } = context.actor;
    if (state.investigators.includes(reviewerId)) return refuse('REVIEWS_OWN_CASE');
    const passed = result === 'PASSED';
    if (state.review?.on === reviewedOn && state.review.passed === passed) return already();
    const reviewed = { reviewedOn, reviewerId, record };
    const event = passed ? events.LegalReviewPassed(reviewed) : events.LegalReviewFailed(reviewed);
    return accept([event], { occurredOn: reviewedOn });
  },
  DecidePenalty: (decision, state, context) => {
    const { fineFen, incomeFen, ...decided } = decision;
    if (state.decided?.number === decided.number && state.decided.on === decided.decidedOn) return already();
    const fault =
      undecidedFault(state, context, decided.decidedOn) ??
      procedureFault(state, context, decided.decidedOn) ??
      contentFault(context, state, decision);
    if (fault) return fault;
    const by = weighed(context, state, decision);
    if ('refused' in by) return by;
    const until = serveBy(context, decided.decidedOn);
    if (!until) return noRule(decided.decidedOn);
    const event = events.PenaltyDecided({
      ...{ ...decided, deciderId: context.actor.id, choice: by.choice, serveBy: until, fine: fineFen },
      forfeit: decided.kinds.includes('FORFEITURE') ? incomeFen : 0,
    });
    return accept([event], { occurredOn: decided.decidedOn });
  },
  ServePenalty: (serving, state, context) => {
    const fault = openFault(state, context, serving.servedOn);
    if (fault) return fault;
    const { decided, servedOn } = state;
    if (!decided) return refuse('NOT_DECIDED');
    if (servedOn) return servedOn === serving.servedOn ? already() : refuse('SERVED_ALREADY');
    if (serving.servedOn < decided.on) return refuse('BEFORE_EARLIER', { from: decided.on });
    const [reviewBy, until] = [reconsiderationBy(context, serving.servedOn), suitBy(context, serving.servedOn)];
    const served = events.DecisionServed({
      ...serving,
      late: isInTime(decided.serveBy, serving.servedOn) === false,
      payBy: dueOf(serving.servedOn, PAY_WITHIN, holidaysOf(context)),
      ...(reviewBy && { reviewBy }),
      ...(until && { suitBy: until }),
    });
    return accept([served], { occurredOn: serving.servedOn });
  },
};
