/** 行政复议 How an application is filed, taken in, answered with evidence or without, decided, and served. */
import { accept, already, type Context } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { type Due, isDue, isInTime } from '../kernel/working-days.ts';
import { events, type ReviewOutcome } from './review-case-messages.ts';
import type { ReviewRejection } from './review-case-rejections.ts';
import { isToPerform, type ReviewDecide, type ReviewState } from './review-case-state.ts';
import {
  deemedOn,
  extendedBy,
  intakeBy,
  isCompetent,
  performBy,
  procedureLimits,
  reconsiderationLimit,
  replyBy,
  SIMPLE_SUM_FEN,
  suitAfterReview,
} from './review-limits.ts';

type Fault = Refusal<ReviewRejection> | undefined;
export const noRule = (topic: string, on: string) => refuse('NO_RULE_IN_FORCE', { topic, on });
export const dayFault = ({ today }: Context, on: string, since: string): Fault => {
  if (on > today) return refuse('DATE_IN_FUTURE');
  return on < since ? refuse('BEFORE_EARLIER', { from: since }) : undefined;
};
/** A stored last day; one that waited for a year's holidays is asked for anew. */
const settled = (due: Due, again: () => Due | undefined): Due => (isDue(due) ? due : (again() ?? due));

const filedFault = ({ applicantId, filed, suit }: ReviewState): Fault => {
  if (applicantId === undefined) return refuse('REVIEW_UNKNOWN');
  return !filed || suit ? refuse('NOT_FILED_FOR_REVIEW') : undefined;
};
/** What is still to be taken in. */
const intakeFault = (state: ReviewState): Fault =>
  filedFault(state) ?? (state.intake ? refuse('ADMITTED_ALREADY', { intake: state.intake }) : undefined);
/** What was admitted and is not decided. */
const pendingFault = (state: ReviewState, context: Context, on: string): Fault => {
  const fault = filedFault(state);
  if (fault) return fault;
  if (state.intake === 'declined') return refuse('DECLINED');
  if (!state.intake) return refuse('NOT_ADMITTED');
  return state.decided
    ? refuse('DECIDED_ALREADY', { number: state.decided.number })
    : dayFault(context, on, state.intakeOn);
};

type Intake = 'FileReconsideration' | 'AdmitReconsideration' | 'DeemAdmitted' | 'DeclineReconsideration';
const isSimple = ({ amount, kind }: ReviewState, simpleFor: string): boolean => {
  if (simpleFor === 'SMALL_SUM') return (unlessErased(amount) ?? SIMPLE_SUM_FEN + 1) <= SIMPLE_SUM_FEN;
  return simpleFor !== 'DISCLOSURE' || kind === 'DISCLOSURE_REFUSED';
};
export const intake: Pick<ReviewDecide, Intake> = {
  FileReconsideration: ({ amountFen, ...filing }, state, context) => {
    if (state.applicantId !== undefined) return refuse('REVIEW_ALREADY_FILED');
    const { filedOn, knewOn, madeOn } = filing;
    if (filedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/filedOn' });
    if (knewOn < madeOn || filedOn < knewOn) return refuse('BEFORE_EARLIER', { field: '/knewOn' });
    const limit = reconsiderationLimit(context, filing, filedOn);
    const until = intakeBy(context, filedOn);
    if (!until) return noRule('review', filedOn);
    const filed = events.ReconsiderationFiled({
      ...{ ...filing, intakeBy: until, competent: isCompetent(context, filing.organ, filedOn) },
      // What nobody can say to be too late is in time.
      timely: !limit || isInTime(limit, filedOn) !== false,
      ...(limit && { limitBy: limit }),
      ...(amountFen !== undefined && { amount: amountFen }),
    });
    return accept([filed], { occurredOn: filedOn });
  },
  AdmitReconsideration: ({ admittedOn, simpleFor }, state, context) => {
    const fault = intakeFault(state) ?? dayFault(context, admittedOn, state.filed?.on ?? '');
    if (fault) return fault;
    const { filed, applicantId = '' } = state;
    if (!filed?.timely) return refuse('OUT_OF_TIME');
    if (!filed.competent) return refuse('WRONG_ORGAN');
    if (isInTime(filed.intakeBy, admittedOn) === false) return refuse('INTAKE_OVER');
    const limits = procedureLimits(context, admittedOn, simpleFor !== undefined);
    if (simpleFor !== undefined && (!limits || !isSimple(state, simpleFor))) return refuse('NOT_SIMPLE', { simpleFor });
    if (!limits) return noRule('review', admittedOn);
    const admitted = { applicantId, admittedOn, ...limits, ...(simpleFor && { simpleFor }) };
    return accept([events.ReconsiderationAdmitted(admitted)], { occurredOn: admittedOn });
  },
  DeemAdmitted: (_, state, context) => {
    const fault = intakeFault(state);
    if (fault) return fault;
    const { filed, applicantId = '' } = state;
    const filedOn = filed?.on ?? '';
    const until = filed && settled(filed.intakeBy, () => intakeBy(context, filedOn));
    if (!until || !isDue(until)) return refuse('DUE_DATE_WAITS');
    if (context.today <= until.on) return refuse('INTAKE_OPEN', { until: until.on });
    const admittedOn = deemedOn(context, filedOn, until.on);
    const limits = procedureLimits(context, admittedOn, false);
    if (!limits) return noRule('review', admittedOn);
    const deemed = events.ReconsiderationDeemedAdmitted({ applicantId, admittedOn, ...limits });
    return accept([deemed], { occurredOn: admittedOn });
  },
  DeclineReconsideration: (declined, state, context) => {
    const fault = intakeFault(state) ?? dayFault(context, declined.declinedOn, state.filed?.on ?? '');
    if (fault) return fault;
    const { filed, applicantId = '' } = state;
    if (filed && isInTime(filed.intakeBy, declined.declinedOn) === false) return refuse('INTAKE_OVER');
    if (declined.reason === 'OUT_OF_TIME' && filed?.timely) return refuse('IN_TIME');
    if (declined.reason === 'NOT_COMPETENT' && !declined.competentOrgan) return refuse('COMPETENT_ORGAN_UNNAMED');
    const until = suitAfterReview(context, declined.declinedOn);
    const event = events.ReconsiderationDeclined({ ...declined, applicantId, ...(until && { suitBy: until }) });
    return accept([event], { occurredOn: declined.declinedOn });
  },
};

type Hearing = 'SendReviewCopy' | 'FileEvidence' | 'NoteNoEvidence' | 'OrderStay' | 'ExtendReview';
export const hearing: Pick<ReviewDecide, Hearing> = {
  SendReviewCopy: ({ receivedOn }, state, context) => {
    const fault = pendingFault(state, context, receivedOn);
    if (fault) return fault;
    if (state.copy) return state.copy.receivedOn === receivedOn ? already() : refuse('RECORDED_OTHERWISE');
    const until = replyBy(context, receivedOn, state.simplified);
    if (!until) return noRule('review', receivedOn);
    const late = state.copyBy !== undefined && isInTime(state.copyBy, receivedOn) === false;
    const sent = { applicantId: state.applicantId ?? '', receivedOn, late, replyBy: until };
    return accept([events.ReviewCopySent(sent)], { occurredOn: receivedOn });
  },
  FileEvidence: ({ filedOn, evidence }, state, context) => {
    const fault = pendingFault(state, context, filedOn);
    if (fault) return fault;
    if (!state.copy) return refuse('COPY_NOT_SENT');
    if (state.evidence === evidence.join()) return already();
    if (state.evidence === 'NOT_FILED' || isInTime(state.copy.replyBy, filedOn) === false)
      return refuse('EVIDENCE_LATE');
    const filed = events.EvidenceFiled({ applicantId: state.applicantId ?? '', filedOn, evidence });
    return accept([filed], { occurredOn: filedOn });
  },
  NoteNoEvidence: (_, state, context) => {
    const fault = pendingFault(state, context, context.today);
    if (fault) return fault;
    const { copy, evidence, applicantId = '' } = state;
    if (!copy) return refuse('COPY_NOT_SENT');
    if (evidence === 'NOT_FILED') return already();
    if (evidence !== undefined) return refuse('REPLIED');
    const until = settled(copy.replyBy, () => replyBy(context, copy.receivedOn, state.simplified));
    if (!isDue(until)) return refuse('DUE_DATE_WAITS');
    if (context.today <= until.on) return refuse('REPLY_OPEN', { until: until.on });
    return accept([events.EvidenceNotFiled({ applicantId, replyBy: until.on })]);
  },
  OrderStay: (stay, state, context) => {
    const fault = pendingFault(state, context, stay.orderedOn);
    if (fault) return fault;
    if (state.stay) return state.stay === stay.orderedOn ? already() : refuse('STAYED_ALREADY');
    const ordered = events.StayOrdered({ ...stay, applicantId: state.applicantId ?? '' });
    return accept([ordered], { occurredOn: stay.orderedOn });
  },
  ExtendReview: ({ extendedOn }, state, context) => {
    const fault = pendingFault(state, context, extendedOn);
    if (fault) return fault;
    if (state.extended === extendedOn) return already();
    const isOver = state.decideBy !== undefined && isInTime(state.decideBy, extendedOn) === false;
    if (state.extended !== undefined || state.simplified || isOver) return refuse('EXTENDED_ALREADY');
    const until = extendedBy(context, state.intakeOn);
    if (!until) return noRule('review', state.intakeOn);
    const extended = events.ReviewExtended({ applicantId: state.applicantId ?? '', extendedOn, decideBy: until });
    return accept([extended], { occurredOn: extendedOn });
  },
};

/** What the office must have proved, and what needs a ground. */
const NEEDS_EVIDENCE: readonly ReviewOutcome[] = ['UPHELD', 'REJECTED', 'VARIED'];
const NEEDS_GROUND: readonly ReviewOutcome[] = ['VARIED', 'ANNULLED', 'CONFIRMED_UNLAWFUL'];
type Decision = Parameters<ReviewDecide['DecideReconsideration']>[0];
const outcomeFault = (state: ReviewState, { outcome, ground, variedFen }: Decision): Fault => {
  const isProved = state.evidence !== undefined && state.evidence !== 'NOT_FILED';
  if (NEEDS_EVIDENCE.includes(outcome) && !isProved) return refuse('WITHOUT_EVIDENCE');
  if (NEEDS_GROUND.includes(outcome) && !ground) return refuse('GROUND_MISSING', { field: '/ground' });
  const amount = unlessErased(state.amount);
  if (outcome !== 'VARIED' || amount === undefined) return undefined;
  if (variedFen === undefined) return refuse('SUM_MISSING', { field: '/variedFen' });
  return variedFen > amount ? refuse('WORSE_FOR_APPLICANT') : undefined;
};

type Deciding = 'DecideReconsideration' | 'ServeReconsideration';
export const deciding: Pick<ReviewDecide, Deciding> = {
  DecideReconsideration: (decision, state, context) => {
    const { variedFen, ...decided } = decision;
    const { decided: held, applicantId = '' } = state;
    if (held?.number === decided.number && held.outcome === decided.outcome) return already();
    const fault = pendingFault(state, context, decided.decidedOn) ?? outcomeFault(state, decision);
    if (fault) return fault;
    const event = events.ReconsiderationDecided({
      ...{ ...decided, applicantId, withoutEvidence: state.evidence === 'NOT_FILED' },
      late: state.decideBy !== undefined && isInTime(state.decideBy, decided.decidedOn) === false,
      ...(variedFen !== undefined && { varied: variedFen }),
    });
    return accept([event], { occurredOn: decided.decidedOn });
  },
  ServeReconsideration: ({ servedOn }, state, context) => {
    const { decided, applicantId = '' } = state;
    if (applicantId === '') return refuse('REVIEW_UNKNOWN');
    if (!decided) return refuse('NOT_DECIDED');
    if (state.reviewServedOn) return state.reviewServedOn === servedOn ? already() : refuse('SERVED_ALREADY');
    const fault = dayFault(context, servedOn, decided.on);
    if (fault) return fault;
    const until = suitAfterReview(context, servedOn);
    const served = events.ReconsiderationServed({
      ...{ applicantId, servedOn },
      ...(until && { suitBy: until }),
      ...(isToPerform(decided.outcome) && { performBy: performBy(servedOn) }),
    });
    return accept([served], { occurredOn: servedOn });
  },
};
