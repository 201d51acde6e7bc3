/** 发送与接收 How a message goes from one county to another: checked against law, agreement and consent, on both sides alike. */
import { accept, already, type Context, type Facts } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { ruleUnder } from '../policy/topics.ts';
import { whoIs } from '../registry/taking-part.ts';
import type { ConsentState } from '../care/consent.ts';
import { isErased } from '../kernel/message.ts';
import type { ExchangeMessage } from '../policy/exchange-rules.ts';
import { agreedOn, type AgreementState } from './agreement.ts';
import { aboutOf, dayFault, type ExchangeCaseDecide, factOr, openFor, serverTime } from './case-decide.ts';
import { keptLimit, takeInHistory } from './case-history.ts';
import { events, type Receipt, type Submission } from './case-shapes.ts';
import type { ExchangeCaseState } from './case-state.ts';
import { answerDue } from './case-deadline.ts';
import { unlawfulAmong } from './field-names.ts';
import { isHistoric } from './message-types.ts';
import { actsFor, countyToday, pairOf } from './parties.ts';

type Sent = Pick<Submission, 'type' | 'agreementId' | 'from' | 'to' | 'tells' | 'asks' | 'basis'>;

/** What the law says such a message may be, whatever was agreed. */
const lawfulFault = ({ tells, asks, basis }: Sent, rule: ExchangeMessage) => {
  const told = tells.map(({ field }) => field);
  if (new Set([...told, ...asks]).size < told.length + asks.length) return refuse('FIELD_TWICE');
  const askable = rule.asks.map(({ field }) => field);
  const foreign = [
    ...told.filter((field) => !rule.tells.includes(field)),
    ...asks.filter((field) => !askable.includes(field)),
  ];
  if (foreign.length > 0) return refuse('FIELD_NOT_FOR_TYPE', { fields: foreign });
  const unfit = basis.filter((code) => !rule.basis.includes(code));
  if (unfit.length > 0) return refuse('BASIS_NOT_AGREED', { basis: unfit });
  if (rule.answer === 'REQUIRED' && asks.length === 0) return refuse('NOTHING_ASKED', { field: '/asks' });
  return undefined;
};

/** INV-60: the agreement in force between both counties lists kind, fields and law. */
const agreedFault = (context: Context, sent: Sent, facts: Facts) => {
  const state = factOr<AgreementState>(facts, 'agreement');
  if (!state) return refuse('AGREEMENT_NEEDED', { field: '/agreementId' });
  if (state.versions.length === 0) return refuse('AGREEMENT_UNKNOWN', { field: '/agreementId' });
  const parties = state.parties.map((party) => countyToday(context, party));
  if (![sent.from, sent.to].every((side) => parties.includes(countyToday(context, side))))
    return refuse('NOT_BETWEEN_THEM', { field: '/agreementId' });
  const messages = agreedOn(state, context.today);
  if (!messages) return refuse('AGREEMENT_NOT_IN_FORCE', { field: '/agreementId' });
  const agreed = messages.find(({ type }) => type === sent.type);
  if (!agreed) return refuse('TYPE_NOT_AGREED', { type: sent.type });
  const fields = [...sent.tells.map(({ field }) => field), ...sent.asks];
  const unlisted = fields.filter((field) => !agreed.fields.includes(field));
  if (unlisted.length > 0) return refuse('FIELD_NOT_AGREED', { fields: unlisted });
  const unnamed = sent.basis.filter((code) => !agreed.basis.includes(code));
  return unnamed.length > 0 ? refuse('BASIS_NOT_AGREED', { basis: unnamed }) : { limit: agreed.limit };
};

/** INV-61: a consent of the person's own to just this, given, not expired and not withdrawn. */
const consentFault = (context: Context, personId: string, { facts, texts }: { facts: Facts; texts: string[] }) => {
  const consent = factOr<ConsentState>(facts, 'consent');
  if (!consent) return refuse('SEPARATE_CONSENT_NEEDED', { field: '/consentId' });
  if (consent.status === 'none' || consent.personId !== personId)
    return refuse('CONSENT_OTHER_PERSON', { field: '/consentId' });
  if (consent.withdrawnOn !== undefined) return refuse('CONSENT_WITHDRAWN');
  if (context.today >= consent.expiresOn) return refuse('CONSENT_EXPIRED', { expiresOn: consent.expiresOn });
  const isSeparate = texts.includes(consent.text) && !isErased(consent.scope);
  return isSeparate ? undefined : refuse('SEPARATE_CONSENT_NEEDED', { field: '/consentId' });
};

/** What law and agreement say of a message that is sent today. */
const checked = (context: Context, sent: Sent, facts: Facts) => {
  const unlawful = unlawfulAmong([...sent.tells.map(({ field }) => field), ...sent.asks]);
  if (unlawful) return refuse(unlawful.code, { fields: unlawful.fields });
  const rules = ruleUnder('R4', 'exchange', { context, on: context.today });
  const rule = rules?.messages.find(({ type }) => type === sent.type);
  if (!rule) return refuse('NO_RULE_IN_FORCE', { topic: 'exchange', on: context.today });
  const sides = pairOf(context, sent);
  if ('refused' in sides) return sides;
  if (!actsFor(context, context.actor, sent.from)) return refuse('NOT_THE_SENDER', { field: '/from' });
  const fault = lawfulFault(sent, rule);
  if (fault) return fault;
  const agreed = agreedFault(context, sent, facts);
  return 'refused' in agreed ? agreed : { ...sides, rule, term: agreed.limit ?? rule.term };
};
type Checked = Exclude<ReturnType<typeof checked>, { readonly refused: string }>;

const submitted = (sent: Sent, { pair, rule, term }: Checked) => {
  const { type, from, to, tells, asks, basis, agreementId } = sent;
  const needsAnswer = asks.length > 0;
  const values = rule.asks.filter(({ field, answer }) => answer === 'VALUE' && asks.includes(field));
  return {
    ...{ pair, type: isHistoric(type) ? ('H' as const) : type, from, to, basis, asks, needsAnswer, flags: [] },
    fields: tells.map(({ field }) => field),
    values: values.map(({ field }) => field),
    ...(agreementId && { agreementId }),
    ...(term && needsAnswer && { term }),
    ...(rule.content === 'health' ? { clinical: tells } : { content: tells }),
  };
};

const sentNow = (data: Submission, context: Context, facts: Facts) => {
  const { personId, consentId, notice, correctsId } = data;
  const found = checked(context, data, facts);
  if ('refused' in found) return found;
  if (!whoIs(facts)) return refuse('PERSON_UNKNOWN', { field: '/personId' });
  const { precededBy, consentTexts: texts = [] } = found.rule;
  if (precededBy === 'NOTICE' && notice === undefined) return refuse('NOTICE_NEEDED', { field: '/notice' });
  const fault = precededBy === 'SEPARATE_CONSENT' ? consentFault(context, personId, { facts, texts }) : undefined;
  if (fault) return fault;
  const sent = events.RequestSubmitted({
    ...submitted(data, found),
    ...{ side: 'SENT', correlation: context.subject, submittedOn: context.today, personId },
    ...(consentId && precededBy === 'SEPARATE_CONSENT' && { consentId }),
    ...(notice && { notice }),
    ...(correctsId && { correctsId }),
  });
  return accept([sent]);
};

const delivered = (state: ExchangeCaseState, context: Context, { at, on }: { at: string; on: string }) => {
  const due = answerDue(context, { ...state, delivered: { at, on } });
  const { type, needsAnswer, term, submittedOn } = state;
  const isLate = type === 'H' && !needsAnswer && term && !keptLimit(context, [submittedOn, on], term);
  return events.RequestDelivered({
    ...{ ...aboutOf(state), deliveredAt: at, deliveredOn: on, flags: isLate ? ['TAKEN_IN_LATE'] : [] },
    ...(due && { due }),
  });
};

const received = (data: Receipt, context: Context, facts: Facts) => {
  const { correlation, message, sentOn } = data;
  if (sentOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/sentOn' });
  const found = checked(context, data, facts);
  if ('refused' in found) return found;
  if (found.rule.precededBy === 'SEPARATE_CONSENT' && data.consented !== true)
    return refuse('SEPARATE_CONSENT_NEEDED', { field: '/consented' });
  const event = events.RequestSubmitted({
    ...submitted(data, found),
    ...{ side: 'RECEIVED', correlation, submittedOn: sentOn, message },
  });
  const { pair, type, term, needsAnswer } = event.data;
  const at = { at: context.recordedAt, on: context.today };
  return { event, state: { pair, type, term, needsAnswer }, at };
};

export const sending: Pick<
  ExchangeCaseDecide,
  'SubmitRequest' | 'TakeInRequest' | 'DeliverRequest' | 'WithdrawRequest'
> = {
  SubmitRequest: (data, state, context, facts) => {
    if (state.status !== 'none') return refuse('REQUEST_ALREADY_SUBMITTED');
    if (isHistoric(data.type)) return takeInHistory(data, data.type, context);
    return sentNow(data, context, facts);
  },
  TakeInRequest: (data, state, context, facts) => {
    if (state.status !== 'none')
      return state.message === data.message ? already() : refuse('MESSAGE_DIFFERS', { field: '/message' });
    if (isHistoric(data.type)) return refuse('REF-08', { fields: ['type'] });
    const found = received(data, context, facts);
    if ('refused' in found) return found;
    const arrival = delivered({ ...state, ...found.state, term: found.state.term }, context, found.at);
    return accept([found.event, arrival]);
  },
  DeliverRequest: ({ serverAt }, state, context) => {
    const fault = openFor(state, context, undefined);
    if (fault) return fault;
    const time = serverTime(context, serverAt);
    if ('refused' in time) return time;
    if (state.delivered) return state.delivered.at === time.at ? already() : refuse('ALREADY_DELIVERED');
    if (state.status === 'withdrawn') return refuse('REQUEST_WITHDRAWN');
    if (state.status === 'stopped') return refuse('REQUEST_STOPPED');
    const tooEarly = dayFault(context, [time.on, '/serverAt'], state.submittedOn);
    if (tooEarly) return tooEarly;
    return accept([delivered(state, context, time)], { occurredOn: time.on });
  },
  WithdrawRequest: (data, state, context) => {
    const fault = openFor(state, context, 'from');
    if (fault) return fault;
    if (state.status === 'withdrawn') return already();
    if (state.status === 'returned') return refuse('REQUEST_RETURNED');
    if (state.status === 'stopped') return refuse('REQUEST_STOPPED');
    if (state.feedback) return refuse('REQUEST_ANSWERED');
    const day = dayFault(context, [data.withdrawnOn, '/withdrawnOn'], state.submittedOn);
    if (day) return day;
    return accept([events.RequestWithdrawn({ ...aboutOf(state), ...data })], { occurredOn: data.withdrawnOn });
  },
};
