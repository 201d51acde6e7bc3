/** 双向考核指标 The rates by which two counties answer for what they exchange, from plain summaries of cases; both sides reckon alike. */
import { addDays, addMonths } from '../kernel/calendar.ts';
import { decimalText, type Fraction, fraction, times } from '../kernel/fraction.ts';
import { contestOf, type ExchangeCaseState, isContested } from './case-state.ts';
import { dayOf, isSuspended } from './deadline.ts';

/** What of a case counts; dates are those of the servers. */
export interface CaseSummary {
  /** The relationship it is about; where a side does not know it, the case's own number. */
  readonly relationship: string;
  readonly submittedOn: string;
  readonly withdrawn: boolean;
  readonly deliveredOn: string | undefined;
  readonly needsAnswer: boolean;
  readonly matched: boolean;
  readonly returned: boolean;
  /** A datum of it is contested and not decided yet: it is left out until then. */
  readonly contested: boolean;
  /** None while it is suspended, or waits for a year's calendar. */
  readonly dueOn: string | undefined;
  readonly answeredOn: string | undefined;
  readonly inTime: boolean;
  readonly sampled: { readonly on: string; readonly correct: boolean } | undefined;
}

export const summaryOf = (state: ExchangeCaseState): CaseSummary => {
  const { status, delivered, feedback, sample } = state;
  return {
    relationship: state.personId ?? state.correlation,
    submittedOn: state.submittedOn,
    withdrawn: status === 'withdrawn' || status === 'stopped',
    deliveredOn: delivered?.on,
    needsAnswer: state.needsAnswer,
    matched: state.pairing === 'paired',
    returned: status === 'returned' && contestOf(state, 'RETURN')?.standing !== 'open',
    contested: isContested(state),
    dueOn: isSuspended(state.suspensions) ? undefined : dayOf(state.due),
    answeredOn: feedback?.on,
    inTime: feedback?.inTime === true,
    sampled: sample,
  };
};

/** 考核月 Both days included; what is answered after `closedOn` is not counted as answered in it. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly closedOn: string;
}
const CLOSING_DAY = '20';
/** TIM-31: a month closes on its 20th and begins on the 21st of the one before. */
export const exchangeMonth = (month: string): Period => {
  const to = `${month}-${CLOSING_DAY}`;
  return { from: addDays(addMonths(to, -1), 1), to, closedOn: to };
};
/** The exchange month a day belongs to, `2026-03`. */
export const exchangeMonthOf = (date: string): string =>
  date.slice(8) <= CLOSING_DAY ? date.slice(0, 7) : addMonths(`${date.slice(0, 7)}-01`, 1).slice(0, 7);

/** The letters of the reference. */
export interface Counts {
  /** Relationships the sender knows that need an exchange. */
  readonly K: number;
  /** Those of them for which it submitted at least one valid message. */
  readonly S: number;
  /** Messages received that require an answer. */
  readonly R: number;
  /** Those of them whose last day falls in the period, less what was returned, withdrawn, suspended or is contested. */
  readonly D: number;
  /** Those of D answered before the period closed. */
  readonly F: number;
  /** Those of F answered on or before their last day. */
  readonly T: number;
  /** Answers sampled. */
  readonly A: number;
  /** Those of A found correct. */
  readonly C: number;
  readonly matched: number;
  readonly sent: number;
  readonly returned: number;
}

const isIn =
  ({ from, to }: Period) =>
  (date: string | undefined): boolean =>
    date !== undefined && from <= date && date <= to;

/** @param known relationships the sender knows in the period that need an exchange */
export const countsOf = (known: number, cases: readonly CaseSummary[], period: Period): Counts => {
  const within = isIn(period);
  const sent = cases.filter(({ submittedOn, withdrawn }) => within(submittedOn) && !withdrawn);
  const received = cases.filter(({ deliveredOn, needsAnswer }) => within(deliveredOn) && needsAnswer);
  const due = cases.filter(
    ({ needsAnswer, deliveredOn, dueOn, returned, withdrawn, contested }) =>
      needsAnswer && deliveredOn !== undefined && within(dueOn) && !returned && !withdrawn && !contested,
  );
  const answered = due.filter(({ answeredOn }) => answeredOn !== undefined && answeredOn <= period.closedOn);
  const sampled = cases.filter(({ sampled: sample, contested }) => within(sample?.on) && !contested);
  return {
    K: known,
    S: new Set(sent.map(({ relationship }) => relationship)).size,
    R: received.length,
    D: due.length,
    F: answered.length,
    T: answered.filter(({ inTime }) => inTime).length,
    A: sampled.length,
    C: sampled.filter(({ sampled: sample }) => sample?.correct).length,
    matched: received.filter(({ matched }) => matched).length,
    sent: sent.length,
    returned: sent.filter(({ returned }) => returned).length,
  };
};

/** BAD-30: nothing divided by nothing is not applicable. BAD-32: more than the whole contradicts itself. */
export type Rate = Fraction | 'NOT_APPLICABLE' | 'CONTRADICTORY';
export const rateOf = (numerator: number, denominator: number): Rate => {
  if (numerator < 0 || numerator > denominator) return 'CONTRADICTORY';
  return denominator === 0 ? 'NOT_APPLICABLE' : fraction(numerator, denominator);
};

export const INDICATORS = [
  'submission',
  'feedback',
  'timeliness',
  'onTimeCoverage',
  'accuracy',
  'match',
  'return',
] as const;
export type Indicator = (typeof INDICATORS)[number];
export type Rates = Readonly<Record<Indicator, Rate>>;

/** 提交率、反馈率、及时率、按期覆盖率、准确率、配对率、退回率. */
export const ratesOf = ({ K, S, R, D, F, T, A, C, matched, sent, returned }: Counts): Rates => ({
  submission: rateOf(S, K),
  feedback: rateOf(F, D),
  timeliness: rateOf(T, F),
  onTimeCoverage: rateOf(T, D),
  accuracy: rateOf(C, A),
  match: rateOf(matched, R),
  return: rateOf(returned, sent),
});

/** Who answers for a rate: whoever sent, whoever was asked, or both. */
export const ANSWERS_FOR: Readonly<Record<Indicator, 'SENDER' | 'ADDRESSEE' | 'BOTH'>> = {
  submission: 'SENDER',
  feedback: 'ADDRESSEE',
  timeliness: 'ADDRESSEE',
  onTimeCoverage: 'ADDRESSEE',
  accuracy: 'ADDRESSEE',
  match: 'BOTH',
  return: 'SENDER',
};

const HUNDRED = fraction(100);
/** Per cent with two places, rounded half up; what is no rate stays what it is. */
export const percentText = (rate: Rate): string =>
  typeof rate === 'string' ? rate : decimalText(times(rate, HUNDRED), 2);
