// Ten years of the synthetic county, month by month: in each, something may happen to each household at most once.
import { addDays, daysInMonth } from '../../domain/kernel/calendar.ts';
import { birthRateOf, deliver } from './births.ts';
import { correct } from './corrections.ts';
import { deathRateOf, die } from './deaths.ts';
import { CORRECTION, DIVORCE, emigrationOf, HOUSEHOLD_MOVE, IMMIGRATION, SPLIT } from './demography.ts';
import { mayLeave } from './leaving.ts';
import { divorce, marriageRateOf, wed } from './marriages.ts';
import { formHousehold, moveBetween, moveHousehold, moveIn, moveOut } from './moves.ts';
import { ageOn, type County, type Household, isAdult, newPerson, type Person, register } from './people.ts';
import { PARTNER_COUNTIES, VILLAGE_CODES } from './places.ts';

interface Month {
  readonly year: number;
  readonly month: number;
}
const firstDay = ({ year, month }: Month) => `${year}-${String(month).padStart(2, '0')}-01`;

/** Free is a household in which nothing else happens from the first day of the month to its end. */
const freeIn = (month: Month) => {
  const start = firstDay(month);
  return ({ quietUntil, members }: Household) => members.length > 0 && quietUntil <= start;
};

interface Moment {
  readonly on: string;
  readonly isFree: (household: Household) => boolean;
}

/** Whoever is married lives with somebody, or their spouse's household has nothing else to do this month. */
const spouseIsFree = ({ home, spouse }: Person, { isFree }: Moment): boolean =>
  !spouse?.home || spouse.home === home || isFree(spouse.home);

const splitOff = (county: County, person: Person, on: string): void => {
  const home = person.home as Household;
  const into = formHousehold(county, person, { on, village: county.chance.pick(VILLAGE_CODES) });
  moveBetween(county, person, { into, on, reason: 'SPLIT' });
  for (const one of [home, into]) one.quietUntil = addDays(on, 1);
};

type Happening = readonly [rate: number, happen: () => void];

/** What may happen to one person in this month, each with its probability. */
const happeningsOf = (county: County, person: Person, moment: Moment): readonly Happening[] => {
  const { on, isFree } = moment;
  const home = person.home as Household;
  const others = home.members.length > 1;
  const leaves = isAdult(person, on) && mayLeave(home, person, on);
  const age = ageOn(person, on);
  const quiet = (happen: () => void) => () => {
    happen();
    home.quietUntil = addDays(on, 1);
  };
  const free = spouseIsFree(person, moment);
  const possible: (Happening | false)[] = [
    [birthRateOf(person, on), () => deliver(county, person, on)],
    free && mayLeave(home, person, on) && [deathRateOf(person, on), () => die(county, person, on)],
    [marriageRateOf(person, on), quiet(() => wed(county, person, { on, isFree }))],
    free && Boolean(person.spouse?.home) && [DIVORCE / 24, quiet(() => divorce(county, person, on))],
    leaves && !person.spouse && [emigrationOf(age) / 12, quiet(() => moveOut(county, person, on))],
    leaves && others && !person.spouse && age < 40 && [SPLIT / 4, () => splitOff(county, person, on)],
    [CORRECTION / 12, () => correct(county, person, on)],
  ];
  return possible.filter((one) => one !== false);
};

const liveThrough = (county: County, month: Month): void => {
  const { chance, households } = county;
  const isFree = freeIn(month);
  const lastDay = Math.min(28, daysInMonth(month.year, month.month));
  for (const household of [...households]) {
    if (!isFree(household)) continue;
    const on = addDays(firstDay(month), chance.between(0, lastDay - 1));
    if (chance.happens(HOUSEHOLD_MOVE / 12)) {
      moveHousehold(county, household, on);
      household.quietUntil = addDays(on, 1);
      continue;
    }
    const happenings = household.members.flatMap((person) => happeningsOf(county, person, { on, isFree }));
    chance.weighted<() => void>([
      ...happenings.map(([rate, happen]) => [happen, rate] as const),
      [() => undefined, Math.max(0, 1 - happenings.reduce((sum, [rate]) => sum + rate, 0))],
    ])();
  }
};

/** Somebody who left before this month. */
const returning = (county: County, month: string): Person | undefined => {
  const away = county.persons.filter(({ home, leftOn }) => !home && leftOn !== null && leftOn < month);
  return away.length > 0 && county.chance.happens(0.4) ? county.chance.pick(away) : undefined;
};

/** 迁入 Somebody who comes back or comes for the first time, and lives alone to begin with. */
const arrive = (county: County, on: string): void => {
  const { chance } = county;
  const village = chance.pick(VILLAGE_CODES);
  const fromCounty = chance.pick(PARTNER_COUNTIES);
  const back = returning(county, `${on.slice(0, 7)}-01`);
  const bornOn = addDays(on, -365 * chance.between(20, 40) - chance.between(0, 364));
  const person = back ?? newPerson(county, { sex: chance.happens(0.5) ? '1' : '2', bornOn });
  if (!back) register(county, person, { on, office: village.slice(0, 9), from: fromCounty });
  const into = formHousehold(county, person, { on, village });
  moveIn(county, person, { into, on, reason: back ? 'RETURN' : 'WORK', fromCounty });
  into.quietUntil = addDays(on, 1);
};

const receive = (county: County, month: Month): void => {
  const residents = county.households.reduce((sum, { members }) => sum + members.length, 0);
  for (let arrivals = (residents * IMMIGRATION) / 12; arrivals > 0; arrivals -= 1)
    if (county.chance.happens(Math.min(1, arrivals)))
      arrive(county, addDays(firstDay(month), county.chance.between(0, 27)));
};

export const liveYears = (county: County, { from, until }: { from: number; until: number }): void => {
  for (let year = from; year <= until; year += 1)
    for (let month = 1; month <= 12; month += 1) {
      liveThrough(county, { year, month });
      receive(county, { year, month });
    }
};
