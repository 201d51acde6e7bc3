/** 历史消息 How a message of the former migrant regime is taken in: as history alone, sealed, and never sent on. */
import { accept, type Context } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { dueOf, isInTime } from '../kernel/working-days.ts';
import type { AnswerTerm, HistoricHandling } from '../policy/exchange-rules.ts';
import { holidaysOf, ruleUnder } from '../policy/topics.ts';
import { events, type Submission } from './case-shapes.ts';
import type { HistoricHandlingKind, HistoricType } from './message-types.ts';
import { actsFor, pairOf } from './parties.ts';

/** Within a province its own rules held; between provinces the decree's. */
const handlingOf = ({ from, to, history }: Submission, type: HistoricType): HistoricHandlingKind => {
  if (history?.handling) return history.handling;
  return type === 'H1' && from.slice(0, 2) !== to.slice(0, 2) ? 'INTER_PROVINCIAL' : 'ORDINARY';
};

/** Whether a step kept a limit of the former regime; where the year's calendar is not loaded it counts as kept. */
export const keptLimit = (context: Pick<Context, 'rule'>, [from, on]: readonly [string, string], term: AnswerTerm) =>
  isInTime(dueOf(from, term, holidaysOf(context)), on) !== false;

const isSentLate = (context: Context, { history }: Submission, { sendWithin }: HistoricHandling): boolean =>
  history?.factOn !== undefined &&
  sendWithin !== undefined &&
  !keptLimit(context, [history.factOn, history.sentOn], sendWithin);

export const takeInHistory = (data: Submission, type: HistoricType, context: Context) => {
  if (context.origin !== 'LEGACY_IMPORT') return refuse('REF-08', { fields: ['type'] });
  if (!data.history) return refuse('HISTORY_NOT_TOLD', { field: '/history' });
  const { sentOn } = data.history;
  if (sentOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/history/sentOn' });
  const rules = ruleUnder('R1', 'exchangeHistory', { context, on: sentOn });
  if (!rules) return refuse('NO_RULE_IN_FORCE', { topic: 'exchangeHistory', on: sentOn });
  const handling = handlingOf(data, type);
  const rule = rules.messages.find((one) => one.type === type && one.handling === handling);
  if (!rule) return refuse('HANDLING_UNKNOWN', { field: '/history/handling' });
  const sides = pairOf(context, data, sentOn);
  if ('refused' in sides) return sides;
  const { from, to, basis, personId, tells, asks } = data;
  const sent = events.RequestSubmitted({
    ...{ pair: sides.pair, type: 'H', correlation: context.subject, from, to, submittedOn: sentOn },
    ...{ fields: [], asks: [], values: [], needsAnswer: rule.answer, basis, term: rule.term },
    side: actsFor(context, context.actor, to) ? 'RECEIVED' : 'SENT',
    flags: isSentLate(context, data, rule) ? ['SENT_LATE'] : [],
    legacy: { type, handling, personId, tells, asks },
  });
  return accept([sent], { occurredOn: sentOn });
};
