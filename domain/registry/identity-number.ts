/** 号码的编制 Whether a citizen identity number may be a person's, and which numbers a command takes for good. */
import type { Context } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import type { NaturalKey } from '../kernel/ports.ts';
import { refuse } from '../kernel/refusal.ts';
import { stoodWithin } from '../policy/divisions.ts';
import { ruleUnder } from '../policy/topics.ts';
import { birthDateIn, checkCitizenId } from './citizen-id.ts';
import type { Held } from './vital.ts';

/** The division of a number must have stood on some day since the birth: the day of issue is not in the number. */
export const citizenIdFault = (context: Context, id: string, { bornOn, sex }: { bornOn: Held; sex: string }) => {
  const divisions = ruleUnder('R4', 'divisions', { context, on: context.today });
  if (!divisions) return refuse('NO_RULE_IN_FORCE', { topic: 'divisions', on: context.today });
  const born = unlessErased(bornOn);
  const countyStood = (county: string) => stoodWithin(divisions, county, [born ?? birthDateIn(id), context.today]);
  // An old record keeps the number that it has; that its parity is another's is said beside it.
  const compared = context.origin === 'LEGACY_IMPORT' ? {} : { sex };
  const fault = checkCitizenId(id, { bornOn: born, ...compared, countyStood });
  return fault && refuse(fault, { field: '/citizenId' });
};

/** A number that the same stream held before is its own still. */
export const taking = (id: string | undefined, held: readonly Held[] = []): readonly NaturalKey[] =>
  id === undefined || held.includes(id) ? [] : [{ kind: 'citizenId', value: id }];

export const numbersWith = (numbers: readonly Held[], id: Held | undefined): readonly Held[] =>
  id === undefined || numbers.includes(id) ? numbers : [...numbers, id];
