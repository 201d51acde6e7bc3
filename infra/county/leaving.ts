// What a household does when somebody leaves it, dead or alive: a new head, or its end.
import { type County, ageOn, type Household, isAdult, officeOf, type Person, ref } from './people.ts';

/** Whether the others can do without this person: a household of children alone is never left behind. */
export const mayLeave = ({ members }: Household, person: Person, on: string): boolean =>
  members.length === 1 || members.some((other) => other !== person && isAdult(other, on));

const successorOf = ({ members }: Household, person: Person, on: string): Person =>
  members
    .filter((other) => other !== person)
    .reduce((eldest, other) => (ageOn(other, on) > ageOn(eldest, on) ? other : eldest));

/** The head hands over before leaving; the dead cannot, so for them this comes after. */
export const changeHead = (
  county: County,
  household: Household,
  { person, on }: { person: Person; on: string },
): void => {
  if (household.head !== person || household.members.length === 1) return;
  household.head = successorOf(household, person, on);
  county.record({
    on,
    office: officeOf(household),
    category: 'household',
    type: 'ChangeHead',
    subject: household.name,
    data: { headId: ref(household.head) },
  });
};

/** Takes the person off the list, and dissolves the household that nobody is left in. */
export const closeBehind = (
  county: County,
  household: Household,
  { person, on, reason }: { person: Person; on: string; reason: string },
): void => {
  household.members = household.members.filter((other) => other !== person);
  person.home = null;
  if (household.members.length > 0) return;
  county.record({
    on,
    office: officeOf(household),
    category: 'household',
    type: 'DissolveHousehold',
    subject: household.name,
    data: { reason },
  });
};
