// Situations in which the commands about one's own data are carried out.
import { dataRequest } from '../../../domain/privacy/data-subject-request.ts';
import { base64urlOf } from '../../../domain/kernel/identifier.ts';
import type { Situation } from '../../support/situation.ts';
import { county, MOTHER } from '../registry/cast.ts';

const { events } = dataRequest;
export const REQUEST = `dr_${base64urlOf(Array<number>(16).fill(1))}`;
export const asked = { personId: MOTHER, kind: 'COPY', requestedBy: 'SELF', receivedOn: '2026-03-02' } as const;
export const received = events.RequestReceived({ ...asked, dueOn: '2026-03-23' });
export const verified = events.IdentityVerified({ personId: MOTHER, means: 'ID_CARD', verifiedOn: '2026-03-03' });
/** One received when the holidays of the year of its last day were not announced. */
export const waiting = events.RequestReceived({ ...asked, notBefore: '2026-03-20' });
export const partly = {
  personId: MOTHER,
  reason: 'RETENTION_BY_LAW',
  citation: 'ARC-37',
  remedyNotice: { organ: '990121', days: 60 },
  decidedOn: '2026-03-10',
} as const;

const on = (history: Situation['history'], data: object): Situation => ({
  ...{ subject: REQUEST, streams: county, history, data: { personId: MOTHER, ...data } },
});
const late = events.RequestReceived({ ...asked, receivedOn: '2026-02-02', dueOn: '2026-03-05' });
export const preparedPrivacy: Readonly<Record<string, Situation>> = {
  'dataRequest.ReceiveRequest': on([], asked),
  'dataRequest.VerifyIdentity': on([received], { means: 'ID_CARD', verifiedOn: '2026-03-03' }),
  'dataRequest.SettleDueDate': on([waiting], {}),
  'dataRequest.FulfilRequest': on([received, verified], { fulfilledOn: '2026-03-10' }),
  'dataRequest.PartlyRefuseRequest': on([received, verified], partly),
  'dataRequest.NoteOverdue': on([late], {}),
};
