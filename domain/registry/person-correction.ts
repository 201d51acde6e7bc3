/** 更正 What may be put right about a person, and what a correction must fit. The record corrected stays in the log. */
import type * as z from 'zod';
import { type Context, doubt } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, Sex } from '../kernel/values.ts';
import { birthDateIn, sexIn } from './citizen-id.ts';
import { CitizenId, correctionOf, EthnicCode, Name } from './fields.ts';
import { citizenIdFault } from './identity-number.ts';
import type { PersonState } from './person.ts';
import { diedBefore, type Identity } from './vital.ts';

const CORRECTABLE = { name: Name, sex: Sex, bornOn: CivilDate, ethnicCode: EthnicCode, citizenId: CitizenId } as const;
export const Correction = correctionOf(CORRECTABLE, [
  { field: 'name', value: '王晓明', reason: 'TYPING_ERROR' },
  { field: 'sex', value: '2', reason: 'MEDICAL_CERTIFICATE' },
  { field: 'bornOn', value: '1990-01-02', reason: 'DOCUMENT_SHOWN' },
  { field: 'ethnicCode', value: '05', reason: 'DECLARED_BY_PERSON' },
  { field: 'citizenId', value: '990121199001010022', reason: 'DOCUMENT_SHOWN' },
]);
type Correction = z.output<typeof Correction>;

export const correctionRejections = {
  CITIZEN_ID_CONFLICT: {
    zh: '更正后与已登记的公民身份号码不一致。',
    en: 'The corrected fact no longer fits the identity number on record.',
    alternative: {
      zh: '核实无误的，附理由代码提交，随后更正号码。',
      en: 'Where checked, send a reason, then correct the number.',
    },
    doubt: true,
  },
  NOTHING_TO_CORRECT: {
    zh: '没有已登记的公民身份号码可以更正。',
    en: 'There is no identity number on record to correct.',
    alternative: { zh: '请改用“编制公民身份号码”。', en: 'Assign the identity number instead.' },
  },
} as const satisfies Rejections;

/** @param who the person as known so far, its birth included */
export const correctionFault = (
  { field, value }: Correction,
  { citizenId }: PersonState,
  { context, who }: { context: Context; who: Identity },
) => {
  const id = unlessErased(citizenId);
  if (field === 'citizenId')
    return citizenId === undefined ? refuse('NOTHING_TO_CORRECT') : citizenIdFault(context, value, who);
  if (field === 'bornOn' && diedBefore(who, value)) return refuse('BEFORE_BIRTH', { field: '/value' });
  const future = field === 'bornOn' && value > context.today ? doubt(context, 'BORN_IN_FUTURE') : undefined;
  if (future) return future;
  const conflicts =
    id && ((field === 'bornOn' && birthDateIn(id) !== value) || (field === 'sex' && sexIn(id) !== value));
  return conflicts ? doubt(context, 'CITIZEN_ID_CONFLICT', { field }) : undefined;
};

/** What stood there before; nothing where nothing did, or it was erased. */
export const previousOf = (field: Correction['field'], state: PersonState, who: Identity): string | undefined => {
  if (field === 'name') return unlessErased(who.name);
  return field === 'sex' || field === 'bornOn' ? unlessErased(who[field]) : unlessErased(state[field]);
};
