/** 服务机构 One institution: its licence, the items it is approved for, its practitioners, its suspensions, its places. */
import * as z from 'zod';
import { addMonths } from '../kernel/calendar.ts';
import { accept, already, type Context, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, TownshipCode } from '../kernel/values.ts';
import { ruleUnder } from '../policy/topics.ts';
import { Institution } from '../registry/fields.ts';
import { placeOn, placeRejections } from '../registry/place.ts';
import { CareKind } from './kinds.ts';

export const Licence = z
  .string()
  .regex(/^[A-Z0-9-]{4,30}$/, 'a licence number of 4 to 30 capitals, digits or -')
  .meta({ examples: ['PA-2024-0007', 'PA-2025-0012'] });
const Kinds = z.array(CareKind).max(18);
const Places = z.int().positive().max(2000);
const Equipment = z.enum(['ULTRASOUND', 'HEARING_SCREENER', 'INCUBATOR', 'LABORATORY', 'CONSULTING_ROOM']);
const Reason = z.enum(['LICENCE_EXPIRED', 'UNSAFE', 'ILLEGAL_CHARGE', 'NO_CONSENT', 'SEX_SELECTION', 'OTHER_BREACH']);

const registration = z.strictObject({
  township: TownshipCode,
  kind: z.enum(['HOSPITAL', 'MATERNITY_CENTRE', 'TOWNSHIP_CENTRE', 'FIVE_IN_ONE_STATION', 'CHILDCARE']),
  name: Institution,
  licence: Licence,
  items: Kinds,
  licensedOn: CivilDate,
});
const practitioner = z.strictObject({
  licence: Licence,
  kinds: Kinds.min(1),
  from: CivilDate,
  until: CivilDate.optional(),
});
const how = (...basis: string[]) => ({ purpose: 'SERVICE' as const, basis });
const commands = defineCommands({
  RegisterFacility: command(registration, { ...how('FPS-19', 'MIH-32'), creates: true }),
  ApproveItem: command(z.strictObject({ kind: CareKind, approvedOn: CivilDate }), how('FPS-19', 'MIH-32')),
  VerifyLicence: command(z.strictObject({ verifiedOn: CivilDate }), how('FPS-19')),
  LicensePractitioner: command(practitioner, how('FPS-19', 'MIH-32')),
  InspectFacility: command(
    z.strictObject({ inspectedOn: CivilDate, result: z.enum(['PASSED', 'DEFECTS']) }),
    how('FPS-38'),
  ),
  SuspendFacility: command(z.strictObject({ from: CivilDate, reason: Reason }), how('FPS-38')),
  RestoreFacility: command(z.strictObject({ from: CivilDate }), how('FPS-38')),
  FileChildcareInstitution: command(z.strictObject({ places: Places, filedOn: CivilDate }), how('PFP-27')),
  ChangeChildcarePlaces: command(z.strictObject({ places: Places, from: CivilDate }), how('PFP-27')),
  RecordEquipment: command(
    z.strictObject({ equipment: Equipment, quantity: z.int().nonnegative().max(1000), recordedOn: CivilDate }),
    how('FPS-19'),
  ),
});

const { specs } = commands;
const events = defineEvents({
  FacilityRegistered: event(registration.extend({ validUntil: CivilDate })),
  ServiceItemApproved: event(specs.ApproveItem.data),
  /** First day on which the licence is no longer verified. */
  LicenceVerified: event(specs.VerifyLicence.data.extend({ validUntil: CivilDate })),
  PractitionerLicensed: event(practitioner),
  FacilityInspected: event(specs.InspectFacility.data),
  FacilitySuspended: event(specs.SuspendFacility.data),
  FacilityRestored: event(specs.RestoreFacility.data),
  ChildcareInstitutionFiled: event(specs.FileChildcareInstitution.data),
  ChildcarePlacesChanged: event(specs.ChangeChildcarePlaces.data),
  EquipmentRecorded: event(specs.RecordEquipment.data),
});

const rejections = {
  ...placeRejections,
  FACILITY_ALREADY_REGISTERED: { zh: '该机构已登记。', en: 'This facility is registered already.', conflict: true },
  FACILITY_UNKNOWN: { zh: '没有该机构的登记。', en: 'No such facility is on record.' },
  DATE_IN_FUTURE: {
    zh: '日期晚于今日。',
    en: 'The date is later than today.',
    alternative: { zh: '请在事实发生后办理。', en: 'Send it once it has happened.' },
  },
  BEFORE_EARLIER: {
    zh: '日期早于此前记录的同类事实。',
    en: 'It is dated before what was recorded earlier.',
    conflict: true,
  },
  FACILITY_NOT_SUSPENDED: { zh: '该机构没有停业。', en: 'This facility is not suspended.', conflict: true },
  NO_CHILDCARE_FILED: {
    zh: '该机构没有托育备案。',
    en: 'No childcare institution is filed here.',
    citations: ['人口与计划生育法 28'],
    alternative: { zh: '请先备案。', en: 'File it first.' },
  },
} as const satisfies Rejections;

interface Practitioner {
  readonly licence: string;
  readonly kinds: readonly CareKind[];
  readonly from: string;
  readonly until: string | undefined;
}
export interface FacilityState {
  readonly registered: boolean;
  readonly items: readonly { readonly kind: CareKind; readonly from: string }[];
  /** Half-open intervals in which the licence is verified. */
  readonly verified: readonly { readonly from: string; readonly until: string }[];
  readonly suspended: readonly { readonly from: string; readonly until: string | undefined }[];
  readonly practitioners: readonly Practitioner[];
  readonly inspections: readonly string[];
  readonly places: number | undefined;
  readonly equipment: Readonly<Record<string, number>>;
}

/** What every command after the first asks first. */
const standing = (state: FacilityState, context: Context, on: string, field: string) => {
  if (!state.registered) return refuse('FACILITY_UNKNOWN');
  return on > context.today ? refuse('DATE_IN_FUTURE', { field }) : undefined;
};
const verifiedUntil = (context: Context, on: string) => {
  const rule = ruleUnder('R4', 'care', { context, on });
  return rule ? addMonths(on, rule.licenceMonths) : refuse('NO_RULE_IN_FORCE', { topic: 'care', on });
};

export const facility: Decider<FacilityState, typeof commands, typeof events, typeof rejections> = {
  category: 'facility',
  subject: 'facility',
  prefix: 'fc',
  commands,
  events,
  rejections,
  initialState: {
    ...{ registered: false, items: [], verified: [], suspended: [], practitioners: [], inspections: [] },
    ...{ places: undefined, equipment: {} },
  },
  decide: {
    RegisterFacility: (data, state, context) => {
      if (state.registered) return refuse('FACILITY_ALREADY_REGISTERED');
      if (data.licensedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/licensedOn' });
      const place = placeOn(context, data.township, context.today);
      if ('refused' in place) return place;
      const validUntil = verifiedUntil(context, data.licensedOn);
      if (typeof validUntil !== 'string') return validUntil;
      const registered = events.FacilityRegistered({ ...data, township: place.code, validUntil });
      return accept([registered], { occurredOn: data.licensedOn });
    },
    ApproveItem: (data, state, context) => {
      const fault = standing(state, context, data.approvedOn, '/approvedOn');
      if (fault) return fault;
      if (state.items.some(({ kind, from }) => kind === data.kind && from <= data.approvedOn)) return already();
      return accept([events.ServiceItemApproved(data)], { occurredOn: data.approvedOn });
    },
    VerifyLicence: ({ verifiedOn }, state, context) => {
      const fault = standing(state, context, verifiedOn, '/verifiedOn');
      if (fault) return fault;
      const last = state.verified.at(-1);
      if (last?.from === verifiedOn) return already();
      if (last && verifiedOn < last.from) return refuse('BEFORE_EARLIER', { field: '/verifiedOn' });
      const validUntil = verifiedUntil(context, verifiedOn);
      if (typeof validUntil !== 'string') return validUntil;
      return accept([events.LicenceVerified({ verifiedOn, validUntil })], { occurredOn: verifiedOn });
    },
    LicensePractitioner: (data, state, context) => {
      const fault = standing(state, context, data.from, '/from');
      if (fault) return fault;
      const last = state.practitioners.findLast(({ licence }) => licence === data.licence);
      if (last?.from === data.from) return already();
      if (last && data.from < last.from) return refuse('BEFORE_EARLIER', { field: '/from' });
      return accept([events.PractitionerLicensed(data)], { occurredOn: data.from });
    },
    InspectFacility: (data, state, context) => {
      const fault = standing(state, context, data.inspectedOn, '/inspectedOn');
      if (fault) return fault;
      if (state.inspections.includes(data.inspectedOn)) return already();
      return accept([events.FacilityInspected(data)], { occurredOn: data.inspectedOn });
    },
    SuspendFacility: (data, state, context) => {
      const fault = standing(state, context, data.from, '/from');
      if (fault) return fault;
      const last = state.suspended.at(-1);
      if (last && last.until === undefined) return already();
      if (last && data.from < (last.until ?? last.from)) return refuse('BEFORE_EARLIER', { field: '/from' });
      return accept([events.FacilitySuspended(data)], { occurredOn: data.from });
    },
    RestoreFacility: ({ from }, state, context) => {
      const fault = standing(state, context, from, '/from');
      if (fault) return fault;
      const last = state.suspended.at(-1);
      if (!last || last.until !== undefined) return last?.until === from ? already() : refuse('FACILITY_NOT_SUSPENDED');
      if (from < last.from) return refuse('BEFORE_EARLIER', { field: '/from' });
      return accept([events.FacilityRestored({ from })], { occurredOn: from });
    },
    FileChildcareInstitution: (data, state, context) => {
      const fault = standing(state, context, data.filedOn, '/filedOn');
      if (fault) return fault;
      if (state.places !== undefined) return already();
      return accept([events.ChildcareInstitutionFiled(data)], { occurredOn: data.filedOn });
    },
    ChangeChildcarePlaces: (data, state, context) => {
      const fault = standing(state, context, data.from, '/from');
      if (fault) return fault;
      if (state.places === undefined) return refuse('NO_CHILDCARE_FILED');
      if (state.places === data.places) return already();
      return accept([events.ChildcarePlacesChanged(data)], { occurredOn: data.from });
    },
    RecordEquipment: (data, state, context) => {
      const fault = standing(state, context, data.recordedOn, '/recordedOn');
      if (fault) return fault;
      if (state.equipment[data.equipment] === data.quantity) return already();
      return accept([events.EquipmentRecorded(data)], { occurredOn: data.recordedOn });
    },
  },
  evolve: {
    FacilityRegistered: (state, { items, licensedOn, validUntil }) => ({
      ...state,
      registered: true,
      items: [...state.items, ...items.map((kind) => ({ kind, from: licensedOn }))],
      verified: [...state.verified, { from: licensedOn, until: validUntil }],
    }),
    ServiceItemApproved: (state, { kind, approvedOn }) => ({
      ...state,
      items: [...state.items, { kind, from: approvedOn }],
    }),
    LicenceVerified: (state, { verifiedOn, validUntil }) => ({
      ...state,
      verified: [...state.verified, { from: verifiedOn, until: validUntil }],
    }),
    PractitionerLicensed: (state, { licence, kinds, from, until }) => ({
      ...state,
      practitioners: [...state.practitioners, { licence, kinds, from, until }],
    }),
    FacilityInspected: (state, { inspectedOn }) => ({ ...state, inspections: [...state.inspections, inspectedOn] }),
    FacilitySuspended: (state, { from }) => ({
      ...state,
      suspended: [...state.suspended, { from, until: undefined }],
    }),
    FacilityRestored: (state, { from: until }) => ({
      ...state,
      suspended: state.suspended.map((one) => (one.until === undefined ? { ...one, until } : one)),
    }),
    ChildcareInstitutionFiled: (state, { places }) => ({ ...state, places }),
    ChildcarePlacesChanged: (state, { places }) => ({ ...state, places }),
    EquipmentRecorded: (state, { equipment, quantity }) => ({
      ...state,
      equipment: { ...state.equipment, [equipment]: quantity },
    }),
  },
};
