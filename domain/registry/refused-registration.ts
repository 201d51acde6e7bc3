/** 不予登记 A refusal to register somebody: one of three reasons, the law, and where to complain within which limit. */
import * as z from 'zod';
import type { Context } from '../kernel/decider.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { DivisionCode } from '../kernel/values.ts';
import { CITATION_CODES } from '../policy/citations.ts';
import { ruleUnder } from '../policy/topics.ts';

/** 救济告知 Where, and within how many days, a reconsideration may be asked for. */
const RemedyNotice = z.strictObject({ organ: DivisionCode, days: z.int().positive().max(3650) });
export const RefusedRegistration = z.strictObject({
  reasonCode: z.enum(['NOT_THIS_PLACE', 'IDENTITY_UNPROVEN', 'ALREADY_REGISTERED']),
  citation: z.enum(CITATION_CODES),
  remedyNotice: RemedyNotice,
});

export const refusedRegistrationRejections = {
  REMEDY_TOO_SHORT: {
    zh: '告知的救济期限短于法定期限。',
    en: 'The remedy notice names a shorter limit than the law gives.',
    citations: ['行政复议法 20'],
  },
} as const satisfies Rejections;

/** A notice may name a longer limit than the law, in the citizen's favour; never a shorter one. */
export const remedyFault = (context: Context, { days }: z.output<typeof RemedyNotice>) => {
  const rule = ruleUnder('R4', 'remedies', { context, on: context.today });
  if (!rule) return refuse('NO_RULE_IN_FORCE', { topic: 'remedies', on: context.today });
  const { reconsiderationDays } = rule;
  return days < reconsiderationDays
    ? refuse('REMEDY_TOO_SHORT', { field: '/remedyNotice/days', reconsiderationDays })
    : undefined;
};
