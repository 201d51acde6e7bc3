/** 居住登记 Where somebody lives away from the registered place, stay by stay: arrival, purpose, permit, departure. */
import * as z from 'zod';
import { addDays, addMonths } from '../kernel/calendar.ts';
import { accept, already, type Context, type Decider, doubt, type Facts, fact } from '../kernel/decider.ts';
import { streamOf } from '../kernel/identifier.ts';
import { command, defineCommands, defineEvents, event, isErased, SUBJECT, sealed } from '../kernel/message.ts';
import { refuse } from '../kernel/refusal.ts';
import { CivilDate, CountyCode, DivisionCode, idOf, TownshipCode, VillageCode } from '../kernel/values.ts';
import { committeeOf } from '../policy/divisions.ts';
import { ruleUnder } from '../policy/topics.ts';
import { definitionsMet, FloatingDefinition, StayPurpose } from './floating.ts';
import type { RegistrationState } from './household-registration.ts';
import { placeOn, placeRejections, townshipOf } from './place.ts';
import { stayRejections } from './stay-rejections.ts';
import { actingOn, whoFacts } from './taking-part.ts';
import { type Held, vitalRejections } from './vital.ts';

export const StayId = idOf('stay');
const PermitNumber = z
  .string()
  .regex(/^[A-Z0-9]{6,30}$/, 'a permit number of 6 to 30 capitals or digits')
  .meta({ examples: ['JZ990121000001', 'JZ990121000002'] });
const PaperNumber = z
  .string()
  .regex(/^[A-Z0-9-]{4,30}$/, 'a certificate number of 4 to 30 capitals, digits or -')
  .meta({ examples: ['HY-2008-00012'] });
/** 居住证条件 One of the three the regulation names. */
const PermitGround = z.enum(['EMPLOYED', 'HOUSED', 'STUDYING']);

const at = z.strictObject({ stayId: StayId, township: TownshipCode });
const from = DivisionCode.refine((code) => code.length < 12, 'a county or township code').meta({
  examples: ['990122', '990121100', '980121001'],
});
const how = (...basis: string[]) => ({ purpose: 'REGISTRATION' as const, basis, unconditional: true });
const commands = defineCommands({
  DeclareArrival: command(
    z.strictObject({ village: VillageCode, from: from.optional(), purpose: StayPurpose, arrivedOn: CivilDate }),
    how('HRR-15', 'HRR-13'),
  ),
  UpdateStay: command(at.extend({ purpose: StayPurpose }), how('HRR-15')),
  DeclareDeparture: command(at.extend({ leftOn: CivilDate }), how('HRR-15')),
  IssueResidencePermit: command(
    at.extend({ number: PermitNumber, ground: PermitGround, issuedOn: CivilDate }),
    how('RPR-2', 'RPR-9'),
  ),
  RecordMarriageBirthCertificate: command(
    z.strictObject({ act: z.enum(['SHOWN', 'ISSUED']), number: PaperNumber, county: CountyCode, on: CivilDate }),
    how('D555-2'),
  ),
});

const own = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: SUBJECT, class: 'identity' });
const definitions = z.array(FloatingDefinition);
/** 重叠 Another stay that is open at the same time, and the first day on which both may no longer be. */
const Overlap = z.strictObject({ stayId: StayId, township: TownshipCode, endBy: CivilDate });
const paper = z.strictObject({ county: CountyCode, on: CivilDate, number: own(PaperNumber) });
const events = defineEvents({
  ArrivalDeclared: event(
    at.extend({
      from: DivisionCode,
      arrivedOn: CivilDate,
      /** The last day on which it was due; lateness bars nothing. */
      dueOn: CivilDate,
      notices: z.array(z.enum(['LATE_DECLARATION', 'OVERLAPPING_STAY'])),
      definitions,
      overlaps: z.array(Overlap),
      purpose: own(StayPurpose),
      village: sealed(VillageCode, { owner: SUBJECT, class: 'contact' }),
    }),
  ),
  StayUpdated: event(at.extend({ definitions, purpose: own(StayPurpose) })),
  DepartureDeclared: event(at.extend({ leftOn: CivilDate })),
  ResidencePermitRecorded: event(
    at.extend({ issuedOn: CivilDate, ground: own(PermitGround), number: own(PermitNumber) }),
  ),
  // History of a paper that was asked of people who had moved; nothing is derived from it.
  MarriageBirthCertificateShown: event(paper),
  MarriageBirthCertificateIssued: event(paper),
});

const rejections = { ...vitalRejections, ...placeRejections, ...stayRejections };

export interface Stay {
  readonly id: string;
  readonly from: string;
  readonly township: string;
  readonly arrivedOn: string;
  readonly leftOn: string | undefined;
  readonly purpose: Held;
  readonly permit: Held | undefined;
}
export interface ResidenceState {
  readonly stays: readonly Stay[];
  /** 婚育证明 As `act|on`, of history. */
  readonly papers: readonly string[];
}

const changed = (state: ResidenceState, id: string, change: Partial<Stay>): ResidenceState => ({
  ...state,
  stays: state.stays.map((stay) => (stay.id === id ? { ...stay, ...change } : stay)),
});
const stayAt = ({ stays }: ResidenceState, { stayId, township }: z.output<typeof at>) =>
  stays.find(({ id, township: where }) => id === stayId && where === township);

const residenceRule = (context: Context) =>
  ruleUnder('R4', 'residence', { context, on: context.today }) ??
  refuse('NO_RULE_IN_FORCE', { topic: 'residence', on: context.today });

/** The registered place: what the ledger holds, else what the person says. */
const originOf = (registration: RegistrationState, stated: string | undefined) => {
  if (registration.status !== 'registered')
    return stated === undefined ? refuse('REGISTERED_PLACE_NEEDED', { field: '/from' }) : { code: stated };
  const { township } = registration;
  return stated === undefined || township.startsWith(stated)
    ? { code: township }
    : refuse('REGISTERED_PLACE_DIFFERS', { field: '/from', office: township });
};

/** Stays that are still open, or were on the day of arrival. */
const overlapping = ({ stays }: ResidenceState, arrivedOn: string, overlapDaysMax: number) =>
  stays
    .filter(({ leftOn }) => leftOn === undefined || leftOn > arrivedOn)
    .map(({ id, township, arrivedOn: since }) => ({
      ...{ stayId: id, township },
      endBy: addDays(since > arrivedOn ? since : arrivedOn, overlapDaysMax + 1),
    }));

const isSame = (stay: Stay, { arrivedOn, township }: { arrivedOn: string; township: string }) =>
  stay.arrivedOn === arrivedOn && stay.township === township;

type Arrival = z.output<typeof commands.specs.DeclareArrival.data>;
const arrive = (data: Arrival, state: ResidenceState, context: Context, facts: Facts) => {
  const { arrivedOn, purpose } = data;
  const who = actingOn(context, facts, { date: arrivedOn, field: '/arrivedOn' });
  if ('refused' in who) return who;
  const rule = residenceRule(context);
  if ('refused' in rule) return rule;
  const place = placeOn(context, data.village, arrivedOn);
  if ('refused' in place) return place;
  const township = townshipOf(place.code);
  if (state.stays.some((stay) => isSame(stay, { arrivedOn, township }))) return already<never>();
  if (state.stays.some((stay) => stay.township === township && stay.leftOn === undefined))
    return refuse('STAY_ALREADY_DECLARED');
  const origin = originOf(fact<RegistrationState>(facts, 'registration'), data.from);
  if ('refused' in origin) return origin;
  if (origin.code === township) return refuse('STAY_AT_REGISTERED_PLACE', { field: '/village' });
  const days = committeeOf(place.code) === 'RESIDENTS' ? rule.cityDays : rule.villageDays;
  const dueOn = addDays(arrivedOn, days);
  const overlaps = overlapping(state, arrivedOn, rule.overlapDaysMax);
  const stay = { from: origin.code, to: township, purpose, arrivedOn };
  const declared = events.ArrivalDeclared({
    ...{ stayId: context.newId('rs'), township, from: origin.code, arrivedOn, dueOn, overlaps, purpose },
    village: place.code,
    definitions: definitionsMet(stay, context.today, { who, rule }),
    notices: [
      ...(context.today > dueOn ? (['LATE_DECLARATION'] as const) : []),
      ...(overlaps.length > 0 ? (['OVERLAPPING_STAY'] as const) : []),
    ],
  });
  return accept([declared], { occurredOn: arrivedOn });
};

type Permit = z.output<typeof commands.specs.IssueResidencePermit.data>;
const permit = (data: Permit, state: ResidenceState, context: Context) => {
  const { stayId, township, issuedOn, ground, number } = data;
  const stay = stayAt(state, data);
  if (!stay) return refuse('STAY_UNKNOWN');
  if (stay.permit === number) return already<never>();
  if (stay.leftOn !== undefined) return refuse('STAY_ENDED');
  if (issuedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/issuedOn' });
  if (issuedOn < stay.arrivedOn) return refuse('BEFORE_ARRIVAL', { field: '/issuedOn' });
  const rule = residenceRule(context);
  if ('refused' in rule) return rule;
  const { permitMonths } = rule;
  const isShort = addMonths(stay.arrivedOn, permitMonths) > issuedOn;
  const fault = isShort ? doubt(context, 'STAY_TOO_SHORT', { permitMonths }) : undefined;
  return (
    fault ??
    accept([events.ResidencePermitRecorded({ stayId, township, issuedOn, ground, number })], { occurredOn: issuedOn })
  );
};

/** Papers that migrants had to carry, by the measures of 1998 and the decree of 2009 until its repeal. */
const PAPERS_FROM = '1998-01-01';
const PAPERS_UNTIL = '2021-10-01';

export const residenceStay: Decider<ResidenceState, typeof commands, typeof events, typeof rejections> = {
  category: 'residenceStay',
  subject: 'person',
  prefix: 'p',
  commands,
  events,
  rejections,
  initialState: { stays: [], papers: [] },
  facts: {
    DeclareArrival: (_, subject) => ({
      ...whoFacts(subject),
      registration: streamOf('householdRegistration', subject),
    }),
    UpdateStay: (_, subject) => whoFacts(subject),
  },
  decide: {
    DeclareArrival: arrive,
    UpdateStay: (data, state, context, facts) => {
      const stay = stayAt(state, data);
      if (!stay) return refuse('STAY_UNKNOWN');
      if (stay.purpose === data.purpose) return already();
      if (stay.leftOn !== undefined) return refuse('STAY_ENDED');
      const who = actingOn(context, facts, { date: context.today, field: '/' });
      if ('refused' in who) return who;
      const rule = residenceRule(context);
      if ('refused' in rule) return rule;
      const met = definitionsMet({ ...stay, to: stay.township, purpose: data.purpose }, context.today, { who, rule });
      return accept([events.StayUpdated({ ...data, definitions: met })]);
    },
    DeclareDeparture: (data, state, context) => {
      const stay = stayAt(state, data);
      if (!stay) return refuse('STAY_UNKNOWN');
      if (stay.leftOn !== undefined) return stay.leftOn === data.leftOn ? already() : refuse('STAY_ENDED');
      if (data.leftOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/leftOn' });
      if (data.leftOn < stay.arrivedOn) return refuse('BEFORE_ARRIVAL', { field: '/leftOn' });
      return accept([events.DepartureDeclared(data)], { occurredOn: data.leftOn });
    },
    IssueResidencePermit: permit,
    RecordMarriageBirthCertificate: ({ act, ...data }, state, { origin }) => {
      if (origin !== 'LEGACY_IMPORT') return refuse('MARRIAGE_BIRTH_CERTIFICATE_ENDED');
      if (data.on < PAPERS_FROM || data.on >= PAPERS_UNTIL) return refuse('NOT_IN_ITS_TIME', { field: '/on' });
      if (state.papers.includes(`${act}|${data.on}`)) return already();
      const record = act === 'SHOWN' ? events.MarriageBirthCertificateShown : events.MarriageBirthCertificateIssued;
      return accept([record(data)], { occurredOn: data.on });
    },
  },
  evolve: {
    ArrivalDeclared: (state, { stayId, from: origin, township, arrivedOn, purpose }) => ({
      ...state,
      stays: [
        ...state.stays.filter(({ id }) => id !== stayId),
        { id: stayId, from: origin, township, arrivedOn, purpose, leftOn: undefined, permit: undefined },
      ],
    }),
    StayUpdated: (state, { stayId, purpose }) => changed(state, stayId, { purpose }),
    DepartureDeclared: (state, { stayId, leftOn }) => changed(state, stayId, { leftOn }),
    ResidencePermitRecorded: (state, { stayId, number }) => changed(state, stayId, { permit: number }),
    MarriageBirthCertificateShown: (state, { on }) => ({ ...state, papers: [...state.papers, `SHOWN|${on}`] }),
    MarriageBirthCertificateIssued: (state, { on }) => ({ ...state, papers: [...state.papers, `ISSUED|${on}`] }),
  },
};

/** 现居住地 Where somebody lives now besides the registered place; the latest arrival first. */
export const openStays = ({ stays }: ResidenceState): readonly Stay[] =>
  stays.filter(({ leftOn }) => leftOn === undefined).toSorted((a, b) => (a.arrivedOn < b.arrivedOn ? 1 : -1));
export const purposeOf = ({ purpose }: Stay): StayPurpose | undefined =>
  isErased(purpose) ? undefined : StayPurpose.safeParse(purpose).data;
