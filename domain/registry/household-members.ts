/** 户成员 Who joins and leaves a household, how it splits and merges, and when it can end: when nobody is registered in it. */
import type * as z from 'zod';
import { accept, already, type Context, type Facts, fact } from '../kernel/decider.ts';
import { streamOf } from '../kernel/identifier.ts';
import { refuse } from '../kernel/refusal.ts';
import type { HouseholdState } from './household.ts';
import type { RegistrationState } from './household-registration.ts';
import { type commands, events } from './household-shapes.ts';

type DataOf<T extends keyof typeof commands.specs> = z.output<(typeof commands.specs)[T]['data']>;

/** The registrations of everybody who may be registered in the household. */
export const membersFacts = (_: unknown, state: HouseholdState): Readonly<Record<string, string>> =>
  state.status === 'unformed'
    ? {}
    : Object.fromEntries(state.everybody.map((id) => [id, streamOf('householdRegistration', id)]));

const isRegisteredIn = (facts: Facts, name: string, householdId: string): boolean => {
  const registration = fact<RegistrationState>(facts, name);
  return registration.status === 'registered' && registration.householdId === householdId;
};
const standing = (state: HouseholdState) => {
  if (state.status === 'formed') return state;
  return state.status === 'unformed'
    ? refuse('HOUSEHOLD_NOT_FORMED')
    : refuse('HOUSEHOLD_DISSOLVED', { office: state.township });
};

export const addMember = ({ personId }: DataOf<'AddMember'>, state: HouseholdState, context: Context, facts: Facts) => {
  const household = standing(state);
  if ('refused' in household) return household;
  if (household.members.includes(personId)) return already<never>();
  if (!isRegisteredIn(facts, 'registration', context.subject)) return refuse('NOT_REGISTERED_THERE');
  return accept([events.MemberJoined({ personId })]);
};

export const removeMember = (
  { personId, reason }: DataOf<'RemoveMember'>,
  state: HouseholdState,
  context: Context,
  facts: Facts,
) => {
  if (state.status === 'unformed') return refuse('HOUSEHOLD_NOT_FORMED');
  if (!state.everybody.includes(personId)) return refuse('NEVER_JOINED', { field: '/personId' });
  if (isRegisteredIn(facts, 'registration', context.subject)) return refuse('STILL_REGISTERED');
  if (!state.members.includes(personId)) return already<never>();
  return accept([events.MemberLeft({ personId, reason })]);
};

/** The other household of a split or merger, where it stands. */
const otherFault = (intoHouseholdId: string, { subject }: Context, facts: Facts) => {
  if (intoHouseholdId === subject) return refuse('SAME_HOUSEHOLD', { field: '/intoHouseholdId' });
  const into = fact<HouseholdState>(facts, 'into');
  return into.status === 'formed' ? undefined : refuse('OTHER_HOUSEHOLD_UNKNOWN', { field: '/intoHouseholdId' });
};

/** 分户 Those named go to the new household; each of their registrations then moves by itself. */
export const split = (data: DataOf<'SplitHousehold'>, state: HouseholdState, context: Context, facts: Facts) => {
  const { intoHouseholdId, splitOn } = data;
  const household = standing(state);
  if ('refused' in household) return household;
  if (splitOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/splitOn' });
  const fault = otherFault(intoHouseholdId, context, facts);
  if (fault) return fault;
  const memberIds = [...new Set(data.memberIds)];
  if (memberIds.every((id) => isRegisteredIn(facts, id, intoHouseholdId))) return already<never>();
  const belongs = (id: string) => [context.subject, intoHouseholdId].some((home) => isRegisteredIn(facts, id, home));
  if (!memberIds.every(belongs)) return refuse('NOT_REGISTERED_THERE', { field: '/memberIds' });
  if (household.splits.includes(`${intoHouseholdId}|${memberIds.join(',')}`)) return already<never>();
  const { township } = household;
  return accept([events.HouseholdSplit({ intoHouseholdId, township, memberIds })], { occurredOn: splitOn });
};

const anybodyLeft = (state: HouseholdState, { subject }: Context, facts: Facts) =>
  state.status !== 'unformed' && state.everybody.some((id) => isRegisteredIn(facts, id, subject));

/** 并户 Once everybody was moved, the household ends in the other one. */
export const merge = (
  { intoHouseholdId, mergedOn }: DataOf<'MergeHousehold'>,
  state: HouseholdState,
  context: Context,
  facts: Facts,
) => {
  if (state.status === 'dissolved') return already<never>();
  const household = standing(state);
  if ('refused' in household) return household;
  if (mergedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/mergedOn' });
  const fault = otherFault(intoHouseholdId, context, facts);
  if (fault) return fault;
  if (anybodyLeft(state, context, facts)) return refuse('MEMBERS_LEFT');
  const { township } = household;
  const merged = events.HouseholdMerged({ intoHouseholdId, township });
  return accept([merged, events.HouseholdDissolved({ township, reason: 'MERGED' })], { occurredOn: mergedOn });
};

export const dissolve = (
  { reason }: DataOf<'DissolveHousehold'>,
  state: HouseholdState,
  context: Context,
  facts: Facts,
) => {
  if (state.status === 'dissolved') return already<never>();
  const household = standing(state);
  if ('refused' in household) return household;
  if (anybodyLeft(state, context, facts)) return refuse('MEMBERS_LEFT');
  return accept([events.HouseholdDissolved({ township: household.township, reason })]);
};
