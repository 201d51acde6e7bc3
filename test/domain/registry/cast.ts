// The people and households the registry's specs tell of, and what had happened to them before.
import type { Message } from '../../../domain/kernel/message.ts';
import { birthOf, streamOf } from '../../../domain/kernel/identifier.ts';
import { birth } from '../../../domain/registry/birth.ts';
import { household } from '../../../domain/registry/household.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { person } from '../../../domain/registry/person.ts';
import { beside } from '../../../domain/kernel/identifier.ts';
import { birth as birthId, household as householdId, person as personId } from '../../support/specify.ts';

export const MOTHER = personId(1);
export const FATHER = personId(2);
export const OTHER = personId(3);
export const HOME = householdId(1);
export const ELSEWHERE = householdId(2);
export const THIRD = householdId(3);
export const BIRTH = birthId(1);
export const CHILD = beside(BIRTH, 'p', HOME);

export const TOWNSHIP = '990121001';
export const OTHER_TOWNSHIP = '990121100';
export const VILLAGE = '990121001001';
export const OTHER_VILLAGE = '990121100200';

const registered = (data: { sex: '1' | '2'; bornOn: string; name: string; township?: string }) =>
  person.events.PersonRegistered({ township: TOWNSHIP, ...data, bornIn: data.bornOn.slice(0, 7) });
export const motherRegistered = registered({ sex: '2', bornOn: '1990-01-01', name: '李若兰' });
export const fatherRegistered = registered({ sex: '1', bornOn: '1988-05-05', name: '王建国' });
export const childOf9 = registered({ sex: '1', bornOn: '2016-06-06', name: '王小九' });

export const homeFormed = household.events.HouseholdFormed({
  headId: MOTHER,
  type: 'FAMILY',
  township: TOWNSHIP,
  village: VILLAGE,
  address: '平安路12号',
});
export const elsewhereFormed = household.events.HouseholdFormed({
  headId: OTHER,
  type: 'FAMILY',
  township: OTHER_TOWNSHIP,
  village: OTHER_VILLAGE,
  address: '东一村27号',
});
export const dissolved = household.events.HouseholdDissolved({ township: OTHER_TOWNSHIP, reason: 'ALL_MOVED' });

export const born = {
  householdId: HOME,
  township: TOWNSHIP,
  mother: { id: MOTHER, name: '李若兰', bornOn: '1990-01-01' },
  sex: '2' as const,
  bornOn: '2026-03-14',
};
export const birthReported = birth.events.BirthReported({
  childId: CHILD,
  motherId: MOTHER,
  householdId: HOME,
  township: TOWNSHIP,
  sex: '2',
  bornIn: '2026-03',
  bornOn: '2026-03-14',
  motherName: '李若兰',
  motherBornOn: '1990-01-01',
});
export const birthReportedWithFather = birth.events.BirthReported({
  ...birthReported.data,
  fatherId: FATHER,
  fatherName: '王建国',
});

export const infantDied = birth.events.InfantDeathReported({
  ...{ childId: CHILD, householdId: HOME, township: TOWNSHIP },
  ...{ diedIn: '2026-03', diedOn: '2026-03-15' },
});
export const takenOver = (household: string, township = TOWNSHIP) =>
  householdRegistration.events.RegistrationTakenOver({ householdId: household, township, sex: '2', relation: '02' });
export const diedOn = (on: string) =>
  person.events.DeathRecorded({ diedIn: on.slice(0, 7), township: TOWNSHIP, diedOn: on });

/** Further streams by subject. */
export const personStream = (id: string, ...events: Message[]) => ({ [streamOf('person', id)]: events });
export const birthStream = (child: string, ...events: Message[]) => ({ [streamOf('birth', birthOf(child))]: events });
export const householdStream = (id: string, ...events: Message[]) => ({ [streamOf('household', id)]: events });
export const registrationStream = (id: string, ...events: Message[]) => ({
  [streamOf('householdRegistration', id)]: events,
});
/** The two households as they stand, and the two parents. */
export const county = {
  ...householdStream(HOME, homeFormed),
  ...householdStream(ELSEWHERE, elsewhereFormed),
  ...personStream(MOTHER, motherRegistered),
  ...personStream(FATHER, fatherRegistered),
};
