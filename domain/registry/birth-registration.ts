/** 生育登记 A birth registered as a service, before it or after: never refused for a number of children, never an approval. */
import type * as z from 'zod';
import { accept, already, type Context, type Decider, type Facts, fact } from '../kernel/decider.ts';
import { birthOf, streamOf } from '../kernel/identifier.ts';
import type { Erased } from '../kernel/message.ts';
import { unlessErased } from '../kernel/message.ts';
import { refuse } from '../kernel/refusal.ts';
import { addWorkingDays } from '../kernel/working-days.ts';
import { holidaysOf, ruleUnder } from '../policy/topics.ts';
import { flat } from '../policy/until.ts';
import type { BirthState } from './birth.ts';
import { orderCounted } from './birth-order.ts';
import { birthRegistrationRejections } from './birth-registration-rejections.ts';
import { commands, events, type Item } from './birth-registration-shapes.ts';
import type { RegistrationState } from './household-registration.ts';
import type { PersonState } from './person.ts';
import { placeOn, placeRejections } from './place.ts';
import { refusedRegistrationRejections, remedyFault } from './refused-registration.ts';
import { actingOn, whoFacts, whoIs } from './taking-part.ts';
import { identityOf, vitalRejections } from './vital.ts';

const rejections = {
  ...vitalRejections,
  ...placeRejections,
  ...refusedRegistrationRejections,
  ...birthRegistrationRejections,
} as const;

type DataOf<T extends keyof typeof commands.specs> = z.output<(typeof commands.specs)[T]['data']>;
type Item = z.output<typeof Item>;
export type BirthRegistrationState =
  | { readonly status: 'none' }
  | {
      readonly status: 'applied' | 'registered' | 'withdrawn' | 'referred' | 'history';
      readonly personId: string;
      readonly township: string;
      readonly childId: string | undefined;
      readonly appliedOn: string;
      readonly dueOn: string | undefined;
      readonly committed: readonly Item[];
      readonly completionRequested: boolean;
      readonly orderCounted: number | Erased | undefined;
      readonly furtherBirth: 'issued' | 'declined' | undefined;
    };
type Applied = Exclude<BirthRegistrationState, { status: 'none' }>;

const ruleFor = (context: Context, township: string, on: string) => {
  const rule = ruleUnder('R4', 'birthRegistration', { context, on, province: township.slice(0, 2) });
  return rule ?? refuse('NO_RULE_IN_FORCE', { topic: 'birthRegistration', on });
};

/** The application, where this office holds it for this person. */
const held = (state: BirthRegistrationState, { personId, township }: DataOf<'Withdraw'>) =>
  state.status === 'none' || state.personId !== personId || state.township !== township
    ? refuse('APPLICATION_UNKNOWN')
    : state;
const open = (state: BirthRegistrationState, data: DataOf<'Withdraw'>) => {
  const found = held(state, data);
  if ('refused' in found) return found;
  return found.status === 'applied' ? found : refuse('APPLICATION_ENDED');
};

const apply = (data: DataOf<'Apply'>, state: BirthRegistrationState, context: Context, facts: Facts) => {
  const { personId, spouseId, appliedOn } = data;
  if (state.status !== 'none') return refuse('APPLICATION_ALREADY_MADE');
  if (spouseId === personId) return refuse('APPLICANTS_ARE_ONE', { field: '/spouseId' });
  if (data.when === 'AFTER_BIRTH' && data.childId === undefined)
    return refuse('CHILD_NOT_NAMED', { field: '/childId' });
  const who = actingOn(context, facts, { date: appliedOn, field: '/appliedOn' });
  if ('refused' in who) return who;
  const place = placeOn(context, data.township, appliedOn);
  if ('refused' in place) return place;
  const rule = ruleFor(context, place.code, appliedOn);
  if ('refused' in rule) return rule;
  const end = addWorkingDays(appliedOn, rule.promiseWorkingDays, holidaysOf(context));
  const applied = events.BirthServiceRegistrationApplied({ ...data, township: place.code, ...flat(end) });
  return accept([applied], { occurredOn: appliedOn });
};

/** 已掌握 Whether the ledger itself can answer an item. */
const isHeld = (item: Item, facts: Facts): boolean => {
  const person = fact<PersonState>(facts, 'person');
  if (item === 'IDENTITY') return person.registered;
  if (item === 'MARITAL_STATUS') return person.marital !== undefined;
  if (item === 'REGISTERED_PLACE') return fact<RegistrationState>(facts, 'registration').status === 'registered';
  return item === 'BIRTH' && fact<BirthState | undefined>(facts, 'childBirth')?.status === 'reported';
};

const returnForCompletion = (
  data: DataOf<'ReturnForCompletion'>,
  state: BirthRegistrationState,
  _: Context,
  facts: Facts,
) => {
  const application = open(state, data);
  if ('refused' in application) return application;
  const known = data.missing.filter((item) => isHeld(item, facts));
  if (known.length > 0) return refuse('REF-19', { fields: [...new Set(known)].sort() });
  if (data.missing.some((item) => application.committed.includes(item))) return refuse('COMMITMENT_GIVEN_FOR_IT');
  if (application.completionRequested) return refuse('COMPLETION_REQUESTED_BEFORE');
  return accept([events.CompletionRequested({ ...data, missing: [...new Set(data.missing)] })]);
};

const register = (data: DataOf<'Register'>, state: BirthRegistrationState, context: Context, facts: Facts) => {
  const { personId, township, earlierChildren, registeredOn } = data;
  const application = held(state, data);
  if ('refused' in application) return application;
  if (application.status === 'registered') return already<never>();
  if (application.status !== 'applied') return refuse('APPLICATION_ENDED');
  if (registeredOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/registeredOn' });
  if (registeredOn < application.appliedOn) return refuse('BEFORE_APPLICATION', { field: '/registeredOn' });
  const rule = ruleFor(context, township, registeredOn);
  if ('refused' in rule) return rule;
  const hasDied = (childId: string) =>
    identityOf(fact<PersonState>(facts, childId), fact<BirthState>(facts, birthOf(childId)))?.died !== undefined;
  const registered = events.BirthServiceRegistered({
    ...{ personId, township, registeredOn },
    late: application.dueOn !== undefined && registeredOn > application.dueOn,
    orderCounted: orderCounted(earlierChildren, rule, hasDied),
  });
  return accept([registered], { occurredOn: registeredOn });
};

/** First day on which no birth needed a permit or an approval. */
const APPROVALS_ENDED_ON = '2021-08-20';
const HISTORIC = {
  PERMIT_ISSUED: events.BirthPermitIssued,
  FURTHER_BIRTH_APPROVED: events.FurtherBirthApproved,
  FURTHER_BIRTH_REFUSED: events.FurtherBirthRefused,
} as const;

/** 再生育告知 Where the province has the procedure, for a birth of an order it is for. */
const furtherBirth = (data: DataOf<'IssueFurtherBirthNotice'>, state: BirthRegistrationState, context: Context) => {
  const application = held(state, data);
  if ('refused' in application) return application;
  if (data.answeredOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/answeredOn' });
  const rule = ruleFor(context, data.township, data.answeredOn);
  if ('refused' in rule) return rule;
  if (!rule.furtherBirthNotice) return refuse('NO_FURTHER_BIRTH_PROCEDURE');
  const order = unlessErased(application.orderCounted);
  if (order !== undefined && order < rule.furtherBirthNotice.fromOrder) return refuse('ORDER_NEEDS_NO_NOTICE');
  return application;
};

const begun = (data: DataOf<'Withdraw'>, more: Partial<Applied> & Pick<Applied, 'status' | 'appliedOn'>): Applied => ({
  ...{ personId: data.personId, township: data.township, childId: undefined, dueOn: undefined },
  ...{ committed: [], completionRequested: false, orderCounted: undefined, furtherBirth: undefined },
  ...more,
});
const changed = (state: BirthRegistrationState, change: Partial<Applied>): BirthRegistrationState =>
  state.status === 'none' ? state : { ...state, ...change };
const historic = (_: BirthRegistrationState, data: DataOf<'Withdraw'> & { on: string }) =>
  begun(data, { status: 'history', appliedOn: data.on });

export const birthRegistration: Decider<BirthRegistrationState, typeof commands, typeof events, typeof rejections> = {
  category: 'birthServiceRegistration',
  subject: 'birthRegistration',
  prefix: 'bs',
  commands,
  events,
  rejections,
  initialState: { status: 'none' },
  facts: {
    Apply: ({ personId }) => whoFacts(personId),
    RecordHistoricDecision: ({ personId }) => whoFacts(personId),
    ReturnForCompletion: ({ personId }) => ({
      ...whoFacts(personId),
      registration: streamOf('householdRegistration', personId),
    }),
    Register: ({ earlierChildren }) =>
      Object.fromEntries(
        earlierChildren.flatMap(({ childId }) =>
          childId === undefined
            ? []
            : [
                [childId, streamOf('person', childId)],
                [birthOf(childId), streamOf('birth', birthOf(childId))],
              ],
        ),
      ),
  },
  further: {
    ReturnForCompletion: (_, state) =>
      state.status === 'none' || state.childId === undefined
        ? {}
        : { childBirth: streamOf('birth', birthOf(state.childId)) },
  },
  decide: {
    Apply: apply,
    CommitInsteadOfProof: (data, state) => {
      const application = open(state, data);
      if ('refused' in application) return application;
      const items = data.items.filter(
        (item, at) => data.items.indexOf(item) === at && !application.committed.includes(item),
      );
      return items.length === 0 ? already() : accept([events.CommitmentGiven({ ...data, items })]);
    },
    Register: register,
    ReturnForCompletion: returnForCompletion,
    Withdraw: (data, state) => {
      const application = held(state, data);
      if ('refused' in application) return application;
      if (application.status === 'withdrawn') return already();
      if (application.status !== 'applied') return refuse('APPLICATION_ENDED');
      return accept([events.ApplicationWithdrawn(data)]);
    },
    ReferToOffice: (data, state, context) => {
      const application = held(state, data);
      if ('refused' in application) return application;
      if (application.status === 'referred') return already();
      if (application.status !== 'applied') return refuse('APPLICATION_ENDED');
      const to = placeOn(context, data.toCounty, context.today);
      return 'refused' in to ? to : accept([events.ApplicationReferred({ ...data, toCounty: to.code })]);
    },
    RecordHistoricDecision: ({ act, ...data }, state, { origin }, facts) => {
      if (origin !== 'LEGACY_IMPORT') return refuse('BIRTH_APPROVAL_ENDED');
      if (state.status !== 'none') return refuse('APPLICATION_ALREADY_MADE');
      if (data.on >= APPROVALS_ENDED_ON) return refuse('NOT_BEFORE_ITS_END', { field: '/on' });
      if (!whoIs(facts)) return refuse('PERSON_UNKNOWN');
      return accept([HISTORIC[act](data)], { occurredOn: data.on });
    },
    IssueFurtherBirthNotice: (data, state, context) => {
      const application = furtherBirth(data, state, context);
      if ('refused' in application) return application;
      if (application.furtherBirth)
        return application.furtherBirth === 'issued' ? already() : refuse('FURTHER_BIRTH_ANSWERED');
      return accept([events.FurtherBirthNoticeIssued(data)], { occurredOn: data.answeredOn });
    },
    DeclineFurtherBirthNotice: (data, state, context) => {
      const application = furtherBirth(data, state, context);
      if ('refused' in application) return application;
      if (application.furtherBirth)
        return application.furtherBirth === 'declined' ? already() : refuse('FURTHER_BIRTH_ANSWERED');
      const fault = remedyFault(context, data.remedyNotice);
      return fault ?? accept([events.FurtherBirthNoticeDeclined(data)], { occurredOn: data.answeredOn });
    },
  },
  evolve: {
    BirthServiceRegistrationApplied: (_, data) =>
      begun(data, { status: 'applied', appliedOn: data.appliedOn, childId: data.childId, dueOn: data.dueOn }),
    CommitmentGiven: (state, { items }) =>
      state.status === 'none' ? state : { ...state, committed: [...state.committed, ...items] },
    BirthServiceRegistered: (state, { orderCounted: order }) =>
      changed(state, { status: 'registered', orderCounted: order }),
    CompletionRequested: (state) => changed(state, { completionRequested: true }),
    ApplicationWithdrawn: (state) => changed(state, { status: 'withdrawn' }),
    ApplicationReferred: (state) => changed(state, { status: 'referred' }),
    BirthPermitIssued: historic,
    FurtherBirthApproved: historic,
    FurtherBirthRefused: historic,
    FurtherBirthNoticeIssued: (state) => changed(state, { furtherBirth: 'issued' }),
    FurtherBirthNoticeDeclined: (state) => changed(state, { furtherBirth: 'declined' }),
  },
};

/** 再生育告知 For the benefit context alone. */
export const furtherBirthNoticeOf = (state: BirthRegistrationState): 'issued' | 'declined' | undefined =>
  state.status === 'none' ? undefined : state.furtherBirth;
