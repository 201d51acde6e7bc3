/** 户口登记 Where one person is permanently registered: at most one household at a time, a child without any condition. */
import { monthOf } from '../kernel/calendar.ts';
import { accept, already, type Context, type Decider, type Facts, fact } from '../kernel/decider.ts';
import { streamOf } from '../kernel/identifier.ts';
import { refuse } from '../kernel/refusal.ts';
import { Sex } from '../kernel/values.ts';
import { ruleUnder } from '../policy/topics.ts';
import type { BirthState } from './birth.ts';
import { homeFacts, townshipNow } from './home.ts';
import type { HouseholdState } from './household.ts';
import { commands, events } from './household-registration-shapes.ts';
import { registrationRejections } from './registration-rejections.ts';
import { noticesFor, parentageFault, parentageRejections, parentElsewhere } from './parentage.ts';
import { countyOf, placeOn, placeRejections } from './place.ts';
import { refusedRegistrationRejections, remedyFault } from './refused-registration.ts';
import { actingOn, joinable, joiningRejections, whoFacts, whoIs, withHousehold } from './taking-part.ts';
import { type Identity, vitalRejections } from './vital.ts';

const rejections = {
  ...vitalRejections,
  ...placeRejections,
  ...parentageRejections,
  ...refusedRegistrationRejections,
  ...joiningRejections,
  ...registrationRejections,
} as const;

/** The reason of the last refusal since the registration last changed. */
interface Refusable {
  readonly refusedFor?: string;
  /** 违法不予登记 As `office|date`, of history. */
  readonly unlawful?: readonly string[];
}
export type RegistrationState = Refusable &
  (
    | { readonly status: 'none' | 'cancelled' }
    | {
        readonly status: 'registered';
        readonly householdId: string;
        readonly township: string;
        /** The household of the last move within the county. */
        readonly cameFrom: string | undefined;
      }
    | { readonly status: 'left'; readonly householdId: string; readonly toCounty: string }
  );

const registeredAt = (state: RegistrationState, householdId: string, facts: Facts) => {
  if (state.status === 'registered')
    return state.householdId === householdId
      ? already<never>()
      : refuse('ALREADY_REGISTERED', { office: townshipNow(state, facts) });
  return undefined;
};
const notMember = (state: RegistrationState, facts: Facts) =>
  state.status === 'registered'
    ? refuse('NOT_A_MEMBER', { office: townshipNow(state, facts) })
    : refuse('NOT_REGISTERED');
const registered = (
  { householdId, township }: { householdId: string; township: string },
  cameFrom?: string,
): RegistrationState => ({ status: 'registered', householdId, township, cameFrom });
/** What was refused unlawfully stays known, wherever somebody is registered since. */
const keeping = ({ unlawful }: RegistrationState, next: RegistrationState): RegistrationState =>
  unlawful ? { ...next, unlawful } : next;
const ofHome = (_: unknown, state: RegistrationState) => homeFacts(state);

/** Somebody without a registration joins a household that stands. */
const join = (
  { householdId, on, field }: { householdId: string; on: string; field: string },
  state: RegistrationState,
  { context, facts }: { context: Context; facts: Facts },
) => {
  const here = registeredAt(state, householdId, facts);
  if (here) return here;
  if (state.status === 'left') return refuse('REGISTERED_BEFORE');
  const who = actingOn(context, facts, { date: on, field });
  if ('refused' in who) return who;
  const home = joinable(facts);
  return 'refused' in home ? home : { sex: sexOf(who), township: home.township };
};

/** Whoever counts a household's or a township's members by sex reads it here. */
const sexOf = ({ sex }: Pick<Identity, 'sex'>) => Sex.parse(sex);
/** Marriages and divorces are kept to the month. */
const occurredOn = (reason: string, on: string) => (reason === 'MARRIAGE' || reason === 'DIVORCE' ? monthOf(on) : on);

export const householdRegistration: Decider<RegistrationState, typeof commands, typeof events, typeof rejections> = {
  category: 'householdRegistration',
  subject: 'person',
  prefix: 'p',
  commands,
  events,
  rejections,
  initialState: { status: 'none' },
  facts: {
    TakeOverRegistration: withHousehold,
    RegisterChild: (data, subject) => ({
      ...withHousehold(data, subject),
      parent: streamOf('householdRegistration', data.parentId),
    }),
    RefuseRegistration: (_, subject) => whoFacts(subject),
    MoveBetweenHouseholds: ({ fromHouseholdId, toHouseholdId }, subject) => ({
      ...whoFacts(subject),
      from: streamOf('household', fromHouseholdId),
      to: streamOf('household', toHouseholdId),
    }),
    MoveOut: withHousehold,
    MoveIn: withHousehold,
    CancelOnDeath: (_, subject) => whoFacts(subject),
    RegisterUnregisteredPerson: withHousehold,
    RestoreRegistration: withHousehold,
    RecordUnlawfulRefusal: (_, subject) => whoFacts(subject),
  },
  further: {
    TakeOverRegistration: ofHome,
    RegisterChild: (_, state, facts) => ({
      ...homeFacts(state),
      ...homeFacts(fact<RegistrationState>(facts, 'parent'), 'parentHome'),
    }),
    RefuseRegistration: ofHome,
    MoveBetweenHouseholds: ofHome,
    MoveOut: ofHome,
    MoveIn: ofHome,
    CancelOnDeath: ofHome,
    RegisterUnregisteredPerson: ofHome,
    RestoreRegistration: ofHome,
  },
  decide: {
    TakeOverRegistration: ({ householdId, relation, registeredOn }, state, context, facts) => {
      const joined = join({ householdId, on: registeredOn, field: '/registeredOn' }, state, { context, facts });
      if (!('sex' in joined)) return joined;
      return accept([events.RegistrationTakenOver({ householdId, ...joined, relation })], { occurredOn: registeredOn });
    },
    RegisterChild: ({ declaredOn, ...child }, state, context, facts) => {
      const { householdId, parentId } = child;
      const here = registeredAt(state, householdId, facts);
      if (here) return here;
      if (state.status === 'left') return refuse('REGISTERED_BEFORE');
      const who = actingOn(context, facts, { date: declaredOn, field: '/declaredOn' });
      if ('refused' in who) return who;
      const home = joinable(facts);
      if ('refused' in home) return home;
      const rule = ruleUnder('R4', 'registration', { context, on: context.today });
      if (!rule) return refuse('NO_RULE_IN_FORCE', { topic: 'registration', on: context.today });
      if (parentId === context.subject) return refuse('PARENT_NOT_ON_RECORD', { field: '/parentId' });
      const parent = fact<RegistrationState>(facts, 'parent');
      const fault =
        parentageFault(child, fact<BirthState>(facts, 'birth')) ??
        parentElsewhere(context, parent, { householdId, office: townshipNow(parent, facts, 'parentHome') });
      if (fault) return fault;
      const notices = noticesFor(who, { declaredOn, parent, declarationMonths: rule.declarationMonths });
      const registered = events.ChildRegistered({
        ...child,
        township: home.township,
        sex: sexOf(who),
        bornIn: who.bornIn,
        notices,
      });
      return accept([registered], { occurredOn: declaredOn });
    },
    RefuseRegistration: (data, state, context, facts) => {
      const who = whoIs(facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      if (state.status === 'registered' && data.reasonCode !== 'ALREADY_REGISTERED')
        return refuse('ALREADY_REGISTERED', { office: townshipNow(state, facts) });
      if (state.refusedFor === data.reasonCode) return already();
      const fault = remedyFault(context, data.remedyNotice);
      return fault ?? accept([events.RegistrationRefused({ ...data, township: who.township })]);
    },
    MoveBetweenHouseholds: ({ movedOn, ...move }, state, context, facts) => {
      const { fromHouseholdId, toHouseholdId, reason } = move;
      if (fromHouseholdId === toHouseholdId) return refuse('SAME_HOUSEHOLD', { field: '/toHouseholdId' });
      if (state.status !== 'registered') return notMember(state, facts);
      if (state.householdId === toHouseholdId && state.cameFrom === fromHouseholdId) return already();
      if (state.householdId !== fromHouseholdId) return notMember(state, facts);
      const who = actingOn(context, facts, { date: movedOn, field: '/movedOn' });
      if ('refused' in who) return who;
      const to = joinable(facts, 'to');
      if ('refused' in to) return to;
      const from = fact<HouseholdState>(facts, 'from');
      const fromTownship = from.status === 'unformed' ? state.township : from.township;
      const moved = events.MovedBetweenHouseholds({ ...move, fromTownship, toTownship: to.township, sex: sexOf(who) });
      return accept([moved], { occurredOn: occurredOn(reason, movedOn) });
    },
    MoveOut: ({ householdId, toCounty, reason, movedOn }, state, context, facts) => {
      if (state.status === 'left' && state.householdId === householdId && state.toCounty === toCounty) return already();
      if (state.status !== 'registered' || state.householdId !== householdId) return notMember(state, facts);
      const who = actingOn(context, facts, { date: movedOn, field: '/movedOn' });
      if ('refused' in who) return who;
      const home = fact<HouseholdState>(facts, 'household');
      const township = home.status === 'unformed' ? state.township : home.township;
      const to = placeOn(context, toCounty, movedOn);
      if ('refused' in to) return to;
      if (to.code === countyOf(township)) return refuse('SAME_COUNTY', { field: '/toCounty' });
      const moved = events.MovedOut({ householdId, township, toCounty: to.code, reason });
      return accept([moved], { occurredOn: occurredOn(reason, movedOn) });
    },
    MoveIn: ({ householdId, fromCounty, reason, relation: to, movedOn }, state, context, facts) => {
      const here = registeredAt(state, householdId, facts);
      if (here) return here;
      const who = actingOn(context, facts, { date: movedOn, field: '/movedOn' });
      if ('refused' in who) return who;
      const home = joinable(facts);
      if ('refused' in home) return home;
      const from = placeOn(context, fromCounty, movedOn);
      if ('refused' in from) return from;
      if (from.code === countyOf(home.township)) return refuse('SAME_COUNTY', { field: '/fromCounty' });
      const moved = events.MovedIn({
        householdId,
        township: home.township,
        fromCounty: from.code,
        reason,
        sex: sexOf(who),
        relation: to,
      });
      return accept([moved], { occurredOn: occurredOn(reason, movedOn) });
    },
    CancelOnDeath: (_, state, __, facts) => {
      if (state.status === 'cancelled') return already();
      const who = whoIs(facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      if (!who.died) return refuse('NOT_DECEASED');
      if (state.status !== 'registered') return notMember(state, facts);
      const { householdId } = state;
      const township = townshipNow(state, facts) ?? state.township;
      return accept([events.RegistrationCancelled({ householdId, township, reason: 'DEATH' })]);
    },
    RegisterUnregisteredPerson: ({ registeredOn, ...data }, state, context, facts) => {
      const { householdId } = data;
      const joined = join({ householdId, on: registeredOn, field: '/registeredOn' }, state, { context, facts });
      if (!('sex' in joined)) return joined;
      return accept([events.UnregisteredPersonRegistered({ ...data, ...joined })], { occurredOn: registeredOn });
    },
    RestoreRegistration: ({ restoredOn, ...data }, state, context, facts) => {
      const { householdId } = data;
      const joined = join({ householdId, on: restoredOn, field: '/restoredOn' }, state, { context, facts });
      if (!('sex' in joined)) return joined;
      if (state.status !== 'cancelled') return refuse('NOT_CANCELLED');
      return accept([events.RegistrationRestored({ ...data, ...joined })], {
        occurredOn: restoredOn,
        annulsField: 'reason',
      });
    },
    RecordUnlawfulRefusal: (data, state, { origin, today }, facts) => {
      if (origin !== 'LEGACY_IMPORT') return refuse('REFUSALS_ARE_HISTORY');
      if (!whoIs(facts)) return refuse('PERSON_UNKNOWN');
      if (data.refusedOn > today) return refuse('DATE_IN_FUTURE', { field: '/refusedOn' });
      const name = `${data.office}|${data.refusedOn}`;
      if (state.unlawful?.includes(name)) return already();
      return accept([events.UnlawfulRefusalRecorded(data)], { occurredOn: data.refusedOn });
    },
  },
  evolve: {
    RegistrationTakenOver: (state, data) => keeping(state, registered(data)),
    ChildRegistered: (state, data) => keeping(state, registered(data)),
    RegistrationRefused: (state, { reasonCode }) => ({ ...state, refusedFor: reasonCode }),
    MovedBetweenHouseholds: (state, { fromHouseholdId, toHouseholdId, toTownship }) =>
      keeping(state, registered({ householdId: toHouseholdId, township: toTownship }, fromHouseholdId)),
    MovedOut: (state, { householdId, toCounty }) => keeping(state, { status: 'left', householdId, toCounty }),
    MovedIn: (state, data) => keeping(state, registered(data)),
    RegistrationCancelled: (state) => keeping(state, { status: 'cancelled' }),
    UnregisteredPersonRegistered: (state, data) => keeping(state, registered(data)),
    RegistrationRestored: (state, data) => keeping(state, registered(data)),
    UnlawfulRefusalRecorded: (state, { office, refusedOn }) => ({
      ...state,
      unlawful: [...(state.unlawful ?? []), `${office}|${refusedOn}`],
    }),
  },
};
