// The synthetic county's persons and households while it is drawn; none of this is ever sent but by a command.
import { addYears } from '../../domain/kernel/calendar.ts';
import type { Chance } from './chance.ts';
import { createCitizenIds } from './citizen-id.ts';
import { type CountyCommand, type Draft, keyOf, type Name, to } from './command.ts';
import { givenName, surname, surnameOf } from './names.ts';
import { townshipOf } from './places.ts';

export interface Person {
  readonly name: Name;
  calledName: string;
  readonly sex: '1' | '2';
  readonly bornOn: string;
  readonly parents: readonly Person[];
  /** 出生 Of those born in the ledger. */
  readonly birth?: Name;
  /** 婚姻状况 GB/T 2261.2. */
  marital: '10' | '20' | '30' | '40';
  spouse: Person | null;
  home: Household | null;
  alive: boolean;
  lastBirthOn: string | null;
  leftOn: string | null;
}

export interface Household {
  readonly name: Name;
  village: string;
  head: Person;
  members: readonly Person[];
  /** Nothing else happens to it before this day. */
  quietUntil: string;
}

export interface County {
  readonly chance: Chance;
  readonly persons: Person[];
  readonly households: Household[];
  readonly record: (draft: Draft) => void;
  readonly citizenId: ReturnType<typeof createCitizenIds>;
  births: number;
}

export const ADULT = 18;
export const ageOn = ({ bornOn }: Person, date: string): number =>
  Number(date.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (date.slice(5) < bornOn.slice(5) ? 1 : 0);
export const isAdult = (person: Person, date: string): boolean => ageOn(person, date) >= ADULT;
export const ref = ({ name }: Person | Household) => to(name);
export const officeOf = (household: Household): string => townshipOf(household.village);

export const createCounty = (chance: Chance): { county: County; drafts: readonly Draft[] } => {
  const drafts: Draft[] = [];
  const county: County = {
    chance,
    persons: [],
    households: [],
    record: (draft) => drafts.push(draft),
    citizenId: createCitizenIds(),
    births: 0,
  };
  return { county, drafts };
};

/** By the facts' dates; commands of one day keep the order in which they were drawn. */
export const inOrder = (seed: string, drafts: readonly Draft[]): readonly CountyCommand[] =>
  drafts
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((draft, sequence) => ({ sequence, key: keyOf(seed, sequence), ...draft }));

type Newcomer = Pick<Person, 'sex' | 'bornOn'> & {
  readonly parents?: readonly Person[];
  readonly birth?: Name;
  readonly family?: string;
};

export const newPerson = (county: County, newcomer: Newcomer): Person => {
  const { sex, bornOn, parents = [], birth, family = surname(county.chance) } = newcomer;
  const person: Person = {
    name: `person:${county.persons.length}`,
    calledName: family + givenName(county.chance),
    sex,
    bornOn,
    parents,
    ...(birth && { birth }),
    marital: '10',
    spouse: null,
    home: null,
    alive: true,
    lastBirthOn: null,
    leftOn: null,
  };
  county.persons.push(person);
  return person;
};

export const familyOf = ({ calledName }: Person): string => surnameOf(calledName);

/** 立户 Registered with name and number, under the office of the household they will belong to. */
export const register = (
  county: County,
  person: Person,
  { on, office, from }: { on: string; office: string; from: string },
): void => {
  const { sex, bornOn, calledName } = person;
  county.record({
    on,
    office,
    category: 'person',
    type: 'RegisterPerson',
    creates: person.name,
    data: {
      name: calledName,
      sex,
      bornOn,
      ethnicCode: county.chance.happens(0.92) ? '01' : county.chance.pick(['03', '05', '11', '15']),
      citizenId: county.citizenId(from, person),
      township: office,
    },
  });
};

export const newHousehold = (county: County, head: Person, village: string): Household => {
  const household: Household = {
    name: `household:${county.households.length}`,
    village,
    head,
    members: [],
    quietUntil: '',
  };
  county.households.push(household);
  return household;
};

/** 与户主关系 GB/T 4761, as far as the county's families reach. */
export const relationTo = (head: Person, person: Person): string => {
  if (person === head) return '02';
  if (person.spouse === head) return person.sex === '1' ? '11' : '12';
  if (person.parents.includes(head)) return person.sex === '1' ? '20' : '30';
  if (head.parents.includes(person)) return person.sex === '1' ? '51' : '52';
  if (person.parents.some(({ parents }) => parents.includes(head))) return person.sex === '1' ? '41' : '42';
  if (person.parents.some((parent) => parent.spouse === head)) return person.sex === '1' ? '27' : '37';
  if (person.spouse?.parents.includes(head)) return person.sex === '1' ? '38' : '28';
  if (person.parents.some((parent) => head.parents.includes(parent))) return person.sex === '1' ? '73' : '75';
  return '97';
};

export const marry = (one: Person, other: Person): void => {
  one.spouse = other;
  other.spouse = one;
  one.marital = '20';
  other.marital = '20';
};

export const recordMarital = (
  county: County,
  person: Person,
  { on, office, since = on }: { on: string; office: string; since?: string },
): void =>
  county.record({
    on,
    office,
    category: 'person',
    type: 'RecordMaritalStatus',
    subject: person.name,
    data: { status: person.marital, since, ...(person.spouse && { spouseId: ref(person.spouse) }) },
  });

/** The first day on which both may marry (民法典 1047: 22 and 20). */
export const marriageableOn = (one: Person, other: Person): string => {
  const days = [one, other].map(({ sex, bornOn }) => addYears(bornOn, sex === '1' ? 22 : 20));
  return (days[0] as string) > (days[1] as string) ? (days[0] as string) : (days[1] as string);
};
