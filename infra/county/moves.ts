// 迁移 Moves of persons and whole households: within a township, between townships, out to and in from partner counties.
import { changeHead, closeBehind } from './leaving.ts';
import { type County, type Household, newHousehold, officeOf, type Person, ref, relationTo } from './people.ts';
import { addressIn, PARTNER_COUNTIES, VILLAGE_CODES } from './places.ts';

const registration = (home: Household, on: string) =>
  ({ on, office: officeOf(home), category: 'householdRegistration' }) as const;

const join = (household: Household, person: Person): void => {
  household.members = [...household.members, person];
  person.home = household;
};

/** 立户 A household of its own for somebody who is about to move into it. */
export const formHousehold = (county: County, head: Person, { on, village }: { on: string; village: string }) => {
  const household = newHousehold(county, head, village);
  county.record({
    on,
    office: officeOf(household),
    category: 'household',
    type: 'FormHousehold',
    creates: household.name,
    data: { headId: ref(head), type: 'FAMILY', village, address: addressIn(county.chance, village) },
  });
  return household;
};

/** Between two households of the county. */
export const moveBetween = (
  county: County,
  person: Person,
  { into, on, reason }: { into: Household; on: string; reason: string },
): void => {
  const from = person.home as Household;
  changeHead(county, from, { person, on });
  county.record({
    ...registration(into, on),
    type: 'MoveBetweenHouseholds',
    subject: person.name,
    data: {
      fromHouseholdId: ref(from),
      toHouseholdId: ref(into),
      reason,
      relation: relationTo(into.head, person),
      movedOn: on,
    },
  });
  closeBehind(county, from, { person, on, reason: 'ALL_MOVED' });
  join(into, person);
};

export const moveOut = (county: County, person: Person, on: string): void => {
  const from = person.home as Household;
  const { chance } = county;
  changeHead(county, from, { person, on });
  const data = {
    householdId: ref(from),
    toCounty: chance.pick(PARTNER_COUNTIES),
    reason: chance.pick(['WORK', 'STUDY', 'FAMILY', 'HOUSING']),
    movedOn: on,
  };
  county.record({ ...registration(from, on), type: 'MoveOut', subject: person.name, data });
  person.leftOn = on;
  closeBehind(county, from, { person, on, reason: 'ALL_MOVED' });
};

export const moveIn = (
  county: County,
  person: Person,
  { into, on, reason, fromCounty }: { into: Household; on: string; reason: string; fromCounty: string },
): void => {
  const relation = relationTo(into.head, person);
  const data = { householdId: ref(into), fromCounty, reason, relation, movedOn: on };
  county.record({ ...registration(into, on), type: 'MoveIn', subject: person.name, data });
  join(into, person);
};

/** Everybody together, to another door: as often in the same township as in another. */
export const moveHousehold = (county: County, household: Household, on: string): void => {
  const { chance } = county;
  const office = officeOf(household);
  const villages = VILLAGE_CODES.filter((code) => chance.happens(0.5) === code.startsWith(office));
  household.village = villages.length > 0 ? chance.pick(villages) : household.village;
  county.record({
    on,
    office,
    category: 'household',
    type: 'MoveHousehold',
    subject: household.name,
    data: { village: household.village, address: addressIn(chance, household.village), movedOn: on },
  });
};
