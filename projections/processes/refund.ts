/** 撤销与退还 (PM-07) What was not owed is ordered back: after an annulment, a variation downwards, a duplicate levy, an unlawful receipt. */
import { startOf, firstDayOf } from '../../domain/kernel/calendar.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import type { feeCase } from '../../domain/legal/fee-case.ts';
import type { RefundGround } from '../../domain/legal/refund.ts';
import { on, type Touch, type ViewEvent } from '../projection.ts';
import { closes, opens, type Process, TODAY } from '../tasks.ts';

const NAME = 'refund';
const stepOf = (ground: string) => ground.toLowerCase().replaceAll('_', '-');

/** Nothing was paid: then nothing is ordered, and nobody needs to look at it. */
const NOTHING = ['NOTHING_TO_REFUND'];
const order = ({ stream, occurredOn }: Pick<ViewEvent, 'stream' | 'occurredOn'>, ground: RefundGround): Touch =>
  opens(NAME, stepOf(ground), {
    ...{ category: 'feeCase', subject: subjectOf(stream), type: 'OrderRefund', data: { ground, orderedOn: TODAY } },
    ...{ fireAt: startOf(firstDayOf(occurredOn)), settledBy: NOTHING },
  });

export const refund: Process = {
  name: NAME,
  history: false,
  handlers: new Map(
    on<typeof feeCase>('feeCase', {
      DecisionAnnulled: (event) => [order(event, 'ANNULMENT')],
      DecisionVaried: (event) => [order(event, 'VARIATION')],
      DuplicateLevyDetected: (event) => (event.data.contrary === 'THIS' ? [order(event, 'DUPLICATE')] : []),
      UnlawfulReceiptRecorded: (event) => [order(event, 'UNLAWFUL_RECEIPT')],
      RefundOrdered: ({ stream, data: { ground } }) => [closes(NAME, stepOf(ground), subjectOf(stream))],
    }),
  ),
};
