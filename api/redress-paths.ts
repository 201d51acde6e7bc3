/** 救济办理路径 The commands of complaints, reviews, suits and investigations of disputes over HTTP. */
import { complaint } from '../domain/redress/complaint.ts';
import { disputeInvestigation } from '../domain/redress/dispute-investigation.ts';
import { reviewCase } from '../domain/redress/review-case.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';

export const redressPaths: readonly CommandPaths[] = [
  pathsOf(complaint, {
    ReceiveComplaint: '/complaints',
    AcceptComplaint: '/complaints/:id/acceptance',
    TransferComplaint: '/complaints/:id/transfer',
    InvestigateComplaint: '/complaints/:id/investigation',
    AnswerComplaint: '/complaints/:id/answer',
    RateComplaint: '/complaints/:id/rating',
    ReopenComplaint: '/complaints/:id/reopening',
  }),
  pathsOf(reviewCase, {
    FileReconsideration: '/review-cases',
    FileDirectSuit: '/suits',
    AdmitReconsideration: '/review-cases/:id/admission',
    DeemAdmitted: '/review-cases/:id/admission/deemed',
    DeclineReconsideration: '/review-cases/:id/declining',
    SendReviewCopy: '/review-cases/:id/copy',
    FileEvidence: '/review-cases/:id/evidence',
    NoteNoEvidence: '/review-cases/:id/evidence/none',
    OrderStay: '/review-cases/:id/stay',
    ExtendReview: '/review-cases/:id/extension',
    DecideReconsideration: '/review-cases/:id/decision',
    ServeReconsideration: '/review-cases/:id/service',
    IssueOpinion: '/review-cases/:id/opinions',
    AnswerOpinion: '/review-cases/:id/opinions/answer',
    FileSuit: '/review-cases/:id/suit',
    GiveJudgment: '/review-cases/:id/judgment',
    PerformJudgment: '/review-cases/:id/performance',
  }),
  pathsOf(disputeInvestigation, {
    OpenInvestigation: '/investigations',
    RecordReplay: '/investigations/:id/replays',
    RecordRuleTrace: '/investigations/:id/rule-traces',
    EstablishFact: '/investigations/:id/facts',
    ConcludeInvestigation: '/investigations/:id/conclusion',
    ProposeRemedy: '/investigations/:id/remedies',
  }),
];
