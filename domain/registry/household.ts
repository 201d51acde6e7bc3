/** 户 One household of the register: its head, kind, village and address. Who belongs to it, their registrations say. */
import * as z from 'zod';
import { accept, already, type Context, type Decider, doubt, type Facts, fact } from '../kernel/decider.ts';
import { birthOf, streamOf } from '../kernel/identifier.ts';
import { command, defineCommands, defineEvents, event, SUBJECT, sealed } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, PersonId, TownshipCode, VillageCode } from '../kernel/values.ts';
import { ruleUnder } from '../policy/topics.ts';
import type { BirthState } from './birth.ts';
import { Address, HouseholdType } from './fields.ts';
import type { RegistrationState } from './household-registration.ts';
import type { PersonState } from './person.ts';
import { codeToday, countyOf, placeOn, placeRejections, townshipOf } from './place.ts';
import { ageOn, type Held, identityOf, vitalRejections } from './vital.ts';

/** Why somebody under age, or nobody of the household, heads it: there is no living adult member. */
const HeadReason = z.enum(['ELDEST', 'GUARDIAN']);
const DissolveReason = z.enum(['ALL_MOVED', 'ALL_DECEASED', 'MERGED', 'FORMED_IN_ERROR']);
const place = z.strictObject({ village: VillageCode, address: Address });
const how = (...basis: string[]) => ({ purpose: 'REGISTRATION' as const, basis });
const commands = defineCommands({
  FormHousehold: command(place.extend({ headId: PersonId, type: HouseholdType }), { ...how('HRR-5'), creates: true }),
  ChangeHead: command(z.strictObject({ headId: PersonId, reason: HeadReason.optional() }), how('HRR-5')),
  MoveHousehold: command(place.extend({ movedOn: CivilDate }), how('HRR-10', 'HRR-13')),
  DissolveHousehold: command(z.strictObject({ reason: DissolveReason }), how('HRR-5')),
});

const contact = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: SUBJECT, class: 'contact' });
const sealedPlace = { village: contact(VillageCode), address: contact(Address) };
const events = defineEvents({
  HouseholdFormed: event(
    z.strictObject({ headId: PersonId, type: HouseholdType, township: TownshipCode, ...sealedPlace }),
  ),
  HeadChanged: event(z.strictObject({ headId: PersonId, previousHeadId: PersonId, reason: HeadReason.optional() })),
  // The household moved as a whole; its members' registrations follow it without events of their own.
  HouseholdMoved: event(z.strictObject({ fromTownship: TownshipCode, toTownship: TownshipCode, ...sealedPlace })),
  HouseholdDissolved: event(z.strictObject({ township: TownshipCode, reason: DissolveReason })),
});

const citations = ['户口登记条例 5'];
const rejections = {
  ...vitalRejections,
  ...placeRejections,
  HOUSEHOLD_ALREADY_FORMED: { zh: '该户已立户。', en: 'This household is formed already.', conflict: true },
  HOUSEHOLD_NOT_FORMED: { zh: '没有该户。', en: 'There is no such household.' },
  HOUSEHOLD_DISSOLVED: { zh: '该户已销户。', en: 'This household is dissolved.', conflict: true },
  OTHER_COUNTY: {
    zh: '该村不在本县。',
    en: 'This village lies in another county.',
    alternative: { zh: '迁往外县的，请为每个成员办理迁出。', en: 'To leave the county, move each member out.' },
  },
  HEAD_NOT_ADULT: {
    zh: '户主应为成年人；没有成年人的，由年长者或者监护人担任并说明理由。',
    en: 'The head of a household is an adult; where it has none, the eldest or a guardian, with a reason.',
    citations: [...citations, '民法典 17'],
    alternative: { zh: '请另选户主，或者附理由提交。', en: 'Choose another head, or send it with a reason.' },
    doubt: true,
  },
  HEAD_NOT_MEMBER: {
    zh: '户主应为该户成员；没有成年成员的，可由监护人担任并说明理由。',
    en: 'The head is a member of the household; where it has no adult, a guardian may be, with the reason GUARDIAN.',
    citations,
  },
} as const satisfies Rejections;

export type HouseholdState =
  | { readonly status: 'unformed' }
  | {
      readonly status: 'formed' | 'dissolved';
      readonly headId: string;
      readonly township: string;
      readonly village: Held;
      readonly address: Held;
    };
type Formed = HouseholdState & { headId: string };

const unavailable = (state: HouseholdState) =>
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
const formed = (state: HouseholdState, change: Partial<Formed>): HouseholdState =>
  state.status === 'unformed' ? state : { ...state, ...change };

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
  },
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
    DissolveHousehold: ({ reason }, state) => {
      if (state.status === 'dissolved') return already();
      if (state.status !== 'formed') return unavailable(state);
      return accept([events.HouseholdDissolved({ township: state.township, reason })]);
    },
  },
  evolve: {
    HouseholdFormed: (_, data) => ({ status: 'formed', ...data }),
    HeadChanged: (state, { headId }) => formed(state, { headId }),
    HouseholdMoved: (state, { toTownship, village, address }) =>
      formed(state, { township: toTownship, village, address }),
    HouseholdDissolved: (state) => formed(state, { status: 'dissolved' }),
  },
};
