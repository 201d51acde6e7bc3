/** 独生子女父母光荣证 A certificate of the one-child period: taken over from the register, cancelled, replaced; never newly given. */
import * as z from 'zod';
import { accept, already, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event, sealed } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, PersonId } from '../kernel/values.ts';
import type { Held } from '../registry/vital.ts';

const CertificateNo = z
  .string()
  .regex(/^[A-Z0-9-]{4,30}$/, 'a certificate number of 4 to 30 capitals, digits or -')
  .meta({ examples: ['DZ-1998-00012', 'DZ-2003-00345'] });
const Cause = z.enum(['FURTHER_BIRTH', 'FURTHER_ADOPTION', 'BY_REQUEST', 'ISSUED_IN_ERROR']);
const issue = z.strictObject({
  personId: PersonId,
  otherParentId: PersonId.optional(),
  childId: PersonId,
  number: CertificateNo,
  issuedOn: CivilDate,
});
const how = (...basis: string[]) => ({ purpose: 'BENEFIT' as const, basis });
const commands = defineCommands({
  TakeOverCertificate: command(issue, { ...how('PFP-31'), creates: true }),
  CancelCertificate: command(
    z.strictObject({ personId: PersonId, cause: Cause, cancelledOn: CivilDate }),
    how('PFP-31'),
  ),
  ReissueCertificate: command(
    z.strictObject({ personId: PersonId, number: CertificateNo, reissuedOn: CivilDate }),
    how('PFP-31'),
  ),
});
const number = sealed(CertificateNo, { owner: 'personId', class: 'identity' });
const events = defineEvents({
  CertificateIssued: event(issue.extend({ number })),
  /** What was received until then is kept. */
  CertificateCancelled: event(commands.specs.CancelCertificate.data.extend({ pastRewards: z.literal('KEPT') })),
  CertificateReissued: event(commands.specs.ReissueCertificate.data.extend({ number })),
});

const rejections = {
  CERTIFICATE_ALREADY_ON_RECORD: { zh: '该证已记录。', en: 'This certificate is on record already.', conflict: true },
  CERTIFICATE_UNKNOWN: { zh: '没有此人的该证。', en: 'This person holds no such certificate.' },
  CERTIFICATE_CANCELLED: { zh: '该证已注销。', en: 'This certificate is cancelled.', conflict: true },
  CERTIFICATES_ENDED: {
    zh: '2016年1月1日起不再发放独生子女父母光荣证。',
    en: 'Since 2016-01-01 no such certificate is given.',
    citations: ['人口与计划生育法 31'],
    alternative: { zh: '此前发放的，可以记录。', en: 'One given before may be recorded.' },
  },
  BEFORE_ISSUE: { zh: '日期早于发证日期。', en: 'The date is before the certificate was given.' },
  DATE_IN_FUTURE: {
    zh: '日期晚于今日。',
    en: 'The date is later than today.',
    alternative: { zh: '请在事实发生后办理。', en: 'Send it once it has happened.' },
  },
} as const satisfies Rejections;

/** First day on which none was given any more. */
const ENDED_ON = '2016-01-01';
export type OnlyChildCertificateState =
  | { readonly status: 'none' }
  | {
      readonly status: 'valid' | 'cancelled';
      readonly personId: string;
      readonly childId: string;
      readonly number: Held;
      readonly issuedOn: string;
    };

const heldBy = (state: OnlyChildCertificateState, personId: string, [on, today]: readonly [string, string]) => {
  if (state.status === 'none' || state.personId !== personId) return refuse('CERTIFICATE_UNKNOWN');
  if (on > today) return refuse('DATE_IN_FUTURE');
  return on < state.issuedOn ? refuse('BEFORE_ISSUE') : state;
};

export const onlyChildCertificate: Decider<
  OnlyChildCertificateState,
  typeof commands,
  typeof events,
  typeof rejections
> = {
  category: 'onlyChildCertificate',
  subject: 'onlyChildCertificate',
  prefix: 'oc',
  commands,
  events,
  rejections,
  initialState: { status: 'none' },
  decide: {
    TakeOverCertificate: (data, state) => {
      if (state.status !== 'none') return refuse('CERTIFICATE_ALREADY_ON_RECORD');
      if (data.issuedOn >= ENDED_ON) return refuse('CERTIFICATES_ENDED', { field: '/issuedOn' });
      return accept([events.CertificateIssued(data)], { occurredOn: data.issuedOn });
    },
    CancelCertificate: (data, state, { today }) => {
      const held = heldBy(state, data.personId, [data.cancelledOn, today]);
      if ('refused' in held) return held;
      if (held.status === 'cancelled') return already();
      return accept([events.CertificateCancelled({ ...data, pastRewards: 'KEPT' })], { occurredOn: data.cancelledOn });
    },
    ReissueCertificate: (data, state, { today }) => {
      const held = heldBy(state, data.personId, [data.reissuedOn, today]);
      if ('refused' in held) return held;
      if (held.status === 'cancelled') return refuse('CERTIFICATE_CANCELLED');
      if (held.number === data.number) return already();
      return accept([events.CertificateReissued(data)], { occurredOn: data.reissuedOn });
    },
  },
  evolve: {
    CertificateIssued: (_, { personId, childId, number: held, issuedOn }) => ({
      ...{ status: 'valid', personId, childId, number: held, issuedOn },
    }),
    CertificateCancelled: (state) => (state.status === 'none' ? state : { ...state, status: 'cancelled' }),
    CertificateReissued: (state, { number: held }) => (state.status === 'none' ? state : { ...state, number: held }),
  },
};
