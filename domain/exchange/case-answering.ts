/** 配对与反馈 What the county addressed does with a message: sends it back, finds the person, verifies, and answers. */
import { accept, already, type Context } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { whoIs } from '../registry/taking-part.ts';
import { aboutOf, dayFault, type ExchangeCaseDecide, isTold, openFor, serverTime } from './case-decide.ts';
import { type Answer, events } from './case-shapes.ts';
import type { ExchangeCaseState } from './case-state.ts';
import { isTimely } from './deadline.ts';
import { countyToday } from './parties.ts';
import { countyOf } from '../registry/place.ts';

/** INV-63, BAD-26: delivered, neither sent back nor withdrawn, and the step is that of the county addressed. */
const arrived = (state: ExchangeCaseState, context: Context) => {
  const fault = openFor(state, context, 'to');
  if (fault) return fault;
  if (state.status === 'returned') return refuse('REQUEST_RETURNED');
  if (state.status === 'withdrawn') return refuse('REQUEST_WITHDRAWN');
  if (state.status === 'stopped') return refuse('REQUEST_STOPPED');
  return state.delivered ?? refuse('NOT_DELIVERED');
};

/** INV-62: every question, no other, and no value where yes or no was asked. */
const answersFault = ({ asks, values, type }: ExchangeCaseState, answers: readonly Answer[]) => {
  const answered = answers.map(({ field }) => field);
  if (new Set(answered).size < answered.length) return refuse('FIELD_TWICE', { field: '/answers' });
  if (type === 'H') return undefined;
  const beyond = answered.filter((field) => !asks.includes(field));
  if (beyond.length > 0) return refuse('ANSWER_NOT_ASKED', { fields: beyond });
  const missing = asks.filter((field) => !answered.includes(field));
  if (missing.length > 0) return refuse('ANSWER_MISSING', { fields: missing });
  const raw = answers.filter(({ field, value }) => value !== undefined && !values.includes(field));
  return raw.length > 0 ? refuse('YES_OR_NO_ALONE', { fields: raw.map(({ field }) => field) }) : undefined;
};

/** BAD-48: by the county addressed, or by the one that took its place. */
const answeredBy = (context: Context, { to }: ExchangeCaseState) => {
  const by = countyToday(context, to);
  return { by, bySuccessor: by !== countyOf(to) };
};

type Given = Parameters<ExchangeCaseDecide['GiveFeedback']>[0];
const given = (state: ExchangeCaseState, context: Context, { answers, answeredAt, serverAt }: Given) => {
  const time = serverTime(context, serverAt);
  if ('refused' in time) return time;
  const { by, bySuccessor } = answeredBy(context, state);
  const arrivedAt = state.delivered?.at ?? '';
  // BAD-24: clocks differ; the log's order stands, and the server's time alone says whether it was in time.
  const isSkewed = answeredAt < arrivedAt || time.at < arrivedAt;
  const inTime = isTimely(state.due, state.suspensions, time.on);
  const feedback = events.FeedbackGiven({
    ...{ ...aboutOf(state), by, answeredAt, givenOn: time.on },
    ...(inTime !== undefined && { inTime }),
    flags: [...(isSkewed ? (['CLOCK_SKEW'] as const) : []), ...(bySuccessor ? (['BY_SUCCESSOR'] as const) : [])],
    ...(state.type === 'H' ? { legacy: answers } : { answers }),
  });
  return accept([feedback], { occurredOn: time.on });
};

export const answering: Pick<
  ExchangeCaseDecide,
  'ReturnRequest' | 'PairPerson' | 'ReportPairingFailure' | 'RecordVerification' | 'GiveFeedback'
> = {
  ReturnRequest: (data, state, context) => {
    if (state.status === 'returned' && state.defect === data.defect) return already();
    const open = arrived(state, context);
    if ('refused' in open) return open;
    if (state.feedback) return refuse('REQUEST_ANSWERED');
    const fault = dayFault(context, [data.returnedOn, '/returnedOn'], open.on);
    if (fault) return fault;
    return accept([events.RequestReturned({ ...aboutOf(state), ...data })], { occurredOn: data.returnedOn });
  },
  PairPerson: ({ personId, pairedOn }, state, context, facts) => {
    const open = arrived(state, context);
    if ('refused' in open) return open;
    if (isTold(context) && personId !== undefined) return refuse('PERSON_NOT_OURS', { field: '/personId' });
    if (!isTold(context) && personId === undefined) return refuse('PERSON_NOT_NAMED', { field: '/personId' });
    if (personId !== undefined && !whoIs(facts)) return refuse('PERSON_UNKNOWN', { field: '/personId' });
    if (state.pairing === 'paired' && state.pairedWith === personId) return already();
    const fault = dayFault(context, [pairedOn, '/pairedOn'], open.on);
    if (fault) return fault;
    const paired = { ...aboutOf(state), pairedOn, ...(personId && { personId }) };
    return accept([events.PersonPaired(paired)], { occurredOn: pairedOn });
  },
  ReportPairingFailure: (data, state, context) => {
    const open = arrived(state, context);
    if ('refused' in open) return open;
    if (state.pairing === 'failed') return already();
    const fault = dayFault(context, [data.failedOn, '/failedOn'], open.on);
    if (fault) return fault;
    return accept([events.PairingFailed({ ...aboutOf(state), ...data })], { occurredOn: data.failedOn });
  },
  RecordVerification: (data, state, context) => {
    const open = arrived(state, context);
    if ('refused' in open) return open;
    if (data.method === 'HOME_VISIT' && context.origin !== 'LEGACY_IMPORT')
      return refuse('METHOD_NOT_ALLOWED', { field: '/method' });
    if (state.verifiedOn === data.verifiedOn) return already();
    const fault = dayFault(context, [data.verifiedOn, '/verifiedOn'], open.on);
    if (fault) return fault;
    return accept([events.VerificationDone({ ...aboutOf(state), ...data })], { occurredOn: data.verifiedOn });
  },
  GiveFeedback: (data, state, context) => {
    const open = arrived(state, context);
    if ('refused' in open) return open;
    if (!state.needsAnswer) return refuse('NOTHING_TO_ANSWER');
    if (state.feedback) return refuse('REQUEST_ANSWERED');
    const fault = answersFault(state, data.answers);
    return fault ?? given(state, context, data);
  },
};
