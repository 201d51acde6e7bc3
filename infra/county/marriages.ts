// 婚姻 Marriages into households, and divorces: a change of status for both, and a move for one of them.
import { marriageOf } from './demography.ts';
import { mayLeave } from './leaving.ts';
import {
  ageOn,
  type County,
  type Household,
  marriageableOn,
  marry,
  officeOf,
  type Person,
  recordMarital,
} from './people.ts';
import { newPerson, register } from './people.ts';
import { formHousehold, moveBetween, moveIn } from './moves.ts';
import { PARTNER_COUNTIES, VILLAGE_CODES } from './places.ts';
import { addDays, addYears } from '../../domain/kernel/calendar.ts';

export const marriageRateOf = (person: Person, on: string): number =>
  person.sex === '2' && !person.spouse ? marriageOf(ageOn(person, on)) / 12 : 0;

const areKin = (one: Person, other: Person): boolean =>
  one.home === other.home || one.parents.some((parent) => other.parents.includes(parent));

const suits = (woman: Person, man: Person, on: string): boolean => {
  const apart = ageOn(man, on) - ageOn(woman, on);
  return (
    man.sex === '1' &&
    !man.spouse &&
    apart >= -2 &&
    apart <= 7 &&
    !areKin(woman, man) &&
    marriageableOn(woman, man) <= on
  );
};

interface Wedding {
  readonly on: string;
  /** Whether nothing else is going on in a household at this time. */
  readonly isFree: (household: Household) => boolean;
}

const fromElsewhere = (county: County, woman: Person, on: string): { man: Person; fromCounty: string } => {
  const { chance } = county;
  const youngest = addYears(on, -Math.max(22, ageOn(woman, on) + 4));
  const man = newPerson(county, { sex: '1', bornOn: addDays(youngest, -chance.between(1, 700)) });
  return { man, fromCounty: chance.pick(PARTNER_COUNTIES) };
};

const recordBoth = (county: County, pair: readonly Person[], on: string): void => {
  for (const person of pair) recordMarital(county, person, { on, office: officeOf(person.home as Household) });
};

const weddedFromElsewhere = (county: County, woman: Person, on: string): void => {
  const { man, fromCounty } = fromElsewhere(county, woman, on);
  const into = woman.home as Household;
  register(county, man, { on, office: officeOf(into), from: fromCounty });
  marry(woman, man);
  moveIn(county, man, { into, on, reason: 'MARRIAGE', fromCounty });
  recordBoth(county, [woman, man], on);
};

const settle = (county: County, [woman, man]: readonly [Person, Person], on: string): void => {
  const { chance } = county;
  const reason = 'MARRIAGE';
  const mayGo = (person: Person) => mayLeave(person.home as Household, person, on);
  if (chance.happens(0.35) && mayGo(woman) && mayGo(man)) {
    const into = formHousehold(county, man, { on, village: chance.pick(VILLAGE_CODES) });
    moveBetween(county, man, { into, on, reason });
    moveBetween(county, woman, { into, on, reason });
    return;
  }
  const [mover, host] = chance.happens(0.7) ? [woman, man] : [man, woman];
  if (mayGo(mover)) moveBetween(county, mover, { into: host.home as Household, on, reason });
};

/** A husband from the county where there is one; else from a neighbouring one, or this month none. */
export const wed = (county: County, woman: Person, { on, isFree }: Wedding): void => {
  const { chance, persons } = county;
  if (chance.happens(0.2)) {
    weddedFromElsewhere(county, woman, on);
    return;
  }
  const suitors = persons.filter((man) => man.alive && man.home && isFree(man.home) && suits(woman, man, on));
  if (suitors.length === 0) return;
  const man = chance.pick(suitors);
  const until = addDays(on, 1);
  for (const home of [woman.home, man.home] as Household[]) home.quietUntil = until;
  marry(woman, man);
  recordBoth(county, [woman, man], on);
  settle(county, [woman, man], on);
  for (const home of [woman.home, man.home] as Household[]) home.quietUntil = until;
};

export const divorce = (county: County, person: Person, on: string): void => {
  const spouse = person.spouse as Person;
  for (const one of [person, spouse]) {
    one.marital = '40';
    one.spouse = null;
  }
  recordBoth(county, [person, spouse], on);
  const home = person.home as Household;
  if (spouse.home !== home || !mayLeave(home, person, on)) return;
  const into = formHousehold(county, person, { on, village: home.village });
  moveBetween(county, person, { into, on, reason: 'DIVORCE' });
  for (const one of [home, into]) one.quietUntil = addDays(on, 1);
};
