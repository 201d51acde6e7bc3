// Applications the specs tell of: a mother who registers a birth at the office of her choice.
import { birthRegistration } from '../../../domain/registry/birth-registration.ts';
import { base64urlOf } from '../../../domain/kernel/identifier.ts';
import { MOTHER, TOWNSHIP } from './cast.ts';

export const REGISTRATION = `bs_${base64urlOf(Array<number>(16).fill(5))}`;
/** A township of a province that has a procedure for further children. */
export const FURTHER = '310101001';

export const application = {
  ...{ personId: MOTHER, township: TOWNSHIP, place: 'REGISTERED_PLACE' as const },
  ...{ when: 'BEFORE_BIRTH' as const, appliedOn: '2026-03-02' },
};
export const applied = birthRegistration.events.BirthServiceRegistrationApplied({
  ...application,
  dueOn: '2026-03-11',
});
export const registered = birthRegistration.events.BirthServiceRegistered({
  ...{ personId: MOTHER, township: TOWNSHIP, registeredOn: '2026-03-10', late: false, orderCounted: 2 },
});
