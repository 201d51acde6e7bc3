/** 事项状态 What one message between two counties has come to, as each side's own log tells it. */
import type { Erased } from '../kernel/message.ts';
import type { Due } from '../kernel/working-days.ts';
import type { AnswerTerm } from '../policy/exchange-rules.ts';
import type { Answer, Datum } from './case-shapes.ts';
import type { Suspension } from './deadline.ts';
import type { OpenType } from './message-types.ts';

export type CaseStatus =
  | 'none'
  | 'submitted'
  | 'delivered'
  | 'answered'
  | 'accepted'
  | 'returned'
  | 'withdrawn'
  | 'stopped';
export interface Contest {
  readonly datum: Datum;
  readonly standing: 'open' | 'UPHELD' | 'DISMISSED';
}
export interface Given {
  readonly on: string;
  readonly by: string;
  readonly inTime: boolean | undefined;
  readonly answers: readonly Answer[] | Erased | undefined;
  readonly clockSkew: boolean;
}

export interface ExchangeCaseState {
  readonly status: CaseStatus;
  readonly side: 'SENT' | 'RECEIVED' | undefined;
  readonly correlation: string;
  readonly pair: string;
  readonly type: OpenType;
  readonly from: string;
  readonly to: string;
  readonly personId: string | undefined;
  readonly consentId: string | undefined;
  readonly submittedOn: string;
  readonly message: string | undefined;
  readonly fields: readonly string[];
  readonly asks: readonly string[];
  readonly values: readonly string[];
  readonly needsAnswer: boolean;
  readonly term: AnswerTerm | undefined;
  readonly delivered: { readonly at: string; readonly on: string } | undefined;
  readonly due: Due | undefined;
  readonly suspensions: readonly Suspension[];
  readonly defect: string | undefined;
  readonly pairing: 'paired' | 'failed' | undefined;
  readonly pairedWith: string | undefined;
  readonly verifiedOn: string | undefined;
  readonly feedback: Given | undefined;
  /** The last day that has passed without an answer, as it was noted. */
  readonly overdueOn: string | undefined;
  readonly contests: readonly Contest[];
  readonly sample: { readonly correct: boolean; readonly on: string } | undefined;
  /** Corrections that were sent after it, `name xc_…`. */
  readonly corrections: readonly string[];
}

export const NO_CASE: ExchangeCaseState = {
  ...{ status: 'none', side: undefined, correlation: '', pair: '', type: 'X1', from: '', to: '' },
  ...{ personId: undefined, consentId: undefined, submittedOn: '', message: undefined },
  ...{ fields: [], asks: [], values: [], needsAnswer: false, term: undefined, delivered: undefined, due: undefined },
  ...{ suspensions: [], defect: undefined, pairing: undefined, pairedWith: undefined, verifiedOn: undefined },
  ...{ feedback: undefined, overdueOn: undefined, contests: [], sample: undefined, corrections: [] },
};

export const contestOf = ({ contests }: ExchangeCaseState, datum: Datum): Contest | undefined =>
  contests.findLast((one) => one.datum === datum);
export const isContested = ({ contests }: ExchangeCaseState): boolean =>
  contests.some(({ standing }) => standing === 'open');
