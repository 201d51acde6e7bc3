// 建账 The county's register as the ledger takes it over on its first day: households drawn to fit the age structure.
import { addDays, addMonths } from '../../domain/kernel/calendar.ts';
import type { Chance } from './chance.ts';
import { AGE_GROUP_PERCENT, ageGroupOf } from './demography.ts';
import {
  ageOn,
  type County,
  familyOf,
  marriageableOn,
  marry,
  newHousehold,
  newPerson,
  officeOf,
  type Person,
  recordMarital,
  ref,
  register,
  relationTo,
} from './people.ts';
import { addressIn, COUNTY, VILLAGE_CODES } from './places.ts';

type Role = 'head' | 'spouse' | 'child' | 'parent';
interface Sketch {
  readonly role: Role;
  readonly age: number;
  readonly sex: '1' | '2';
}

const anySex = (chance: Chance): '1' | '2' => (chance.happens(0.512) ? '1' : '2');
const opposite = (sex: '1' | '2'): '1' | '2' => (sex === '1' ? '2' : '1');

const couple = (chance: Chance, youngest: number, oldest: number): Sketch[] => {
  const age = chance.between(youngest, oldest);
  const sex = chance.happens(0.75) ? '1' : '2';
  const apart = chance.between(-1, 4);
  const spouseAge = Math.max(22, sex === '1' ? age - apart : age + apart);
  return [
    { role: 'head', age, sex },
    { role: 'spouse', age: spouseAge, sex: opposite(sex) },
  ];
};

const alone = (chance: Chance, youngest: number, oldest: number): Sketch[] => [
  { role: 'head', age: chance.between(youngest, oldest), sex: anySex(chance) },
];

const CHILDREN = [
  [1, 55],
  [2, 37],
  [3, 8],
] as const;
const HOME_UNTIL = 27;

/** Born when their mother (or their only parent) was 21 to 36; those who are grown up have left. */
const withChildren = (chance: Chance, parents: Sketch[]): Sketch[] => {
  const mother = parents.find(({ sex }) => sex === '2') ?? (parents[0] as Sketch);
  const bornAt = new Set(Array.from({ length: chance.weighted(CHILDREN) }, () => chance.between(21, 36)));
  const ages = [...bornAt].map((at) => mother.age - at).filter((age) => age >= 0 && age <= HOME_UNTIL);
  return [...parents, ...ages.map((age): Sketch => ({ role: 'child', age, sex: anySex(chance) }))];
};

const withParents = (chance: Chance, family: Sketch[]): Sketch[] => {
  const age = (family[0] as Sketch).age + chance.between(23, 30);
  const mother: Sketch = { role: 'parent', age, sex: '2' };
  return [
    ...family,
    mother,
    ...(chance.happens(0.6) ? [{ role: 'parent', age: age + chance.between(0, 3), sex: '1' } as const] : []),
  ];
};

const KINDS: readonly (readonly [(chance: Chance) => Sketch[], number])[] = [
  [(chance) => alone(chance, 62, 90), 9],
  [(chance) => alone(chance, 20, 45), 9],
  [(chance) => couple(chance, 56, 86), 15],
  [(chance) => couple(chance, 24, 58), 15],
  [(chance) => withChildren(chance, couple(chance, 24, 56)), 32],
  [(chance) => withChildren(chance, alone(chance, 28, 50)), 6],
  [(chance) => withParents(chance, withChildren(chance, couple(chance, 26, 45))), 14],
];

const CANDIDATES = 10;
const ELDER = 60;

/** Of several households drawn, the one whose members the age structure lacks most. */
const drawFitting = (chance: Chance, groups: readonly number[]): readonly Sketch[] => {
  const total = groups.reduce((sum, count) => sum + count, 0);
  const lack = (age: number) => {
    const group = ageGroupOf(age);
    return ((AGE_GROUP_PERCENT[group] ?? 0) / 100) * (total + 1) - (groups[group] ?? 0);
  };
  const kind = chance.weighted(KINDS);
  const drawn = Array.from({ length: CANDIDATES }, () => kind(chance));
  const scored = drawn.map((one) => ({
    one,
    score: one.reduce((sum, { age }) => sum + lack(age), 0) / one.length,
  }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).one;
};

const bornAtAge = (chance: Chance, day: string, age: number): string =>
  addDays(addMonths(day, -12 * (age + 1)), chance.between(1, 365));

const peopleOf = (county: County, day: string, sketches: readonly Sketch[]): readonly Person[] => {
  const { chance } = county;
  const make = (sketch: Sketch, more: { parents?: readonly Person[]; family?: string } = {}) =>
    newPerson(county, { sex: sketch.sex, bornOn: bornAtAge(chance, day, sketch.age), ...more });
  const of = (role: Role) => sketches.filter((sketch) => sketch.role === role);
  const elders = of('parent').map((sketch) => make(sketch));
  const elderFamily = elders.at(-1) && familyOf(elders.at(-1) as Person);
  const head = make(of('head')[0] as Sketch, { parents: elders, ...(elderFamily && { family: elderFamily }) });
  const spouses = of('spouse').map((sketch) => make(sketch));
  const parents = [head, ...spouses];
  const family = familyOf(parents.find(({ sex }) => sex === '1') ?? head);
  const children = of('child').map((sketch) => make(sketch, { parents, family }));
  for (const spouse of spouses) marry(head, spouse);
  if (elders.length === 2) marry(elders[0] as Person, elders[1] as Person);
  for (const elder of elders) if (!elder.spouse) elder.marital = '30';
  if (spouses.length === 0 && children.length > 0) head.marital = '40';
  else if (spouses.length === 0 && ageOn(head, day) >= ELDER && chance.happens(0.8)) head.marital = '30';
  return [head, ...spouses, ...children, ...elders];
};

/** Who was married, divorced or widowed before the ledger, and since when. */
const recordPast = (
  county: County,
  members: readonly Person[],
  { on, office }: { on: string; office: string },
): void => {
  for (const person of members) {
    const { spouse } = person;
    const since = spouse ? addMonths(marriageableOn(person, spouse), 6) : addMonths(on, -county.chance.between(1, 60));
    if (person.marital !== '10') recordMarital(county, person, { on, office, since });
  }
};

const found = (county: County, day: string, sketches: readonly Sketch[]): void => {
  const members = peopleOf(county, day, sketches);
  const household = newHousehold(county, members[0] as Person, county.chance.pick(VILLAGE_CODES));
  const office = officeOf(household);
  for (const person of members) register(county, person, { on: day, office, from: COUNTY });
  county.record({
    on: day,
    office,
    category: 'household',
    type: 'FormHousehold',
    creates: household.name,
    data: {
      headId: ref(household.head),
      type: 'FAMILY',
      village: household.village,
      address: addressIn(county.chance, household.village),
    },
  });
  for (const person of members) {
    const relation = relationTo(household.head, person);
    const data = { householdId: ref(household), relation, registeredOn: day };
    const draft = { on: day, office, category: 'householdRegistration', type: 'TakeOverRegistration' } as const;
    county.record({ ...draft, subject: person.name, data });
    person.home = household;
  }
  household.members = members;
  recordPast(county, members, { on: day, office });
};

export const foundCounty = (county: County, { day, households }: { day: string; households: number }): void => {
  const groups = AGE_GROUP_PERCENT.map(() => 0);
  for (let drawn = 0; drawn < households; drawn += 1) {
    const sketches = drawFitting(county.chance, groups);
    for (const { age } of sketches) groups[ageGroupOf(age)] = (groups[ageGroupOf(age)] ?? 0) + 1;
    found(county, day, sketches);
  }
};
