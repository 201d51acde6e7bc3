/** 待遇期间与标准 From which month until which a scheme pays, and how much each month: by the rule of the month paid. */
import { addYears, firstDayOf, monthOf } from '../kernel/calendar.ts';
import type { Context } from '../kernel/decider.ts';
import { type Erased, isErased } from '../kernel/message.ts';
import { refuse } from '../kernel/refusal.ts';
import { ruleUnder } from '../policy/topics.ts';
import { type Identity, latestBirth } from '../registry/vital.ts';
import type { Scheme } from './claim-messages.ts';
import { birthdayMonth, laterMonth, monthsIn, type Span, subsidySpan } from './months.ts';

export interface OpenSpan {
  readonly from: string;
  readonly to: string | undefined;
}
export type Circumstance = 'CHILD_DIED' | 'CHILD_DISABLED' | Erased | undefined;
interface Who {
  readonly payee: Identity;
  readonly child: Identity | undefined;
}

/** Of age on the day itself, whatever day of the week; the month it lies in is the first that is paid. */
const fromAge = (who: Identity, years: number): OpenSpan => ({
  from: monthOf(addYears(latestBirth(who), years)),
  to: undefined,
});

/** The months a scheme can pay at all, as the rule in force on a day has it; `none` where there is no month. */
export const spanOf = (
  scheme: Scheme,
  { payee, child }: Who,
  { context, on }: { context: Context; on: string },
): OpenSpan | 'none' | undefined => {
  const asked = { context, on };
  switch (scheme) {
    case 'CHILDCARE_SUBSIDY': {
      const rule = ruleUnder('R4', 'childcareSubsidy', asked);
      return rule && ((child && subsidySpan(child.bornIn, rule)) ?? 'none');
    }
    case 'REWARD_ASSISTANCE': {
      const rule = ruleUnder('R4', 'rewardAssistance', asked);
      return rule && (latestBirth(payee) < rule.bornFrom ? 'none' : fromAge(payee, rule.fromYears));
    }
    case 'SPECIAL_ASSISTANCE': {
      const rule = ruleUnder('R4', 'specialAssistance', asked);
      return rule && fromAge(payee, rule.fromYears);
    }
    case 'ONE_CHILD_REWARD': {
      const rule = ruleUnder('R4', 'oneChildReward', asked);
      return rule && (child ? { from: child.bornIn, to: birthdayMonth(child.bornIn, rule.untilYears) } : 'none');
    }
  }
};

/** What a month pays, by the rule version in force in it. */
export const monthlyFen = (
  scheme: Scheme,
  { month, circumstance }: { month: string; circumstance: Circumstance },
  context: Context,
): number | undefined => {
  const asked = { context, on: firstDayOf(month) };
  switch (scheme) {
    case 'CHILDCARE_SUBSIDY': {
      const rule = ruleUnder('R4', 'childcareSubsidy', asked);
      return rule && rule.perYearFen / 12;
    }
    case 'REWARD_ASSISTANCE': {
      const rule = ruleUnder('R4', 'rewardAssistance', asked);
      return rule && rule.perYearFen / 12;
    }
    case 'SPECIAL_ASSISTANCE': {
      const rule = ruleUnder('R4', 'specialAssistance', asked);
      if (!rule || circumstance === undefined || isErased(circumstance)) return undefined;
      return circumstance === 'CHILD_DIED' ? rule.diedPerMonthFen : rule.disabledPerMonthFen;
    }
    case 'ONE_CHILD_REWARD':
      return ruleUnder('R4', 'oneChildReward', asked)?.perMonthFen;
  }
};

/** What a span of months pays in all, each by its own rule. */
export const fenOf = (
  scheme: Scheme,
  { span, circumstance }: { span: Span; circumstance: Circumstance },
  context: Context,
) => {
  let fen = 0;
  for (const month of monthsIn(span)) {
    const one = monthlyFen(scheme, { month, circumstance }, context);
    if (one === undefined) return refuse('NO_RATE', { month });
    fen += one;
  }
  return fen;
};

/** Nothing is paid for months after a death; the month of the death itself is. */
export const lastMonthAlive = ({ died }: Pick<Identity, 'died'>): string | undefined => died?.in;
export const firstPayable = (span: OpenSpan, filedMonth: string, scheme: Scheme): string =>
  // 育儿补贴 is paid back to the first month of the scheme; the others from the month of the claim.
  scheme === 'CHILDCARE_SUBSIDY' ? span.from : laterMonth(span.from, filedMonth);
