// 独立折算 What household status must be by the log alone: its own plain code, without projections, lanes or Redis, to hold the views to.
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import type { HouseholdRow, Member, Move, PersonRow } from '../../projections/household-rows.ts';

/** Where somebody belongs now, as their last registration said. */
interface Membership {
  readonly householdId: string;
  readonly member: Member;
  /** Order of joining, for rows that list members as they came. */
  readonly joined: number;
}
type Household = Omit<HouseholdRow, 'members' | 'unlisted'>;
interface Books {
  readonly households: Map<string, Household>;
  readonly persons: Map<string, PersonRow>;
  readonly memberships: Map<string, Membership>;
}
export interface ExpectedRows {
  readonly households: ReadonlyMap<string, HouseholdRow>;
  readonly persons: ReadonlyMap<string, PersonRow>;
}

const NOBODY: PersonRow = {
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
const MOVES_KEPT = 4;

type Data = Readonly<Record<string, string>> & { readonly notices?: readonly string[] };
interface Fact {
  readonly data: Data;
  readonly subject: string;
  readonly on: string;
  readonly at: number;
}

const setPerson = ({ persons }: Books, id: string, change: Partial<PersonRow>): void => {
  persons.set(id, { ...(persons.get(id) ?? NOBODY), ...change });
};
const setHousehold = ({ households }: Books, id: string, change: Partial<Household>): void => {
  const known = households.get(id);
  if (known) households.set(id, { ...known, ...change });
};
const said = (data: Data, ...fields: (keyof PersonRow)[]): Partial<PersonRow> =>
  Object.fromEntries(fields.filter((field) => field in data).map((field) => [field, data[field]]));

const noteMove = (books: Books, { subject, on }: Fact, move: Omit<Move, 'on'>): void => {
  const before = books.persons.get(subject)?.moves ?? [];
  setPerson(books, subject, { moves: [{ ...move, on }, ...before].slice(0, MOVES_KEPT) });
};

const enter = (books: Books, fact: Fact, to: { household: string; township: string; kind: Move['kind'] }): void => {
  const { data, subject, on, at } = fact;
  const member = { personId: subject, sex: data.sex ?? '0', since: on };
  books.memberships.set(subject, { householdId: to.household, member, joined: at });
  noteMove(books, fact, { kind: to.kind, division: to.township, householdId: to.household });
  setPerson(books, subject, {
    status: 'registered',
    householdId: to.household,
    township: to.township,
    notices: data.notices ?? [],
  });
};

const leave = (
  books: Books,
  fact: Fact,
  how: { kind: Move['kind']; division: string; after: Partial<PersonRow> },
): void => {
  books.memberships.delete(fact.subject);
  noteMove(books, fact, { kind: how.kind, division: how.division, householdId: fact.data.householdId ?? '' });
  setPerson(books, fact.subject, { householdId: undefined, notices: [], ...how.after });
};

const intoHousehold = ({ householdId = '', township = '' }: Data, kind: Move['kind']) => ({
  ...{ household: householdId, township, kind },
});

const happenings: Readonly<Record<string, (books: Books, fact: Fact) => void>> = {
  'person.PersonRegistered': (books, { data, subject }) =>
    setPerson(books, subject, said(data, 'sex', 'bornIn', 'township')),
  'person.PersonFactCorrected': (books, { data, subject }) => setPerson(books, subject, said(data, 'sex', 'bornIn')),
  'person.DeathRecorded': (books, { data, subject }) => setPerson(books, subject, said(data, 'diedIn', 'township')),
  'person.DeathAnnulled': (books, { subject }) => setPerson(books, subject, { diedIn: undefined }),
  'household.HouseholdFormed': ({ households }, { data, subject }) => {
    const { headId = '', type = '', township = '' } = data;
    households.set(subject, { headId, type, township, dissolvedOn: undefined, goneInto: undefined });
  },
  'household.HeadChanged': (books, { data, subject }) => setHousehold(books, subject, { headId: data.headId ?? '' }),
  'household.HouseholdMoved': (books, { data, subject }) =>
    setHousehold(books, subject, { township: data.toTownship ?? '' }),
  'household.HouseholdSplit': (books, { data, subject }) =>
    setHousehold(books, subject, { goneInto: { how: 'split', householdId: data.intoHouseholdId ?? '' } }),
  'household.HouseholdMerged': (books, { data, subject }) =>
    setHousehold(books, subject, { goneInto: { how: 'merged', householdId: data.intoHouseholdId ?? '' } }),
  'household.HouseholdDissolved': (books, { subject, on }) => setHousehold(books, subject, { dissolvedOn: on }),
  'householdRegistration.RegistrationTakenOver': (books, fact) =>
    enter(books, fact, intoHousehold(fact.data, 'takenOver')),
  'householdRegistration.ChildRegistered': (books, fact) => enter(books, fact, intoHousehold(fact.data, 'child')),
  'householdRegistration.MovedIn': (books, fact) => enter(books, fact, intoHousehold(fact.data, 'in')),
  'householdRegistration.UnregisteredPersonRegistered': (books, fact) =>
    enter(books, fact, intoHousehold(fact.data, 'late')),
  'householdRegistration.RegistrationRestored': (books, fact) =>
    enter(books, fact, intoHousehold(fact.data, 'restored')),
  'householdRegistration.MovedBetweenHouseholds': (books, fact) => {
    const { toHouseholdId = '', toTownship = '' } = fact.data;
    enter(books, fact, { household: toHouseholdId, township: toTownship, kind: 'between' });
  },
  'householdRegistration.MovedOut': (books, fact) =>
    leave(books, fact, { kind: 'out', division: fact.data.toCounty ?? '', after: { status: 'departed' } }),
  'householdRegistration.RegistrationCancelled': (books, fact) => {
    const { township = '' } = fact.data;
    leave(books, fact, { kind: 'cancelled', division: township, after: { status: 'unregistered', township } });
  },
  'householdRegistration.RegistrationRefused': (books, { data, subject }) =>
    setPerson(books, subject, { notices: [data.reasonCode ?? ''] }),
  'birth.BirthReported': (books, { data }) =>
    setPerson(books, data.childId ?? '', {
      ...said(data, 'sex', 'bornIn', 'householdId', 'township'),
      ...{ status: 'newborn', certificate: 'none' },
    }),
  'birth.BirthCertificateIssued': (books, { data }) => setPerson(books, data.childId ?? '', { certificate: 'issued' }),
  'birth.BirthCertificateReplaced': (books, { data }) =>
    setPerson(books, data.childId ?? '', { certificate: 'issued' }),
  'birth.BirthCertificateVoided': (books, { data }) => setPerson(books, data.childId ?? '', { certificate: 'void' }),
  'birth.BirthAmended': (books, { data }) => setPerson(books, data.childId ?? '', said(data, 'sex', 'bornIn')),
  'birth.InfantDeathReported': (books, { data }) => setPerson(books, data.childId ?? '', said(data, 'diedIn')),
  'birth.InfantDeathAnnulled': (books, { data }) => setPerson(books, data.childId ?? '', { diedIn: undefined }),
};

const membersOf = ({ memberships }: Books): Map<string, Member[]> => {
  const members = new Map<string, Member[]>();
  for (const { householdId, member } of [...memberships.values()].sort((a, b) => a.joined - b.joined))
    members.set(householdId, [...(members.get(householdId) ?? []), member]);
  return members;
};

export type LogEvent = Pick<StoredEvent, 'type' | 'stream' | 'data' | 'metadata'>;

/** Rows of everybody and every household, for a log given in its order. */
export const foldIndependently = (events: Iterable<LogEvent>): ExpectedRows => {
  const books: Books = { households: new Map(), persons: new Map(), memberships: new Map() };
  let at = 0;
  for (const { type, stream, data, metadata } of events) {
    const on = (metadata as { occurredOn: string }).occurredOn;
    happenings[type]?.(books, { data: data as Data, subject: subjectOf(stream), on, at });
    at += 1;
  }
  const members = membersOf(books);
  const households = [...books.households].map(([id, household]): [string, HouseholdRow] => [
    id,
    { ...household, members: members.get(id) ?? [], unlisted: 0 },
  ]);
  return { households: new Map(households), persons: books.persons };
};

/** Members in one order, whoever stands first. */
const ordered = (row: HouseholdRow): HouseholdRow => ({
  ...row,
  members: row.members.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)),
});

const textOf = (row: object | undefined): string =>
  JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) ?? 'none';

export interface Difference {
  readonly id: string;
  readonly expected: string;
  readonly actual: string;
}

const differencesIn = <R extends object>(
  expected: ReadonlyMap<string, R>,
  actual: ReadonlyMap<string, R>,
  form: (row: R) => object,
): Difference[] =>
  [...new Set([...expected.keys(), ...actual.keys()])].flatMap((id) => {
    const [should, is] = [expected.get(id), actual.get(id)].map((row) => textOf(row && form(row)));
    return should === is ? [] : [{ id, expected: should ?? '', actual: is ?? '' }];
  });

/** Rows that are missing, superfluous or other than the log says. */
export const differences = (expected: ExpectedRows, actual: ExpectedRows): readonly Difference[] => [
  ...differencesIn(expected.households, actual.households, ordered),
  ...differencesIn(expected.persons, actual.persons, (row) => row),
];
