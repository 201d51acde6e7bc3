// The agreements and messages between counties that the specs of exchange tell of, and who takes part in them.
import { agreement } from '../../../domain/exchange/agreement.ts';
import { exchangeCase } from '../../../domain/exchange/exchange-case.ts';
import { type EventOf, fold } from '../../../domain/kernel/decider.ts';
import { base64urlOf, streamOf } from '../../../domain/kernel/identifier.ts';
import type { Message } from '../../../domain/kernel/message.ts';
import { MOTHER } from '../registry/cast.ts';

const idOf = (prefix: string, byte: number) => `${prefix}_${base64urlOf(Array<number>(16).fill(byte))}`;
export const AGREEMENT = idOf('ca', 1);
export const CASE = idOf('xc', 1);
export const OTHER_CASE = idOf('xc', 2);
export const CONSENT = idOf('cn', 1);
export const DIGEST = 'LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564';

/** The county of the ledger, and its neighbour. */
export const [HERE, THERE, THIRD] = ['990121', '990122', '980121'] as const;
export const clerkOf = (office: string) => ({ id: 's-1', role: 'CountyRegistrar', office });
export const systemOf = (office: string) => ({ id: 'county-system', role: 'RegionalSystem', office });
export const organ = { id: 's-9', role: 'ReviewOrgan', office: '990100' };

export const signing = {
  parties: [HERE, THERE],
  number: '平协〔2025〕1号',
  signedOn: '2025-06-01',
  from: '2025-07-01',
  messages: [
    {
      type: 'X1' as const,
      fields: ['citizenId', 'name', 'bornOn', 'registeredHere', 'childRegistered', 'registrationOrder'],
      basis: ['PFP-14' as const],
    },
    {
      type: 'X2' as const,
      fields: ['certificateNumber', 'certificateValid'],
      basis: ['MIH-23' as const],
      limit: { amount: 7, unit: 'day' as const },
    },
    { type: 'X4' as const, fields: ['name', 'clinicalSummary', 'takenOver'], basis: ['MIH-14' as const] },
    { type: 'X5' as const, fields: ['identityToken', 'placeCode', 'arrivedOn'], basis: ['PFP-14' as const] },
    { type: 'X6' as const, fields: ['name', 'correctedField', 'correctedValue'], basis: ['PIPL-46' as const] },
  ],
};
export const signed = agreement.events.AgreementSigned(signing);
export const agreementStream = (...events: Message[]) => ({
  [streamOf('collaborationAgreement', AGREEMENT)]: events,
});
export const agreed = agreementStream(signed);

export const check = {
  ...{ type: 'X1' as const, agreementId: AGREEMENT, from: HERE, to: THERE, basis: ['PFP-14' as const] },
  tells: [
    { field: 'citizenId', value: '990121199001010022' },
    { field: 'name', value: '李若兰' },
  ],
  asks: ['registeredHere', 'registrationOrder'],
};
export const submission = { ...check, personId: MOTHER, notice: 'exchange-notice-2021-1' };
const { events } = exchangeCase;
export type CaseEvent = EventOf<typeof exchangeCase>;
const { tells, ...sentFields } = check;

/** What was sent from here to the neighbour. */
export const sent = events.RequestSubmitted({
  ...{ ...sentFields, side: 'SENT', correlation: CASE, pair: `${HERE}>${THERE}`, submittedOn: '2026-03-02' },
  ...{ personId: MOTHER, notice: submission.notice, fields: ['citizenId', 'name'], values: ['registrationOrder'] },
  ...{ needsAnswer: true, term: { amount: 15, unit: 'workingDay' }, flags: [], content: tells },
});
/** What came from the neighbour. */
export const received = events.RequestSubmitted({
  ...{ ...sentFields, side: 'RECEIVED', correlation: OTHER_CASE, pair: `${THERE}>${HERE}`, from: THERE, to: HERE },
  ...{ submittedOn: '2026-03-02', message: DIGEST, fields: ['citizenId', 'name'], values: ['registrationOrder'] },
  ...{ needsAnswer: true, term: { amount: 15, unit: 'workingDay' }, flags: [], content: tells },
});
const about = (message: CaseEvent & { type: 'RequestSubmitted' }) => ({
  pair: message.data.pair,
  type: message.data.type,
});
type Sent = typeof sent;
export const arrived = (message: Sent, day = '2026-03-02', due: string | undefined = '2026-03-23') =>
  events.RequestDelivered({
    ...{ ...about(message), deliveredAt: `${day}T01:00:00.000Z`, deliveredOn: day, flags: [] },
    ...(due && { due: { on: due } }),
  });
export const answers = [
  { field: 'registeredHere', answer: 'YES' as const },
  { field: 'registrationOrder', answer: 'YES' as const, value: '2' },
];
export const answered = (message: Sent, day = '2026-03-12', inTime = true) =>
  events.FeedbackGiven({
    ...{ ...about(message), by: message.data.to, answeredAt: `${day}T03:30:00.000Z`, givenOn: day, inTime, flags: [] },
    answers,
  });
export const returned = (message: Sent) =>
  events.RequestReturned({ ...about(message), defect: 'NOT_PAIRABLE', returnedOn: '2026-03-05' });
export const overdue = (message: Sent, dueOn = '2026-03-16') => events.FeedbackOverdue({ ...about(message), dueOn });
export const suspended = (message: Sent, from: string) =>
  events.DeadlineSuspended({ ...about(message), from, reason: 'PLATFORM_OUTAGE' });
export const contested = (message: Sent) =>
  events.FeedbackContested({
    ...{ ...about(message), ground: 'WRONG', contestedOn: '2026-03-13', by: message.data.from },
  });
export const caseOf = (...happened: readonly CaseEvent[]) => fold(exchangeCase, happened);
export const aboutOf = about;

/** X4, which rests on a consent. */
export const transfer = events.RequestSubmitted({
  ...{
    ...sent.data,
    type: 'X4',
    basis: ['MIH-14'],
    asks: ['takenOver'],
    values: [],
    fields: ['name', 'clinicalSummary'],
  },
  ...{ consentId: CONSENT, term: { amount: 5, unit: 'workingDay' }, notice: undefined, content: undefined },
  clinical: [{ field: 'clinicalSummary', value: '孕期保健摘要' }],
});
