/** 违法前置条件预警 (PM-11) Whoever ties a registration or a service to a fee, a permit or a marriage: at once a critical finding upon the office. */
import type { refusal } from '../../domain/accountability/refusals.ts';
import { startOf } from '../../domain/kernel/calendar.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import type { complaint } from '../../domain/redress/complaint.ts';
import { on, type Touch } from '../projection.ts';
import { begins, type Process } from '../tasks.ts';

const NAME = 'precondition-alarm';
const UNLAWFUL_PRECONDITION = 'REF-01';

interface Alarm {
  readonly about: string;
  readonly step: string;
  readonly source: 'DAILY_SUPERVISION' | 'COMPLAINT';
  readonly office: string;
  readonly raisedOn: string;
}
const alarm = ({ about, step, source, office, raisedOn }: Alarm): Touch => {
  const data = { source, severity: 'CRITICAL', rule: UNLAWFUL_PRECONDITION, office, raisedOn, harmedIds: [] };
  return begins(about, [NAME, step], { category: 'finding', type: 'RaiseFinding', data, fireAt: startOf(raisedOn) });
};

export const preconditionAlarm: Process = {
  name: NAME,
  history: false,
  handlers: new Map([
    ...on<typeof refusal>('refusal', {
      // One finding for an office, a day and a command, however often it was tried.
      CommandRefused: ({ data: { code, office, command }, occurredOn }) => {
        if (code !== UNLAWFUL_PRECONDITION) return [];
        const about = `of_${office}-${occurredOn}`;
        return [alarm({ about, step: command, source: 'DAILY_SUPERVISION', office, raisedOn: occurredOn })];
      },
    }),
    ...on<typeof complaint>('complaint', {
      ComplaintReceived: ({ data: { against, receivedOn, ...told }, stream }) => {
        if (!told.alarm) return [];
        const about = subjectOf(stream);
        return [alarm({ about, step: 'complaint', source: 'COMPLAINT', office: against, raisedOn: receivedOn })];
      },
    }),
  ]),
};
