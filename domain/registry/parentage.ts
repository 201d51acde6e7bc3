/** 随父随母 Whom a newborn's registration follows, by the declarant's choice, and what may prove it. */
import * as z from 'zod';
import { lastDayOf } from '../kernel/calendar.ts';
import { type Context, doubt } from '../kernel/decider.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import type { BirthState } from './birth.ts';
import type { RegistrationState } from './household-registration.ts';
import { Proof } from './proof.ts';
import { type Identity, latestBirth } from './vital.ts';

export { Proof };

export const Follows = z.enum(['MOTHER', 'FATHER']);
/** What the registrar tells the family beside the registration; never a condition of it. */
export const Notice = z.enum(['LATE_DECLARATION', 'PARENT_NOT_REGISTERED']);

const citations = ['国办发〔2015〕96号', '户口登记条例 7'];
export const parentageRejections = {
  PARENT_NOT_ON_RECORD: {
    zh: '出生报告所载的母亲不是所填的人。',
    en: 'The birth on record names another mother.',
    citations,
    alternative: { zh: '有判决的，请选择“法院判决”。', en: 'Where a court decided, name its decision as proof.' },
  },
  PATERNITY_PROOF_NEEDED: {
    zh: '出生报告未载明该父亲；随父登记需要亲子鉴定或者判决。',
    en: 'The birth on record does not name this father: to follow him, a parentage test or a court decision.',
    citations,
    alternative: {
      zh: '可以选择随母登记，无需此类证明。',
      en: 'The child can follow its mother without any such proof.',
    },
  },
  PARENT_IN_OTHER_HOUSEHOLD: {
    zh: '所随父母登记在另一户。',
    en: 'The parent to be followed is registered in another household.',
    citations,
    alternative: { zh: '请登记在该户，或者附理由提交。', en: 'Register the child there, or send it with a reason.' },
    doubt: true,
  },
} as const satisfies Rejections;

interface Claim {
  readonly follows: z.output<typeof Follows>;
  readonly parentId: string;
  readonly proof: z.output<typeof Proof>;
}

/** The mother needs no proof of parentage; a father whom the birth on record does not name needs one. */
export const parentageFault = ({ follows, parentId, proof }: Claim, birth: BirthState) => {
  if (proof === 'COURT_DECISION') return undefined;
  if (follows === 'MOTHER')
    return birth.status === 'reported' && birth.motherId !== parentId
      ? refuse('PARENT_NOT_ON_RECORD', { field: '/parentId' })
      : undefined;
  const isNamed = birth.status === 'reported' ? birth.fatherId === parentId : proof === 'BIRTH_CERTIFICATE';
  return isNamed || proof === 'PARENTAGE_TEST' ? undefined : refuse('PATERNITY_PROOF_NEEDED', { field: '/proof' });
};

/** Names the office where the parent is registered now. */
export const parentElsewhere = (
  context: Context,
  parent: RegistrationState,
  { householdId, office }: { householdId: string; office: string | undefined },
) =>
  parent.status === 'registered' && parent.householdId !== householdId
    ? doubt(context, 'PARENT_IN_OTHER_HOUSEHOLD', { office })
    : undefined;

/** The last day on which a declaration is in time. */
const inTimeUntil = (child: Identity, months: number): string =>
  lastDayOf(latestBirth(child), { amount: months, unit: 'month' });

/** Lateness never bars registration. */
export const noticesFor = (
  child: Identity,
  {
    declaredOn,
    declarationMonths,
    parent,
  }: { declaredOn: string; declarationMonths: number; parent: RegistrationState },
): z.output<typeof Notice>[] => [
  ...(declaredOn > inTimeUntil(child, declarationMonths) ? (['LATE_DECLARATION'] as const) : []),
  ...(parent.status === 'registered' ? [] : (['PARENT_NOT_REGISTERED'] as const)),
];
