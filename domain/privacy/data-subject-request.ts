/** 个人信息权利请求 What somebody asks about their own data: identity verified, answered in time, refused only in part and with a remedy. */
import * as z from 'zod';
import { accept, already, type Context, type Decider, type Facts } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, PersonId } from '../kernel/values.ts';
import { addWorkingDays, isDue } from '../kernel/working-days.ts';
import { CITATION_CODES } from '../policy/citations.ts';
import { holidaysOf, ruleUnder } from '../policy/topics.ts';
import { dueFields, flat } from '../policy/until.ts';
import { RefusedRegistration, refusedRegistrationRejections, remedyFault } from '../registry/refused-registration.ts';
import { whoFacts, whoIs } from '../registry/taking-part.ts';
import { vitalRejections } from '../registry/vital.ts';

const Kind = z.enum(['ACCESS', 'COPY', 'CORRECT', 'DELETE', 'EXPLAIN', 'RESTRICT']);
const RequestedBy = z.enum(['SELF', 'GUARDIAN', 'NEAR_RELATIVE', 'OTHER']);
const receipt = z.strictObject({
  personId: PersonId,
  kind: Kind,
  requestedBy: RequestedBy,
  requesterId: PersonId.optional(),
  receivedOn: CivilDate,
});
const person = z.strictObject({ personId: PersonId });
const verification = person.extend({ means: z.enum(['ID_CARD', 'ONLINE', 'KNOWN_IN_PERSON']), verifiedOn: CivilDate });
const partial = person.extend({
  reason: z.enum(['RETENTION_BY_LAW', 'RIGHTS_OF_OTHERS', 'NOT_HELD', 'STATISTICS_OR_ARCHIVES']),
  citation: z.enum(CITATION_CODES),
  remedyNotice: RefusedRegistration.shape.remedyNotice,
  decidedOn: CivilDate,
});
const how = (...basis: string[]) => ({ purpose: 'PRIVACY' as const, basis, unconditional: true });
const commands = defineCommands({
  ReceiveRequest: command(receipt, { ...how('PIPL-44', 'PIPL-45', 'PIPL-50'), creates: true }),
  VerifyIdentity: command(verification, how('PIPL-50')),
  SettleDueDate: command(person, how('PIPL-50')),
  FulfilRequest: command(person.extend({ fulfilledOn: CivilDate }), how('PIPL-45', 'PIPL-46', 'PIPL-47', 'PIPL-48')),
  PartlyRefuseRequest: command(partial, how('PIPL-50', 'ARL-20')),
  NoteOverdue: command(person, how('PIPL-50')),
});

const events = defineEvents({
  RequestReceived: event(receipt.extend(dueFields)),
  IdentityVerified: event(verification),
  DueDateSettled: event(person.extend({ dueOn: CivilDate })),
  RequestFulfilled: event(person.extend({ kind: Kind, fulfilledOn: CivilDate })),
  /** The rest was done. */
  RequestPartlyRefused: event(partial.extend({ kind: Kind })),
  RequestOverdue: event(person.extend({ dueOn: CivilDate })),
});

const rejections = {
  ...vitalRejections,
  ...refusedRegistrationRejections,
  REQUEST_ALREADY_RECEIVED: { zh: '该请求已受理。', en: 'This request is on record already.', conflict: true },
  REQUEST_UNKNOWN: { zh: '没有此人的该项请求。', en: 'This person made no such request.' },
  REQUEST_ANSWERED: { zh: '该请求已答复。', en: 'This request is answered already.', conflict: true },
  NOT_OWN_DATA: {
    zh: '只能就本人的信息提出请求；被监护人由监护人、死者由近亲属提出。',
    en: 'A request is about one’s own data; a guardian asks for a ward, a near relative for somebody who has died.',
    citations: ['个人信息保护法 44', '个人信息保护法 49', '个人信息保护法 31'],
    alternative: { zh: '请由本人提出，或者书面委托。', en: 'Let the person ask, or authorise somebody in writing.' },
    recorded: true,
  },
  REQUESTER_NOT_NAMED: { zh: '请注明请求人。', en: 'Name who asks.' },
  IDENTITY_NOT_VERIFIED: {
    zh: '尚未核验请求人身份。',
    en: 'The identity of whoever asks was not verified yet.',
    citations: ['个人信息保护法 50'],
    alternative: {
      zh: '请先核验身份，不得索取多余材料。',
      en: 'Verify it first, and ask for no more than that takes.',
    },
    conflict: true,
  },
  DUE_DATE_WAITS: {
    zh: '该年节假日安排尚未公布，到期日待定。',
    en: "The year's holidays are not announced yet: the last day waits for them.",
    conflict: true,
  },
  NOT_OVERDUE: { zh: '该请求尚未逾期。', en: 'This request is not overdue.', conflict: true },
} as const satisfies Rejections;

export interface DataRequestState {
  readonly personId: string | undefined;
  readonly kind: z.output<typeof Kind> | undefined;
  readonly receivedOn: string | undefined;
  readonly dueOn: string | undefined;
  readonly verified: boolean;
  readonly answered: 'fulfilled' | 'partly-refused' | undefined;
  readonly overdue: boolean;
}
const open = (state: DataRequestState, personId: string) => {
  if (state.personId !== personId || state.kind === undefined || state.receivedOn === undefined)
    return refuse('REQUEST_UNKNOWN');
  return { kind: state.kind, receivedOn: state.receivedOn };
};
/** Whose identity is known, at a day that has come. */
const answerable = (state: DataRequestState, context: Context, [on, field]: readonly [string, string]) => {
  if (!state.verified) return refuse('IDENTITY_NOT_VERIFIED');
  return on > context.today ? refuse('DATE_IN_FUTURE', { field }) : undefined;
};
const dueFrom = (context: Context, receivedOn: string) => {
  const rule = ruleUnder('R4', 'dataRequests', { context, on: receivedOn });
  return rule && addWorkingDays(receivedOn, rule.workingDays, holidaysOf(context));
};
const ownFault = ({ requestedBy, requesterId, personId }: z.output<typeof receipt>, facts: Facts) => {
  const who = whoIs(facts);
  if (!who) return refuse('PERSON_UNKNOWN');
  if (requestedBy === 'OTHER') return refuse('NOT_OWN_DATA', { fields: ['requestedBy'] });
  if (requestedBy === 'SELF') return who.died ? refuse('PERSON_DECEASED') : undefined;
  if (requesterId === undefined || requesterId === personId)
    return refuse('REQUESTER_NOT_NAMED', { field: '/requesterId' });
  const isForDead = requestedBy === 'NEAR_RELATIVE';
  return isForDead === (who.died !== undefined) ? undefined : refuse('NOT_OWN_DATA', { fields: ['requestedBy'] });
};

export const dataRequest: Decider<DataRequestState, typeof commands, typeof events, typeof rejections> = {
  category: 'dataRequest',
  subject: 'dataRequest',
  prefix: 'dr',
  commands,
  events,
  rejections,
  initialState: {
    ...{ personId: undefined, kind: undefined, receivedOn: undefined, dueOn: undefined },
    ...{ verified: false, answered: undefined, overdue: false },
  },
  facts: { ReceiveRequest: ({ personId }) => whoFacts(personId) },
  decide: {
    ReceiveRequest: (data, state, context, facts) => {
      if (state.personId !== undefined) return refuse('REQUEST_ALREADY_RECEIVED');
      if (data.receivedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/receivedOn' });
      const fault = ownFault(data, facts);
      if (fault) return fault;
      const end = dueFrom(context, data.receivedOn);
      if (!end) return refuse('NO_RULE_IN_FORCE', { topic: 'dataRequests', on: data.receivedOn });
      return accept([events.RequestReceived({ ...data, ...flat(end) })], { occurredOn: data.receivedOn });
    },
    VerifyIdentity: (data, state, context) => {
      const request = open(state, data.personId);
      if ('refused' in request) return request;
      if (data.verifiedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/verifiedOn' });
      return state.verified ? already() : accept([events.IdentityVerified(data)], { occurredOn: data.verifiedOn });
    },
    SettleDueDate: ({ personId }, state, context) => {
      const request = open(state, personId);
      if ('refused' in request) return request;
      if (state.dueOn !== undefined) return already();
      const end = dueFrom(context, request.receivedOn);
      if (!end || !isDue(end)) return refuse('DUE_DATE_WAITS');
      return accept([events.DueDateSettled({ personId, dueOn: end.on })]);
    },
    FulfilRequest: ({ personId, fulfilledOn }, state, context) => {
      const request = open(state, personId);
      if ('refused' in request) return request;
      if (state.answered) return state.answered === 'fulfilled' ? already() : refuse('REQUEST_ANSWERED');
      const fault = answerable(state, context, [fulfilledOn, '/fulfilledOn']);
      if (fault) return fault;
      const { kind } = request;
      return accept([events.RequestFulfilled({ personId, kind, fulfilledOn })], { occurredOn: fulfilledOn });
    },
    PartlyRefuseRequest: (data, state, context) => {
      const request = open(state, data.personId);
      if ('refused' in request) return request;
      if (state.answered) return refuse('REQUEST_ANSWERED');
      const fault =
        answerable(state, context, [data.decidedOn, '/decidedOn']) ?? remedyFault(context, data.remedyNotice);
      if (fault) return fault;
      const { kind } = request;
      return accept([events.RequestPartlyRefused({ ...data, kind })], { occurredOn: data.decidedOn });
    },
    NoteOverdue: ({ personId }, state, context) => {
      const request = open(state, personId);
      if ('refused' in request) return request;
      if (state.overdue) return already();
      if (state.answered) return refuse('REQUEST_ANSWERED');
      const { dueOn } = state;
      if (dueOn === undefined) return refuse('DUE_DATE_WAITS');
      return context.today <= dueOn
        ? refuse('NOT_OVERDUE', { dueOn })
        : accept([events.RequestOverdue({ personId, dueOn })]);
    },
  },
  evolve: {
    RequestReceived: (state, { personId, kind, receivedOn, dueOn }) => ({
      ...state,
      personId,
      kind,
      receivedOn,
      dueOn,
    }),
    IdentityVerified: (state) => ({ ...state, verified: true }),
    DueDateSettled: (state, { dueOn }) => ({ ...state, dueOn }),
    RequestFulfilled: (state) => ({ ...state, answered: 'fulfilled' }),
    RequestPartlyRefused: (state) => ({ ...state, answered: 'partly-refused' }),
    RequestOverdue: (state) => ({ ...state, overdue: true }),
  },
};
