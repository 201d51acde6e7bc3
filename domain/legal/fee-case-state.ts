/** 案件状态 What a former fee case amounts to: one party's debt, what was paid on it, and what ended it. */
import { type Erased, unlessErased } from '../kernel/message.ts';
import type { Due } from '../kernel/working-days.ts';
import type { Deposits } from '../policy/levy-rules.ts';
import type { LevyDefect } from './decision-defects.ts';
import type { Instalment } from './instalments.ts';
import type { RefundGround } from './refund.ts';
import type { Credit } from './surcharge.ts';

export type HeldSum = number | Erased;
export interface Child {
  readonly childId: string;
  readonly bornIn: string;
  readonly bornOn: string | Erased;
  readonly order: HeldSum;
}
export interface Payment {
  readonly on: string;
  readonly fen: HeldSum;
  readonly reference: string;
}
export interface Levied {
  readonly decidedOn: string;
  readonly number: string;
  readonly childIds: readonly string[];
  readonly amount: HeldSum;
  readonly expected: HeldSum | undefined;
  readonly remedyText: boolean;
  readonly printed: { readonly amount: number; readonly unit: 'day' | 'workingDay' | 'month' } | undefined;
  readonly defects: readonly LevyDefect[];
}
export interface Served {
  readonly on: string;
  readonly payBy: string;
  readonly reviewBy: Due | undefined;
  readonly suitBy: Due | undefined;
}
export type Ended = 'CEASED' | 'CLOSED_WITHOUT_LEVY';
export interface Restricted {
  readonly restriction: string;
  readonly lift: 'none' | 'requested' | 'confirmed';
}
export interface Ordered {
  readonly ground: RefundGround;
  readonly principal: HeldSum;
  readonly credits: readonly Credit[] | Erased;
  readonly deposits: Deposits;
  readonly voucher: string | undefined;
}

export interface FeeCaseState {
  readonly partyId: string | undefined;
  readonly county: string;
  readonly fileNumber: string;
  readonly discoveredOn: string | undefined;
  readonly children: readonly Child[];
  /** Kinds of steps with their days, `NOTICE 2008-08-01`: each once. */
  readonly steps: readonly string[];
  readonly levied: Levied | undefined;
  readonly served: Served | undefined;
  readonly requested: { readonly on: string; readonly answerBy: string } | undefined;
  readonly answered: 'approved' | 'refused' | undefined;
  readonly plan: readonly Instalment[] | Erased | undefined;
  readonly payments: readonly Payment[];
  readonly accruedUntil: string | undefined;
  readonly remitted: readonly Payment[];
  readonly demandedOn: string | undefined;
  readonly enforceableFrom: Due | undefined;
  readonly enforcement: 'requested' | 'granted' | 'refused' | undefined;
  readonly suspendedOn: string | undefined;
  readonly restrictions: readonly Restricted[];
  readonly selections: readonly string[];
  /** Other decisions on the same fact; contrary is the one that came second. */
  readonly duplicates: readonly {
    readonly number: string;
    readonly childId: string;
    readonly contrary: 'THIS' | 'OTHER';
  }[];
  readonly ended: Ended | undefined;
  readonly annulled: string | undefined;
  readonly variedTo: HeldSum | undefined;
  readonly variedBy: string | undefined;
  /** Money that was taken once there was no fee any more. */
  readonly receipts: readonly Payment[];
  readonly refunds: readonly Ordered[];
  readonly sealed: boolean;
}

export const UNFILED: FeeCaseState = {
  ...{ partyId: undefined, county: '', fileNumber: '', discoveredOn: undefined, children: [], steps: [] },
  ...{ levied: undefined, served: undefined, requested: undefined, answered: undefined, plan: undefined },
  ...{ payments: [], accruedUntil: undefined, remitted: [], demandedOn: undefined, enforceableFrom: undefined },
  ...{ enforcement: undefined, suspendedOn: undefined, restrictions: [], selections: [], duplicates: [] },
  ...{ ended: undefined, annulled: undefined, variedTo: undefined, variedBy: undefined, receipts: [], refunds: [] },
  sealed: false,
};

/** Sums that are there to be reckoned with; undefined once one of them was erased. */
export const creditsOf = (payments: readonly Payment[]): readonly Credit[] | undefined => {
  const credits = payments.flatMap(({ on, fen }) => {
    const sum = unlessErased(fen);
    return sum === undefined ? [] : [{ on, fen: sum }];
  });
  return credits.length === payments.length ? credits : undefined;
};

/** What was owed by when: the approved instalments, else the whole within the days of the decision. */
export const owedBy = (state: FeeCaseState): readonly Instalment[] | undefined => {
  const { levied, served, plan } = state;
  if (!levied) return [];
  const principal = unlessErased(state.variedTo ?? levied.amount);
  if (principal === undefined) return undefined;
  if (plan !== undefined && state.variedTo === undefined) return unlessErased<readonly Instalment[]>(plan);
  return [{ dueOn: served?.payBy ?? '9999-12-31', fen: principal }];
};
