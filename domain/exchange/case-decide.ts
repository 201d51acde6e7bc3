/** 事项办理 The form of decisions on a message between counties, so that sending, answering and review can each be in a file of its own. */
import { type Context, type Decider, fact, type Facts } from '../kernel/decider.ts';
import { civilDateAt } from '../kernel/calendar.ts';
import { refuse } from '../kernel/refusal.ts';
import type { caseRejections } from './case-rejections.ts';
import type { commands, events } from './case-shapes.ts';
import type { ExchangeCaseState } from './case-state.ts';
import { actsFor } from './parties.ts';

export type ExchangeCaseDecider = Decider<ExchangeCaseState, typeof commands, typeof events, typeof caseRejections>;
export type ExchangeCaseDecide = ExchangeCaseDecider['decide'];

export const aboutOf = ({ pair, type }: ExchangeCaseState) => ({ pair, type });

/** What another county's system tells this ledger, or an import brings in, rather than what a desk of this county does. */
export const isTold = ({ actor, origin }: Pick<Context, 'actor' | 'origin'>): boolean =>
  actor.role === 'RegionalSystem' || origin === 'LEGACY_IMPORT';

/** The server's time of a fact: this ledger's own, or as the other county's ledger recorded it. */
export const serverTime = (context: Context, stated: string | undefined) => {
  if (stated !== undefined && !isTold(context)) return refuse('TIME_IS_THE_LEDGERS', { field: '/serverAt' });
  const at = stated ?? context.recordedAt;
  const on = civilDateAt(at);
  return on > context.today ? refuse('DATE_IN_FUTURE', { field: '/serverAt' }) : { at, on };
};

type Side = 'from' | 'to';
/** A case that is there, its former kind handled as history alone, by the side whose step it is. */
export const openFor = (state: ExchangeCaseState, context: Context, side: Side | undefined) => {
  if (state.side === undefined) return refuse('REQUEST_UNKNOWN');
  const isHistory = context.origin === 'LEGACY_IMPORT';
  if (state.type === 'H' && !isHistory) return refuse('REF-08', { fields: ['type'] });
  if (side === undefined || isHistory || actsFor(context, context.actor, state[side])) return undefined;
  return refuse(side === 'from' ? 'NOT_THE_SENDER' : 'NOT_THE_ADDRESSEE');
};
/** The day of a step: not to come, and not before what it follows. */
export const dayFault = (context: Context, [on, field]: readonly [string, string], after: string | undefined) => {
  if (on > context.today) return refuse('DATE_IN_FUTURE', { field });
  return after !== undefined && on < after ? refuse('BEFORE_WHAT_IT_FOLLOWS', { field, after }) : undefined;
};

export const factOr = <S>(facts: Facts, name: string): S | undefined =>
  name in facts ? fact<S>(facts, name) : undefined;
