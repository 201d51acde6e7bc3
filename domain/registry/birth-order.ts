/** 孩次 How a province counts the order of a birth for its registration; it decides nothing about the registration. */
import * as z from 'zod';
import { PersonId } from '../kernel/values.ts';
import type { BirthRegistration } from '../policy/registry-rules.ts';

/** 与申请人的关系 What an earlier child is to the two of them. */
export const EarlierChild = z.strictObject({
  childId: PersonId.optional(),
  kind: z.enum(['JOINT', 'ADOPTED', 'DECEASED', 'OF_FORMER_MARRIAGE', 'WITH_ANOTHER']),
});
export type EarlierChild = z.output<typeof EarlierChild>;

/** Which order the child to be registered has: one more than the earlier children that the rule counts. */
export const orderCounted = (
  children: readonly EarlierChild[],
  rule: BirthRegistration,
  hasDied: (childId: string) => boolean = () => false,
): number => {
  const notCounted: ReadonlySet<string> = new Set(rule.notCounted);
  const kindOf = ({ childId, kind }: EarlierChild) =>
    childId !== undefined && hasDied(childId) && notCounted.has('DECEASED') ? 'DECEASED' : kind;
  return 1 + children.filter((child) => !notCounted.has(kindOf(child))).length;
};
