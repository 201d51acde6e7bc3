/** 案件状态 What a reconsideration or suit amounts to: in time or not, with evidence or without, how it ended, what was done. */
import type { Decider } from '../kernel/decider.ts';
import type { Erased } from '../kernel/message.ts';
import type { Due } from '../kernel/working-days.ts';
import type { commands, events } from './review-case-messages.ts';
import type { reviewRejections } from './review-case-rejections.ts';

export type ReviewDecider = Decider<ReviewState, typeof commands, typeof events, typeof reviewRejections>;
export type ReviewDecide = ReviewDecider['decide'];

export interface Ended {
  readonly number: string;
  readonly outcome: string;
  readonly on: string;
}
export interface ReviewState {
  readonly applicantId: string | undefined;
  readonly kind: string;
  readonly amount: number | Erased | undefined;
  readonly filed:
    | { readonly on: string; readonly timely: boolean; readonly competent: boolean; readonly intakeBy: Due }
    | undefined;
  readonly intake: 'admitted' | 'deemed' | 'declined' | undefined;
  /** Of the admission, or of the declining. */
  readonly intakeOn: string;
  readonly simplified: boolean;
  readonly copyBy: Due | undefined;
  readonly decideBy: Due | undefined;
  readonly extended: string | undefined;
  readonly copy: { readonly receivedOn: string; readonly replyBy: Due } | undefined;
  /** Digests that were filed, joined; or `NOT_FILED`. */
  readonly evidence: string | undefined;
  readonly stay: string | undefined;
  readonly decided: Ended | undefined;
  readonly reviewServedOn: string | undefined;
  readonly opinions: readonly {
    readonly number: string;
    readonly answerBy: Due;
    readonly answeredOn: string | undefined;
  }[];
  readonly suit: { readonly on: string; readonly court: string } | undefined;
  readonly judged: Ended | undefined;
  readonly performBy: { readonly REVIEW: string | undefined; readonly JUDGMENT: string | undefined };
  readonly performed: readonly string[];
}
export const UNFILED: ReviewState = {
  ...{ applicantId: undefined, kind: '', amount: undefined, filed: undefined, intake: undefined, intakeOn: '' },
  ...{ simplified: false, copyBy: undefined, decideBy: undefined, extended: undefined, copy: undefined },
  ...{ evidence: undefined, stay: undefined, decided: undefined, reviewServedOn: undefined, opinions: [] },
  ...{ suit: undefined, judged: undefined, performBy: { REVIEW: undefined, JUDGMENT: undefined }, performed: [] },
};

/** Outcomes after which the office has something to do. */
export const isToPerform = (outcome: string | undefined): boolean =>
  outcome !== undefined && ['VARIED', 'ANNULLED', 'CONFIRMED_UNLAWFUL', 'PERFORM'].includes(outcome);

export const evolveReview: ReviewDecider['evolve'] = {
  ReconsiderationFiled: (state, { applicantId, kind, amount, filedOn, timely, competent, intakeBy }) => ({
    ...{ ...state, applicantId, kind, amount },
    filed: { on: filedOn, timely, competent, intakeBy },
  }),
  ReconsiderationAdmitted: (state, { admittedOn, copyBy, decideBy, simpleFor }) => ({
    ...{ ...state, intake: 'admitted', intakeOn: admittedOn, copyBy, decideBy },
    simplified: simpleFor !== undefined,
  }),
  ReconsiderationDeemedAdmitted: (state, { admittedOn, copyBy, decideBy }) => ({
    ...{ ...state, intake: 'deemed', intakeOn: admittedOn, copyBy, decideBy },
  }),
  ReconsiderationDeclined: (state, { declinedOn }) => ({ ...state, intake: 'declined', intakeOn: declinedOn }),
  ReviewCopySent: (state, { receivedOn, replyBy }) => ({ ...state, copy: { receivedOn, replyBy } }),
  EvidenceFiled: (state, { evidence }) => ({ ...state, evidence: evidence.join() }),
  EvidenceNotFiled: (state) => ({ ...state, evidence: 'NOT_FILED' }),
  StayOrdered: (state, { orderedOn }) => ({ ...state, stay: orderedOn }),
  ReviewExtended: (state, { extendedOn, decideBy }) => ({ ...state, extended: extendedOn, decideBy }),
  ReconsiderationDecided: (state, { number, outcome, decidedOn }) => ({
    ...state,
    decided: { number, outcome, on: decidedOn },
  }),
  ReconsiderationServed: (state, { servedOn, performBy }) => ({
    ...{ ...state, reviewServedOn: servedOn },
    performBy: { ...state.performBy, REVIEW: performBy },
  }),
  OpinionIssued: (state, { number, answerBy }) => ({
    ...state,
    opinions: [...state.opinions, { number, answerBy, answeredOn: undefined }],
  }),
  OpinionAnswered: (state, { number, answeredOn }) => ({
    ...state,
    opinions: state.opinions.map((one) => (one.number === number ? { ...one, answeredOn } : one)),
  }),
  SuitFiled: (state, { filedOn, court }) => ({ ...state, suit: { on: filedOn, court } }),
  DirectSuitFiled: (state, { applicantId, kind, amount, filedOn, court }) => ({
    ...{ ...state, applicantId, kind, amount, suit: { on: filedOn, court } },
  }),
  JudgmentGiven: (state, { number, outcome, decidedOn, performBy }) => ({
    ...{ ...state, judged: { number, outcome, on: decidedOn } },
    performBy: { ...state.performBy, JUDGMENT: performBy },
  }),
  JudgmentPerformed: (state, { of, performedOn }) => ({
    ...state,
    performed: [...state.performed, `${of} ${performedOn}`],
  }),
};
