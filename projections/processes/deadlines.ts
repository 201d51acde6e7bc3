/** 期限表 The deadlines that are watched, each with its timer of the law (TIM-…): told by the ledger itself when they are over. */
import type { finding } from '../../domain/accountability/finding.ts';
import type { dataRequest } from '../../domain/privacy/data-subject-request.ts';
import type { Process } from '../tasks.ts';
import { always, deadline, stated } from './deadline.ts';

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

export const DEADLINES: readonly Process[] = [dataRequests, findings];
