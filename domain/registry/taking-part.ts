/** 当事人 Who a registration is about and which household it joins, as the further streams of a command say. */
import { type Context, type Facts, fact } from '../kernel/decider.ts';
import { streamOf } from '../kernel/identifier.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import type { BirthState } from './birth.ts';
import type { HouseholdState } from './household.ts';
import type { PersonState } from './person.ts';
import { whoFacts } from './person-facts.ts';
import { identityOf, isBeforeBirth } from './vital.ts';

export { whoFacts };

export const joiningRejections = {
  HOUSEHOLD_UNKNOWN: { zh: '没有该户。', en: 'There is no such household.' },
  HOUSEHOLD_DISSOLVED: { zh: '该户已销户。', en: 'That household is dissolved.', conflict: true },
} as const satisfies Rejections;

export const withHousehold = ({ householdId }: { householdId: string }, subject: string) => ({
  ...whoFacts(subject),
  household: streamOf('household', householdId),
});
export const whoIs = (facts: Facts) => identityOf(fact<PersonState>(facts, 'person'), fact<BirthState>(facts, 'birth'));

/** A known, living person, at a date on which they can have done something. */
export const actingOn = (context: Context, facts: Facts, { date, field }: { date: string; field: string }) => {
  const who = whoIs(facts);
  if (!who) return refuse('PERSON_UNKNOWN');
  if (who.died) return refuse('PERSON_DECEASED');
  if (date > context.today) return refuse('DATE_IN_FUTURE', { field });
  return isBeforeBirth(date, who) ? refuse('BEFORE_BIRTH', { field }) : who;
};

/** The household to join, where it stands. */
export const joinable = (facts: Facts, name = 'household') => {
  const found = fact<HouseholdState>(facts, name);
  if (found.status === 'formed') return found;
  return found.status === 'unformed'
    ? refuse('HOUSEHOLD_UNKNOWN')
    : refuse('HOUSEHOLD_DISSOLVED', { office: found.township });
};
