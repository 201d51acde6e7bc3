/** 期限表 The deadlines that are watched, each with its timer of the law (TIM-…): told by the ledger itself when they are over. */
import type { finding } from '../../domain/accountability/finding.ts';
import type { exchangeCase } from '../../domain/exchange/exchange-case.ts';
import type { dataRequest } from '../../domain/privacy/data-subject-request.ts';
import type { reviewCase } from '../../domain/redress/review-case.ts';
import type { Process } from '../tasks.ts';
import { always, deadline, stated, until } from './deadline.ts';

/** TIM-50 An answer about one's own data. */
const dataRequests = deadline<typeof dataRequest>({
  ...{ process: 'data-request-deadline', step: 'overdue', category: 'dataRequest' },
  opens: { RequestReceived: stated, DueDateSettled: stated },
  ends: { RequestFulfilled: always, RequestPartlyRefused: always, RequestOverdue: always },
  ...{ command: 'NoteOverdue', settle: 'SettleDueDate', data: ({ personId }) => ({ personId }) },
});

/** TIM-40 A finding that is to be put right. */
const findings = deadline<typeof finding>({
  ...{ process: 'finding-deadline', step: 'overdue', category: 'finding' },
  opens: { FindingRaised: stated, FindingDueDateSettled: stated, FindingReopened: stated },
  ends: {
    ...{ FindingVerifiedClosed: always, FindingOverdue: always },
    ContestDecided: ({ outcome }) => outcome === 'DISMISSED',
  },
  ...{ command: 'NoteFindingOverdue', settle: 'SettleFindingDueDate' },
});

/** TIM-30 An answer to another county: the clock stands still while an outage is recorded. */
const answers = deadline<typeof exchangeCase>({
  ...{ process: 'answer-deadline', step: 'overdue', category: 'exchangeCase' },
  opens: { RequestDelivered: until('due'), DeadlineResumed: until('due'), DeadlineSettled: stated },
  ends: {
    ...{ RequestReturned: always, FeedbackGiven: always, RequestWithdrawn: always },
    ...{ DeadlineSuspended: always, FeedbackOverdue: always },
  },
  ...{ command: 'NoteFeedbackOverdue', settle: 'SettleDeadline' },
});

/** TIM-21 An application that nobody decided on within five working days counts as admitted. */
const intakes = deadline<typeof reviewCase>({
  ...{ process: 'review-intake', step: 'deemed-admitted', category: 'reviewCase', command: 'DeemAdmitted' },
  opens: { ReconsiderationFiled: until('intakeBy') },
  ends: {
    ...{ ReconsiderationAdmitted: always, ReconsiderationDeemedAdmitted: always },
    ReconsiderationDeclined: always,
  },
});

/** TIM-21 An office that files nothing in time made its decision without evidence. */
const replies = deadline<typeof reviewCase>({
  ...{ process: 'review-reply', step: 'no-evidence', category: 'reviewCase', command: 'NoteNoEvidence' },
  opens: { ReviewCopySent: until('replyBy') },
  ends: { EvidenceFiled: always, EvidenceNotFiled: always, ReconsiderationDecided: always },
});

export const DEADLINES: readonly Process[] = [dataRequests, findings, answers, intakes, replies];
