/** 户口状况 Who lives registered where, for counters and citizens: what each event does to households and persons (RM-01). */
import { subjectOf } from '../domain/kernel/identifier.ts';
import type { birth } from '../domain/registry/birth.ts';
import type { household } from '../domain/registry/household.ts';
import type { householdRegistration } from '../domain/registry/household-registration.ts';
import type { person } from '../domain/registry/person.ts';
import {
  type GoneInto,
  type HouseholdRow,
  households,
  type Member,
  MEMBERS_LISTED,
  MOVES_KEPT,
  type Move,
  type PersonRow,
  persons,
} from './household-rows.ts';
import { on, type Projection, type Touch, touch, type ViewEvent } from './projection.ts';

/** The head first, where it is a member. */
const headFirst = (row: HouseholdRow): HouseholdRow => {
  const head = row.members.find(({ personId }) => personId === row.headId);
  return head ? { ...row, members: [head, ...row.members.filter((member) => member !== head)] } : row;
};

const joined = (row: HouseholdRow, member: Member): HouseholdRow => {
  if (row.members.some(({ personId }) => personId === member.personId)) return row;
  if (row.members.length >= MEMBERS_LISTED) return { ...row, unlisted: row.unlisted + 1 };
  return headFirst({ ...row, members: [...row.members, member] });
};

const left = (row: HouseholdRow, personId: string): HouseholdRow => {
  const members = row.members.filter((member) => member.personId !== personId);
  if (members.length < row.members.length) return { ...row, members };
  return { ...row, unlisted: Math.max(0, row.unlisted - 1) };
};

const householdChanges = (id: string, change: (row: HouseholdRow) => HouseholdRow) =>
  touch(households, id, (row) => row && change(row));

const UNKNOWN: PersonRow = {
  status: 'unregistered',
  sex: '0',
  bornIn: '',
  diedIn: undefined,
  householdId: undefined,
  township: '0',
  moves: [],
  certificate: undefined,
  notices: [],
};
const personChanges = (id: string, change: (row: PersonRow) => Partial<PersonRow>) =>
  touch(persons, id, (row = UNKNOWN) => ({ ...row, ...change(row) }));

const moved = (row: PersonRow, move: Move, to: Partial<PersonRow>): Partial<PersonRow> => ({
  township: move.division,
  moves: [move, ...row.moves].slice(0, MOVES_KEPT),
  notices: [],
  ...to,
});

type Registration = ViewEvent<{ householdId: string; township: string; sex: string }>;
const joins = ({ data, stream, occurredOn }: Registration): Touch => {
  const member: Member = { personId: subjectOf(stream), sex: data.sex, since: occurredOn };
  return householdChanges(data.householdId, (row) => joined(row, member));
};
const registered = (event: Registration, kind: Move['kind'], notices: readonly string[] = []): Touch => {
  const { householdId, township } = event.data;
  const move = { kind, on: event.occurredOn, division: township, householdId };
  return personChanges(subjectOf(event.stream), (row) =>
    moved(row, move, { status: 'registered', householdId, notices }),
  );
};
const leaves = (householdId: string, personId: string) => householdChanges(householdId, (row) => left(row, personId));

const facts = ({ sex, bornIn }: { sex?: string | undefined; bornIn?: string | undefined }): Partial<PersonRow> => ({
  ...(sex !== undefined && { sex }),
  ...(bornIn !== undefined && { bornIn }),
});

const personEvents = on<typeof person>('person', {
  PersonRegistered: ({ data: { sex, bornIn, township }, stream }) => [
    personChanges(subjectOf(stream), () => ({ sex, bornIn, township })),
  ],
  PersonFactCorrected: ({ data, stream }) => [personChanges(subjectOf(stream), () => facts(data))],
  DeathRecorded: ({ data: { diedIn, township }, stream }) => [
    personChanges(subjectOf(stream), () => ({ diedIn, township })),
  ],
  DeathAnnulled: ({ stream }) => [personChanges(subjectOf(stream), () => ({ diedIn: undefined }))],
});

const goesInto = (stream: string, how: GoneInto['how'], householdId: string) =>
  householdChanges(subjectOf(stream), (row) => ({ ...row, goneInto: { how, householdId } }));

const householdEvents = on<typeof household>('household', {
  HouseholdFormed: ({ data: { headId, type, township }, stream }) => [
    touch(households, subjectOf(stream), () => ({
      ...{ headId, type, township, members: [], unlisted: 0 },
      ...{ dissolvedOn: undefined, goneInto: undefined },
    })),
  ],
  HeadChanged: ({ data: { headId }, stream }) => [
    householdChanges(subjectOf(stream), (row) => headFirst({ ...row, headId })),
  ],
  HouseholdMoved: ({ data: { toTownship }, stream }) => [
    householdChanges(subjectOf(stream), (row) => ({ ...row, township: toTownship })),
  ],
  HouseholdSplit: ({ data: { intoHouseholdId }, stream }) => [goesInto(stream, 'split', intoHouseholdId)],
  HouseholdMerged: ({ data: { intoHouseholdId }, stream }) => [goesInto(stream, 'merged', intoHouseholdId)],
  HouseholdDissolved: ({ stream, occurredOn }) => [
    householdChanges(subjectOf(stream), (row) => ({ ...row, dissolvedOn: occurredOn })),
  ],
});

const registrationEvents = on<typeof householdRegistration>('householdRegistration', {
  RegistrationTakenOver: (event) => [joins(event), registered(event, 'takenOver')],
  ChildRegistered: (event) => [joins(event), registered(event, 'child', event.data.notices)],
  RegistrationRefused: ({ data: { reasonCode }, stream }) => [
    personChanges(subjectOf(stream), () => ({ notices: [reasonCode] })),
  ],
  MovedBetweenHouseholds: (event) => {
    const { fromHouseholdId, toHouseholdId, toTownship } = event.data;
    const arrival = { ...event, data: { ...event.data, householdId: toHouseholdId, township: toTownship } };
    return [leaves(fromHouseholdId, subjectOf(event.stream)), joins(arrival), registered(arrival, 'between')];
  },
  MovedOut: ({ data: { householdId, toCounty }, stream, occurredOn }) => {
    const move: Move = { kind: 'out', on: occurredOn, division: toCounty, householdId };
    return [
      leaves(householdId, subjectOf(stream)),
      personChanges(subjectOf(stream), (row) => ({
        ...moved(row, move, { status: 'departed', householdId: undefined }),
        township: row.township,
      })),
    ];
  },
  MovedIn: (event) => [joins(event), registered(event, 'in')],
  UnregisteredPersonRegistered: (event) => [joins(event), registered(event, 'late')],
  RegistrationRestored: (event) => [joins(event), registered(event, 'restored')],
  RegistrationCancelled: ({ data: { householdId, township }, stream, occurredOn }) => {
    const move: Move = { kind: 'cancelled', on: occurredOn, division: township, householdId };
    return [
      leaves(householdId, subjectOf(stream)),
      personChanges(subjectOf(stream), (row) => moved(row, move, { status: 'unregistered', householdId: undefined })),
    ];
  },
});

const birthEvents = on<typeof birth>('birth', {
  BirthReported: ({ data: { childId, householdId, township, sex, bornIn } }) => [
    personChanges(childId, () => ({ status: 'newborn', sex, bornIn, householdId, township, certificate: 'none' })),
  ],
  BirthCertificateIssued: ({ data: { childId } }) => [personChanges(childId, () => ({ certificate: 'issued' }))],
  BirthCertificateReplaced: ({ data: { childId } }) => [personChanges(childId, () => ({ certificate: 'issued' }))],
  BirthCertificateVoided: ({ data: { childId } }) => [personChanges(childId, () => ({ certificate: 'void' }))],
  BirthAmended: ({ data }) => [personChanges(data.childId, () => facts(data))],
  InfantDeathReported: ({ data: { childId, diedIn } }) => [personChanges(childId, () => ({ diedIn }))],
  InfantDeathAnnulled: ({ data: { childId } }) => [personChanges(childId, () => ({ diedIn: undefined }))],
});

const TOWNSHIPS = ['township', 'fromTownship', 'toTownship'] as const;

export const householdStatus: Projection = {
  name: 'household-status',
  handlers: new Map([...personEvents, ...householdEvents, ...registrationEvents, ...birthEvents]),
  counters: ({ data }) => TOWNSHIPS.map((field) => data[field]).filter((township) => typeof township === 'string'),
};
