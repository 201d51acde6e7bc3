/** 期限办理 How the last day of an answer is fixed, suspended while the platform stands still, resumed, and noted as passed. */
import { accept, already, type Context } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { type Due, isDue } from '../kernel/working-days.ts';
import { holidaysOf } from '../policy/topics.ts';
import { aboutOf, dayFault, type ExchangeCaseDecide, openFor } from './case-decide.ts';
import { events } from './case-shapes.ts';
import type { ExchangeCaseState } from './case-state.ts';
import { answerBy, dayOf, isSuspended, isTimely, type Suspension, suspendedDays } from './deadline.ts';

type Timed = Pick<ExchangeCaseState, 'delivered' | 'term' | 'needsAnswer' | 'suspensions'>;

/** INV-64: counted from the delivery by the term it was sent with, nothing else. */
export const answerDue = (context: Pick<Context, 'rule'>, state: Timed): Due | undefined => {
  const { delivered, term, needsAnswer, suspensions } = state;
  if (!delivered || !term || !needsAnswer) return undefined;
  return answerBy({ deliveredOn: delivered.on, term, suspensions }, holidaysOf(context));
};

/** A case whose last day counts still. */
const running = (state: ExchangeCaseState, context: Context) => {
  const fault = openFor(state, context, undefined);
  if (fault) return fault;
  if (!state.delivered) return refuse('NOT_DELIVERED');
  if (state.status === 'returned') return refuse('REQUEST_RETURNED');
  if (state.status === 'withdrawn') return refuse('REQUEST_WITHDRAWN');
  if (state.status === 'stopped') return refuse('REQUEST_STOPPED');
  return state.due ? { delivered: state.delivered, due: state.due } : refuse('NO_DEADLINE');
};
/** What a new last day makes of an answer that was given before it was known. */
const judgedAgain = ({ feedback }: ExchangeCaseState, due: Due, suspensions: readonly Suspension[]) => {
  const inTime = feedback && isTimely(due, suspensions, feedback.on);
  return inTime === undefined ? {} : { inTime };
};

export const timing: Pick<
  ExchangeCaseDecide,
  'SuspendDeadline' | 'ResumeDeadline' | 'SettleDeadline' | 'NoteFeedbackOverdue'
> = {
  SuspendDeadline: ({ from, reason }, state, context) => {
    const open = running(state, context);
    if ('refused' in open) return open;
    const last = state.suspensions.at(-1);
    if (last && last.until === undefined)
      return last.from === from ? already() : refuse('DEADLINE_SUSPENDED', { from: last.from });
    const fault = dayFault(context, [from, '/from'], last?.until ?? open.delivered.on);
    if (fault) return fault;
    const dueOn = dayOf(open.due);
    if (dueOn !== undefined && from > dueOn) return refuse('DEADLINE_PASSED', { dueOn });
    return accept([events.DeadlineSuspended({ ...aboutOf(state), from, reason })], { occurredOn: from });
  },
  ResumeDeadline: ({ on }, state, context) => {
    const open = running(state, context);
    if ('refused' in open) return open;
    const last = state.suspensions.at(-1);
    if (last?.until === on) return already();
    if (!last || last.until !== undefined) return refuse('DEADLINE_RUNS');
    const fault = dayFault(context, [on, '/on'], last.from);
    if (fault) return fault;
    const suspensions = [...state.suspensions.slice(0, -1), { from: last.from, until: on }];
    const due = answerDue(context, { ...state, suspensions }) ?? open.due;
    const days = suspendedDays({ from: last.from, until: on }, open.delivered.on);
    const resumed = { ...aboutOf(state), on, days, due, ...judgedAgain(state, due, suspensions) };
    return accept([events.DeadlineResumed(resumed)], { occurredOn: on });
  },
  SettleDeadline: (_, state, context) => {
    const open = running(state, context);
    if ('refused' in open) return open;
    if (isDue(open.due)) return already();
    if (isSuspended(state.suspensions)) return refuse('DEADLINE_SUSPENDED');
    const due = answerDue(context, state);
    if (!due || !isDue(due)) return refuse('DEADLINE_WAITS');
    const settled = { ...aboutOf(state), dueOn: due.on, ...judgedAgain(state, due, state.suspensions) };
    return accept([events.DeadlineSettled(settled)]);
  },
  NoteFeedbackOverdue: (_, state, context) => {
    const open = running(state, context);
    if ('refused' in open) return open;
    if (state.overdueOn !== undefined) return already();
    if (state.feedback) return refuse('REQUEST_ANSWERED');
    if (isSuspended(state.suspensions)) return refuse('DEADLINE_SUSPENDED');
    const dueOn = dayOf(open.due);
    if (dueOn === undefined) return refuse('DEADLINE_WAITS');
    if (context.today <= dueOn) return refuse('NOT_OVERDUE', { dueOn });
    return accept([events.FeedbackOverdue({ ...aboutOf(state), dueOn })]);
  },
};
