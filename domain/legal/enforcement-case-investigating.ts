/** 调查与听证 How a case against a provider is opened, proved, notified, answered and heard, before anybody decides. */
import { accept, already, type Context } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { isDue, isInTime } from '../kernel/working-days.ts';
import type { EnforcementRejection } from './enforcement-case-rejections.ts';
import { events, STANDARDS } from './enforcement-case-shapes.ts';
import type { EnforcementDecide, EnforcementState } from './enforcement-case-state.ts';
import { decideBy, hearingNoticeBy, hearingRequestBy, isHeard, isPrescribed, penaltiesOn } from './penalty.ts';

type Fault = Refusal<EnforcementRejection> | undefined;
/** What every step asks first of a case that was opened and not closed. */
export const openFault = (state: EnforcementState, { today }: Context, on: string): Fault => {
  if (state.partyKind === undefined) return refuse('CASE_UNKNOWN');
  if (state.ending) return refuse('CASE_CLOSED', { ending: state.ending });
  if (on > today) return refuse('DATE_IN_FUTURE');
  return on < state.openedOn ? refuse('BEFORE_EARLIER', { from: state.openedOn }) : undefined;
};
/** What is still being decided: neither decided nor with the police. */
export const undecidedFault = (state: EnforcementState, context: Context, on: string): Fault => {
  const fault = openFault(state, context, on);
  if (fault) return fault;
  if (state.transferredOn) return refuse('CASE_TRANSFERRED');
  return state.decided ? refuse('DECIDED_ALREADY', { number: state.decided.number }) : undefined;
};
/** Steps after the notice. */
const notifiedFault = (state: EnforcementState, context: Context, on: string): Fault => {
  const fault = undecidedFault(state, context, on);
  if (fault) return fault;
  if (!state.notified) return refuse('NOT_NOTIFIED');
  return on < state.notified.on ? refuse('BEFORE_EARLIER', { from: state.notified.on }) : undefined;
};
export const noRule = (on: string) => refuse('NO_RULE_IN_FORCE', { topic: 'penalties', on });

export interface Terms {
  readonly kinds: readonly string[];
  readonly serious: boolean;
  readonly fineFen: number;
  readonly incomeFen: number;
}
/** 申辩不加重 Whether something is harsher than what the party was notified of; undefined where a sum was erased. */
export const isHarsher = ({ notified }: EnforcementState, terms: Terms): boolean | undefined => {
  if (!notified) return false;
  const [fine, income] = [unlessErased(notified.fine), unlessErased(notified.income)];
  if (fine === undefined || income === undefined) return undefined;
  const isGraver = terms.serious && !notified.serious;
  const isOther = terms.kinds.some((kind) => !(notified.kinds as readonly string[]).includes(kind));
  return isGraver || isOther || terms.fineFen > fine || terms.incomeFen > income;
};

type Proving = 'OpenCase' | 'TakeEvidence' | 'ExcludeEvidence';
export const proving: Pick<EnforcementDecide, Proving> = {
  OpenCase: (opened, state, context) => {
    if (state.partyKind !== undefined) return refuse('CASE_ALREADY_OPEN');
    if (opened.openedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/openedOn' });
    if (opened.actOn > opened.discoveredOn || opened.discoveredOn > opened.openedOn)
      return refuse('BEFORE_EARLIER', { field: '/discoveredOn' });
    const missing = STANDARDS.filter((standard) => !opened.standardsMet.includes(standard));
    if (missing.length > 0) return refuse('STANDARD_NOT_MET', { missing });
    if (isPrescribed(opened)) return refuse('PRESCRIBED');
    const until = decideBy(context, opened.openedOn);
    if (!until) return noRule(opened.openedOn);
    return accept([events.EnforcementCaseOpened({ ...opened, decideBy: until })], { occurredOn: opened.openedOn });
  },
  TakeEvidence: (taken, state, context) => {
    const fault = undecidedFault(state, context, taken.takenOn);
    if (fault) return fault;
    if (new Set(taken.officers.map(({ staffId }) => staffId)).size < 2) return refuse('TWO_OFFICERS');
    if (state.evidence.some(({ digest }) => digest === taken.evidence)) return already();
    return accept([events.EvidenceTaken(taken)], { occurredOn: taken.takenOn });
  },
  ExcludeEvidence: (excluded, state, context) => {
    const fault = undecidedFault(state, context, excluded.excludedOn);
    if (fault) return fault;
    const held = state.evidence.find(({ digest }) => digest === excluded.evidence);
    if (!held) return refuse('EVIDENCE_UNKNOWN');
    if (held.excluded) return already();
    return accept([events.EvidenceExcluded(excluded)], { occurredOn: excluded.excludedOn });
  },
};

const isSameNotice = ({ notified }: EnforcementState, terms: Terms, notifiedOn: string): boolean =>
  notified?.on === notifiedOn &&
  unlessErased(notified.fine) === terms.fineFen &&
  unlessErased(notified.income) === terms.incomeFen &&
  notified.serious === terms.serious &&
  notified.kinds.join() === terms.kinds.join();

type Telling = 'NotifyParty' | 'HearDefence';
export const telling: Pick<EnforcementDecide, Telling> = {
  NotifyParty: ({ fineFen, incomeFen, ...notice }, state, context) => {
    const terms = { ...notice, fineFen, incomeFen };
    const fault = undecidedFault(state, context, notice.notifiedOn);
    if (fault) return fault;
    if (!notice.rightsStated) return refuse('RIGHTS_NOT_TOLD', { field: '/rightsStated' });
    if (!state.evidence.some(({ excluded }) => !excluded)) return refuse('NO_EVIDENCE');
    if (isSameNotice(state, terms, notice.notifiedOn)) return already();
    if ((state.defence ?? state.hearing) && !state.newEvidence) {
      const harsher = isHarsher(state, terms);
      if (harsher === undefined) return refuse('AMOUNTS_ERASED');
      if (harsher) return refuse('AGGRAVATED');
    }
    const rule = penaltiesOn(context, notice.notifiedOn);
    const until = hearingRequestBy(context, notice.notifiedOn);
    if (!rule || !until) return noRule(notice.notifiedOn);
    const heard = { party: state.partyKind ?? 'INSTITUTION', kinds: notice.kinds, fineFen };
    const notified = events.PartyNotified({
      ...{ ...notice, fine: fineFen, income: incomeFen },
      ...{ hearingOffered: isHeard(rule, heard), hearingRequestBy: until },
    });
    return accept([notified], { occurredOn: notice.notifiedOn });
  },
  HearDefence: (defence, state, context) => {
    const fault = notifiedFault(state, context, defence.heardOn);
    if (fault) return fault;
    const { defence: held } = state;
    const isSame = held?.on === defence.heardOn && held.made === defence.made;
    if (isSame && held.waivesHearing === defence.waivesHearing) return already();
    return accept([events.DefenceHeard(defence)], { occurredOn: defence.heardOn });
  },
};

type Hearing = 'RequestHearing' | 'NotifyHearing' | 'HoldHearing';
export const hearing: Pick<EnforcementDecide, Hearing> = {
  RequestHearing: (requested, state, context) => {
    const fault = notifiedFault(state, context, requested.requestedOn);
    if (fault) return fault;
    if (!state.notified?.hearingOffered) return refuse('HEARING_NOT_OFFERED');
    if (state.hearing) return already();
    const { hearingRequestBy: until } = state.notified;
    // A last day that is not known yet is read in the party's favour.
    if (isInTime(until, requested.requestedOn) === false)
      return refuse('HEARING_REQUEST_LATE', { until: isDue(until) ? until.on : until.notBefore });
    return accept([events.HearingRequested(requested)], { occurredOn: requested.requestedOn });
  },
  NotifyHearing: (told, state, context) => {
    const fault = notifiedFault(state, context, told.notifiedOn);
    if (fault) return fault;
    if (!state.hearing) return refuse('HEARING_NOT_REQUESTED');
    if (state.hearing.held) return refuse('HEARING_HELD_ALREADY');
    if (state.hearing.on === told.hearingOn) return already();
    const until = hearingNoticeBy(context, told.hearingOn);
    if (!until) return noRule(told.hearingOn);
    if (!isDue(until) || told.notifiedOn > until.on)
      return refuse('HEARING_NOTICE_SHORT', { until: isDue(until) ? until.on : until.notBefore });
    return accept([events.HearingNotified(told)], { occurredOn: told.notifiedOn });
  },
  HoldHearing: (held, state, context) => {
    const fault = notifiedFault(state, context, held.heldOn);
    if (fault) return fault;
    if (!state.hearing) return refuse('HEARING_NOT_REQUESTED');
    if (state.hearing.held) return state.hearing.on === held.heldOn ? already() : refuse('HEARING_HELD_ALREADY');
    if (state.hearing.on !== held.heldOn) return refuse('HEARING_NOT_NOTIFIED');
    if (state.investigators.includes(held.presiderId)) return refuse('PRESIDER_INVESTIGATED');
    return accept([events.HearingHeld(held)], { occurredOn: held.heldOn });
  },
};
