/** 计划生育特殊家庭 A family that lost its only child, or whose only child is disabled: supported because it asked, until it leaves. */
import * as z from 'zod';
import { accept, already, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event, sealed } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, idOf, PersonId, StaffId, TownshipCode } from '../kernel/values.ts';
import { actingOn, whoFacts } from '../registry/taking-part.ts';
import { vitalRejections } from '../registry/vital.ts';
import { demandRejections } from '../accountability/demands.ts';

const person = z.strictObject({ personId: PersonId });
const enrolment = person.extend({
  township: TownshipCode,
  /** In which capacity somebody asks; all but the person's own are read, so that they can be refused by name. */
  capacity: z.enum(['SELF', 'SPOUSE', 'VILLAGE', 'OFFICE']),
  circumstance: z.enum(['CHILD_DIED', 'CHILD_DISABLED']),
  enrolledOn: CivilDate,
});
const contact = person.extend({ kind: z.enum(['TOWNSHIP_OFFICIAL', 'VILLAGE_OFFICIAL']), staffId: StaffId });
const doctor = person.extend({ facilityId: idOf('facility'), signedOn: CivilDate });
const card = person.extend({ issuedOn: CivilDate });
const visit = person.extend({
  visitedOn: CivilDate,
  support: z.enum(['VISIT', 'MONEY', 'HOUSEKEEPING', 'HOSPITAL_CARE', 'COMFORT', 'LEGAL_ADVICE']),
});
const leaving = person.extend({ leftOn: CivilDate });
const how = (...basis: string[]) => ({ purpose: 'BENEFIT' as const, basis, unconditional: true });
const commands = defineCommands({
  EnrolFamily: command(enrolment, { ...how('PFP-31', 'PIPL-14', 'PIPL-29'), creates: true }),
  AssignContact: command(contact, how('PFP-31')),
  SignFamilyDoctor: command(doctor, how('PFP-31')),
  IssuePriorityCard: command(card, how('PFP-31')),
  RecordVisit: command(visit, how('PFP-31')),
  LeaveSupport: command(leaving, how('PIPL-15')),
});
const health = <S extends z.ZodType>(schema: S) => sealed(schema, { owner: 'personId', class: 'health' });
const events = defineEvents({
  FamilyEnrolled: event(
    person.extend({
      township: TownshipCode,
      enrolledOn: CivilDate,
      circumstance: health(enrolment.shape.circumstance),
    }),
  ),
  ContactAssigned: event(contact),
  FamilyDoctorSigned: event(doctor),
  PriorityCareCardIssued: event(card),
  VisitMade: event(person.extend({ visitedOn: CivilDate, support: health(visit.shape.support) })),
  FamilyLeft: event(leaving),
});

const rejections = {
  ...vitalRejections,
  'REF-21': demandRejections['REF-21'],
  FAMILY_ALREADY_ENROLLED: { zh: '该家庭已登记。', en: 'This family is enrolled already.', conflict: true },
  FAMILY_NOT_ENROLLED: {
    zh: '该家庭没有登记或者已退出。',
    en: 'This family is not enrolled, or has left.',
    conflict: true,
  },
} as const satisfies Rejections;

export interface SpecialFamilyState {
  readonly personId: string | undefined;
  readonly left: boolean;
  readonly contacts: Readonly<Record<string, string>>;
  readonly facilityId: string | undefined;
  readonly cardOn: string | undefined;
  readonly visits: readonly string[];
}
const enrolled = (state: SpecialFamilyState, personId: string) =>
  state.personId === personId && !state.left ? undefined : refuse('FAMILY_NOT_ENROLLED');
const future = (day: string, today: string, field: string) =>
  day > today ? refuse('DATE_IN_FUTURE', { field }) : undefined;

export const specialFamily: Decider<SpecialFamilyState, typeof commands, typeof events, typeof rejections> = {
  category: 'specialFamily',
  subject: 'specialFamily',
  prefix: 'sf',
  commands,
  events,
  rejections,
  initialState: {
    ...{ personId: undefined, left: false, contacts: {}, facilityId: undefined, cardOn: undefined },
    visits: [],
  },
  facts: { EnrolFamily: ({ personId }) => whoFacts(personId) },
  decide: {
    EnrolFamily: ({ capacity, ...data }, state, context, facts) => {
      if (state.personId !== undefined) return refuse('FAMILY_ALREADY_ENROLLED');
      if (capacity !== 'SELF') return refuse('REF-21', { fields: ['capacity'] });
      const who = actingOn(context, facts, { date: data.enrolledOn, field: '/enrolledOn' });
      return 'refused' in who ? who : accept([events.FamilyEnrolled(data)], { occurredOn: data.enrolledOn });
    },
    AssignContact: (data, state) => {
      const fault = enrolled(state, data.personId);
      if (fault) return fault;
      return state.contacts[data.kind] === data.staffId ? already() : accept([events.ContactAssigned(data)]);
    },
    SignFamilyDoctor: (data, state, { today }) => {
      const fault = enrolled(state, data.personId) ?? future(data.signedOn, today, '/signedOn');
      if (fault) return fault;
      if (state.facilityId === data.facilityId) return already();
      return accept([events.FamilyDoctorSigned(data)], { occurredOn: data.signedOn });
    },
    IssuePriorityCard: (data, state, { today }) => {
      const fault = enrolled(state, data.personId) ?? future(data.issuedOn, today, '/issuedOn');
      if (fault) return fault;
      if (state.cardOn !== undefined) return already();
      return accept([events.PriorityCareCardIssued(data)], { occurredOn: data.issuedOn });
    },
    RecordVisit: (data, state, { today }) => {
      const fault = enrolled(state, data.personId) ?? future(data.visitedOn, today, '/visitedOn');
      if (fault) return fault;
      if (state.visits.includes(data.visitedOn)) return already();
      return accept([events.VisitMade(data)], { occurredOn: data.visitedOn });
    },
    LeaveSupport: (data, state, { today }) => {
      if (state.left && state.personId === data.personId) return already();
      const fault = enrolled(state, data.personId) ?? future(data.leftOn, today, '/leftOn');
      return fault ?? accept([events.FamilyLeft(data)], { occurredOn: data.leftOn });
    },
  },
  evolve: {
    FamilyEnrolled: (state, { personId }) => ({ ...state, personId }),
    ContactAssigned: (state, { kind, staffId }) => ({ ...state, contacts: { ...state.contacts, [kind]: staffId } }),
    FamilyDoctorSigned: (state, { facilityId }) => ({ ...state, facilityId }),
    PriorityCareCardIssued: (state, { issuedOn }) => ({ ...state, cardOn: issuedOn }),
    VisitMade: (state, { visitedOn }) => ({ ...state, visits: [...state.visits, visitedOn] }),
    FamilyLeft: (state) => ({ ...state, left: true }),
  },
};
