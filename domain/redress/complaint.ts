/** 投诉 What somebody complains of, with or without their name: accepted and answered in time, never by whom it is about. */
import * as z from 'zod';
import { accept, already, type Context, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event, sealed, SUBJECT } from '../kernel/message.ts';
import { type Refusal, type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, Digest, DivisionCode, PersonId } from '../kernel/values.ts';
import { type Due, dueOf, isInTime } from '../kernel/working-days.ts';
import { isWithinOffice } from '../policy/offices.ts';
import { holidaysOf, ruleUnder } from '../policy/topics.ts';
import { Until } from '../policy/until.ts';
import { line, Name } from '../registry/fields.ts';

export const COMPLAINT_MATTERS = [
  'UNLAWFUL_PRECONDITION',
  'REGISTRATION_REFUSED',
  'FORMER_FEE',
  'ILLEGAL_CHARGE',
  'NO_CONSENT',
  'PRIVACY',
  'BENEFIT',
  'SEX_SELECTION',
  'FALSIFIED_FIGURES',
  'CONDUCT',
] as const;
/** What is acted on at once: somebody was told that a right depends on a fee, a permit or a marriage. */
const ALARMS: readonly string[] = ['UNLAWFUL_PRECONDITION'];
const Contact = line(60).meta({ examples: ['平安路12号', '0990-1234567'] });
/** The document in which it was written down. */
const record = Digest;
const receipt = z.strictObject({
  channel: z.enum(['WINDOW', 'VISIT', 'LETTER', 'PHONE', 'ONLINE', 'PASSED_ON']),
  matter: z.enum(COMPLAINT_MATTERS),
  /** The office it is about. */
  against: DivisionCode,
  anonymous: z.boolean(),
  complainantId: PersonId.optional(),
  receivedOn: CivilDate,
  record,
});
const transfer = z.strictObject({ toOffice: DivisionCode, transferredOn: CivilDate });
const investigation = z.strictObject({
  result: z.enum(['SUBSTANTIATED', 'PARTLY', 'UNSUBSTANTIATED']),
  investigatedOn: CivilDate,
  record,
});
const answer = z.strictObject({ answeredOn: CivilDate, record });
const rating = z.strictObject({ rating: z.int().min(1).max(5), ratedOn: CivilDate });
const reopening = z.strictObject({ cause: z.enum(['NEW_FACTS', 'REVIEW_ASKED']), reopenedOn: CivilDate });

const how = (...basis: string[]) => ({ purpose: 'REDRESS' as const, basis });
const commands = defineCommands({
  ReceiveComplaint: command(receipt.extend({ name: Name.optional(), contact: Contact.optional() }), {
    ...how('PET-22', 'PFP-43'),
    creates: true,
  }),
  AcceptComplaint: command(z.strictObject({ acceptedOn: CivilDate }), how('PET-22')),
  TransferComplaint: command(transfer, how('PET-22')),
  InvestigateComplaint: command(investigation, how('PET-34')),
  AnswerComplaint: command(answer, how('PET-34')),
  RateComplaint: command(rating, how('PET-34')),
  ReopenComplaint: command(reopening, how('PET-34')),
});
const own = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: SUBJECT, class: 'contact' });
const events = defineEvents({
  ComplaintReceived: event(
    receipt.extend({
      acceptBy: Until,
      /** A finding is raised at once. */
      alarm: z.boolean(),
      name: own(Name).optional(),
      contact: own(Contact).optional(),
    }),
  ),
  ComplaintAccepted: event(z.strictObject({ acceptedOn: CivilDate, late: z.boolean(), answerBy: Until })),
  ComplaintTransferred: event(transfer),
  ComplaintInvestigated: event(investigation),
  ComplaintAnswered: event(answer.extend({ late: z.boolean(), reviewBy: Until })),
  ComplainantRated: event(rating),
  ComplaintReopened: event(reopening.extend({ answerBy: Until })),
});

const rejections = {
  COMPLAINT_ALREADY_RECEIVED: { zh: '该投诉已登记。', en: 'This complaint is on record already.', conflict: true },
  COMPLAINT_UNKNOWN: { zh: '没有该投诉的登记。', en: 'No such complaint is on record.' },
  ANONYMOUS_NAMED: {
    zh: '匿名投诉不登记姓名、联系方式或者身份。',
    en: 'Of an anonymous complaint neither name nor contact nor person is recorded.',
    citations: ['个人信息保护法 6'],
    alternative: { zh: '请删除身份信息，或者登记为实名投诉。', en: 'Leave them out, or record it as named.' },
  },
  NOT_ACCEPTED: { zh: '该投诉尚未受理。', en: 'This complaint was not accepted yet.', conflict: true },
  ACCEPTED_ALREADY: { zh: '该投诉已受理。', en: 'This complaint was accepted already.', conflict: true },
  COMPLAINT_TRANSFERRED: { zh: '该投诉已转送。', en: 'This complaint was passed on.', conflict: true },
  GIVEN_TO_THE_ACCUSED: {
    zh: '不得将投诉转给被投诉机关或者其下级办理、调查。',
    en: 'A complaint is neither passed to the office it is about, or one below it, nor investigated there.',
    citations: ['信访工作条例 30', '人口与计划生育法 43'],
    alternative: { zh: '请由上级机关或者其他机关办理。', en: 'Let an office above it, or another one, deal with it.' },
    recorded: true,
  },
  NOT_INVESTIGATED: { zh: '该投诉尚未调查。', en: 'This complaint was not investigated yet.', conflict: true },
  NOT_ANSWERED: { zh: '该投诉尚未答复。', en: 'This complaint was not answered yet.', conflict: true },
  ANSWERED_ALREADY: { zh: '该投诉已答复。', en: 'It was answered already.', conflict: true },
  RATED_ALREADY: { zh: '投诉人已作出评价。', en: 'The answer was rated already.', conflict: true },
  BEFORE_EARLIER: { zh: '日期早于此前记录的事实。', en: 'The date is before what was recorded earlier.' },
  DATE_IN_FUTURE: { zh: '日期晚于今日。', en: 'The date is later than today.' },
} as const satisfies Rejections;

export interface ComplaintState {
  readonly status: 'UNKNOWN' | 'RECEIVED' | 'ACCEPTED' | 'TRANSFERRED' | 'INVESTIGATED' | 'ANSWERED';
  readonly against: string;
  /** The last step's day: what follows is not dated before it. */
  readonly on: string;
  readonly acceptBy: Due | undefined;
  readonly answerBy: Due | undefined;
  readonly toOffice: string | undefined;
  readonly found: string;
  readonly rating: number | undefined;
}
type Fault = Refusal<keyof typeof rejections> | undefined;
const fault = ({ status, on: since }: ComplaintState, { today }: Context, on: string): Fault => {
  if (status === 'UNKNOWN') return refuse('COMPLAINT_UNKNOWN');
  if (status === 'TRANSFERRED') return refuse('COMPLAINT_TRANSFERRED');
  if (on > today) return refuse('DATE_IN_FUTURE');
  return on < since ? refuse('BEFORE_EARLIER', { from: since }) : undefined;
};
const ruleOn = (context: Context, on: string) => ruleUnder('R1', 'complaints', { context, on });
const noRule = (on: string) => refuse('NO_RULE_IN_FORCE', { topic: 'complaints', on });
/** 复查申请 Days from the answer in which the office above may be asked (信访工作条例 35). */
const REVIEW_DAYS = { amount: 30, unit: 'day' } as const;

type Decide = Decider<ComplaintState, typeof commands, typeof events, typeof rejections>['decide'];
type Taking = 'ReceiveComplaint' | 'AcceptComplaint' | 'TransferComplaint';
const taking: Pick<Decide, Taking> = {
  ReceiveComplaint: (received, { status }, context) => {
    if (status !== 'UNKNOWN') return refuse('COMPLAINT_ALREADY_RECEIVED');
    const { anonymous, complainantId, name, contact, receivedOn, matter } = received;
    if (anonymous && [complainantId, name, contact].some((one) => one !== undefined)) return refuse('ANONYMOUS_NAMED');
    if (receivedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/receivedOn' });
    const rule = ruleOn(context, receivedOn);
    if (!rule) return noRule(receivedOn);
    const acceptBy = dueOf(receivedOn, rule.accept, holidaysOf(context));
    const event = events.ComplaintReceived({ ...received, acceptBy, alarm: ALARMS.includes(matter) });
    return accept([event], { occurredOn: receivedOn });
  },
  AcceptComplaint: ({ acceptedOn }, state, context) => {
    const refused = fault(state, context, acceptedOn);
    if (refused) return refused;
    if (state.status !== 'RECEIVED')
      return state.status === 'ACCEPTED' && state.on === acceptedOn ? already() : refuse('ACCEPTED_ALREADY');
    const rule = ruleOn(context, acceptedOn);
    if (!rule) return noRule(acceptedOn);
    const late = state.acceptBy !== undefined && isInTime(state.acceptBy, acceptedOn) === false;
    const answerBy = dueOf(acceptedOn, rule.answer, holidaysOf(context));
    return accept([events.ComplaintAccepted({ acceptedOn, late, answerBy })], { occurredOn: acceptedOn });
  },
  TransferComplaint: (transferred, state, context) => {
    if (state.toOffice === transferred.toOffice) return already();
    const refused = fault(state, context, transferred.transferredOn);
    if (refused) return refused;
    if (isWithinOffice(transferred.toOffice, state.against)) return refuse('GIVEN_TO_THE_ACCUSED');
    if (state.status === 'ANSWERED') return refuse('ANSWERED_ALREADY');
    return accept([events.ComplaintTransferred(transferred)], { occurredOn: transferred.transferredOn });
  },
};
type Answering = 'InvestigateComplaint' | 'AnswerComplaint' | 'RateComplaint' | 'ReopenComplaint';
const answering: Pick<Decide, Answering> = {
  InvestigateComplaint: (investigated, state, context) => {
    const refused = fault(state, context, investigated.investigatedOn);
    if (refused) return refused;
    if (state.status === 'RECEIVED') return refuse('NOT_ACCEPTED');
    if (state.status === 'ANSWERED') return refuse('ANSWERED_ALREADY');
    if (isWithinOffice(context.actor.office, state.against)) return refuse('GIVEN_TO_THE_ACCUSED');
    if (state.found === `${investigated.investigatedOn} ${investigated.result}`) return already();
    return accept([events.ComplaintInvestigated(investigated)], { occurredOn: investigated.investigatedOn });
  },
  AnswerComplaint: (answered, state, context) => {
    const refused = fault(state, context, answered.answeredOn);
    if (refused) return refused;
    if (state.status === 'ANSWERED') return state.on === answered.answeredOn ? already() : refuse('ANSWERED_ALREADY');
    if (state.status !== 'INVESTIGATED') return refuse('NOT_INVESTIGATED');
    const late = state.answerBy !== undefined && isInTime(state.answerBy, answered.answeredOn) === false;
    const reviewBy = dueOf(answered.answeredOn, REVIEW_DAYS, holidaysOf(context));
    return accept([events.ComplaintAnswered({ ...answered, late, reviewBy })], { occurredOn: answered.answeredOn });
  },
  RateComplaint: (rated, state, context) => {
    const refused = fault(state, context, rated.ratedOn);
    if (refused) return refused;
    if (state.status !== 'ANSWERED') return refuse('NOT_ANSWERED');
    if (state.rating !== undefined) return state.rating === rated.rating ? already() : refuse('RATED_ALREADY');
    return accept([events.ComplainantRated(rated)], { occurredOn: rated.ratedOn });
  },
  ReopenComplaint: (reopened, state, context) => {
    const refused = fault(state, context, reopened.reopenedOn);
    if (refused) return refused;
    if (state.status !== 'ANSWERED') return refuse('NOT_ANSWERED');
    const rule = ruleOn(context, reopened.reopenedOn);
    if (!rule) return noRule(reopened.reopenedOn);
    const answerBy = dueOf(reopened.reopenedOn, rule.answer, holidaysOf(context));
    return accept([events.ComplaintReopened({ ...reopened, answerBy })], { occurredOn: reopened.reopenedOn });
  },
};

/** Stream `complaint-cp_…`; who complains is sealed under the complaint's own key. */
export const complaint: Decider<ComplaintState, typeof commands, typeof events, typeof rejections> = {
  category: 'complaint',
  subject: 'complaint',
  prefix: 'cp',
  commands,
  events,
  rejections,
  initialState: {
    ...{ status: 'UNKNOWN', against: '', on: '', acceptBy: undefined, answerBy: undefined },
    ...{ toOffice: undefined, found: '', rating: undefined },
  },
  decide: { ...taking, ...answering },
  evolve: {
    ComplaintReceived: (state, { against, receivedOn, acceptBy }) => ({
      ...{ ...state, status: 'RECEIVED', against, on: receivedOn, acceptBy },
    }),
    ComplaintAccepted: (state, { acceptedOn, answerBy }) => ({
      ...{ ...state, status: 'ACCEPTED', on: acceptedOn, answerBy },
    }),
    ComplaintTransferred: (state, { toOffice, transferredOn }) => ({
      ...{ ...state, status: 'TRANSFERRED', on: transferredOn, toOffice },
    }),
    ComplaintInvestigated: (state, { result, investigatedOn }) => ({
      ...{ ...state, status: 'INVESTIGATED', on: investigatedOn, found: `${investigatedOn} ${result}` },
    }),
    ComplaintAnswered: (state, { answeredOn }) => ({ ...state, status: 'ANSWERED', on: answeredOn }),
    ComplainantRated: (state, { rating: given }) => ({ ...state, rating: given }),
    ComplaintReopened: (state, { reopenedOn, answerBy }) => ({
      ...{ ...state, status: 'ACCEPTED', on: reopenedOn, answerBy, found: '', rating: undefined },
    }),
  },
};
