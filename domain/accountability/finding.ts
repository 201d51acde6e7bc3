/** 问题 A finding against an office: raised, assigned, put right, verified by another office, and looked at again. */
import { addDays } from '../kernel/calendar.ts';
import { accept, already, type Context } from '../kernel/decider.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { type Due, dueOf, isDue } from '../kernel/working-days.ts';
import { isWithinOffice } from '../policy/offices.ts';
import { holidaysOf, ruleUnder } from '../policy/topics.ts';
import { flat } from '../policy/until.ts';
import { commands, events, type Severity } from './finding-messages.ts';
import { type FindingRejection, findingRejections } from './finding-rejections.ts';
import {
  evolveFinding,
  type FindingDecider,
  type FindingState,
  hadAPart,
  notTold,
  planOf,
  UNRAISED,
} from './finding-state.ts';

type Decide = FindingDecider['decide'];
type Fault = Refusal<FindingRejection> | undefined;

const TERM_OF = { CRITICAL: 'critical', MAJOR: 'major', MINOR: 'minor' } as const;
const ruleOn = (context: Context, on: string) => ruleUnder('R1', 'findings', { context, on });
/** 整改期限 The day by which it must be right; undefined where no rule of that day is loaded. */
const dueFrom = (context: Context, severity: Severity, from: string): Due | undefined => {
  const rule = ruleOn(context, from);
  return rule && dueOf(from, rule[TERM_OF[severity]], holidaysOf(context));
};
const noRule = (on: string) => refuse('NO_RULE_IN_FORCE', { topic: 'findings', on });

/** What every step on a finding that still stands open asks first. */
const openFault = ({ status, from }: FindingState, { today }: Context, on: string): Fault => {
  if (status === 'UNRAISED') return refuse('FINDING_UNKNOWN');
  if (status === 'VERIFIED_CLOSED') return refuse('FINDING_CLOSED');
  if (status === 'DISMISSED') return refuse('FINDING_DISMISSED');
  if (on > today) return refuse('DATE_IN_FUTURE');
  return on < from ? refuse('BEFORE_EARLIER', { from }) : undefined;
};
/** Only whoever was given it plans and reports. */
const assignedFault = (state: FindingState, context: Context, on: string): Fault => {
  const fault = openFault(state, context, on);
  if (fault) return fault;
  if (!state.assignee) return refuse('FINDING_NOT_ASSIGNED');
  if (state.assignee.office !== context.actor.office)
    return refuse('NOT_THE_ASSIGNED_OFFICE', { office: state.assignee.office });
  return on < state.assignee.on ? refuse('BEFORE_EARLIER', { from: state.assignee.on }) : undefined;
};
/** Only somebody who had no part in it judges what was reported. */
const judgingFault = (state: FindingState, context: Context, on: string): Fault => {
  const fault = openFault(state, context, on);
  if (fault) return fault;
  if (state.status !== 'EVIDENCE_SUBMITTED') return refuse('NOTHING_REPORTED');
  return hadAPart(state, context.actor) ? refuse('VERIFIES_ITSELF') : undefined;
};
const closedFault = ({ status, closed }: FindingState, { today }: Context, on: string): Fault => {
  if (status === 'UNRAISED') return refuse('FINDING_UNKNOWN');
  if (!closed) return refuse('FINDING_NOT_CLOSED');
  if (on > today) return refuse('DATE_IN_FUTURE');
  return on < closed.on ? refuse('BEFORE_EARLIER', { from: closed.on }) : undefined;
};
/** 回头看 Not before its day, and by nobody who had a part in it. */
const lookBackFault = (state: FindingState, context: Context, on: string): Fault => {
  const fault = closedFault(state, context, on);
  if (fault) return fault;
  if (state.lookedOn !== undefined) return refuse('LOOK_BACK_DONE');
  const { lookBackOn = on } = state.closed ?? {};
  if (on < lookBackOn) return refuse('LOOK_BACK_TOO_EARLY', { lookBackOn });
  return hadAPart(state, context.actor) ? refuse('VERIFIES_ITSELF') : undefined;
};

type Raising = 'RaiseFinding' | 'SettleFindingDueDate' | 'NoteFindingOverdue';
const raising: Pick<Decide, Raising> = {
  RaiseFinding: (raised, { status }, context) => {
    if (status !== 'UNRAISED') return refuse('FINDING_ALREADY_RAISED');
    if (raised.raisedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/raisedOn' });
    const due = dueFrom(context, raised.severity, raised.raisedOn);
    if (!due) return noRule(raised.raisedOn);
    const harmedIds = [...new Set(raised.harmedIds)];
    return accept([events.FindingRaised({ ...raised, harmedIds, ...flat(due) })], { occurredOn: raised.raisedOn });
  },
  SettleFindingDueDate: (_, state, context) => {
    const fault = openFault(state, context, context.today);
    if (fault) return fault;
    if (state.dueOn !== undefined) return already();
    const due = dueFrom(context, state.severity ?? 'MINOR', state.from);
    return due && isDue(due) ? accept([events.FindingDueDateSettled({ dueOn: due.on })]) : refuse('DUE_DATE_WAITS');
  },
  NoteFindingOverdue: (_, state, context) => {
    const fault = openFault(state, context, context.today);
    if (fault) return fault;
    const { dueOn, overdue } = state;
    if (overdue) return already();
    if (dueOn === undefined) return refuse('DUE_DATE_WAITS');
    return context.today <= dueOn ? refuse('NOT_OVERDUE', { dueOn }) : accept([events.FindingOverdue({ dueOn })]);
  },
};

type Rectifying = 'AssignFinding' | 'PlanRectification' | 'ReportRectification' | 'LinkCitizenRemedy';
const rectifying: Pick<Decide, Rectifying> = {
  AssignFinding: (assigned, state, context) => {
    const fault = openFault(state, context, assigned.assignedOn);
    if (fault) return fault;
    const { assignee } = state;
    if (assignee?.id === assigned.assigneeId && assignee.office === assigned.office) return already();
    return accept([events.FindingAssigned(assigned)], { occurredOn: assigned.assignedOn });
  },
  PlanRectification: (plan, state, context) => {
    const fault = assignedFault(state, context, plan.plannedOn);
    if (fault) return fault;
    if (state.plan === planOf(plan)) return already();
    if (plan.completeBy < plan.plannedOn) return refuse('BEFORE_EARLIER', { from: plan.plannedOn });
    if (state.dueOn !== undefined && plan.completeBy > state.dueOn)
      return refuse('PLANNED_AFTER_DUE', { dueOn: state.dueOn });
    const planned = events.RectificationPlanned({ ...plan, plannedBy: context.actor.id });
    return accept([planned], { occurredOn: plan.plannedOn });
  },
  ReportRectification: ({ evidence, reportedOn }, state, context) => {
    const fault = assignedFault(state, context, reportedOn);
    if (fault) return fault;
    if (state.status === 'EVIDENCE_SUBMITTED' && state.reported.join() === evidence.join()) return already();
    const reported = events.RectificationReported({ evidence, reportedOn, reportedBy: context.actor.id });
    return accept([reported], { occurredOn: reportedOn });
  },
  LinkCitizenRemedy: (linked, state, context) => {
    if (state.status === 'UNRAISED') return refuse('FINDING_UNKNOWN');
    if (linked.toldOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/toldOn' });
    const same = state.remedies.find((one) => one.personId === linked.personId && one.remedy === linked.remedy);
    if (same) return same.toldOn === linked.toldOn ? already() : refuse('ALREADY_REMEDIED');
    return accept([events.CitizenRemedyLinked(linked)], { occurredOn: linked.toldOn });
  },
};

type Judging = 'ReturnRectification' | 'VerifyFinding' | 'PassLookBack' | 'FailLookBack' | 'ReopenFinding';
const judging: Pick<Decide, Judging> = {
  ReturnRectification: (returned, state, context) => {
    const fault = judgingFault(state, context, returned.returnedOn);
    if (fault) return fault;
    return accept([events.RectificationReturned(returned)], { occurredOn: returned.returnedOn });
  },
  VerifyFinding: ({ verifiedOn }, state, context) => {
    const fault = judgingFault(state, context, verifiedOn);
    if (fault) return fault;
    if (state.contest && !state.contest.decided) return refuse('CONTEST_OPEN');
    if (notTold(state).length > 0) return refuse('HARMED_NOT_TOLD', { persons: notTold(state).length });
    const rule = ruleOn(context, verifiedOn);
    if (!rule) return noRule(verifiedOn);
    const closed = events.FindingVerifiedClosed({
      ...{ verifiedOn, verifierId: context.actor.id, verifierOffice: context.actor.office },
      late: state.dueOn !== undefined && verifiedOn > state.dueOn,
      lookBackOn: addDays(verifiedOn, rule.lookBackDays),
    });
    return accept([closed], { occurredOn: verifiedOn });
  },
  PassLookBack: ({ lookedOn }, state, context) => {
    if (state.closed && state.lookedOn === lookedOn) return already();
    const fault = lookBackFault(state, context, lookedOn);
    return fault ?? accept([events.LookBackPassed({ lookedOn })], { occurredOn: lookedOn });
  },
  FailLookBack: ({ lookedOn }, state, context) => {
    const fault = lookBackFault(state, context, lookedOn);
    if (fault) return fault;
    const due = dueFrom(context, state.severity ?? 'MINOR', lookedOn);
    if (!due) return noRule(lookedOn);
    const reopened = { cause: 'LOOK_BACK_FAILED' as const, reopenedOn: lookedOn, ...flat(due) };
    return accept([events.LookBackFailed({ lookedOn }), events.FindingReopened(reopened)], { occurredOn: lookedOn });
  },
  ReopenFinding: ({ cause, reopenedOn }, state, context) => {
    const fault = closedFault(state, context, reopenedOn);
    if (fault) return fault;
    const due = dueFrom(context, state.severity ?? 'MINOR', reopenedOn);
    if (!due) return noRule(reopenedOn);
    return accept([events.FindingReopened({ cause, reopenedOn, ...flat(due) })], { occurredOn: reopenedOn });
  },
};

type Contesting = 'ContestFinding' | 'DecideContest' | 'EscalateFinding';
const contesting: Pick<Decide, Contesting> = {
  ContestFinding: (contest, state, context) => {
    const fault = openFault(state, context, contest.contestedOn);
    if (fault) return fault;
    if (![state.office, state.assignee?.office].includes(context.actor.office))
      return refuse('NOT_THE_ASSIGNED_OFFICE', { office: state.assignee?.office ?? state.office });
    if (state.contest)
      return !state.contest.decided && state.contest.ground === contest.ground
        ? already()
        : refuse('CONTESTED_ALREADY');
    return accept([events.FindingContested(contest)], { occurredOn: contest.contestedOn });
  },
  DecideContest: (decided, state, context) => {
    const fault = openFault(state, context, decided.decidedOn);
    if (fault) return fault;
    if (!state.contest || state.contest.decided) return refuse('NO_CONTEST');
    if (hadAPart(state, context.actor) || isWithinOffice(context.actor.office, state.office))
      return refuse('VERIFIES_ITSELF');
    return accept([events.ContestDecided(decided)], { occurredOn: decided.decidedOn });
  },
  EscalateFinding: (escalated, state, context) => {
    const fault = openFault(state, context, escalated.escalatedOn);
    if (fault) return fault;
    if (state.escalations.includes(`${escalated.toOffice} ${escalated.cause}`)) return already();
    if (isWithinOffice(escalated.toOffice, state.assignee?.office ?? state.office)) return refuse('NOT_HIGHER');
    if (escalated.cause === 'OVERDUE' && !state.overdue) return refuse('NOT_OVERDUE');
    return accept([events.FindingEscalated(escalated)], { occurredOn: escalated.escalatedOn });
  },
};

/** Stream `finding-fi_…`. */
export const finding: FindingDecider = {
  category: 'finding',
  subject: 'finding',
  prefix: 'fi',
  commands,
  events,
  rejections: findingRejections,
  initialState: UNRAISED,
  decide: { ...raising, ...rectifying, ...judging, ...contesting },
  evolve: evolveFinding,
};
