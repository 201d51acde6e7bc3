/** 个人信息请求期限 (TIM-50) An answer that is late is recorded once; a last day that waits for a year's holidays is settled when they are known. */
import { endOf, startOf } from '../../domain/kernel/calendar.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import type { dataRequest } from '../../domain/privacy/data-subject-request.ts';
import { on, type Touch } from '../projection.ts';
import { closes, opens, type Process } from '../tasks.ts';

const NAME = 'data-request-deadline';

const task = (stream: string, personId: string) => ({
  ...{ category: 'dataRequest', subject: subjectOf(stream), data: { personId } },
});
const overdue = (stream: string, { personId, dueOn }: { personId: string; dueOn: string }): Touch =>
  opens(NAME, 'overdue', { ...task(stream, personId), type: 'NoteOverdue', fireAt: endOf(dueOn) });
const ended = ({ stream }: { readonly stream: string }): Touch[] => [
  closes(NAME, 'overdue', subjectOf(stream)),
  closes(NAME, 'settle', subjectOf(stream)),
];

export const dataRequestDeadline: Process = {
  name: NAME,
  history: false,
  handlers: new Map(
    on<typeof dataRequest>('dataRequest', {
      RequestReceived: ({ stream, data: { personId, receivedOn, dueOn } }) => [
        dueOn === undefined
          ? opens(NAME, 'settle', {
              ...{ ...task(stream, personId), type: 'SettleDueDate', fireAt: startOf(receivedOn), patient: true },
            })
          : overdue(stream, { personId, dueOn }),
      ],
      DueDateSettled: ({ stream, data }) => [closes(NAME, 'settle', subjectOf(stream)), overdue(stream, data)],
      RequestFulfilled: ended,
      RequestPartlyRefused: ended,
      RequestOverdue: ended,
    }),
  ),
};
