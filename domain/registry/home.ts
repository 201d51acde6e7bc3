/** 户口所在地 Where a registered person is registered now: the household may have moved since, and its own stream says so. */
import { type Facts, fact } from '../kernel/decider.ts';
import { streamOf } from '../kernel/identifier.ts';
import type { RegistrationState } from './household-registration.ts';
import type { HouseholdState } from './household.ts';

/** The household that only the registration names. */
export const homeFacts = (registration: RegistrationState, name = 'home'): Readonly<Record<string, string>> =>
  registration.status === 'registered' ? { [name]: streamOf('household', registration.householdId) } : {};

/** Its township now; undefined where nobody is registered. */
export const townshipNow = (registration: RegistrationState, facts: Facts, name = 'home'): string | undefined => {
  if (registration.status !== 'registered') return undefined;
  const home = fact<HouseholdState | undefined>(facts, name);
  return home === undefined || home.status === 'unformed' ? registration.township : home.township;
};
