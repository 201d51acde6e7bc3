/** 户口登记 Where one person is permanently registered: at most one household at a time, a child without any condition. */
import * as z from 'zod';
import { monthOf } from '../kernel/calendar.ts';
import { accept, already, type Decider, fact } from '../kernel/decider.ts';
import { streamOf } from '../kernel/identifier.ts';
import { command, defineCommands, defineEvents, event, SUBJECT, sealed } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, CivilMonth, CountyCode, HouseholdId, PersonId, Sex, TownshipCode } from '../kernel/values.ts';
import { ruleUnder } from '../policy/topics.ts';
import type { BirthState } from './birth.ts';
import { MoveReason, Relation } from './fields.ts';
import type { HouseholdState } from './household.ts';
import {
  Follows,
  Notice,
  noticesFor,
  parentageFault,
  parentageRejections,
  parentElsewhere,
  Proof,
} from './parentage.ts';
import { countyOf, placeOn, placeRejections } from './place.ts';
import { RefusedRegistration, refusedRegistrationRejections, remedyFault } from './refused-registration.ts';
import { actingOn, joinable, joiningRejections, whoFacts, whoIs, withHousehold } from './taking-part.ts';
import { type Identity, vitalRejections } from './vital.ts';

const toHousehold = z.strictObject({ householdId: HouseholdId, relation: Relation });
const between = z.strictObject({ fromHouseholdId: HouseholdId, toHouseholdId: HouseholdId, reason: MoveReason });
const how = (...basis: string[]) => ({ purpose: 'REGISTRATION' as const, basis, unconditional: true });
const commands = defineCommands({
  TakeOverRegistration: command(toHousehold.extend({ registeredOn: CivilDate }), how('HRR-4', 'HRR-6')),
  RegisterChild: command(
    toHousehold.extend({ parentId: PersonId, follows: Follows, proof: Proof, declaredOn: CivilDate }),
    how('HRR-7', 'GBF-2015-96'),
  ),
  RefuseRegistration: command(RefusedRegistration, how('ARL-11', 'ARL-23')),
  MoveBetweenHouseholds: command(between.extend({ relation: Relation, movedOn: CivilDate }), how('HRR-13')),
  MoveOut: command(
    z.strictObject({ householdId: HouseholdId, toCounty: CountyCode, reason: MoveReason, movedOn: CivilDate }),
    how('HRR-10'),
  ),
  MoveIn: command(
    toHousehold.extend({ fromCounty: CountyCode, reason: MoveReason, movedOn: CivilDate }),
    how('HRR-13'),
  ),
  CancelOnDeath: command(z.strictObject({}), how('HRR-8')),
});

const inHousehold = z.strictObject({ householdId: HouseholdId, township: TownshipCode });
const relation = sealed(Relation, { owner: SUBJECT, class: 'identity' });
const events = defineEvents({
  RegistrationTakenOver: event(inHousehold.extend({ sex: Sex, relation })),
  ChildRegistered: event(
    inHousehold.extend({
      parentId: PersonId,
      follows: Follows,
      proof: Proof,
      sex: Sex,
      bornIn: CivilMonth,
      notices: z.array(Notice),
      relation,
    }),
  ),
  // The office refused, and told why and where to complain; it does not mean that the refusal was right.
  RegistrationRefused: event(RefusedRegistration.extend({ township: TownshipCode })),
  MovedBetweenHouseholds: event(
    between.extend({ fromTownship: TownshipCode, toTownship: TownshipCode, sex: Sex, relation }),
  ),
  MovedOut: event(inHousehold.extend({ toCounty: CountyCode, reason: MoveReason })),
  MovedIn: event(inHousehold.extend({ fromCounty: CountyCode, reason: MoveReason, sex: Sex, relation })),
  RegistrationCancelled: event(inHousehold.extend({ reason: z.literal('DEATH') })),
});

const citations = ['户口登记条例 6'];
const rejections = {
  ...vitalRejections,
  ...placeRejections,
  ...parentageRejections,
  ...refusedRegistrationRejections,
  ...joiningRejections,
  ALREADY_REGISTERED: {
    zh: '此人已在所列办事处登记户口；一人只能有一处常住户口。',
    en: 'This person is registered at the office named; one person has one place of permanent registration.',
    citations,
    alternative: { zh: '请办理迁移。', en: 'Move the registration instead.' },
    conflict: true,
  },
  NOT_REGISTERED: { zh: '此人没有户口登记。', en: 'This person has no registration.', citations },
  REGISTERED_BEFORE: {
    zh: '此人曾在本县登记并已迁出。',
    en: 'This person was registered here and moved out.',
    citations,
    alternative: { zh: '请办理迁入。', en: 'Register the move back in.' },
    conflict: true,
  },
  NOT_A_MEMBER: { zh: '此人不是该户成员。', en: 'This person is not registered in that household.', conflict: true },
  SAME_HOUSEHOLD: { zh: '迁出户与迁入户相同。', en: 'The household left and the one joined are the same.' },
  SAME_COUNTY: {
    zh: '迁出地与迁入地为同一县。',
    en: 'The county left and the county of the household are the same.',
    alternative: { zh: '县内请办理户间迁移。', en: 'Within the county, move between households.' },
  },
  NOT_DECEASED: { zh: '没有死亡登记。', en: 'No death is on record.', citations: ['户口登记条例 8'] },
} as const satisfies Rejections;

/** The reason of the last refusal since the registration last changed. */
interface Refusable {
  readonly refusedFor?: string;
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

const registeredAt = (state: RegistrationState, householdId: string) => {
  if (state.status === 'registered')
    return state.householdId === householdId
      ? already<never>()
      : refuse('ALREADY_REGISTERED', { office: state.township });
  return undefined;
};
const notMember = (state: RegistrationState) =>
  state.status === 'registered' ? refuse('NOT_A_MEMBER', { office: state.township }) : refuse('NOT_REGISTERED');
const registered = (
  { householdId, township }: { householdId: string; township: string },
  cameFrom?: string,
): RegistrationState => ({ status: 'registered', householdId, township, cameFrom });
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
  },
  decide: {
    TakeOverRegistration: ({ householdId, relation: to, registeredOn }, state, context, facts) => {
      const here = registeredAt(state, householdId);
      if (here) return here;
      if (state.status === 'left') return refuse('REGISTERED_BEFORE');
      const who = actingOn(context, facts, { date: registeredOn, field: '/registeredOn' });
      if ('refused' in who) return who;
      const home = joinable(facts);
      if ('refused' in home) return home;
      const { township } = home;
      const taken = events.RegistrationTakenOver({ householdId, township, sex: sexOf(who), relation: to });
      return accept([taken], { occurredOn: registeredOn });
    },
    RegisterChild: ({ declaredOn, ...child }, state, context, facts) => {
      const { householdId, parentId } = child;
      const here = registeredAt(state, householdId);
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
        parentageFault(child, fact<BirthState>(facts, 'birth')) ?? parentElsewhere(context, parent, householdId);
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
        return refuse('ALREADY_REGISTERED', { office: state.township });
      if (state.refusedFor === data.reasonCode) return already();
      const fault = remedyFault(context, data.remedyNotice);
      return fault ?? accept([events.RegistrationRefused({ ...data, township: who.township })]);
    },
    MoveBetweenHouseholds: ({ movedOn, ...move }, state, context, facts) => {
      const { fromHouseholdId, toHouseholdId, reason } = move;
      if (fromHouseholdId === toHouseholdId) return refuse('SAME_HOUSEHOLD', { field: '/toHouseholdId' });
      if (state.status !== 'registered') return notMember(state);
      if (state.householdId === toHouseholdId && state.cameFrom === fromHouseholdId) return already();
      if (state.householdId !== fromHouseholdId) return notMember(state);
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
      if (state.status !== 'registered' || state.householdId !== householdId) return notMember(state);
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
      const here = registeredAt(state, householdId);
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
      if (state.status !== 'registered') return notMember(state);
      const { householdId, township } = state;
      return accept([events.RegistrationCancelled({ householdId, township, reason: 'DEATH' })]);
    },
  },
  evolve: {
    RegistrationTakenOver: (_, data) => registered(data),
    ChildRegistered: (_, data) => registered(data),
    RegistrationRefused: (state, { reasonCode }) => ({ ...state, refusedFor: reasonCode }),
    MovedBetweenHouseholds: (_, { fromHouseholdId, toHouseholdId, toTownship }) =>
      registered({ householdId: toHouseholdId, township: toTownship }, fromHouseholdId),
    MovedOut: (_, { householdId, toCounty }) => ({ status: 'left', householdId, toCounty }),
    MovedIn: (_, data) => registered(data),
    RegistrationCancelled: () => ({ status: 'cancelled' }),
  },
};
