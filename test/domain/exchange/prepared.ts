// Situations of exchange between counties in which a command is carried out that chance alone would hardly ever make so.
import type { Situation } from '../../support/situation.ts';
import { consent } from '../../../domain/care/consent.ts';
import { exchangeCase } from '../../../domain/exchange/exchange-case.ts';
import { streamOf } from '../../../domain/kernel/identifier.ts';
import { county, MOTHER } from '../registry/cast.ts';
import {
  aboutOf,
  agreed,
  AGREEMENT,
  answered,
  answers,
  arrived,
  CASE,
  CONSENT,
  check,
  contested,
  DIGEST,
  OTHER_CASE,
  received,
  sent,
  signed,
  signing,
  submission,
  suspended,
  THERE,
  THIRD,
  transfer,
} from './cast.ts';

const { events } = exchangeCase;
const on = (history: Situation['history'], data: object, more: Partial<Situation> = {}): Situation => ({
  ...{ subject: CASE, streams: { ...county, ...agreed }, history, data },
  ...more,
});
const onAgreement = { subject: AGREEMENT, streams: {} };
const here = [received, arrived(received)];
const there = [sent, arrived(sent)];
/** Between two other counties, for which the clerk's is neither side. */
const elsewhere = events.RequestSubmitted({
  ...{ ...sent.data, from: THERE, to: THIRD, pair: `${THERE}>${THIRD}` },
});
const waiting = events.RequestDelivered({
  ...{ ...aboutOf(received), deliveredAt: '2026-03-02T01:00:00.000Z', deliveredOn: '2026-03-02', flags: [] },
  due: { waitsFor: 2026, notBefore: '2026-03-23' },
});
const withdrawn = {
  [streamOf('consent', CONSENT)]: [
    consent.events.ConsentGiven({
      ...{ personId: MOTHER, text: 'care-transfer-2021-1', language: 'zh', explained: 'ORALLY', capacity: 'SELF' },
      ...{ givenOn: '2026-02-01', expiresOn: '2027-02-01', scope: ['ANTENATAL_VISIT'] },
    }),
    consent.events.ConsentWithdrawn({ personId: MOTHER, withdrawnOn: '2026-03-10' }),
  ],
};
const agreement = (type: string, history: Situation['history'], data: object) => ({
  [`collaborationAgreement.${type}`]: { ...onAgreement, history, data },
});

export const preparedExchange: Readonly<Record<string, Situation>> = {
  ...agreement('SignAgreement', [], signing),
  ...agreement('AmendAgreement', [signed], {
    messages: signing.messages.slice(0, 1),
    number: '平协〔2026〕2号',
    from: '2026-04-01',
  }),
  ...agreement('EndAgreement', [signed], { endsOn: '2026-12-31', reason: 'BY_AGREEMENT' }),
  'exchangeCase.SubmitRequest': on([], submission),
  'exchangeCase.TakeInRequest': on([], {
    ...{ ...check, correlation: OTHER_CASE, sentOn: '2026-03-20', message: DIGEST },
  }),
  'exchangeCase.DeliverRequest': on([sent], {}),
  'exchangeCase.ReturnRequest': on(here, { defect: 'NOT_PAIRABLE', returnedOn: '2026-03-05' }),
  'exchangeCase.PairPerson': on(here, { personId: MOTHER, pairedOn: '2026-03-03' }),
  'exchangeCase.ReportPairingFailure': on(here, { reason: 'NOT_FOUND', failedOn: '2026-03-03' }),
  'exchangeCase.RecordVerification': on(here, { method: 'OWN_RECORDS', verifiedOn: '2026-03-04' }),
  'exchangeCase.GiveFeedback': on(here, { answers, answeredAt: '2026-03-12T03:30:00.000Z' }),
  'exchangeCase.AcceptFeedback': on([...there, answered(sent)], { acceptedOn: '2026-03-13' }),
  'exchangeCase.ContestDatum': on([...there, answered(sent)], {
    ...{ datum: 'FEEDBACK', ground: 'WRONG', contestedOn: '2026-03-13' },
  }),
  'exchangeCase.DecideDatumContest': on([elsewhere, arrived(elsewhere), answered(elsewhere), contested(elsewhere)], {
    datum: 'FEEDBACK',
    outcome: 'UPHELD',
    number: '市卫协决〔2026〕3号',
    decidedOn: '2026-03-18',
  }),
  'exchangeCase.SampleAnswer': on([...there, answered(sent)], { correct: true, sampledOn: '2026-03-19' }),
  'exchangeCase.WithdrawRequest': on(there, { reason: 'SENT_IN_ERROR', withdrawnOn: '2026-03-04' }),
  'exchangeCase.SuspendDeadline': on(here, { from: '2026-03-05', reason: 'PLATFORM_OUTAGE' }),
  'exchangeCase.ResumeDeadline': on([...here, suspended(received, '2026-03-05')], { on: '2026-03-08' }),
  'exchangeCase.SettleDeadline': on([received, waiting], {}),
  'exchangeCase.NoteFeedbackOverdue': on([received, arrived(received, '2026-02-23', '2026-03-16')], {}),
  'exchangeCase.PropagateCorrection': on(there, {
    ...{ field: 'name', noticeId: OTHER_CASE, propagatedOn: '2026-03-10' },
  }),
  'exchangeCase.PropagateWithdrawal': on(
    [transfer, arrived(transfer)],
    { withdrawnOn: '2026-03-10' },
    {
      streams: withdrawn,
    },
  ),
};
