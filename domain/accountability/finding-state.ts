/** 问题状态 What a finding amounts to: who must put it right by when, what was done, and who may say that it is done. */
import type { Actor, Decider } from '../kernel/decider.ts';
import { isWithinOffice } from '../policy/offices.ts';
import type { commands, events, Severity } from './finding-messages.ts';
import type { findingRejections } from './finding-rejections.ts';

export type FindingDecider = Decider<FindingState, typeof commands, typeof events, typeof findingRejections>;

export type FindingStatus =
  | 'UNRAISED'
  | 'RAISED'
  | 'ASSIGNED'
  | 'PLANNED'
  | 'EVIDENCE_SUBMITTED'
  | 'RETURNED'
  | 'VERIFIED_CLOSED'
  | 'DISMISSED';
export interface FindingState {
  readonly status: FindingStatus;
  readonly severity: Severity | undefined;
  readonly office: string;
  /** From which day it is due: raised, or reopened. */
  readonly from: string;
  readonly dueOn: string | undefined;
  readonly overdue: boolean;
  readonly harmedIds: readonly string[];
  readonly assignee: { readonly id: string; readonly office: string; readonly on: string } | undefined;
  /** Everybody it was ever given to, and whoever planned or reported. */
  readonly rectifiers: readonly string[];
  readonly plan: string;
  readonly reported: readonly string[];
  readonly contest: { readonly ground: string; readonly decided: string | undefined } | undefined;
  readonly escalations: readonly string[];
  readonly remedies: readonly { readonly personId: string; readonly remedy: string; readonly toldOn: string }[];
  readonly closed: { readonly on: string; readonly lookBackOn: string } | undefined;
  readonly lookedOn: string | undefined;
}
export const UNRAISED: FindingState = {
  ...{ status: 'UNRAISED', severity: undefined, office: '', from: '', dueOn: undefined, overdue: false },
  ...{ harmedIds: [], assignee: undefined, rectifiers: [], plan: '', reported: [], contest: undefined },
  ...{ escalations: [], remedies: [], closed: undefined, lookedOn: undefined },
};

/** What a plan says, as one text to compare. */
export const planOf = ({ measures, completeBy }: { measures: readonly string[]; completeBy: string }): string =>
  [completeBy, ...measures].join(' ');

/** 核查与整改分离 Whether somebody had a part in what they would verify, by themselves or by their office. */
export const hadAPart = (
  { rectifiers, assignee, office }: FindingState,
  actor: Pick<Actor, 'id' | 'office'>,
): boolean => rectifiers.includes(actor.id) || isWithinOffice(actor.office, assignee?.office ?? office);

/** Whom it harmed and who was not told yet. */
export const notTold = ({ harmedIds, remedies }: FindingState): readonly string[] =>
  harmedIds.filter((harmed) => !remedies.some(({ personId }) => personId === harmed));

const withRectifier = ({ rectifiers }: FindingState, id: string) =>
  rectifiers.includes(id) ? rectifiers : [...rectifiers, id];

export const evolveFinding: FindingDecider['evolve'] = {
  FindingRaised: (state, { severity, office, raisedOn, harmedIds, dueOn }) => ({
    ...{ ...state, status: 'RAISED', severity, office, from: raisedOn, dueOn, harmedIds },
  }),
  FindingDueDateSettled: (state, { dueOn }) => ({ ...state, dueOn }),
  FindingAssigned: (state, { assigneeId, office, assignedOn }) => ({
    ...{ ...state, status: 'ASSIGNED', assignee: { id: assigneeId, office, on: assignedOn } },
    rectifiers: withRectifier(state, assigneeId),
  }),
  RectificationPlanned: (state, plan) => ({
    ...{ ...state, status: 'PLANNED', plan: planOf(plan), rectifiers: withRectifier(state, plan.plannedBy) },
  }),
  RectificationReported: (state, { evidence, reportedBy }) => ({
    ...{ ...state, status: 'EVIDENCE_SUBMITTED', reported: evidence, rectifiers: withRectifier(state, reportedBy) },
  }),
  RectificationReturned: (state) => ({ ...state, status: 'RETURNED' }),
  FindingVerifiedClosed: (state, { verifiedOn, lookBackOn }) => ({
    ...{ ...state, status: 'VERIFIED_CLOSED', closed: { on: verifiedOn, lookBackOn }, lookedOn: undefined },
  }),
  FindingContested: (state, { ground }) => ({ ...state, contest: { ground, decided: undefined } }),
  ContestDecided: (state, { outcome }) => ({
    ...state,
    ...(outcome === 'DISMISSED' && { status: 'DISMISSED' as const }),
    contest: { ground: state.contest?.ground ?? '', decided: outcome },
  }),
  FindingEscalated: (state, { toOffice, cause }) => ({
    ...state,
    escalations: [...state.escalations, `${toOffice} ${cause}`],
  }),
  FindingOverdue: (state) => ({ ...state, overdue: true }),
  LookBackPassed: (state, { lookedOn }) => ({ ...state, lookedOn }),
  LookBackFailed: (state) => state,
  FindingReopened: (state, { reopenedOn, dueOn }) => ({
    ...{ ...state, status: state.assignee ? 'ASSIGNED' : 'RAISED', from: reopenedOn, dueOn, overdue: false },
    ...{ closed: undefined, plan: '', reported: [], lookedOn: undefined },
  }),
  CitizenRemedyLinked: (state, linked) => ({ ...state, remedies: [...state.remedies, linked] }),
};
