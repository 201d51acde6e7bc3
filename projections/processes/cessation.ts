/** 终止征收 (PM-06) Every former fee case that an import brings in: collection ceases on 2021-08-20, and each restriction is to be lifted. */
import { startOf } from '../../domain/kernel/calendar.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import type { feeCase } from '../../domain/legal/fee-case.ts';
import { FEE_ENDED_ON } from '../../domain/policy/choice-of-rule.ts';
import { on } from '../projection.ts';
import { closes, opens, type Process, TODAY } from '../tasks.ts';

const NAME = 'cessation';
const fireAt = startOf(FEE_ENDED_ON);
const liftOf = (restriction: string) => `lift-${restriction.toLowerCase().replaceAll('_', '-')}`;

const ceased = ({ stream }: { readonly stream: string }) => [closes(NAME, 'cease', subjectOf(stream))];

export const cessation: Process = {
  name: NAME,
  history: true,
  handlers: new Map(
    on<typeof feeCase>('feeCase', {
      CaseFiled: ({ stream }) => [
        opens(NAME, 'cease', {
          ...{ category: 'feeCase', subject: subjectOf(stream), type: 'CeaseCollection', data: {}, fireAt },
        }),
      ],
      CollectionCeased: ceased,
      CaseClosedWithoutLevy: ceased,
      CaseSealed: ceased,
      CourtEnforcementGranted: ({ stream, data: { restrictions, court } }) =>
        restrictions.map((restriction) =>
          opens(NAME, liftOf(restriction), {
            ...{ category: 'feeCase', subject: subjectOf(stream), type: 'RequestRestrictionLift', fireAt },
            data: { restriction, court, requestedOn: TODAY },
          }),
        ),
      RestrictionLiftRequested: ({ stream, data: { restriction } }) => [
        closes(NAME, liftOf(restriction), subjectOf(stream)),
      ],
    }),
  ),
};
