/** 人 One natural person: registered here or born in the ledger, then married, corrected, died. Readers see a pseudonym. */
import * as z from 'zod';
import { monthOf } from '../kernel/calendar.ts';
import { accept, already, type Context, type Decider, doubt, type Facts, fact } from '../kernel/decider.ts';
import { birthOf, streamOf } from '../kernel/identifier.ts';
import { command, defineCommands, defineEvents, event, SUBJECT, sealed, unlessErased } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, CivilMonth, PersonId, Sex, TownshipCode } from '../kernel/values.ts';
import { stoodWithin } from '../policy/divisions.ts';
import { ruleUnder } from '../policy/topics.ts';
import type { BirthState } from './birth.ts';
import { birthDateIn, checkCitizenId, citizenIdRejections, sexIn } from './citizen-id.ts';
import {
  CitizenId,
  CorrectionReason,
  correctionOf,
  EthnicCode,
  isMarried,
  MaritalStatus,
  Name,
  Place,
} from './fields.ts';
import type { RegistrationState } from './household-registration.ts';
import { placeOn, placeRejections } from './place.ts';
import {
  type Death,
  diedBefore,
  type Held,
  type Identity,
  identityOf,
  isBeforeBirth,
  type SexCode,
  vitalRejections,
} from './vital.ts';

const CORRECTABLE = { name: Name, sex: Sex, bornOn: CivilDate, ethnicCode: EthnicCode, citizenId: CitizenId } as const;
type Correctable = keyof typeof CORRECTABLE;
const CorrectFact = correctionOf(CORRECTABLE, [
  { field: 'name', value: '王晓明', reason: 'TYPING_ERROR' },
  { field: 'sex', value: '2', reason: 'MEDICAL_CERTIFICATE' },
  { field: 'bornOn', value: '1990-01-02', reason: 'DOCUMENT_SHOWN' },
  { field: 'ethnicCode', value: '05', reason: 'DECLARED_BY_PERSON' },
  { field: 'citizenId', value: '990121199001010022', reason: 'DOCUMENT_SHOWN' },
]);

const register = z.strictObject({
  name: Name,
  sex: Sex,
  bornOn: CivilDate,
  ethnicCode: EthnicCode.optional(),
  citizenId: CitizenId.optional(),
  township: TownshipCode,
});
const marital = z.strictObject({ status: MaritalStatus, since: CivilDate, spouseId: PersonId.optional() });
const death = z.strictObject({ diedOn: CivilDate, place: Place.optional() });
const how = (...basis: string[]) => ({ purpose: 'REGISTRATION' as const, basis });
const commands = defineCommands({
  RegisterPerson: command(register, { ...how('HRR-4', 'PIPL-34'), creates: true }),
  AssignCitizenId: command(z.strictObject({ citizenId: CitizenId }), how('IDC-3')),
  RecordMaritalStatus: command(marital, how('HRR-4', 'CC-1049')),
  CorrectFact: command(CorrectFact, how('HRR-17', 'PIPL-46')),
  RecordDeath: command(death, how('HRR-8')),
});

const own = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: SUBJECT, class: 'identity' });
const events = defineEvents({
  PersonRegistered: event(
    z.strictObject({
      township: TownshipCode,
      sex: Sex,
      bornIn: CivilMonth,
      name: own(Name),
      bornOn: own(CivilDate),
      ethnicCode: own(EthnicCode).optional(),
      citizenId: own(CitizenId).optional(),
    }),
  ),
  CitizenIdAssigned: event(z.strictObject({ citizenId: own(CitizenId) })),
  // What was stated, not that a marriage is valid; nothing else may depend on it.
  MaritalStatusRecorded: event(
    z.strictObject({ spouseId: PersonId.optional(), status: own(MaritalStatus), since: own(CivilDate) }),
  ),
  PersonFactCorrected: event(
    z.strictObject({
      field: CorrectFact.shape.field,
      value: own(z.string()),
      previous: own(z.string()).optional(),
      reason: CorrectionReason,
      sex: Sex.optional(),
      bornIn: CivilMonth.optional(),
    }),
  ),
  DeathRecorded: event(
    z.strictObject({
      diedIn: CivilMonth,
      township: TownshipCode,
      diedOn: own(CivilDate),
      place: own(Place).optional(),
    }),
  ),
});

const alternative = { zh: '请改用“更正”。', en: 'Use the correction of facts instead.' };
const rejections = {
  ...vitalRejections,
  ...placeRejections,
  ...citizenIdRejections,
  PERSON_ALREADY_REGISTERED: { zh: '此人已登记。', en: 'This person is registered already.', conflict: true },
  CITIZEN_ID_ALREADY_ASSIGNED: {
    zh: '此人已有公民身份号码；号码终身不变。',
    en: 'This person has an identity number already; it is for life.',
    citations: ['居民身份证法 3'],
    alternative,
    conflict: true,
  },
  CITIZEN_ID_CONFLICT: {
    zh: '更正后与已登记的公民身份号码不一致。',
    en: 'The corrected fact no longer fits the identity number on record.',
    alternative: {
      zh: '核实无误的，附理由代码提交，随后更正号码。',
      en: 'Where checked, send a reason, then correct the number.',
    },
    doubt: true,
  },
  NOTHING_TO_CORRECT: {
    zh: '没有已登记的公民身份号码可以更正。',
    en: 'There is no identity number on record to correct.',
    alternative: { zh: '请改用“编制公民身份号码”。', en: 'Assign the identity number instead.' },
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
  readonly died?: Death;
}

const known = (state: PersonState, facts: Facts) => identityOf(state, fact<BirthState>(facts, 'birth'));

/** The division of a number must have stood on some day since the birth: the day of issue is not in the number. */
const citizenIdFault = (context: Context, id: string, { bornOn, sex }: { bornOn: Held; sex: string }) => {
  const divisions = ruleUnder('R4', 'divisions', { context, on: context.today });
  if (!divisions) return refuse('NO_RULE_IN_FORCE', { topic: 'divisions', on: context.today });
  const born = unlessErased(bornOn);
  const countyStood = (county: string) => stoodWithin(divisions, county, [born ?? birthDateIn(id), context.today]);
  const fault = checkCitizenId(id, { bornOn: born, sex, countyStood });
  return fault && refuse(fault, { field: '/citizenId' });
};
const takes = (id: string | undefined, held: readonly Held[] = []) =>
  id === undefined || held.includes(id) ? [] : [{ kind: 'citizenId' as const, value: id }];
const numbersWith = (numbers: readonly Held[], id: Held | undefined): readonly Held[] =>
  id === undefined || numbers.includes(id) ? numbers : [...numbers, id];

const spouseFault = (data: z.output<typeof marital>, facts: Facts, subject: string) => {
  const { status, since, spouseId } = data;
  if (spouseId === undefined) return undefined;
  if (status === '10' || status === '90') return refuse('SPOUSE_NOT_EXPECTED', { status });
  if (spouseId === subject) return refuse('SPOUSE_IS_SELF');
  const spouse = identityOf(fact<PersonState>(facts, 'spouse'), fact<BirthState>(facts, 'spouseBirth'));
  if (!spouse) return refuse('SPOUSE_UNKNOWN');
  return isMarried(status) && diedBefore(spouse, since) ? refuse('SPOUSE_DECEASED') : undefined;
};

type Correction = z.output<typeof CorrectFact>;
const correctionFault = (
  correction: Correction,
  state: PersonState,
  { context, who }: { context: Context; who: Identity },
) => {
  const { field, value } = correction;
  const id = unlessErased(state.citizenId);
  if (field === 'citizenId') return id ? citizenIdFault(context, value, who) : refuse('NOTHING_TO_CORRECT');
  if (field === 'bornOn' && diedBefore(who, value)) return refuse('BEFORE_BIRTH', { field: '/value' });
  const future = field === 'bornOn' && value > context.today ? doubt(context, 'BORN_IN_FUTURE') : undefined;
  if (future) return future;
  const conflicts =
    id && ((field === 'bornOn' && birthDateIn(id) !== value) || (field === 'sex' && sexIn(id) !== value));
  return conflicts ? doubt(context, 'CITIZEN_ID_CONFLICT', { field }) : undefined;
};
const previousOf = (field: Correctable, state: PersonState, who: Identity): string | undefined => {
  if (field === 'name') return unlessErased(who.name);
  return field === 'sex' || field === 'bornOn' ? unlessErased(who[field]) : unlessErased(state[field]);
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
    RecordDeath: (_, subject) => ({
      birth: streamOf('birth', birthOf(subject)),
      registration: streamOf('householdRegistration', subject),
    }),
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
      return accept([events.PersonRegistered(registered)], {}, takes(who.citizenId));
    },
    AssignCitizenId: ({ citizenId }, state, context, facts) => {
      const who = known(state, facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      if (state.citizenId === citizenId) return already();
      if (who.died) return refuse('PERSON_DECEASED');
      if (state.citizenId !== undefined) return refuse('CITIZEN_ID_ALREADY_ASSIGNED');
      const fault = citizenIdFault(context, citizenId, who);
      return fault ?? accept([events.CitizenIdAssigned({ citizenId })], {}, takes(citizenId, state.numbers));
    },
    RecordMaritalStatus: (data, state, context, facts) => {
      const who = known(state, facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      const { status, since, spouseId } = data;
      const { marital } = state;
      if (marital?.status === status && marital.since === since && marital.spouseId === spouseId) return already();
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
      return accept([corrected], {}, takes(field === 'citizenId' ? value : undefined, state.numbers));
    },
    RecordDeath: ({ diedOn, place }, state, context, facts) => {
      const who = known(state, facts);
      if (!who) return refuse('PERSON_UNKNOWN');
      if (who.died) return who.died.on === diedOn ? already() : refuse('DEATH_ALREADY_RECORDED');
      if (diedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/diedOn' });
      if (isBeforeBirth(diedOn, who)) return refuse('BEFORE_BIRTH', { field: '/diedOn' });
      const registration = fact<RegistrationState>(facts, 'registration');
      const township = registration.status === 'registered' ? registration.township : who.township;
      const recorded = events.DeathRecorded({ diedIn: monthOf(diedOn), township, diedOn, place });
      return accept([recorded], { occurredOn: monthOf(diedOn) });
    },
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
  },
};
