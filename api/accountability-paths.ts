/** 问责办理路径 The commands of findings over HTTP. */
import { finding } from '../domain/accountability/finding.ts';
import { type CommandPaths, pathsOf } from './command-path.ts';

export const accountabilityPaths: readonly CommandPaths[] = [
  pathsOf(finding, {
    RaiseFinding: '/findings',
    SettleFindingDueDate: '/findings/:id/due-date',
    AssignFinding: '/findings/:id/assignment',
    PlanRectification: '/findings/:id/plan',
    ReportRectification: '/findings/:id/reports',
    ReturnRectification: '/findings/:id/return',
    VerifyFinding: '/findings/:id/verification',
    ContestFinding: '/findings/:id/contest',
    DecideContest: '/findings/:id/contest/decision',
    EscalateFinding: '/findings/:id/escalation',
    NoteFindingOverdue: '/findings/:id/overdue',
    PassLookBack: '/findings/:id/look-back/passed',
    FailLookBack: '/findings/:id/look-back/failed',
    ReopenFinding: '/findings/:id/reopening',
    LinkCitizenRemedy: '/findings/:id/remedies',
  }),
];
