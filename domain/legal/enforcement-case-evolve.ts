/** 案件演变 How each event of a case against a provider changes what the case amounts to. */
import type { CaseStep } from './enforcement-case-shapes.ts';
import type { EnforcementDecider, EnforcementState } from './enforcement-case-state.ts';

const taken = (state: EnforcementState, step: CaseStep): EnforcementState => ({
  ...state,
  steps: state.steps.includes(step) ? state.steps : [...state.steps, step],
});
const added = (list: readonly string[], ...more: readonly string[]) => [...new Set([...list, ...more])];

export const evolveEnforcement: EnforcementDecider['evolve'] = {
  EnforcementCaseOpened: (state, { partyKind, actOn, openedOn, decideBy }) => ({
    ...taken(state, 'OPENING'),
    ...{ partyKind, actOn, openedOn, decideBy },
  }),
  EvidenceTaken: (state, { evidence, officers, flaw }) => ({
    ...(flaw ? state : taken(state, 'EVIDENCE')),
    evidence: [...state.evidence, { digest: evidence, excluded: flaw !== undefined }],
    investigators: added(state.investigators, ...officers.map(({ staffId }) => staffId)),
    newEvidence: state.newEvidence || (flaw === undefined && state.notified !== undefined),
    review: undefined,
  }),
  EvidenceExcluded: (state, { evidence }) => ({
    ...state,
    evidence: state.evidence.map((one) => (one.digest === evidence ? { ...one, excluded: true } : one)),
    review: undefined,
  }),
  PartyNotified: (state, { notifiedOn, kinds, serious, fine, income, hearingOffered, hearingRequestBy }) => ({
    ...taken(state, 'NOTICE'),
    notified: { on: notifiedOn, kinds, serious, fine, income, hearingOffered, hearingRequestBy },
    ...{ newEvidence: false, defence: undefined, review: undefined },
    // A hearing asked for and not held yet is not lost by another notice.
    hearing: state.hearing?.held ? undefined : state.hearing,
  }),
  DefenceHeard: (state, { heardOn, made, waivesHearing }) => ({
    ...taken(state, 'DEFENCE'),
    defence: { on: heardOn, made, waivesHearing },
    review: undefined,
  }),
  HearingRequested: (state, { requestedOn }) => ({ ...state, hearing: { requestedOn, on: undefined, held: false } }),
  HearingNotified: (state, { hearingOn }) => ({
    ...state,
    hearing: { requestedOn: state.hearing?.requestedOn ?? '', on: hearingOn, held: false },
  }),
  HearingHeld: (state, { heldOn }) => ({
    ...taken(state, 'HEARING'),
    hearing: { requestedOn: state.hearing?.requestedOn ?? '', on: heldOn, held: true },
    review: undefined,
  }),
  LegalReviewPassed: (state, { reviewedOn, reviewerId }) => ({
    ...taken(state, 'LEGAL_REVIEW'),
    review: { on: reviewedOn, passed: true, by: reviewerId },
    reviewers: added(state.reviewers, reviewerId),
  }),
  LegalReviewFailed: (state, { reviewedOn, reviewerId }) => ({
    ...state,
    review: { on: reviewedOn, passed: false, by: reviewerId },
    reviewers: added(state.reviewers, reviewerId),
  }),
  PenaltyDecided: (state, { decidedOn, number, kinds, fine, forfeit, serveBy }) => ({
    ...taken(state, 'DECISION'),
    decided: { on: decidedOn, number, kinds, fine, forfeit, serveBy },
  }),
  DecisionServed: (state, { servedOn }) => ({ ...taken(state, 'SERVICE'), servedOn }),
  InstalmentGranted: (state, { grantedOn }) => ({ ...state, instalmentsOn: grantedOn }),
  PenaltyPerformed: (state, { kind, receipt, fen }) => ({
    ...taken(state, 'PERFORMANCE'),
    performed: [...state.performed, { kind, receipt, fen }],
  }),
  TransferredToPolice: (state, { transferredOn }) => ({ ...taken(state, 'TRANSFER'), transferredOn }),
  CaseClosed: (state, { ending, closedOn }) => ({ ...taken(state, 'CLOSING'), ending, closedOn }),
  CaseFileArchived: (state, { archiveNumber }) => ({ ...state, archive: archiveNumber }),
};
