/** 执行与归档 How a penalty on a provider is performed, a case passed on or closed, and its file archived when it is whole. */
import { accept, already, type Context } from '../kernel/decider.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { openFault, undecidedFault } from './enforcement-case-investigating.ts';
import type { EnforcementRejection } from './enforcement-case-rejections.ts';
import { CASE_STEPS, type CaseStep, type Ending, events } from './enforcement-case-shapes.ts';
import { type EnforcementDecide, type EnforcementState, owedOf, paidOf } from './enforcement-case-state.ts';

type Fault = Refusal<EnforcementRejection> | undefined;
const servedFault = (state: EnforcementState, context: Context, on: string): Fault => {
  const fault = openFault(state, context, on);
  if (fault) return fault;
  if (!state.decided) return refuse('NOT_DECIDED');
  if (!state.servedOn) return refuse('NOT_SERVED');
  return on < state.servedOn ? refuse('BEFORE_EARLIER', { from: state.servedOn }) : undefined;
};

const isPerformed = (state: EnforcementState): boolean =>
  (state.decided?.kinds ?? []).every(
    (kind) =>
      kind === 'WARNING' ||
      (state.performed.some((one) => one.kind === kind) && paidOf(state, kind) === owedOf(state, kind)) ||
      (kind === 'FORFEITURE' && owedOf(state, kind) === 0),
  );
/** Whether a case can end so by what is on its file. */
const endsSo = (state: EnforcementState, ending: Ending): boolean => {
  if (ending === 'PERFORMED') return state.servedOn !== undefined && isPerformed(state);
  if (ending === 'TRANSFERRED') return state.transferredOn !== undefined;
  if (ending === 'PARTY_GONE') return true;
  return (ending === 'ANNULLED') === (state.decided !== undefined);
};

const PUNISHED: readonly CaseStep[] = [
  'OPENING',
  'EVIDENCE',
  'NOTICE',
  'DEFENCE',
  'LEGAL_REVIEW',
  'DECISION',
  'SERVICE',
  'CLOSING',
];
/** 全过程记录 What a file must show, by how the case ended. */
const needed = (state: EnforcementState): readonly CaseStep[] => {
  const heard: readonly CaseStep[] = state.hearing ? ['HEARING'] : [];
  const isMore = state.decided?.kinds.some((kind) => kind !== 'WARNING') ?? false;
  switch (state.ending) {
    case 'PERFORMED':
      return [...PUNISHED, ...heard, ...(isMore ? (['PERFORMANCE'] as const) : [])];
    case 'ANNULLED':
      return [...PUNISHED, ...heard];
    case 'TRANSFERRED':
      return ['OPENING', 'EVIDENCE', 'TRANSFER', 'CLOSING'];
    case 'NO_BREACH':
    case 'NOT_PUNISHED':
      return ['OPENING', 'EVIDENCE', 'CLOSING'];
    default:
      return ['OPENING', 'CLOSING'];
  }
};

type Performing = 'GrantInstalments' | 'RecordPerformance';
export const performing: Pick<EnforcementDecide, Performing> = {
  GrantInstalments: ({ instalments, grantedOn, record }, state, context) => {
    const fault = servedFault(state, context, grantedOn);
    if (fault) return fault;
    if (state.instalmentsOn) return state.instalmentsOn === grantedOn ? already() : refuse('GRANTED_ALREADY');
    const owed = owedOf(state, 'FINE');
    if (owed === undefined) return refuse('AMOUNTS_ERASED');
    if (owed === 0) return refuse('NOT_IMPOSED');
    if (instalments.reduce((total, { fen }) => total + fen, 0) !== owed) return refuse('SUM_DIFFERS');
    return accept([events.InstalmentGranted({ grantedOn, record, instalments })], { occurredOn: grantedOn });
  },
  RecordPerformance: ({ fen, ...done }, state, context) => {
    const fault = servedFault(state, context, done.performedOn);
    if (fault) return fault;
    const same = state.performed.find(({ receipt }) => receipt === done.receipt);
    if (same) return same.kind === done.kind && same.fen === fen ? already() : refuse('RECORDED_OTHERWISE');
    if (!state.decided?.kinds.includes(done.kind)) return refuse('NOT_IMPOSED');
    const [owed, paid] = [owedOf(state, done.kind), paidOf(state, done.kind)];
    if (owed === undefined || paid === undefined) return refuse('AMOUNTS_ERASED');
    if (paid + fen > owed) return refuse('MORE_THAN_OWED');
    return accept([events.PenaltyPerformed({ ...done, fen })], { occurredOn: done.performedOn });
  },
};

type Closing = 'TransferToPolice' | 'CloseCase' | 'ArchiveCase';
export const closing: Pick<EnforcementDecide, Closing> = {
  TransferToPolice: (transfer, state, context) => {
    if (state.transferredOn === transfer.transferredOn) return already();
    const fault = undecidedFault(state, context, transfer.transferredOn);
    if (fault) return fault;
    return accept([events.TransferredToPolice(transfer)], { occurredOn: transfer.transferredOn });
  },
  CloseCase: (closed, state, context) => {
    if (state.ending === closed.ending && state.closedOn === closed.closedOn) return already();
    const fault = openFault(state, context, closed.closedOn);
    if (fault) return fault;
    if (!endsSo(state, closed.ending)) return refuse('ENDING_MISFIT', { ending: closed.ending });
    return accept([events.CaseClosed(closed)], { occurredOn: closed.closedOn });
  },
  ArchiveCase: (archived, state, context) => {
    if (state.partyKind === undefined) return refuse('CASE_UNKNOWN');
    if (state.archive) return state.archive === archived.archiveNumber ? already() : refuse('RECORDED_OTHERWISE');
    if (!state.ending) return refuse('CASE_OPEN');
    if (archived.archivedOn > context.today) return refuse('DATE_IN_FUTURE');
    if (archived.archivedOn < (state.closedOn ?? '')) return refuse('BEFORE_EARLIER', { from: state.closedOn });
    const missing = needed(state).filter((step) => !state.steps.includes(step));
    if (missing.length > 0) return refuse('FILE_INCOMPLETE', { missing });
    const steps = CASE_STEPS.filter((step) => state.steps.includes(step));
    return accept([events.CaseFileArchived({ ...archived, steps })], { occurredOn: archived.archivedOn });
  },
};
