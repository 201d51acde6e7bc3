/** 户 One household of the register: its head, kind, village and address. Who belongs to it, their registrations say. */
import type * as z from 'zod';
import { accept, already, type Context, type Decider, doubt, type Facts, fact } from '../kernel/decider.ts';
import { birthOf, streamOf } from '../kernel/identifier.ts';
import { refuse } from '../kernel/refusal.ts';
import { ruleUnder } from '../policy/topics.ts';
import type { BirthState } from './birth.ts';
import { dissolve, formerMembersFacts, merge, split, splitName } from './household-members.ts';
import { householdRejections } from './household-rejections.ts';
import { commands, events, type HeadReason } from './household-shapes.ts';
import type { RegistrationState } from './household-registration.ts';
import type { PersonState } from './person.ts';
import { codeToday, countyOf, placeOn, placeRejections, townshipOf } from './place.ts';
import { ageOn, type Held, identityOf, vitalRejections } from './vital.ts';

const rejections = { ...vitalRejections, ...placeRejections, ...householdRejections } as const;

export type HouseholdState =
  | { readonly status: 'unformed' }
  | {
      readonly status: 'formed' | 'dissolved';
      readonly headId: string;
      readonly township: string;
      readonly village: Held;
      readonly address: Held;
      /** 历任户主 Of all times: none of them is overlooked when the household is to end. */
      readonly heads: readonly string[];
      /** 分户 As `household|members`. */
      readonly splits: readonly string[];
      /** 并户 The household in which it ended. */
      readonly mergedInto: string | undefined;
    };
type Formed = Exclude<HouseholdState, { status: 'unformed' }>;

export const unavailable = (state: HouseholdState) =>
  state.status === 'unformed'
    ? refuse('HOUSEHOLD_NOT_FORMED')
    : refuse('HOUSEHOLD_DISSOLVED', { office: state.township });

/** A living adult, or whoever the reason allows. */
const headFault = (context: Context, facts: Facts, reason?: z.output<typeof HeadReason>) => {
  const head = identityOf(fact<PersonState>(facts, 'head'), fact<BirthState>(facts, 'headBirth'));
  if (!head) return refuse('PERSON_UNKNOWN', { field: '/headId' });
  if (head.died) return refuse('PERSON_DECEASED', { field: '/headId' });
  const rule = ruleUnder('R4', 'registration', { context, on: context.today });
  if (!rule) return refuse('NO_RULE_IN_FORCE', { topic: 'registration', on: context.today });
  const { adultYears } = rule;
  if (reason === 'ELDEST' || ageOn(head, context.today) >= adultYears) return undefined;
  return doubt(context, 'HEAD_NOT_ADULT', { field: '/headId', adultYears });
};
const headFacts = (headId: string) => ({
  head: streamOf('person', headId),
  headBirth: streamOf('birth', birthOf(headId)),
});
const formed = (state: HouseholdState, change: (state: Formed) => Partial<Formed>): HouseholdState =>
  state.status === 'unformed' ? state : { ...state, ...change(state) };

export const household: Decider<HouseholdState, typeof commands, typeof events, typeof rejections> = {
  category: 'household',
  subject: 'household',
  prefix: 'h',
  commands,
  events,
  rejections,
  initialState: { status: 'unformed' },
  facts: {
    FormHousehold: ({ headId }) => headFacts(headId),
    ChangeHead: ({ headId }) => ({
      ...headFacts(headId),
      registration: streamOf('householdRegistration', headId),
    }),
    SplitHousehold: ({ intoHouseholdId, memberIds }) => ({
      into: streamOf('household', intoHouseholdId),
      ...Object.fromEntries(memberIds.map((id) => [id, streamOf('householdRegistration', id)])),
    }),
    MergeHousehold: ({ intoHouseholdId }) => ({ into: streamOf('household', intoHouseholdId) }),
  },
  further: { MergeHousehold: formerMembersFacts, DissolveHousehold: formerMembersFacts },
  decide: {
    FormHousehold: ({ village, ...data }, state, context, facts) => {
      if (state.status !== 'unformed') return refuse('HOUSEHOLD_ALREADY_FORMED');
      const at = placeOn(context, village, context.today);
      if ('refused' in at) return at;
      const fault = headFault(context, facts);
      if (fault) return fault;
      return accept([events.HouseholdFormed({ ...data, village: at.code, township: townshipOf(at.code) })]);
    },
    ChangeHead: ({ headId, reason }, state, context, facts) => {
      if (state.status !== 'formed') return unavailable(state);
      if (state.headId === headId) return already();
      const registration = fact<RegistrationState>(facts, 'registration');
      const isMember = registration.status === 'registered' && registration.householdId === context.subject;
      if (!isMember && reason !== 'GUARDIAN') return refuse('HEAD_NOT_MEMBER', { field: '/headId' });
      const fault = headFault(context, facts, reason);
      return fault ?? accept([events.HeadChanged({ headId, previousHeadId: state.headId, reason })]);
    },
    MoveHousehold: ({ village, address, movedOn }, state, context) => {
      if (state.status !== 'formed') return unavailable(state);
      if (movedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/movedOn' });
      const at = placeOn(context, village, movedOn);
      if ('refused' in at) return at;
      if (state.village === at.code && state.address === address) return already();
      if (countyOf(at.code) !== countyOf(codeToday(context, state.township)))
        return refuse('OTHER_COUNTY', { field: '/village' });
      const toTownship = townshipOf(at.code);
      const moved = events.HouseholdMoved({ fromTownship: state.township, toTownship, village: at.code, address });
      return accept([moved], { occurredOn: movedOn });
    },
    SplitHousehold: split,
    MergeHousehold: merge,
    DissolveHousehold: dissolve,
  },
  evolve: {
    HouseholdFormed: (_, data) => ({
      ...{ status: 'formed', ...data, heads: [data.headId], splits: [], mergedInto: undefined },
    }),
    HeadChanged: (state, { headId }) =>
      formed(state, ({ heads }) => ({ headId, heads: [...new Set([...heads, headId])] })),
    HouseholdMoved: (state, { toTownship, village, address }) =>
      formed(state, () => ({ township: toTownship, village, address })),
    HouseholdDissolved: (state) => formed(state, () => ({ status: 'dissolved' })),
    HouseholdSplit: (state, { intoHouseholdId, memberIds }) =>
      formed(state, ({ splits }) => ({ splits: [...splits, splitName(intoHouseholdId, memberIds)] })),
    HouseholdMerged: (state, { intoHouseholdId }) => formed(state, () => ({ mergedInto: intoHouseholdId })),
  },
};
