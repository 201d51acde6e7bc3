/** 信息交换路径 The commands of agreements and messages between counties over HTTP. */
import { agreement } from '../domain/exchange/agreement.ts';
import { exchangeCase } from '../domain/exchange/exchange-case.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';

export const exchangePaths: readonly CommandPaths[] = [
  pathsOf(agreement, {
    SignAgreement: '/collaboration-agreements',
    AmendAgreement: '/collaboration-agreements/:id/amendments',
    EndAgreement: '/collaboration-agreements/:id/end',
  }),
  pathsOf(exchangeCase, {
    SubmitRequest: '/exchange-cases',
    TakeInRequest: '/exchange-cases/received',
    DeliverRequest: '/exchange-cases/:id/delivery',
    ReturnRequest: '/exchange-cases/:id/return',
    PairPerson: '/exchange-cases/:id/pairing',
    ReportPairingFailure: '/exchange-cases/:id/pairing/failure',
    RecordVerification: '/exchange-cases/:id/verification',
    GiveFeedback: '/exchange-cases/:id/feedback',
    AcceptFeedback: '/exchange-cases/:id/feedback/acceptance',
    ContestDatum: '/exchange-cases/:id/contests',
    DecideDatumContest: '/exchange-cases/:id/contests/decision',
    SampleAnswer: '/exchange-cases/:id/sample',
    WithdrawRequest: '/exchange-cases/:id/withdrawal',
    SuspendDeadline: '/exchange-cases/:id/deadline/suspension',
    ResumeDeadline: '/exchange-cases/:id/deadline/resumption',
    SettleDeadline: '/exchange-cases/:id/deadline',
    NoteFeedbackOverdue: '/exchange-cases/:id/overdue',
    PropagateCorrection: '/exchange-cases/:id/corrections',
    PropagateWithdrawal: '/exchange-cases/:id/consent-withdrawal',
  }),
];
