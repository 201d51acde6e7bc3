/** 问题整改 What commands and events of a finding carry: who must put what right by when, never whom it was about but by pseudonym. */
import * as z from 'zod';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { CivilDate, Digest, DivisionCode, PersonId, StaffId } from '../kernel/values.ts';
import { dueFields } from '../policy/until.ts';

/** 问题来源 Where it came to light. */
export const FINDING_SOURCES = [
  'DAILY_SUPERVISION',
  'PERIODIC_INSPECTION',
  'ANNUAL_EVALUATION',
  'PUBLIC_APPRAISAL',
  'COMPLAINT',
  'REVIEW_OR_COURT',
  'AUDIT',
] as const;
export const SEVERITIES = ['CRITICAL', 'MAJOR', 'MINOR'] as const;
export type Severity = (typeof SEVERITIES)[number];
/** 救济方式 What a person who was harmed was offered. */
export const CITIZEN_REMEDIES = [
  'REGISTRATION',
  'CORRECTION',
  'REFUND',
  'SERVICE',
  'BENEFIT_PAID',
  'RESTRICTION_LIFTED',
  'APOLOGY',
  'COMPENSATION',
  'REVIEW_OF_THE_DECISION',
] as const;
const REOPENINGS = ['LOOK_BACK_FAILED', 'NEW_EVIDENCE', 'COMPLAINT', 'REVIEW_OR_COURT'] as const;
const Evidence = z.array(Digest).min(1).max(50);

const raising = z.strictObject({
  source: z.enum(FINDING_SOURCES),
  severity: z.enum(SEVERITIES),
  /** The rule that was broken: an invariant, a refusal, a check of the audit. */
  rule: z
    .string()
    .regex(/^[A-Z][A-Z0-9_-]{1,60}$/, 'the code of a rule')
    .meta({ examples: ['INV-50', 'REF-01', 'UNEVEN_STANDARDS'] }),
  /** Whose conduct it is about. */
  office: DivisionCode,
  raisedOn: CivilDate,
  /** Persons who were harmed: each must be told and offered a remedy before it is closed. */
  harmedIds: z.array(PersonId).max(50),
});
const assignment = z.strictObject({ assigneeId: StaffId, office: DivisionCode, assignedOn: CivilDate });
const plan = z.strictObject({
  measures: z
    .array(z.enum(['CORRECT', 'REPAY', 'TRAIN', 'CHANGE_PROCEDURE', 'DISCIPLINE', 'PUBLISH', 'RESTORE_SERVICE']))
    .min(1)
    .max(7),
  completeBy: CivilDate,
  plannedOn: CivilDate,
});
const contest = z.strictObject({
  ground: z.enum(['FACTS', 'RULE', 'OTHER_OFFICE', 'ALREADY_DONE']),
  contestedOn: CivilDate,
});
/** Of the finding, not of the contest: upheld it stands, dismissed it falls. */
const settlement = z.strictObject({ outcome: z.enum(['UPHELD', 'DISMISSED']), decidedOn: CivilDate });
const escalation = z.strictObject({
  toOffice: DivisionCode,
  cause: z.enum(['OVERDUE', 'RETURNED', 'OBSTRUCTED']),
  escalatedOn: CivilDate,
});
const remedy = z.strictObject({ personId: PersonId, remedy: z.enum(CITIZEN_REMEDIES), toldOn: CivilDate });

const how = (...basis: string[]) => ({ purpose: 'ACCOUNTABILITY' as const, basis });
const supervision = how('PFP-43');
export const commands = defineCommands({
  RaiseFinding: command(raising, { ...supervision, creates: true }),
  SettleFindingDueDate: command(z.strictObject({}), supervision),
  AssignFinding: command(assignment, supervision),
  PlanRectification: command(plan, supervision),
  ReportRectification: command(z.strictObject({ evidence: Evidence, reportedOn: CivilDate }), supervision),
  ReturnRectification: command(
    z.strictObject({
      cause: z.enum(['EVIDENCE_INSUFFICIENT', 'CAUSE_REMAINS', 'PERSON_NOT_TOLD']),
      returnedOn: CivilDate,
    }),
    supervision,
  ),
  VerifyFinding: command(z.strictObject({ verifiedOn: CivilDate }), supervision),
  ContestFinding: command(contest, supervision),
  DecideContest: command(settlement, supervision),
  EscalateFinding: command(escalation, supervision),
  NoteFindingOverdue: command(z.strictObject({}), supervision),
  PassLookBack: command(z.strictObject({ lookedOn: CivilDate }), supervision),
  FailLookBack: command(z.strictObject({ lookedOn: CivilDate }), supervision),
  ReopenFinding: command(
    z.strictObject({
      cause: z.enum(['NEW_EVIDENCE', 'COMPLAINT', 'REVIEW_OR_COURT']),
      reopenedOn: CivilDate,
    }),
    supervision,
  ),
  LinkCitizenRemedy: command(remedy, { ...how('PFP-43', 'SCL-4'), purpose: 'REDRESS' }),
});

const { specs } = commands;
export const events = defineEvents({
  FindingRaised: event(raising.extend(dueFields)),
  FindingDueDateSettled: event(z.strictObject({ dueOn: CivilDate })),
  FindingAssigned: event(assignment),
  RectificationPlanned: event(plan.extend({ plannedBy: StaffId })),
  RectificationReported: event(specs.ReportRectification.data.extend({ reportedBy: StaffId })),
  RectificationReturned: event(specs.ReturnRectification.data),
  /** 销号 From `lookBackOn` on somebody looks whether it stayed right. */
  FindingVerifiedClosed: event(
    z.strictObject({
      verifiedOn: CivilDate,
      verifierId: StaffId,
      verifierOffice: DivisionCode,
      late: z.boolean(),
      lookBackOn: CivilDate,
    }),
  ),
  FindingContested: event(contest),
  ContestDecided: event(settlement),
  FindingEscalated: event(escalation),
  FindingOverdue: event(z.strictObject({ dueOn: CivilDate })),
  LookBackPassed: event(specs.PassLookBack.data),
  LookBackFailed: event(specs.FailLookBack.data),
  FindingReopened: event(z.strictObject({ cause: z.enum(REOPENINGS), reopenedOn: CivilDate, ...dueFields })),
  CitizenRemedyLinked: event(remedy),
});
