// 出生 Births, certificates, registrations and numbers of the county's children, born in or out of wedlock alike.
import { addDays } from '../../domain/kernel/calendar.ts';
import { BOYS_AMONG_BORN, fertilityOf, INFANT_MORTALITY, TWINS } from './demography.ts';
import {
  ageOn,
  type County,
  familyOf,
  type Household,
  newPerson,
  officeOf,
  type Person,
  ref,
  relationTo,
} from './people.ts';
import { COUNTY, SYNTHETIC } from './places.ts';

const APART_DAYS = 400;
const IN_WEDLOCK = 1.8;
const OUT_OF_WEDLOCK = 0.06;

/** Births in a month that this woman may expect. */
export const birthRateOf = (woman: Person, on: string): number => {
  if (woman.sex !== '2') return 0;
  if (woman.lastBirthOn !== null && addDays(woman.lastBirthOn, APART_DAYS) > on) return 0;
  const rate = fertilityOf(ageOn(woman, on), Number(on.slice(0, 4)));
  return (rate * (woman.spouse ? IN_WEDLOCK : OUT_OF_WEDLOCK)) / 12;
};

interface Delivery {
  readonly mother: Person;
  readonly home: Household;
  readonly on: string;
  readonly deliveryId?: string;
}

const fatherOf = ({ spouse }: Person) => (spouse?.alive ? spouse : null);
const motherOnPaper = (mother: Person) => ({ id: ref(mother), name: mother.calledName, bornOn: mother.bornOn });

const report = (county: County, { mother, home, on, deliveryId }: Delivery): Person => {
  const { chance } = county;
  const father = fatherOf(mother);
  const sex = chance.happens(BOYS_AMONG_BORN) ? '1' : '2';
  const parents = father ? [mother, father] : [mother];
  const family = familyOf(father && chance.happens(0.93) ? father : mother);
  county.births += 1;
  const birth = `birth:${county.births - 1}` as const;
  const child = newPerson(county, { sex, bornOn: on, parents, birth, family });
  county.record({
    on: addDays(on, chance.between(0, 2)),
    office: officeOf(home),
    category: 'birth',
    type: 'ReportBirth',
    creates: birth,
    bears: child.name,
    data: {
      householdId: ref(home),
      township: officeOf(home),
      mother: motherOnPaper(mother),
      ...(father && { father: { id: ref(father), name: father.calledName } }),
      name: child.calledName,
      sex,
      bornOn: on,
      institution: `${SYNTHETIC}妇幼保健院`,
      ...(deliveryId && { deliveryId }),
    },
  });
  return child;
};

const certify = (county: County, child: Person, home: Household): void => {
  const number = `N99${String(county.births).padStart(7, '0')}`;
  const draft = { on: addDays(child.bornOn, 3), office: officeOf(home), category: 'birth' } as const;
  county.record({
    ...draft,
    type: 'IssueBirthCertificate',
    subject: child.birth as `birth:${number}`,
    data: { number },
  });
};

/** Some families come late; that never stands in the way. */
const daysUntilDeclared = ({ chance }: County): number =>
  chance.happens(0.9) ? chance.between(4, 28) : chance.between(40, 120);

const declare = (county: County, child: Person, home: Household): string => {
  const { chance } = county;
  const on = addDays(child.bornOn, daysUntilDeclared(county));
  const [mother, father] = child.parents as readonly [Person, Person?];
  const byFather = father?.home === home && chance.happens(0.3);
  const office = officeOf(home);
  county.record({
    on,
    office,
    category: 'householdRegistration',
    type: 'RegisterChild',
    subject: child.name,
    data: {
      householdId: ref(home),
      parentId: ref(byFather ? father : mother),
      follows: byFather ? 'FATHER' : 'MOTHER',
      relation: relationTo(home.head, child),
      proof: 'BIRTH_CERTIFICATE',
      declaredOn: on,
    },
  });
  county.record({
    on,
    office,
    category: 'person',
    type: 'AssignCitizenId',
    subject: child.name,
    data: { citizenId: county.citizenId(COUNTY, child) },
  });
  return on;
};

const dieAsInfant = (county: County, child: Person, home: Household): void => {
  child.alive = false;
  const diedOn = addDays(child.bornOn, county.chance.between(0, 2));
  const draft = { on: addDays(diedOn, 2), office: officeOf(home), category: 'birth' } as const;
  county.record({
    ...draft,
    type: 'ReportInfantDeath',
    subject: child.birth as `birth:${number}`,
    data: { diedOn },
  });
};

export const deliver = (county: County, mother: Person, on: string): void => {
  const home = mother.home as Household;
  const { chance } = county;
  const twins = chance.happens(TWINS);
  const deliveryId = twins ? `synthetic-${county.births}` : undefined;
  home.quietUntil = addDays(on, 14);
  mother.lastBirthOn = on;
  for (let born = 0; born < (twins ? 2 : 1); born += 1) {
    const child = report(county, { mother, home, on, ...(deliveryId && { deliveryId }) });
    if (chance.happens(INFANT_MORTALITY)) {
      dieAsInfant(county, child, home);
      continue;
    }
    certify(county, child, home);
    const declaredOn = declare(county, child, home);
    child.home = home;
    home.members = [...home.members, child];
    if (declaredOn >= home.quietUntil) home.quietUntil = addDays(declaredOn, 1);
  }
};
