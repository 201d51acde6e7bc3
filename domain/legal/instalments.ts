/** 分期缴纳 How payments count against what was due when: the principal of the oldest sum first, then the surcharge. */
import { totalOf } from './fen.ts';
import { type Accrued, accruedOn, type Arrears, type Credit, type SurchargeOn } from './surcharge.ts';

export interface Instalment {
  readonly dueOn: string;
  readonly fen: number;
}

export type PlanFlag = 'SUM_DIFFERS' | 'NOT_IN_ORDER' | 'EMPTY_INSTALMENT';
/** What is wrong with a plan; its sums make up the principal, its days follow one another. */
export const planFlags = (plan: readonly Instalment[], principalFen: number): readonly PlanFlag[] => {
  const isInOrder = plan.every(({ dueOn }, at) => at === 0 || (plan[at - 1]?.dueOn ?? '') < dueOn);
  return [
    ...(totalOf(plan.map(({ fen }) => fen)) === principalFen ? [] : (['SUM_DIFFERS'] as const)),
    ...(isInOrder ? [] : (['NOT_IN_ORDER'] as const)),
    ...(plan.some(({ fen }) => fen <= 0) ? (['EMPTY_INSTALMENT'] as const) : []),
  ];
};

const byDay = (a: { on: string }, b: { on: string }) => (a.on < b.on ? -1 : Number(a.on > b.on));

/** Each sum with what was credited to it, and what no principal was left for. */
export const creditedTo = (plan: readonly Instalment[], payments: readonly Credit[]) => {
  const owed = plan.map(({ fen }) => fen);
  const credits = plan.map((): Credit[] => []);
  const beyond: Credit[] = [];
  for (const { on, fen } of payments.toSorted(byDay)) {
    let rest = fen;
    for (const [at, left] of owed.entries()) {
      const credit = Math.min(rest, left);
      if (credit <= 0) continue;
      owed[at] = left - credit;
      credits[at]?.push({ on, fen: credit });
      rest -= credit;
    }
    if (rest > 0) beyond.push({ on, fen: rest });
  }
  const arrears: readonly Arrears[] = plan.map((one, at) => ({ ...one, credits: credits[at] ?? [] }));
  return { arrears, beyond, principalLeftFen: totalOf(owed) };
};

export interface Balance {
  readonly principalLeftFen: number;
  readonly surchargeFen: number;
  readonly surchargeLeftFen: number;
  /** More than was ever owed: it goes back. */
  readonly surplusFen: number;
  readonly accrued: readonly Accrued[];
}
/** Where a debt stands on a day. */
export const balanceOf = (
  plan: readonly Instalment[],
  payments: readonly Credit[],
  { until, ruleOn }: { until: string; ruleOn: SurchargeOn },
): Balance => {
  const { arrears, beyond, principalLeftFen } = creditedTo(plan, payments);
  const accrued = arrears.map((one) => accruedOn(one, until, ruleOn));
  const surchargeFen = totalOf(accrued.map(({ fen }) => fen));
  const beyondFen = totalOf(beyond.map(({ fen }) => fen));
  const surchargePaid = Math.min(beyondFen, surchargeFen);
  return {
    ...{ principalLeftFen, surchargeFen, accrued },
    surchargeLeftFen: surchargeFen - surchargePaid,
    surplusFen: beyondFen - surchargePaid,
  };
};
