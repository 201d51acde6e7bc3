/** 双方核对 Where the logs of two counties say different things of the same case, number by number, for both to see. */
import { canonicalText } from '../kernel/canonical.ts';
import type { ExchangeCaseState } from './case-state.ts';

type Told = Readonly<Record<string, unknown>>;
/** What both sides must say alike; the person's pseudonym, the agreement's and the consent's numbers are each side's own. */
const COMPARED: Readonly<Record<string, (state: ExchangeCaseState) => unknown>> = {
  type: ({ type }) => type,
  from: ({ from }) => from,
  to: ({ to }) => to,
  pair: ({ pair }) => pair,
  fields: ({ fields }) => fields.toSorted(),
  asks: ({ asks }) => asks.toSorted(),
  term: ({ term }) => term,
  submittedOn: ({ submittedOn }) => submittedOn,
  status: ({ status }) => status,
  deliveredAt: ({ delivered }) => delivered?.at,
  due: ({ due }) => due,
  suspensions: ({ suspensions }) => suspensions,
  defect: ({ defect }) => defect,
  pairing: ({ pairing }) => pairing,
  answeredOn: ({ feedback }) => feedback?.on,
  answeredBy: ({ feedback }) => feedback?.by,
  inTime: ({ feedback }) => feedback?.inTime,
  overdueOn: ({ overdueOn }) => overdueOn,
  contests: ({ contests }) => contests.toSorted((a, b) => (a.datum < b.datum ? -1 : 1)),
};
const saidOf = (state: ExchangeCaseState): Told =>
  Object.fromEntries(Object.entries(COMPARED).map(([what, tell]) => [what, tell(state)]));
/** Absent and undefined are alike. */
const textOf = (value: unknown): string => canonicalText(JSON.parse(JSON.stringify({ value })));

export interface Difference {
  readonly what: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}
/** One number that both logs do not tell alike. */
export type Discrepancy =
  | { readonly correlation: string; readonly kind: 'MISSING_HERE' | 'MISSING_THERE' }
  | { readonly correlation: string; readonly kind: 'TWICE_HERE' | 'TWICE_THERE' }
  | { readonly correlation: string; readonly kind: 'DIFFERS'; readonly differences: readonly Difference[] };

const byCorrelation = (cases: readonly ExchangeCaseState[]): ReadonlyMap<string, readonly ExchangeCaseState[]> => {
  const found = new Map<string, ExchangeCaseState[]>();
  for (const one of cases.filter(({ status }) => status !== 'none'))
    found.set(one.correlation, [...(found.get(one.correlation) ?? []), one]);
  return found;
};

const compared = (correlation: string, ours: readonly ExchangeCaseState[], theirs: readonly ExchangeCaseState[]) => {
  const [here, there] = [ours[0], theirs[0]];
  const found: Discrepancy[] = [];
  if (ours.length > 1) found.push({ correlation, kind: 'TWICE_HERE' });
  if (theirs.length > 1) found.push({ correlation, kind: 'TWICE_THERE' });
  if (!here) found.push({ correlation, kind: 'MISSING_HERE' });
  if (!there) found.push({ correlation, kind: 'MISSING_THERE' });
  if (!here || !there) return found;
  const [said, answered] = [saidOf(here), saidOf(there)];
  const differences = Object.keys(COMPARED)
    .filter((what) => textOf(said[what]) !== textOf(answered[what]))
    .map((what) => ({ what, ours: said[what], theirs: answered[what] }));
  if (differences.length > 0) found.push({ correlation, kind: 'DIFFERS', differences });
  return found;
};

/** INV-65: both logs' cases by their common number, in its order; nothing where both say the same. */
export const reconcileCases = (
  ours: readonly ExchangeCaseState[],
  theirs: readonly ExchangeCaseState[],
): readonly Discrepancy[] => {
  const [here, there] = [byCorrelation(ours), byCorrelation(theirs)];
  return [...new Set([...here.keys(), ...there.keys()])]
    .toSorted()
    .flatMap((correlation) => compared(correlation, here.get(correlation) ?? [], there.get(correlation) ?? []));
};
