/** 案件状态 What a case against a provider amounts to: what was proved, told, answered, reviewed, decided and performed. */
import type { Decider } from '../kernel/decider.ts';
import { type Erased, unlessErased } from '../kernel/message.ts';
import type { Due } from '../kernel/working-days.ts';
import type { CaseStep, commands, Ending, events, PenaltyKind } from './enforcement-case-shapes.ts';
import type { enforcementRejections } from './enforcement-case-rejections.ts';
import type { PartyKind } from './penalty.ts';

export type EnforcementDecider = Decider<
  EnforcementState,
  typeof commands,
  typeof events,
  typeof enforcementRejections
>;
export type EnforcementDecide = EnforcementDecider['decide'];

type HeldSum = number | Erased;
export interface Evidence {
  readonly digest: string;
  readonly excluded: boolean;
}
export interface Notified {
  readonly on: string;
  readonly kinds: readonly PenaltyKind[];
  readonly serious: boolean;
  readonly fine: HeldSum;
  readonly income: HeldSum;
  readonly hearingOffered: boolean;
  readonly hearingRequestBy: Due;
}
export interface Decided {
  readonly on: string;
  readonly number: string;
  readonly kinds: readonly PenaltyKind[];
  readonly fine: HeldSum;
  readonly forfeit: HeldSum;
  readonly serveBy: Due;
}
export interface EnforcementState {
  readonly partyKind: PartyKind | undefined;
  readonly actOn: string;
  readonly openedOn: string;
  readonly decideBy: string;
  readonly evidence: readonly Evidence[];
  /** Everybody who took evidence. */
  readonly investigators: readonly string[];
  readonly notified: Notified | undefined;
  /** Whether evidence came after the party last answered: what may make a further notice harsher. */
  readonly newEvidence: boolean;
  readonly defence: { readonly on: string; readonly made: string; readonly waivesHearing: boolean } | undefined;
  readonly hearing:
    | { readonly requestedOn: string; readonly on: string | undefined; readonly held: boolean }
    | undefined;
  /** Of everything up to it; what comes after it is to be reviewed anew. */
  readonly review: { readonly on: string; readonly passed: boolean; readonly by: string } | undefined;
  readonly reviewers: readonly string[];
  readonly decided: Decided | undefined;
  readonly servedOn: string | undefined;
  readonly instalmentsOn: string | undefined;
  readonly performed: readonly { readonly kind: PenaltyKind; readonly receipt: string; readonly fen: HeldSum }[];
  readonly transferredOn: string | undefined;
  readonly ending: Ending | undefined;
  readonly closedOn: string | undefined;
  readonly archive: string | undefined;
  readonly steps: readonly CaseStep[];
}
export const UNOPENED: EnforcementState = {
  ...{ partyKind: undefined, actOn: '', openedOn: '', decideBy: '', evidence: [], investigators: [] },
  ...{ notified: undefined, newEvidence: false, defence: undefined, hearing: undefined, review: undefined },
  ...{ reviewers: [], decided: undefined, servedOn: undefined, instalmentsOn: undefined, performed: [] },
  ...{ transferredOn: undefined, ending: undefined, closedOn: undefined, archive: undefined, steps: [] },
};

/** What of one kind was paid; undefined where a sum was erased. */
export const paidOf = ({ performed }: EnforcementState, of: PenaltyKind): number | undefined => {
  const sums = performed.filter(({ kind }) => kind === of).map(({ fen }) => unlessErased(fen));
  return sums.some((sum) => sum === undefined) ? undefined : sums.reduce<number>((total, sum) => total + (sum ?? 0), 0);
};
/** What of one kind is owed in money; nothing where the kind is no sum. */
export const owedOf = ({ decided }: EnforcementState, of: PenaltyKind): number | undefined => {
  if (of === 'FINE') return unlessErased(decided?.fine ?? 0);
  return of === 'FORFEITURE' ? unlessErased(decided?.forfeit ?? 0) : 0;
};
