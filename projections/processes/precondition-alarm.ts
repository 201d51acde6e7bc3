/** 违法前置条件预警 (PM-11) Whoever ties a registration or a service to a fee, a permit or a marriage: refused as REF-01, and at once a critical finding. */
import type { refusal } from '../../domain/accountability/refusals.ts';
import { startOf } from '../../domain/kernel/calendar.ts';
import { on } from '../projection.ts';
import { begins, type Process } from '../tasks.ts';

const NAME = 'precondition-alarm';
const UNLAWFUL_PRECONDITION = 'REF-01';

/** One finding for an office, a day and a command, however often it was tried. */
export const preconditionAlarm: Process = {
  name: NAME,
  history: false,
  handlers: new Map(
    on<typeof refusal>('refusal', {
      CommandRefused: ({ data: { code, office, command }, occurredOn }) => {
        if (code !== UNLAWFUL_PRECONDITION) return [];
        const about = `of_${office}-${occurredOn}`;
        const finding = { source: 'DAILY_SUPERVISION', severity: 'CRITICAL', rule: code, office, raisedOn: occurredOn };
        const raise = { category: 'finding', type: 'RaiseFinding', data: { ...finding, harmedIds: [] } };
        return [begins(about, [NAME, command], { ...raise, fireAt: startOf(occurredOn) })];
      },
    }),
  ),
};
