/** 人 One natural person: registered here or born in the ledger, then married, corrected, died. Readers see a pseudonym. */
import type * as z from 'zod';
import { monthOf } from '../kernel/calendar.ts';
import { accept, already, type Decider, doubt, type Facts, fact } from '../kernel/decider.ts';
import { birthOf, streamOf } from '../kernel/identifier.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import type { BirthState } from './birth.ts';
import { citizenIdRejections } from './citizen-id.ts';
import { isMarried } from './fields.ts';
import type { RegistrationState } from './household-registration.ts';
import { citizenIdFault, numbersWith, taking } from './identity-number.ts';
import { correctionFault, correctionRejections, previousOf } from './person-correction.ts';
import { classifyLegacy, linkDuplicate, recordParentage, reverseLink } from './person-links.ts';
import { personLinkRejections } from './person-link-rejections.ts';
import { commands, events, type marital } from './person-shapes.ts';
import { placeOn, placeRejections } from './place.ts';
import {
  type Death,
  diedBefore,
  type Held,
  identityOf,
  isBeforeBirth,
  type SexCode,
  vitalRejections,
} from './vital.ts';
import { childFacts, survivorFacts, whoFacts } from './person-facts.ts';
import { homeFacts, townshipNow } from './home.ts';

const alternative = { zh: '请改用“更正”。', en: 'Use the correction of facts instead.' };
const rejections = {
  ...vitalRejections,
  ...placeRejections,
  ...citizenIdRejections,
  ...correctionRejections,
  ...personLinkRejections,
  PERSON_ALREADY_REGISTERED: { zh: '此人已登记。', en: 'This person is registered already.', conflict: true },
  CITIZEN_ID_ALREADY_ASSIGNED: {
    zh: '此人已有公民身份号码；号码终身不变。',
    en: 'This person has an identity number already; it is for life.',
    citations: ['居民身份证法 3'],
    alternative,
    conflict: true,
  },
  SPOUSE_NOT_EXPECTED: { zh: '未婚或者未说明的，不填配偶。', en: 'With this marital status no spouse is named.' },
  SPOUSE_IS_SELF: { zh: '配偶不能是本人。', en: 'Nobody is their own spouse.' },
  SPOUSE_UNKNOWN: {
    zh: '没有所填配偶的登记。',
    en: 'The spouse named is not on record.',
    alternative: {
      zh: '配偶未在本县登记的，可以不填。',
      en: 'Where the spouse is registered elsewhere, leave it out.',
    },
  },
  SPOUSE_DECEASED: { zh: '所填配偶在该日期前已死亡。', en: 'The spouse named had died before that date.' },
  DEATH_ALREADY_RECORDED: { zh: '已登记另一死亡日期。', en: 'Another date of death is on record.', conflict: true },
} as const satisfies Rejections;

export interface PersonState {
  /** By a command of its own; those born in the ledger are known by their birth. */
  readonly registered: boolean;
  readonly township?: string | undefined;
  readonly sex?: SexCode | undefined;
  readonly bornIn?: string | undefined;
  readonly bornOn?: Held | undefined;
  readonly name?: Held | undefined;
  readonly ethnicCode?: Held | undefined;
  readonly citizenId?: Held | undefined;
  /** Every number this person ever had: none of them goes to somebody else. */
  readonly numbers: readonly Held[];
  readonly marital?: { readonly status: Held; readonly since: Held; readonly spouseId: string | undefined };
  readonly died?: Death | undefined;
  readonly deathAnnulled?: boolean;
  /** 子女 Whose parent this person was recorded to be. */
  readonly children?: readonly { readonly childId: string; readonly relation: string }[];
  /** The record under which this one is carried on. */
  readonly survivorId?: string | undefined;
  /** Of the last identifier that an old register held. */
  readonly legacy?: { readonly class: string; readonly identifier: Held | undefined };
}

const known = (state: PersonState, facts: Facts) => identityOf(state, fact<BirthState>(facts, 'birth'));

const spouseFault = (data: z.output<typeof marital>, facts: Facts, subject: string) => {
  const { status, since, spouseId } = data;
  if (spouseId === undefined) return undefined;
  if (status === '10' || status === '90') return refuse('SPOUSE_NOT_EXPECTED', { status });
  if (spouseId === subject) return refuse('SPOUSE_IS_SELF');
  const spouse = identityOf(fact<PersonState>(facts, 'spouse'), fact<BirthState>(facts, 'spouseBirth'));
  if (!spouse) return refuse('SPOUSE_UNKNOWN');
  return isMarried(status) && diedBefore(spouse, since) ? refuse('SPOUSE_DECEASED') : undefined;
};

export const person: Decider<PersonState, typeof commands, typeof events, typeof rejections> = {
  category: 'person',
  subject: 'person',
  prefix: 'p',
  commands,
  events,
  rejections,
  initialState: { registered: false, numbers: [] },
  facts: {
    AssignCitizenId: (_, subject) => ({ birth: streamOf('birth', birthOf(subject)) }),
    RecordMaritalStatus: ({ spouseId }, subject) => ({
      birth: streamOf('birth', birthOf(subject)),
      ...(spouseId && { spouse: streamOf('person', spouseId), spouseBirth: streamOf('birth', birthOf(spouseId)) }),
    }),
    CorrectFact: (_, subject) => ({ birth: streamOf('birth', birthOf(subject)) }),
    AnnulDeath: (_, subject) => whoFacts(subject),
    RecordParentage: ({ childId }, subject) => ({ ...whoFacts(subject), ...childFacts(childId) }),
    LinkDuplicate: ({ survivorId }, subject) => ({ ...whoFacts(subject), ...survivorFacts(survivorId) }),
    ClassifyLegacyIdentifier: (_, subject) => whoFacts(subject),
    RecordDeath: (_, subject) => ({
      birth: streamOf('birth', birthOf(subject)),
      registration: streamOf('householdRegistration', subject),
    }),
  },
  further: {
    RecordDeath: (_, __, facts) => homeFacts(fact<RegistrationState>(facts, 'registration')),
  },
  decide: {
    RegisterPerson: ({ township, ...who }, state, context) => {
      if (state.registered) return refuse('PERSON_ALREADY_REGISTERED');
      const place = placeOn(context, township, context.today);
      if ('refused' in place) return place;
      const future = who.bornOn > context.today ? doubt(context, 'BORN_IN_FUTURE', { field: '/bornOn' }) : undefined;
      const fault = future ?? (who.citizenId ? citizenIdFault(context, who.citizenId, who) : undefined);
      if (fault) return fault;
      const registered = { ...who, township: place.code, bornIn: monthOf(who.bornOn) };
      return accept([events.PersonRegistered(registered)], {}, taking(who.citizenId));
    },
    AssignCitizenId: ({ citizenId }, state, context, facts) => {
      const who = known(state, facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      if (state.citizenId === citizenId) return already();
      if (state.survivorId) return refuse('PERSON_IS_DUPLICATE', { survivorId: state.survivorId });
      if (who.died) return refuse('PERSON_DECEASED');
      if (state.citizenId !== undefined) return refuse('CITIZEN_ID_ALREADY_ASSIGNED');
      const fault = citizenIdFault(context, citizenId, who);
      return fault ?? accept([events.CitizenIdAssigned({ citizenId })], {}, taking(citizenId, state.numbers));
    },
    RecordMaritalStatus: (data, state, context, facts) => {
      const who = known(state, facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      const { status, since, spouseId } = data;
      const { marital } = state;
      if (marital?.status === status && marital.since === since && marital.spouseId === spouseId) return already();
      if (state.survivorId) return refuse('PERSON_IS_DUPLICATE', { survivorId: state.survivorId });
      if (who.died) return refuse('PERSON_DECEASED');
      if (since > context.today) return refuse('DATE_IN_FUTURE', { field: '/since' });
      if (isBeforeBirth(since, who)) return refuse('BEFORE_BIRTH', { field: '/since' });
      const fault = spouseFault(data, facts, context.subject);
      return fault ?? accept([events.MaritalStatusRecorded(data)], { occurredOn: monthOf(since) });
    },
    CorrectFact: (correction, state, context, facts) => {
      const who = known(state, facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      const { field, value, reason } = correction;
      const previous = previousOf(field, state, who);
      if (previous === value) return already();
      const fault = correctionFault(correction, state, { context, who });
      if (fault) return fault;
      const corrected = events.PersonFactCorrected({
        ...{ field, value, previous, reason },
        ...(field === 'sex' && { sex: value as SexCode }),
        ...(field === 'bornOn' && { bornIn: monthOf(value) }),
      });
      return accept(
        [corrected],
        { correctsField: field },
        taking(field === 'citizenId' ? value : undefined, state.numbers),
      );
    },
    RecordDeath: ({ diedOn, place }, state, context, facts) => {
      const who = known(state, facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      if (who.died) return who.died.on === diedOn ? already() : refuse('DEATH_ALREADY_RECORDED');
      if (diedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/diedOn' });
      if (isBeforeBirth(diedOn, who)) return refuse('BEFORE_BIRTH', { field: '/diedOn' });
      const registration = fact<RegistrationState>(facts, 'registration');
      const township = townshipNow(registration, facts) ?? who.township;
      const recorded = events.DeathRecorded({ diedIn: monthOf(diedOn), township, diedOn, place });
      return accept([recorded], { occurredOn: monthOf(diedOn) });
    },
    AnnulDeath: (data, state, _, facts) => {
      const who = known(state, facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      if (!state.died && who.died) return refuse('DEATH_OF_THE_BIRTH');
      if (!state.died) return state.deathAnnulled ? already() : refuse('NO_DEATH_ON_RECORD');
      return accept([events.DeathAnnulled({ ...data, township: who.township })], { annulsField: 'diedOn' });
    },
    RecordParentage: recordParentage,
    LinkDuplicate: linkDuplicate,
    ReverseDuplicateLink: reverseLink,
    ClassifyLegacyIdentifier: classifyLegacy,
  },
  evolve: {
    PersonRegistered: (state, data) => ({
      ...state,
      ...data,
      registered: true,
      numbers: numbersWith(state.numbers, data.citizenId),
    }),
    CitizenIdAssigned: (state, { citizenId }) => ({
      ...state,
      citizenId,
      numbers: numbersWith(state.numbers, citizenId),
    }),
    MaritalStatusRecorded: (state, { status, since, spouseId }) => ({ ...state, marital: { status, since, spouseId } }),
    PersonFactCorrected: (state, { field, value, sex, bornIn }) => ({
      ...state,
      ...(field === 'sex' ? { sex: sex ?? state.sex } : { [field]: value }),
      ...(bornIn && { bornIn }),
      numbers: field === 'citizenId' ? numbersWith(state.numbers, value) : state.numbers,
    }),
    DeathRecorded: (state, { diedIn, diedOn }) => ({ ...state, died: { in: diedIn, on: diedOn } }),
    DeathAnnulled: (state) => ({ ...state, died: undefined, deathAnnulled: true }),
    ParentageRecorded: (state, { childId, relation }) => ({
      ...state,
      children: [...(state.children ?? []), { childId, relation }],
    }),
    DuplicateLinked: (state, { survivorId }) => ({ ...state, survivorId }),
    DuplicateLinkReversed: (state) => ({ ...state, survivorId: undefined }),
    LegacyIdentifierClassified: (state, { class: found, identifier }) => ({
      ...state,
      legacy: { class: found, identifier },
    }),
  },
};
