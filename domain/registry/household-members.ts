/** 分户并户销户 How a household splits, merges and ends, for its members' registrations alone say who belongs to it. */
import type * as z from 'zod';
import { accept, already, type Context, type Facts, fact } from '../kernel/decider.ts';
import { streamOf } from '../kernel/identifier.ts';
import { refuse } from '../kernel/refusal.ts';
import type { HouseholdState } from './household.ts';
import type { RegistrationState } from './household-registration.ts';
import { type commands, events } from './household-shapes.ts';

type DataOf<T extends keyof typeof commands.specs> = z.output<(typeof commands.specs)[T]['data']>;
interface Ending {
  readonly formerMemberIds?: readonly string[] | undefined;
}

/** Whose registrations are looked at before a household ends. */
const asked = ({ formerMemberIds = [] }: Ending, state: HouseholdState): readonly string[] =>
  state.status === 'unformed' ? [] : [...new Set([...state.heads, ...formerMemberIds])];
export const formerMembersFacts = (data: Ending, state: HouseholdState): Readonly<Record<string, string>> =>
  Object.fromEntries(asked(data, state).map((id) => [id, streamOf('householdRegistration', id)]));

const isRegisteredIn = (facts: Facts, personId: string, householdId: string): boolean => {
  const registration = fact<RegistrationState>(facts, personId);
  return registration.status === 'registered' && registration.householdId === householdId;
};
const cameFrom = (facts: Facts, personId: string, householdId: string): boolean => {
  const registration = fact<RegistrationState>(facts, personId);
  return registration.status === 'registered' && registration.cameFrom === householdId;
};
const standing = (state: HouseholdState) => {
  if (state.status === 'formed') return state;
  return state.status === 'unformed'
    ? refuse('HOUSEHOLD_NOT_FORMED')
    : refuse('HOUSEHOLD_DISSOLVED', { office: state.township });
};

/** The other household of a split or merger, where it stands. */
const otherFault = (intoHouseholdId: string, { subject }: Context, facts: Facts) => {
  if (intoHouseholdId === subject) return refuse('SAME_HOUSEHOLD', { field: '/intoHouseholdId' });
  const into = fact<HouseholdState>(facts, 'into');
  return into.status === 'formed' ? undefined : refuse('OTHER_HOUSEHOLD_UNKNOWN', { field: '/intoHouseholdId' });
};

/** One name for a split, in whichever order its members are given. */
export const splitName = (intoHouseholdId: string, memberIds: readonly string[]): string =>
  `${intoHouseholdId}|${memberIds.toSorted().join(',')}`;

/** 分户 Those named go to the new household; each of their registrations moves by itself, before or after. */
export const split = (data: DataOf<'SplitHousehold'>, state: HouseholdState, context: Context, facts: Facts) => {
  const { intoHouseholdId, splitOn } = data;
  const household = standing(state);
  if ('refused' in household) return household;
  const memberIds = [...new Set(data.memberIds)];
  if (household.splits.includes(splitName(intoHouseholdId, memberIds))) return already<never>();
  if (splitOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/splitOn' });
  const fault = otherFault(intoHouseholdId, context, facts);
  if (fault) return fault;
  const hasGone = (id: string) => isRegisteredIn(facts, id, intoHouseholdId) && cameFrom(facts, id, context.subject);
  if (!memberIds.every((id) => isRegisteredIn(facts, id, context.subject) || hasGone(id)))
    return refuse('NOT_REGISTERED_THERE', { field: '/memberIds' });
  const { township } = household;
  return accept([events.HouseholdSplit({ intoHouseholdId, township, memberIds })], { occurredOn: splitOn });
};

/** Whoever is overlooked here is found among the dissolved households in which somebody is registered. */
const membersLeft = (data: Ending, state: HouseholdState, { context, facts }: { context: Context; facts: Facts }) => {
  const left = asked(data, state).filter((id) => isRegisteredIn(facts, id, context.subject));
  return left.length > 0 ? refuse('MEMBERS_LEFT', { persons: left.length }) : undefined;
};

/** 并户 Once everybody was moved, the household ends in the other one. */
export const merge = (data: DataOf<'MergeHousehold'>, state: HouseholdState, context: Context, facts: Facts) => {
  const { intoHouseholdId, mergedOn } = data;
  if (state.status === 'dissolved' && state.mergedInto === intoHouseholdId) return already<never>();
  const household = standing(state);
  if ('refused' in household) return household;
  if (mergedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/mergedOn' });
  const fault = otherFault(intoHouseholdId, context, facts) ?? membersLeft(data, state, { context, facts });
  if (fault) return fault;
  const { township } = household;
  const merged = events.HouseholdMerged({ intoHouseholdId, township });
  return accept([merged, events.HouseholdDissolved({ township, reason: 'MERGED' })], { occurredOn: mergedOn });
};

/** 销户 When nobody is registered in it any more. */
export const dissolve = (data: DataOf<'DissolveHousehold'>, state: HouseholdState, context: Context, facts: Facts) => {
  if (state.status === 'dissolved') return already<never>();
  const household = standing(state);
  if ('refused' in household) return household;
  const fault = membersLeft(data, state, { context, facts });
  return fault ?? accept([events.HouseholdDissolved({ township: household.township, reason: data.reason })]);
};
