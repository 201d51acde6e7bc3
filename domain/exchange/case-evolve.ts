/** 事项演变 How each event of a message between counties changes what it has come to. */
import type { ExchangeCaseDecider } from './case-decide.ts';
import type { Datum } from './case-shapes.ts';
import { type ExchangeCaseState, NO_CASE } from './case-state.ts';
import { dayOf } from './deadline.ts';

const timed = (state: ExchangeCaseState, inTime: boolean | undefined): ExchangeCaseState['feedback'] =>
  state.feedback && inTime !== undefined ? { ...state.feedback, inTime } : state.feedback;

/** What an upheld contest does to the datum: a wrong answer or return is as if it had not been, lateness is none. */
const upheld: Readonly<Record<Datum, (state: ExchangeCaseState) => ExchangeCaseState>> = {
  FEEDBACK: (state) => ({ ...state, status: 'delivered', feedback: undefined }),
  RETURN: (state) => ({ ...state, status: 'delivered', defect: undefined }),
  TIMELINESS: (state) => ({ ...state, feedback: timed(state, true), overdueOn: undefined }),
};
const contested = (state: ExchangeCaseState, datum: Datum): ExchangeCaseState => ({
  ...state,
  contests: [...state.contests.filter((one) => one.datum !== datum), { datum, standing: 'open' }],
});

const journey: Pick<
  ExchangeCaseDecider['evolve'],
  'RequestSubmitted' | 'RequestDelivered' | 'RequestReturned' | 'RequestWithdrawn' | 'ConsentWithdrawalPropagated'
> = {
  RequestSubmitted: (_, data) => {
    const { side, correlation, pair, type, from, to, personId, consentId, submittedOn, message } = data;
    const { fields, asks, values, needsAnswer, term } = data;
    return {
      ...{ ...NO_CASE, status: 'submitted', side, correlation, pair, type, from, to, personId, consentId },
      ...{ submittedOn, message, fields, asks, values, needsAnswer, term },
    };
  },
  RequestDelivered: (state, { deliveredAt, deliveredOn, due }) => ({
    ...state,
    status: 'delivered',
    delivered: { at: deliveredAt, on: deliveredOn },
    due,
  }),
  RequestReturned: (state, { defect }) => ({ ...state, status: 'returned', defect }),
  RequestWithdrawn: (state) => ({ ...state, status: 'withdrawn' }),
  ConsentWithdrawalPropagated: (state) => ({ ...state, status: 'stopped' }),
};

export const evolveCase: ExchangeCaseDecider['evolve'] = {
  ...journey,
  PersonPaired: (state, { personId }) => ({ ...state, pairing: 'paired', pairedWith: personId }),
  PairingFailed: (state) => ({ ...state, pairing: 'failed', pairedWith: undefined }),
  VerificationDone: (state, { verifiedOn }) => ({ ...state, verifiedOn }),
  FeedbackGiven: (state, { givenOn, by, inTime, answers, legacy, flags }) => ({
    ...state,
    status: 'answered',
    feedback: { on: givenOn, by, inTime, answers: answers ?? legacy, clockSkew: flags.includes('CLOCK_SKEW') },
    // What was contested of an earlier answer is not so of this one.
    contests: state.contests.filter(({ datum }) => datum !== 'FEEDBACK'),
  }),
  FeedbackAccepted: (state) => ({ ...state, status: 'accepted' }),
  FeedbackContested: (state) => contested(state, 'FEEDBACK'),
  DatumContested: (state, { datum }) => contested(state, datum),
  ContestDecided: (state, { datum, outcome }) => {
    const contests = state.contests.map((one) => (one.datum === datum ? { ...one, standing: outcome } : one));
    const decided = { ...state, contests };
    return outcome === 'UPHELD' ? upheld[datum](decided) : decided;
  },
  AnswerSampled: (state, { correct, sampledOn }) => ({ ...state, sample: { correct, on: sampledOn } }),
  DeadlineSuspended: (state, { from }) => ({
    ...state,
    suspensions: [...state.suspensions, { from, until: undefined }],
  }),
  DeadlineResumed: (state, { on, due, inTime }) => {
    const last = dayOf(due);
    const stillOver = state.overdueOn !== undefined && last !== undefined && last <= state.overdueOn;
    return {
      ...state,
      suspensions: state.suspensions.map((one) => (one.until === undefined ? { ...one, until: on } : one)),
      due,
      overdueOn: stillOver ? state.overdueOn : undefined,
      feedback: timed(state, inTime),
    };
  },
  DeadlineSettled: (state, { dueOn, inTime }) => ({ ...state, due: { on: dueOn }, feedback: timed(state, inTime) }),
  FeedbackOverdue: (state, { dueOn }) => ({ ...state, overdueOn: dueOn }),
  CorrectionPropagated: (state, { field, noticeId }) => ({
    ...state,
    corrections: [...state.corrections, `${field} ${noticeId}`],
  }),
};
