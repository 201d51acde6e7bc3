/** 待遇申领的状态 What is known of one claim, and the questions its decisions ask of it. */
import type { Facts } from '../kernel/decider.ts';
import { fact } from '../kernel/decider.ts';
import { birthOf, streamOf } from '../kernel/identifier.ts';
import { refuse } from '../kernel/refusal.ts';
import type { BirthState } from '../registry/birth.ts';
import type { PersonState } from '../registry/person.ts';
import { whoFacts } from '../registry/taking-part.ts';
import { type Held, identityOf } from '../registry/vital.ts';
import type { Scheme } from './claim-messages.ts';
import type { Circumstance, OpenSpan } from './entitlement.ts';
import { monthsIn, type Span } from './months.ts';

export interface Claimed {
  readonly scheme: Scheme;
  readonly personId: string;
  readonly childId: string | undefined;
  readonly circumstance: Circumstance;
  readonly account: Held;
  readonly filedOn: string;
}
export interface Overpaid extends Span {
  readonly cause: string;
  readonly standing: 'established' | 'ordered' | 'waived';
}
export interface ClaimState {
  readonly claim: Claimed | undefined;
  readonly checked: readonly string[];
  readonly reviewed: string | undefined;
  readonly referred: string | undefined;
  readonly decided: 'approved' | 'rejected' | undefined;
  readonly span: OpenSpan | undefined;
  readonly notice: string | undefined;
  readonly suspendedFrom: string | undefined;
  readonly ended: { readonly cause: string; readonly lastMonth: string } | undefined;
  /** Months paid, in any order. */
  readonly paid: readonly string[];
  readonly overpaid: Overpaid | undefined;
}
export const initialClaim: ClaimState = {
  ...{ claim: undefined, checked: [], reviewed: undefined, referred: undefined, decided: undefined, span: undefined },
  ...{ notice: undefined, suspendedFrom: undefined, ended: undefined, paid: [], overpaid: undefined },
};

/** The claim, where it is this person's. */
export const claimOf = (state: ClaimState, personId: string): Claimed | undefined =>
  state.claim?.personId === personId ? state.claim : undefined;
/** The claim of this person, where it was approved. */
export const benefitOf = (state: ClaimState, personId: string) => {
  const claim = claimOf(state, personId);
  if (!claim) return refuse('CLAIM_UNKNOWN');
  return state.decided === 'approved' && state.span ? { claim, span: state.span } : refuse('CLAIM_NOT_APPROVED');
};
/** Of this person, and neither decided nor ended. */
export const pendingFault = (state: ClaimState, personId: string) => {
  if (!claimOf(state, personId)) return refuse('CLAIM_UNKNOWN');
  return state.decided || state.ended ? refuse('CLAIM_DECIDED') : undefined;
};

interface Named {
  readonly personId: string;
  readonly childId?: string | undefined;
}
/** The streams that say who payee and child are. */
export const familyFacts = ({ personId, childId }: Named) => ({
  ...whoFacts(personId),
  ...(childId && {
    child: streamOf('person', childId),
    childBirth: streamOf('birth', birthOf(childId)),
    childRegistration: streamOf('householdRegistration', childId),
  }),
});
export const childIn = (facts: Facts) =>
  facts.child === undefined
    ? undefined
    : identityOf(fact<PersonState>(facts, 'child'), fact<BirthState>(facts, 'childBirth'));

export const withMonths = (
  paid: readonly string[],
  span: { fromMonth: string; toMonth: string },
): readonly string[] => [...new Set([...paid, ...monthsIn({ from: span.fromMonth, to: span.toMonth }).slice(0, 1200)])];
export const withoutMonths = (
  paid: readonly string[],
  { fromMonth, toMonth }: { fromMonth: string; toMonth: string },
): readonly string[] => paid.filter((month) => month < fromMonth || month > toMonth);
/** Whether every month of a span was paid. */
export const allPaid = (paid: readonly string[], span: Span): boolean => {
  const months = monthsIn(span);
  return months.length > 0 && months.every((month) => paid.includes(month));
};
