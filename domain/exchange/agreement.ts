/** 区域协作协议 What counties agreed to send one another: kinds of message, their fields, the law, and by when they answer. */
import * as z from 'zod';
import { accept, already, type Context, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { refuse } from '../kernel/refusal.ts';
import { CivilDate, CountyCode } from '../kernel/values.ts';
import { AnswerTerm, type ExchangeMessage } from '../policy/exchange-rules.ts';
import { ruleUnder } from '../policy/topics.ts';
import { placeOn } from '../registry/place.ts';
import { agreementRejections } from './agreement-rejections.ts';
import { unlawfulAmong } from './field-names.ts';
import { AgreedType, Basis, FieldName } from './message-types.ts';
import { actsFor, countyToday, isOutside } from './parties.ts';

const Agreed = z.strictObject({
  type: AgreedType,
  fields: z.array(FieldName).min(1).max(30),
  basis: Basis,
  /** Instead of the limit of the rule. */
  limit: AnswerTerm.optional(),
});
export type Agreed = z.output<typeof Agreed>;
const MESSAGES_MAX = 7;
const Messages = z.array(Agreed).min(1).max(MESSAGES_MAX);
/** 文号 */
const FileNumber = z
  .string()
  .regex(/^[\p{L}\p{N}〔〕()（）[\]._/-]{2,60}$/u, 'a file number of 2 to 60 letters and digits')
  .meta({ examples: ['平协〔2025〕1号', '平协〔2026〕2号'] });
const PARTIES_MAX = 50;
const Parties = z
  .array(CountyCode)
  .min(2)
  .max(PARTIES_MAX)
  .meta({
    examples: [
      ['990121', '990122'],
      ['990121', '980121'],
    ],
  });

const signing = z.strictObject({
  parties: Parties,
  messages: Messages,
  number: FileNumber,
  signedOn: CivilDate,
  from: CivilDate,
});
const amendment = z.strictObject({ messages: Messages, number: FileNumber, from: CivilDate });
const ending = z.strictObject({
  endsOn: CivilDate,
  reason: z.enum(['BY_AGREEMENT', 'ONE_SIDE_LEFT', 'LAW_CHANGED', 'COUNTY_MERGED']),
});
const how = { purpose: 'SERVICE' as const, basis: ['PFP-14', 'PIPL-23'] };
const commands = defineCommands({
  SignAgreement: command(signing, { ...how, creates: true }),
  AmendAgreement: command(amendment, how),
  EndAgreement: command(ending, how),
});
const events = defineEvents({
  AgreementSigned: event(signing),
  // Replaces the whole list from its day on; cases already under way keep what they were sent with.
  AgreementAmended: event(amendment),
  // The first day on which nothing can be sent any more; what was sent is still answered.
  AgreementEnded: event(ending),
});

interface Version {
  readonly from: string;
  readonly number: string;
  readonly messages: readonly Agreed[];
}
export interface AgreementState {
  readonly parties: readonly string[];
  /** Oldest first. */
  readonly versions: readonly Version[];
  readonly endsOn: string | undefined;
}

/** What holds between the parties on a day; undefined before it began and from its end on. */
export const agreedOn = ({ versions, endsOn }: AgreementState, on: string): readonly Agreed[] | undefined => {
  if (endsOn !== undefined && on >= endsOn) return undefined;
  return versions.findLast(({ from }) => from <= on)?.messages;
};

const listFault = (messages: readonly Agreed[], known: readonly ExchangeMessage[]) => {
  if (new Set(messages.map(({ type }) => type)).size < messages.length)
    return refuse('MESSAGE_LISTED_TWICE', { field: '/messages' });
  const unlawful = unlawfulAmong(messages.flatMap(({ fields }) => fields));
  if (unlawful) return refuse(unlawful.code, { fields: unlawful.fields });
  for (const { type, fields, basis } of messages) {
    const rule = known.find((one) => one.type === type);
    const listed = rule ? [...rule.tells, ...rule.asks.map(({ field }) => field)] : [];
    const foreign = fields.filter((field) => !listed.includes(field));
    // Somebody's data under the name of statistics.
    const isPersonal = foreign.some((field) => known.some(({ tells }) => tells.includes(field)));
    if (type === 'X7' && isPersonal) return refuse('REF-18', { fields: foreign });
    if (foreign.length > 0) return refuse('FIELD_NOT_FOR_TYPE', { type, fields: foreign });
    const unfit = basis.filter((code) => !rule?.basis.includes(code));
    if (unfit.length > 0) return refuse('BASIS_NOT_FOR_TYPE', { type, basis: unfit });
  }
  return undefined;
};
/** Judged by the rule of the day from which the list is to hold, or of today where that is yet to come. */
const messagesFault = (context: Context, messages: readonly Agreed[], from: string) => {
  const on = from > context.today ? context.today : from;
  const rule = ruleUnder('R4', 'exchange', { context, on });
  return rule ? listFault(messages, rule.messages) : refuse('NO_RULE_IN_FORCE', { topic: 'exchange', on });
};

const partiesFault = (context: Context, { parties, signedOn }: z.output<typeof signing>) => {
  if (parties.some(isOutside)) return refuse('REF-18', { fields: ['parties'] });
  for (const party of parties) {
    const place = placeOn(context, party, signedOn);
    if ('refused' in place) return place;
  }
  const distinct = new Set(parties.map((party) => countyToday(context, party)));
  return distinct.size < parties.length ? refuse('SAME_COUNTY', { field: '/parties' }) : undefined;
};
const isParty = (context: Context, parties: readonly string[]) =>
  parties.some((party) => actsFor(context, context.actor, party));
/** Whether it stands and the office is of one of its counties. */
const standingFault = (context: Context, { parties, versions, endsOn }: AgreementState) => {
  if (versions.length === 0) return refuse('AGREEMENT_UNKNOWN');
  if (!isParty(context, parties)) return refuse('NOT_A_PARTY');
  return endsOn === undefined ? undefined : refuse('AGREEMENT_ENDED', { endsOn });
};

/** Stream `collaborationAgreement-ca_…`; each county's ledger keeps its own copy of what was signed. */
export const agreement: Decider<AgreementState, typeof commands, typeof events, typeof agreementRejections> = {
  category: 'collaborationAgreement',
  subject: 'agreement',
  prefix: 'ca',
  commands,
  events,
  rejections: agreementRejections,
  initialState: { parties: [], versions: [], endsOn: undefined },
  decide: {
    SignAgreement: (data, state, context) => {
      if (state.versions.length > 0) return refuse('AGREEMENT_ALREADY_SIGNED');
      if (data.signedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/signedOn' });
      if (data.from < data.signedOn) return refuse('NOT_IN_ORDER', { field: '/from' });
      const fault = partiesFault(context, data);
      if (fault) return fault;
      if (!isParty(context, data.parties)) return refuse('NOT_A_PARTY', { field: '/parties' });
      const misfit = messagesFault(context, data.messages, data.from);
      return misfit ?? accept([events.AgreementSigned(data)], { occurredOn: data.signedOn });
    },
    AmendAgreement: (data, state, context) => {
      if (state.versions.some(({ number }) => number === data.number)) return already();
      const fault = standingFault(context, state);
      if (fault) return fault;
      if (data.from < (state.versions.at(-1)?.from ?? '')) return refuse('NOT_IN_ORDER', { field: '/from' });
      const misfit = messagesFault(context, data.messages, data.from);
      return misfit ?? accept([events.AgreementAmended(data)]);
    },
    EndAgreement: (data, state, context) => {
      if (state.endsOn === data.endsOn) return already();
      const fault = standingFault(context, state);
      if (fault) return fault;
      if (data.endsOn < (state.versions[0]?.from ?? '')) return refuse('NOT_IN_ORDER', { field: '/endsOn' });
      return accept([events.AgreementEnded(data)]);
    },
  },
  evolve: {
    AgreementSigned: (state, { parties, from, number, messages }) => ({
      ...state,
      parties,
      versions: [{ from, number, messages }],
    }),
    AgreementAmended: (state, { from, number, messages }) => ({
      ...state,
      versions: [...state.versions, { from, number, messages }],
    }),
    AgreementEnded: (state, { endsOn }) => ({ ...state, endsOn }),
  },
};
