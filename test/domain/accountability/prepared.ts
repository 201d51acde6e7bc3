// A finding as it goes round the loop, and situations in which each command about it is carried out.
import { finding } from '../../../domain/accountability/finding.ts';
import type { EventOf } from '../../../domain/kernel/decider.ts';
import { base64urlOf } from '../../../domain/kernel/identifier.ts';
import { person, sha256 } from '../../support/specify.ts';
import type { Situation } from '../../support/situation.ts';

const { events } = finding;
export const FINDING = `fi_${base64urlOf(Array<number>(16).fill(1))}`;
export const HARMED = person(21);
export const DIGEST = sha256('收据');
/** Whose conduct it is about; the laws' own clerk is of the county, and of no township. */
export const TOWN = '990121002';
const COUNTY = '990121';
export const raising = {
  source: 'DAILY_SUPERVISION',
  severity: 'CRITICAL',
  rule: 'REF-01',
  office: TOWN,
  raisedOn: '2026-03-02',
  harmedIds: [] as string[],
} as const;
type Raised = Partial<Parameters<typeof events.FindingRaised>[0]>;
export const raised = (more: Raised = {}) => events.FindingRaised({ ...raising, dueOn: '2026-03-09', ...more });
export const assigned = (office = TOWN, assigneeId = 's-7') =>
  events.FindingAssigned({ assigneeId, office, assignedOn: '2026-03-02' });
export const plan = { measures: ['CORRECT', 'TRAIN'], completeBy: '2026-03-06', plannedOn: '2026-03-03' } as const;
export const report = { evidence: [DIGEST], reportedOn: '2026-03-06' };
export const reported = events.RectificationReported({ ...report, reportedBy: 's-7' });
export const remedy = { personId: HARMED, remedy: 'REGISTRATION', toldOn: '2026-03-05' } as const;
export const closed = events.FindingVerifiedClosed({
  ...{ verifiedOn: '2025-12-01', verifierId: 's-9', verifierOffice: '990121001', late: false },
  lookBackOn: '2026-03-01',
});

type History = readonly EventOf<typeof finding>[];
const on = (command: string, history: History, data: object): Readonly<Record<string, Situation>> => ({
  [`finding.${command}`]: { subject: FINDING, history, streams: {}, data },
});
const old = raised({ raisedOn: '2025-11-24', dueOn: '2025-12-01' });
const givenToCounty = events.FindingAssigned({ assigneeId: 's-7', office: COUNTY, assignedOn: '2026-03-02' });
export const preparedAccountability: Readonly<Record<string, Situation>> = {
  ...on('RaiseFinding', [], raising),
  ...on('SettleFindingDueDate', [events.FindingRaised({ ...raising, notBefore: '2026-03-09' })], {}),
  ...on('AssignFinding', [raised()], { assigneeId: 's-7', office: TOWN, assignedOn: '2026-03-02' }),
  ...on('PlanRectification', [raised(), givenToCounty], plan),
  ...on('ReportRectification', [raised(), givenToCounty], report),
  ...on('ReturnRectification', [raised(), assigned(), reported], {
    ...{ cause: 'EVIDENCE_INSUFFICIENT', returnedOn: '2026-03-09' },
  }),
  ...on('VerifyFinding', [raised(), assigned(), reported], { verifiedOn: '2026-03-09' }),
  ...on('ContestFinding', [raised({ office: COUNTY })], { ground: 'FACTS', contestedOn: '2026-03-03' }),
  ...on('DecideContest', [raised(), events.FindingContested({ ground: 'FACTS', contestedOn: '2026-03-03' })], {
    ...{ outcome: 'UPHELD', decidedOn: '2026-03-04' },
  }),
  ...on('EscalateFinding', [raised(), assigned(), events.FindingOverdue({ dueOn: '2026-03-09' })], {
    ...{ toOffice: COUNTY, cause: 'OVERDUE', escalatedOn: '2026-03-10' },
  }),
  ...on('NoteFindingOverdue', [raised(), assigned()], {}),
  ...on('PassLookBack', [old, assigned(), closed], { lookedOn: '2026-03-02' }),
  ...on('FailLookBack', [old, assigned(), closed], { lookedOn: '2026-03-02' }),
  ...on('ReopenFinding', [old, assigned(), closed], { cause: 'COMPLAINT', reopenedOn: '2026-01-05' }),
  ...on('LinkCitizenRemedy', [raised({ harmedIds: [HARMED] })], remedy),
};
