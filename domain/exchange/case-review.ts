/** 接受与争议 What follows an answer: accepted or contested, decided by neither side, sampled; and what follows the person. */
import type { ConsentState } from '../care/consent.ts';
import { accept, already, type Context } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { aboutOf, dayFault, type ExchangeCaseDecide, factOr, isTold, openFor } from './case-decide.ts';
import { type Datum, events } from './case-shapes.ts';
import { contestOf, type ExchangeCaseState, isContested } from './case-state.ts';
import { actsFor, countyToday } from './parties.ts';

/** Which side a datum speaks against. */
const CONTESTED_BY: Readonly<Record<Datum, 'from' | 'to'>> = { FEEDBACK: 'from', RETURN: 'from', TIMELINESS: 'to' };

const contestable = (state: ExchangeCaseState, datum: Datum) => {
  const { status, feedback, overdueOn } = state;
  if (datum === 'RETURN') return status === 'returned' ? undefined : refuse('NOTHING_TO_CONTEST');
  if (datum === 'TIMELINESS')
    return feedback?.inTime === false || overdueOn !== undefined ? undefined : refuse('NOTHING_TO_CONTEST');
  if (status === 'accepted') return refuse('FEEDBACK_ACCEPTED');
  return status === 'answered' ? undefined : refuse('NOTHING_TO_CONTEST');
};

const isNeutral = (context: Context, { from, to }: ExchangeCaseState): boolean =>
  ![from, to].some((side) => actsFor(context, context.actor, side));

type Reviewed = 'AcceptFeedback' | 'ContestDatum' | 'DecideDatumContest' | 'SampleAnswer';
export const reviewing: Pick<ExchangeCaseDecide, Reviewed> = {
  AcceptFeedback: ({ acceptedOn }, state, context) => {
    const fault = openFor(state, context, 'from');
    if (fault) return fault;
    if (state.status === 'accepted') return already();
    if (state.status !== 'answered' || !state.feedback) return refuse('NOT_ANSWERED');
    if (contestOf(state, 'FEEDBACK')?.standing === 'open') return refuse('CONTEST_OPEN');
    const day = dayFault(context, [acceptedOn, '/acceptedOn'], state.feedback.on);
    if (day) return day;
    return accept([events.FeedbackAccepted({ ...aboutOf(state), acceptedOn })], { occurredOn: acceptedOn });
  },
  ContestDatum: ({ datum, ground, contestedOn }, state, context) => {
    const side = CONTESTED_BY[datum];
    const fault = openFor(state, context, side);
    if (fault) return fault;
    const standing = contestOf(state, datum)?.standing;
    if (standing === 'open') return already();
    if (standing !== undefined) return refuse('CONTEST_DECIDED');
    const nothing = contestable(state, datum);
    if (nothing) return nothing;
    const day = dayFault(context, [contestedOn, '/contestedOn'], state.delivered?.on);
    if (day) return day;
    const by = countyToday(context, state[side]);
    const contested =
      datum === 'FEEDBACK'
        ? events.FeedbackContested({ ...aboutOf(state), ground, contestedOn, by })
        : events.DatumContested({ ...aboutOf(state), datum, ground, contestedOn, by });
    return accept([contested], { occurredOn: contestedOn });
  },
  DecideDatumContest: (data, state, context) => {
    const fault = openFor(state, context, undefined);
    if (fault) return fault;
    const standing = contestOf(state, data.datum)?.standing;
    if (standing === undefined) return refuse('NOTHING_CONTESTED', { field: '/datum' });
    if (standing !== 'open') return standing === data.outcome ? already() : refuse('CONTEST_DECIDED');
    if (!isTold(context) && !isNeutral(context, state)) return refuse('NOT_NEUTRAL');
    const day = dayFault(context, [data.decidedOn, '/decidedOn'], state.delivered?.on);
    if (day) return day;
    const decided = events.ContestDecided({ ...aboutOf(state), ...data, by: context.actor.office });
    return accept([decided], { occurredOn: data.decidedOn });
  },
  SampleAnswer: ({ correct, sampledOn }, state, context) => {
    const fault = openFor(state, context, undefined);
    if (fault) return fault;
    if (!state.feedback) return refuse('NOT_ANSWERED');
    if (isContested(state)) return refuse('CONTEST_OPEN');
    if (state.sample) return state.sample.correct === correct ? already() : refuse('SAMPLED_OTHERWISE');
    const day = dayFault(context, [sampledOn, '/sampledOn'], state.feedback.on);
    if (day) return day;
    return accept([events.AnswerSampled({ ...aboutOf(state), correct, sampledOn })], { occurredOn: sampledOn });
  },
};

const isWithdrawn = (consent: ConsentState | undefined, withdrawnOn: string): boolean =>
  consent?.status === 'given' && consent.withdrawnOn === withdrawnOn;

export const following: Pick<ExchangeCaseDecide, 'PropagateCorrection' | 'PropagateWithdrawal'> = {
  PropagateCorrection: (data, state, context) => {
    const fault = openFor(state, context, undefined);
    if (fault) return fault;
    const { field, noticeId, propagatedOn } = data;
    if (![...state.fields, ...state.asks].includes(field)) return refuse('FIELD_NOT_CARRIED', { field: '/field' });
    if (state.corrections.includes(`${field} ${noticeId}`)) return already();
    const day = dayFault(context, [propagatedOn, '/propagatedOn'], state.submittedOn);
    if (day) return day;
    return accept([events.CorrectionPropagated({ ...aboutOf(state), ...data })], { occurredOn: propagatedOn });
  },
  PropagateWithdrawal: ({ withdrawnOn }, state, context, facts) => {
    const fault = openFor(state, context, 'from');
    if (fault) return fault;
    if (state.status === 'stopped') return already();
    if (state.type !== 'X4') return refuse('NOT_RESTING_ON_CONSENT');
    const day = dayFault(context, [withdrawnOn, '/withdrawnOn'], undefined);
    if (day) return day;
    // The addressee's ledger holds no consent: there the sender's system says so.
    if (state.side === 'SENT' && !isWithdrawn(factOr<ConsentState>(facts, 'consent'), withdrawnOn))
      return refuse('CONSENT_STANDS');
    const stopped = events.ConsentWithdrawalPropagated({ ...aboutOf(state), withdrawnOn });
    return accept([stopped], { occurredOn: withdrawnOn });
  },
};
