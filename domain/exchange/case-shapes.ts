/** 交换事项 What commands and events of one message between two counties carry; what it says of somebody only the case's key opens. */
import * as z from 'zod';
import { civilDateAt, isCivilDate } from '../kernel/calendar.ts';
import { command, defineCommands, defineEvents, event, sealed, SUBJECT } from '../kernel/message.ts';
import { CivilDate, CountyCode, Digest, DivisionCode, idOf, Instant, keyOf, PersonId } from '../kernel/values.ts';
import { AnswerTerm } from '../policy/exchange-rules.ts';
import { line } from '../registry/fields.ts';
import { Basis, FieldName, HistoricHandlingKind, HistoricType, OpenType, SentType } from './message-types.ts';

const AgreementId = idOf('agreement');
const CaseId = idOf('exchange');
/** 往来 Sender and addressee as they stood when it was sent. */
const Pair = keyOf(z.string().regex(/^\d{6}>\d{6}$/, 'two counties as 990121>990122'), 'pair').meta({
  examples: ['990121>990122', '990122>990121'],
});
/** The number by which both counties know the case: that of the sender's own. */
const Correlation = z.string().regex(/^xc_[A-Za-z0-9_-]{21}[AQgw]$/, 'the number of the case at the sender');
const At = Instant.refine((at) => isCivilDate(civilDateAt(at)) && isCivilDate(at.slice(0, 10)), 'an instant').meta({
  examples: ['2026-03-02T01:00:00.000Z', '2026-03-12T03:30:00.000Z', '2026-03-19T15:59:59.000Z'],
});
const Notice = z
  .string()
  .regex(/^[a-z0-9-]{3,40}$/, 'the name of a text in use')
  .meta({ examples: ['exchange-notice-2021-1'] });
const Value = line(300).meta({ examples: ['王小明', '990121199001010022', 'N990000001'] });
const FIELDS_MAX = 20;
const Told = z.array(z.strictObject({ field: FieldName, value: Value })).max(FIELDS_MAX);
const Asked = z.array(FieldName).max(FIELDS_MAX);
const YesNo = z.enum(['YES', 'NO', 'UNKNOWN']);
const Answers = z.array(z.strictObject({ field: FieldName, answer: YesNo, value: Value.optional() })).max(FIELDS_MAX);
const Number = z
  .string()
  .regex(/^[\p{L}\p{N}〔〕()（）[\]._/-]{2,60}$/u, 'the number of a document')
  .meta({ examples: ['市卫协决〔2026〕3号'] });

export const DATA = ['FEEDBACK', 'RETURN', 'TIMELINESS'] as const;
/** 争议事项 What either side may contest. */
export const Datum = z.enum(DATA);
export type Datum = z.output<typeof Datum>;
const Ground = z.enum(['WRONG', 'INCOMPLETE', 'NOT_DEFECTIVE', 'CALENDAR_WRONG', 'DELIVERED_LATER', 'PLATFORM_DOWN']);
const Defect = z.enum(['NOT_PAIRABLE', 'IDENTIFIER_DEFECTIVE', 'FIELDS_MISSING', 'MISROUTED', 'BASIS_MISSING']);
const Unpaired = z.enum(['NOT_FOUND', 'SEVERAL_FOUND', 'IDENTIFIER_DEFECTIVE']);
const Method = z.enum(['OWN_RECORDS', 'OTHER_OFFICE', 'PERSON_ASKED', 'HOME_VISIT']);
const Withdrawal = z.enum(['SETTLED_OTHERWISE', 'SENT_IN_ERROR', 'APPLICATION_WITHDRAWN']);

const message = z.strictObject({
  type: SentType,
  agreementId: AgreementId.optional(),
  from: DivisionCode,
  to: CountyCode,
  tells: Told,
  asks: Asked,
  basis: Basis,
});
/** 历史 How a former message was sent; none of them is sent any more. */
const history = z.strictObject({
  sentOn: CivilDate,
  handling: HistoricHandlingKind.optional(),
  /** Of the application or fact it is about. */
  factOn: CivilDate.optional(),
});
const submission = message.extend({
  personId: PersonId,
  notice: Notice.optional(),
  consentId: idOf('consent').optional(),
  /** The case whose copy a correction follows. */
  correctsId: CaseId.optional(),
  history: history.optional(),
});
const receipt = message.extend({
  correlation: Correlation,
  sentOn: CivilDate,
  /** SHA-256 of the signed message. */
  message: Digest,
  /** X4: the sender states that the person consented to it. */
  consented: z.boolean().optional(),
});
/** When another county's ledger recorded it: stated by its system, or by an import; a desk's own time is the ledger's. */
const stated = z.strictObject({ serverAt: At.optional() });
const answering = stated.extend({ answers: Answers, answeredAt: At });
const returning = z.strictObject({ defect: Defect, returnedOn: CivilDate });
const contest = z.strictObject({ datum: Datum, ground: Ground, contestedOn: CivilDate });
const contestDecision = z.strictObject({
  datum: Datum,
  outcome: z.enum(['UPHELD', 'DISMISSED']),
  number: Number,
  decidedOn: CivilDate,
});
const propagation = z.strictObject({ field: FieldName, noticeId: CaseId, propagatedOn: CivilDate });
const OUTAGES = ['PLATFORM_OUTAGE', 'DISASTER'] as const;

const how = (...basis: string[]) => ({ purpose: 'SERVICE' as const, basis });
const judged = { purpose: 'ACCOUNTABILITY' as const, basis: ['PFP-14'] };
const exchanged = how('PFP-14', 'PIPL-23');
export const commands = defineCommands({
  SubmitRequest: command(submission, { ...exchanged, creates: true }),
  TakeInRequest: command(receipt, { ...exchanged, creates: true }),
  DeliverRequest: command(stated, exchanged),
  ReturnRequest: command(returning, exchanged),
  PairPerson: command(z.strictObject({ personId: PersonId.optional(), pairedOn: CivilDate }), exchanged),
  ReportPairingFailure: command(z.strictObject({ reason: Unpaired, failedOn: CivilDate }), exchanged),
  RecordVerification: command(z.strictObject({ method: Method, verifiedOn: CivilDate }), exchanged),
  GiveFeedback: command(answering, exchanged),
  AcceptFeedback: command(z.strictObject({ acceptedOn: CivilDate }), exchanged),
  ContestDatum: command(contest, judged),
  DecideDatumContest: command(contestDecision, judged),
  SampleAnswer: command(z.strictObject({ correct: z.boolean(), sampledOn: CivilDate }), judged),
  WithdrawRequest: command(z.strictObject({ reason: Withdrawal, withdrawnOn: CivilDate }), exchanged),
  SuspendDeadline: command(z.strictObject({ from: CivilDate, reason: z.enum(OUTAGES) }), judged),
  ResumeDeadline: command(z.strictObject({ on: CivilDate }), judged),
  SettleDeadline: command(z.strictObject({}), judged),
  NoteFeedbackOverdue: command(z.strictObject({}), judged),
  PropagateCorrection: command(propagation, how('PIPL-46')),
  PropagateWithdrawal: command(z.strictObject({ withdrawnOn: CivilDate }), how('PIPL-15')),
});

/** Every event says between whom and of which kind, so that a count of pairs never asks the case. */
const about = z.strictObject({ pair: Pair, type: OpenType });
const own = <S extends z.ZodType>(schema: S, name: 'identity' | 'health' | 'legacy') =>
  sealed(schema, { owner: SUBJECT, class: name }).optional();
const Until = z.union([
  z.strictObject({ on: CivilDate }),
  z.strictObject({ waitsFor: z.int().min(1949).max(2999), notBefore: CivilDate }),
]);
const LegacyContent = z.strictObject({
  type: HistoricType,
  handling: HistoricHandlingKind,
  personId: z.string().max(30),
  tells: Told,
  asks: Asked,
});

export const events = defineEvents({
  // One county sent it; nothing yet of its arrival. At the addressee it says what was received, under the sender's number.
  RequestSubmitted: event(
    about.extend({
      side: z.enum(['SENT', 'RECEIVED']),
      correlation: Correlation,
      from: DivisionCode,
      to: CountyCode,
      submittedOn: CivilDate,
      personId: PersonId.optional(),
      agreementId: AgreementId.optional(),
      consentId: idOf('consent').optional(),
      correctsId: CaseId.optional(),
      fields: z.array(FieldName),
      asks: z.array(FieldName),
      /** Of those asked, what is answered with the value itself. */
      values: z.array(FieldName),
      needsAnswer: z.boolean(),
      basis: Basis,
      term: AnswerTerm.optional(),
      notice: Notice.optional(),
      message: Digest.optional(),
      flags: z.array(z.literal('SENT_LATE')),
      content: own(Told, 'identity'),
      clinical: own(Told, 'health'),
      legacy: own(LegacyContent, 'legacy'),
    }),
  ),
  // The addressee's clock starts.
  RequestDelivered: event(
    about.extend({
      deliveredAt: At,
      deliveredOn: CivilDate,
      due: Until.optional(),
      flags: z.array(z.literal('TAKEN_IN_LATE')),
    }),
  ),
  RequestReturned: event(about.extend(returning.shape)),
  PersonPaired: event(about.extend({ personId: PersonId.optional(), pairedOn: CivilDate })),
  PairingFailed: event(about.extend({ reason: Unpaired, failedOn: CivilDate })),
  VerificationDone: event(about.extend({ method: Method, verifiedOn: CivilDate })),
  // What was answered; not that it is right.
  FeedbackGiven: event(
    about.extend({
      by: CountyCode,
      answeredAt: At,
      /** By the answering county's server: timeliness counts from it. */
      givenOn: CivilDate,
      inTime: z.boolean().optional(),
      flags: z.array(z.enum(['CLOCK_SKEW', 'BY_SUCCESSOR'])),
      answers: own(Answers, 'identity'),
      legacy: own(Answers, 'legacy'),
    }),
  ),
  FeedbackAccepted: event(about.extend({ acceptedOn: CivilDate })),
  FeedbackContested: event(about.extend({ ground: Ground, contestedOn: CivilDate, by: CountyCode })),
  DatumContested: event(about.extend({ ...contest.shape, by: CountyCode })),
  ContestDecided: event(about.extend({ ...contestDecision.shape, by: DivisionCode })),
  AnswerSampled: event(about.extend({ correct: z.boolean(), sampledOn: CivilDate })),
  RequestWithdrawn: event(about.extend({ reason: Withdrawal, withdrawnOn: CivilDate })),
  DeadlineSuspended: event(about.extend({ from: CivilDate, reason: z.enum(OUTAGES) })),
  DeadlineResumed: event(
    about.extend({ on: CivilDate, days: z.int().nonnegative(), due: Until, inTime: z.boolean().optional() }),
  ),
  // The year's calendar was announced: the day is fixed for the first time, not changed.
  DeadlineSettled: event(about.extend({ dueOn: CivilDate, inTime: z.boolean().optional() })),
  FeedbackOverdue: event(about.extend({ dueOn: CivilDate })),
  CorrectionPropagated: event(about.extend(propagation.shape)),
  // Nothing of the message is used any more from that day.
  ConsentWithdrawalPropagated: event(about.extend({ withdrawnOn: CivilDate })),
});
export type Submission = z.output<typeof submission>;
export type Receipt = z.output<typeof receipt>;
export type Answer = z.output<typeof Answers>[number];
