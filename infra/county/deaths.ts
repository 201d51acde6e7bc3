// 死亡 Deaths of the county's residents, and what the register does about them.
import { addDays } from '../../domain/kernel/calendar.ts';
import { mortalityOf } from './demography.ts';
import { changeHead, closeBehind } from './leaving.ts';
import { ageOn, type County, type Household, officeOf, type Person, recordMarital } from './people.ts';
import { SYNTHETIC } from './places.ts';

export const deathRateOf = (person: Person, on: string): number => mortalityOf(ageOn(person, on)) / 12;

const widow = (county: County, { spouse }: Person, { on, since }: { on: string; since: string }): void => {
  if (!spouse?.alive) return;
  spouse.marital = '30';
  spouse.spouse = null;
  if (spouse.home) recordMarital(county, spouse, { on, office: officeOf(spouse.home), since });
};

export const die = (county: County, person: Person, on: string): void => {
  const home = person.home as Household;
  const office = officeOf(home);
  const reportedOn = addDays(on, county.chance.between(1, 10));
  const place = county.chance.happens(0.5) ? `${SYNTHETIC}医院` : '家中';
  const subject = person.name;
  county.record({
    on: reportedOn,
    office,
    category: 'person',
    type: 'RecordDeath',
    subject,
    data: { diedOn: on, place },
  });
  widow(county, person, { on: reportedOn, since: on });
  changeHead(county, home, { person, on: reportedOn });
  const draft = { on: reportedOn, office, category: 'householdRegistration' } as const;
  county.record({ ...draft, type: 'CancelOnDeath', subject, data: {} });
  closeBehind(county, home, { person, on: reportedOn, reason: 'ALL_DECEASED' });
  person.alive = false;
  home.quietUntil = addDays(reportedOn, 1);
};
