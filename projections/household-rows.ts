/** 户口状况 The two rows of household status, in the form in which they are kept: a household with its members, and a person. */
import {
  BODY_LETTERS,
  bodyOf,
  DATE_LETTERS,
  packDate,
  packNumber,
  recordsOf,
  unpackDate,
  unpackNumber,
} from './packing.ts';
import type { Table } from './projection.ts';

export interface Member {
  readonly personId: string;
  /** GB/T 2261.1, as the registration said it. */
  readonly sex: string;
  /** Civil date of the registration, or its month. */
  readonly since: string;
}

const GOING = { split: 's', merged: 'm' } as const;
export interface GoneInto {
  readonly how: keyof typeof GOING;
  readonly householdId: string;
}

export interface HouseholdRow {
  readonly headId: string;
  readonly type: string;
  readonly township: string;
  /** The head first where it is a member, then as they came. */
  readonly members: readonly Member[];
  /** Members beyond those listed: of a collective household only the first are. */
  readonly unlisted: number;
  readonly dissolvedOn: string | undefined;
  /** 分户、并户 The household in which it ended, or into which some of it went last. */
  readonly goneInto: GoneInto | undefined;
}

/** Members that a row lists; a family never has so many. */
export const MEMBERS_LISTED = 64;

const COUNTERS = ['households', 'dissolved', 'persons', 'male', 'female', 'newborns', 'deceased', 'departed'] as const;
/** What is counted by township. */
export type TownshipCounts = { readonly [C in (typeof COUNTERS)[number]]: number };
export const townshipCounts = (slots: readonly number[]): TownshipCounts =>
  Object.fromEntries(COUNTERS.map((counter, slot) => [counter, slots[slot] ?? 0])) as TownshipCounts;
const SLOTS = Object.fromEntries(COUNTERS.map((counter, slot) => [counter, slot])) as TownshipCounts;

const MEMBER_LETTERS = 1 + DATE_LETTERS + BODY_LETTERS;
const packMember = ({ personId, sex, since }: Member) => sex + packDate(since) + bodyOf(personId);
const unpackMember = (record: string): Member => ({
  sex: record.slice(0, 1),
  since: unpackDate(record.slice(1, 1 + DATE_LETTERS)),
  personId: `p_${record.slice(1 + DATE_LETTERS)}`,
});

/** Letters under which households and persons are found. */
export const HOUSEHOLD_STATUS = {
  active: 'a',
  dissolved: 'd',
  /** Dissolved while somebody was registered there, whom an officer is to move: see decision 16. */
  occupied: 'o',
} as const;
export type HouseholdStatus = keyof typeof HOUSEHOLD_STATUS;
export const householdStatus = ({ dissolvedOn, members, unlisted }: HouseholdRow): HouseholdStatus => {
  if (dissolvedOn === undefined) return 'active';
  return members.length + unlisted > 0 ? 'occupied' : 'dissolved';
};
export const householdsOf = (township: string): string => `h:${township}`;

/** The head stands first in the list where it is a member, so that its identifier is kept once. */
const headLeads = ({ headId, members }: HouseholdRow) => members[0]?.personId === headId;

const packGoing = ({ how, householdId }: GoneInto) => GOING[how] + bodyOf(householdId);
const unpackGoing = (text: string): GoneInto => ({
  how: nameIn(GOING, text.charAt(0)) ?? 'split',
  householdId: `h_${text.slice(1)}`,
});
/** What few households have; their rows alone pay for it. */
const rareFields = ({ unlisted, dissolvedOn, goneInto }: HouseholdRow): unknown[] => {
  if (goneInto) return [unlisted, dissolvedOn ?? 0, packGoing(goneInto)];
  return unlisted > 0 || dissolvedOn !== undefined ? [unlisted, dissolvedOn ?? 0] : [];
};

export const households: Table<HouseholdRow> = {
  name: 'h',
  version: 2,
  pack: (row) => [
    headLeads(row) ? 0 : bodyOf(row.headId),
    row.type.charAt(0),
    Number(row.township),
    row.members.map(packMember).join(''),
    ...rareFields(row),
  ],
  unpack: ([head, type, township, packed, unlisted = 0, dissolvedOn = 0, goneInto]) => {
    const members = recordsOf(String(packed), MEMBER_LETTERS).map(unpackMember);
    return {
      headId: head === 0 ? (members[0]?.personId ?? '') : `p_${String(head)}`,
      type: type === 'F' ? 'FAMILY' : 'COLLECTIVE',
      township: String(township),
      members,
      unlisted: Number(unlisted),
      dissolvedOn: dissolvedOn === 0 ? undefined : String(dissolvedOn),
      goneInto: typeof goneInto === 'string' ? unpackGoing(goneInto) : undefined,
    };
  },
  entries: (row, id) => [
    { set: householdsOf(row.township), member: HOUSEHOLD_STATUS[householdStatus(row)] + bodyOf(id) },
  ],
  tally: ({ township, members, unlisted, dissolvedOn }) => {
    const amounts = COUNTERS.map(() => 0);
    amounts[dissolvedOn === undefined ? SLOTS.households : SLOTS.dissolved] = 1;
    amounts[SLOTS.persons] = members.length + unlisted;
    for (const { sex } of members) {
      const slot = sex === '1' ? SLOTS.male : sex === '2' ? SLOTS.female : undefined;
      if (slot !== undefined) amounts[slot] = (amounts[slot] ?? 0) + 1;
    }
    return { counter: township, amounts };
  },
};

/** How a person stands in the register. */
export const PERSON_STATUS = {
  /** Known, never registered here. */
  unregistered: 'u',
  /** Born and reported, and not yet registered: somebody waits for it. */
  newborn: 'n',
  registered: 'r',
  /** Registered in another county since. */
  departed: 'o',
} as const;
export type PersonStatus = keyof typeof PERSON_STATUS;

export const MOVES = {
  ...{ takenOver: 't', child: 'c', between: 'b', out: 'o', in: 'i', cancelled: 'x' },
  /** 补登 Registered after having had no registration at all. */
  late: 'l',
  /** 恢复 Registered again after a cancellation that was wrong. */
  restored: 'r',
} as const;
export type MoveKind = keyof typeof MOVES;

/** One step of where somebody was registered. */
export interface Move {
  readonly kind: MoveKind;
  /** Civil date, or month. */
  readonly on: string;
  /** Township within the county, or the other county. */
  readonly division: string;
  /** The household they came to, or left where they went to none. */
  readonly householdId: string;
}
/** Moves that a row keeps, the latest; the whole history is in the log. */
export const MOVES_KEPT = 4;

export const CERTIFICATE = { none: 0, issued: 1, void: 2 } as const;
export type Certificate = keyof typeof CERTIFICATE;
export interface PersonRow {
  readonly status: PersonStatus;
  readonly sex: string;
  /** Month. */
  readonly bornIn: string;
  readonly diedIn: string | undefined;
  /** Where somebody is registered; for a newborn, the household of its birth report. */
  readonly householdId: string | undefined;
  /** As the last event said it; of a registered person the household's is newer. */
  readonly township: string;
  /** The latest first. */
  readonly moves: readonly Move[];
  /** Undefined for those that were not born in the ledger. */
  readonly certificate: Certificate | undefined;
  /** What the office was told to tell at the registration, or why it refused one. */
  readonly notices: readonly string[];
}

const DIVISION_LETTERS = 5;
const MOVE_LETTERS = 1 + DATE_LETTERS + DIVISION_LETTERS + BODY_LETTERS;
const nameIn = <K extends string>(map: Readonly<Record<K, unknown>>, value: unknown): K | undefined =>
  (Object.keys(map) as K[]).find((name) => map[name] === value);

const packMove = ({ kind, on, division, householdId }: Move) =>
  MOVES[kind] + packDate(on) + packNumber(Number(division), DIVISION_LETTERS) + bodyOf(householdId);
const unpackMove = (record: string): Move => {
  const [date, division] = [1 + DATE_LETTERS, 1 + DATE_LETTERS + DIVISION_LETTERS];
  return {
    kind: nameIn(MOVES, record.charAt(0)) ?? 'takenOver',
    on: unpackDate(record.slice(1, date)),
    division: String(unpackNumber(record.slice(date, division))),
    householdId: `h_${record.slice(division)}`,
  };
};

export const newbornsOf = (township: string): string => `n:${township}`;
/** All newborns of a lane by the household of their report, which lies in the same lane. */
export const REPORTED_NEWBORNS = 'b';

const awaits = ({ status, diedIn }: PersonRow) => status === 'newborn' && diedIn === undefined;
const countOf = (row: PersonRow): keyof TownshipCounts | undefined => {
  if (row.diedIn !== undefined) return 'deceased';
  if (row.status === 'newborn') return 'newborns';
  return row.status === 'departed' ? 'departed' : undefined;
};

export const persons: Table<PersonRow> = {
  name: 'p',
  version: 1,
  pack: (row) => [
    PERSON_STATUS[row.status],
    row.sex,
    row.bornIn,
    row.householdId === undefined ? 0 : bodyOf(row.householdId),
    Number(row.township),
    row.moves.map(packMove).join(''),
    row.certificate === undefined ? -1 : CERTIFICATE[row.certificate],
    row.diedIn ?? 0,
    ...row.notices,
  ],
  unpack: ([status, sex, bornIn, household, township, moves, certificate, diedIn, ...notices]) => ({
    status: nameIn(PERSON_STATUS, status) ?? 'unregistered',
    sex: String(sex),
    bornIn: String(bornIn),
    householdId: household === 0 ? undefined : `h_${String(household)}`,
    township: String(township),
    moves: recordsOf(String(moves), MOVE_LETTERS).map(unpackMove),
    certificate: nameIn(CERTIFICATE, certificate),
    diedIn: diedIn === 0 ? undefined : String(diedIn),
    notices: notices.map(String),
  }),
  entries: (row, id) =>
    awaits(row)
      ? [
          { set: newbornsOf(row.township), member: bodyOf(id) },
          { set: REPORTED_NEWBORNS, member: bodyOf(row.householdId ?? '') + bodyOf(id) },
        ]
      : [],
  tally: (row) => {
    const counted = countOf(row);
    if (!counted) return undefined;
    const amounts = COUNTERS.map(() => 0);
    amounts[SLOTS[counted]] = 1;
    return { counter: row.township, amounts };
  },
};
