/** 行政诉讼与履行 How a suit is filed, directly or after review, judged, performed; and how a review organ's opinion is answered. */
import { accept, already, type Context } from '../kernel/decider.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { type Due, isDue, isInTime } from '../kernel/working-days.ts';
import { events } from './review-case-messages.ts';
import type { ReviewRejection } from './review-case-rejections.ts';
import { dayFault } from './review-case-reconsideration.ts';
import { isToPerform, type ReviewDecide, type ReviewState } from './review-case-state.ts';
import { directSuitLimit, isReviewFirst, opinionBy, performBy, suitAfterReview } from './review-limits.ts';

type Route = 'AFTER_REVIEW' | 'REVIEW_SILENT' | 'REVIEW_DECLINED';
/** By which way a case that was under review comes to court, and from which day its limit runs. */
const routeOf = (state: ReviewState, filedOn: string): { route: Route; from: string } | undefined => {
  if (state.decided) return { route: 'AFTER_REVIEW', from: state.reviewServedOn ?? filedOn };
  if (state.intake === 'declined') return { route: 'REVIEW_DECLINED', from: state.intakeOn };
  const { decideBy } = state;
  return decideBy && isDue(decideBy) && filedOn > decideBy.on
    ? { route: 'REVIEW_SILENT', from: decideBy.on }
    : undefined;
};
const timing = (limit: Due | undefined, filedOn: string) => ({
  timely: !limit || isInTime(limit, filedOn) !== false,
  ...(limit && { limitBy: limit }),
});

type Suing = 'FileDirectSuit' | 'FileSuit' | 'GiveJudgment' | 'PerformJudgment';
const performedFault = (state: ReviewState, of: 'REVIEW' | 'JUDGMENT'): Refusal<ReviewRejection> | undefined => {
  const ended = of === 'REVIEW' ? state.decided : state.judged;
  return isToPerform(ended?.outcome) ? undefined : refuse('NOTHING_TO_PERFORM');
};
export const suing: Pick<ReviewDecide, Suing> = {
  FileDirectSuit: ({ amountFen, ...filing }, state, context) => {
    if (state.applicantId !== undefined) return refuse('REVIEW_ALREADY_FILED');
    const { kind, filedOn, knewOn, madeOn } = filing;
    if (filedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/filedOn' });
    if (knewOn < madeOn || filedOn < knewOn) return refuse('BEFORE_EARLIER', { field: '/knewOn' });
    if (isReviewFirst(kind, filedOn)) return refuse('REVIEW_FIRST');
    const limit = directSuitLimit(context, filing);
    const filed = events.DirectSuitFiled({
      ...{ ...filing, ...timing(limit, filedOn) },
      ...(amountFen !== undefined && { amount: amountFen }),
    });
    return accept([filed], { occurredOn: filedOn });
  },
  FileSuit: (filing, state, context) => {
    const { applicantId, suit } = state;
    if (applicantId === undefined) return refuse('REVIEW_UNKNOWN');
    if (suit) return suit.on === filing.filedOn && suit.court === filing.court ? already() : refuse('SUED_ALREADY');
    const fault = dayFault(context, filing.filedOn, state.filed?.on ?? '');
    if (fault) return fault;
    const way = routeOf(state, filing.filedOn);
    if (!way) return refuse('REVIEW_PENDING');
    const limit = suitAfterReview(context, way.from);
    const filed = events.SuitFiled({ ...filing, applicantId, route: way.route, ...timing(limit, filing.filedOn) });
    return accept([filed], { occurredOn: filing.filedOn });
  },
  GiveJudgment: (judgment, state, context) => {
    const { applicantId, suit, judged } = state;
    if (applicantId === undefined) return refuse('REVIEW_UNKNOWN');
    if (!suit) return refuse('NOT_SUED');
    if (judged)
      return judged.number === judgment.number && judged.outcome === judgment.outcome
        ? already()
        : refuse('JUDGED_ALREADY', { number: judged.number });
    const fault = dayFault(context, judgment.decidedOn, suit.on);
    if (fault) return fault;
    const { outcome, ground, decidedOn } = judgment;
    if (isToPerform(outcome) && outcome !== 'PERFORM' && !ground) return refuse('GROUND_MISSING', { field: '/ground' });
    const until = isToPerform(outcome) ? (judgment.performBy ?? performBy(decidedOn)) : undefined;
    const given = events.JudgmentGiven({ ...judgment, applicantId, ...(until && { performBy: until }) });
    return accept([given], { occurredOn: decidedOn });
  },
  PerformJudgment: (performed, state, context) => {
    const { applicantId } = state;
    if (applicantId === undefined) return refuse('REVIEW_UNKNOWN');
    const { of, performedOn } = performed;
    const fault = performedFault(state, of);
    if (fault) return fault;
    if (state.performed.includes(`${of} ${performedOn}`)) return already();
    if (state.performed.some((one) => one.startsWith(`${of} `))) return refuse('PERFORMED_ALREADY');
    const since = (of === 'REVIEW' ? state.decided : state.judged)?.on ?? '';
    const wrongDay = dayFault(context, performedOn, since);
    if (wrongDay) return wrongDay;
    const until = state.performBy[of];
    const done = events.JudgmentPerformed({
      ...{ ...performed, applicantId, late: until !== undefined && performedOn > until },
    });
    return accept([done], { occurredOn: performedOn });
  },
};

type Advising = 'IssueOpinion' | 'AnswerOpinion';
const opened = ({ filed }: ReviewState, context: Context, on: string) =>
  filed ? dayFault(context, on, filed.on) : refuse('NOT_FILED_FOR_REVIEW');
export const advising: Pick<ReviewDecide, Advising> = {
  IssueOpinion: (opinion, state, context) => {
    const { applicantId = '', opinions } = state;
    const fault = opened(state, context, opinion.issuedOn);
    if (fault) return fault;
    if (opinions.some(({ number }) => number === opinion.number)) return already();
    const issued = events.OpinionIssued({ ...opinion, applicantId, answerBy: opinionBy(context, opinion.issuedOn) });
    return accept([issued], { occurredOn: opinion.issuedOn });
  },
  AnswerOpinion: (answered, state, context) => {
    const { applicantId = '' } = state;
    const fault = opened(state, context, answered.answeredOn);
    if (fault) return fault;
    const held = state.opinions.find(({ number }) => number === answered.number);
    if (!held) return refuse('NO_SUCH_OPINION');
    if (held.answeredOn) return held.answeredOn === answered.answeredOn ? already() : refuse('RECORDED_OTHERWISE');
    const late = isInTime(held.answerBy, answered.answeredOn) === false;
    return accept([events.OpinionAnswered({ ...answered, applicantId, late })], { occurredOn: answered.answeredOn });
  },
};
