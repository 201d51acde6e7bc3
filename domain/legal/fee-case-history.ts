/** 历史办理 The steps of levying the former fee, taken in as history alone: sent live, each is refused and recorded. */
import { monthOf } from '../kernel/calendar.ts';
import { accept, already, type Context } from '../kernel/decider.ts';
import { unlessErased } from '../kernel/message.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { isDue } from '../kernel/working-days.ts';
import { FEE_ENDED_ON, feeTypeOf, isBasisDoubtful } from '../policy/choice-of-rule.ts';
import { regimeOn } from '../policy/regimes.ts';
import { ruleUnder } from '../policy/topics.ts';
import { type LevyDefect, paperDefects } from './decision-defects.ts';
import type { FeeCaseDecide } from './fee-case-decide.ts';
import type { FeeCaseRejection } from './fee-case-rejections.ts';
import { events } from './fee-case-shapes.ts';
import type { Child, FeeCaseState } from './fee-case-state.ts';
import { totalOf } from './fen.ts';
import { checkLine, type Checked, type LevyLine } from './levy.ts';
import { payBy, printedLimit, reconsiderationBy, suitBy } from './time-limits.ts';

type Sent = { readonly on: string; readonly live: FeeCaseRejection };

/** What history is refused for: sent live, without a case, once the case has ended, or dated after the fee had. */
export const historyFault = (
  { partyId, sealed, ended }: FeeCaseState,
  { origin, today }: Pick<Context, 'origin' | 'today'>,
  { on, live }: Sent,
): Refusal<FeeCaseRejection> | undefined => {
  if (origin !== 'LEGACY_IMPORT') return refuse(live);
  if (partyId === undefined) return refuse('CASE_NOT_FILED');
  if (sealed) return refuse('CASE_SEALED');
  if (on > today) return refuse('DATE_IN_FUTURE');
  if (on >= FEE_ENDED_ON) return refuse('AFTER_THE_END', { on });
  return ended ? refuse('CASE_ENDED', { ended }) : undefined;
};

const bornOf = ({ bornOn, bornIn }: Child): string => unlessErased(bornOn) ?? `${bornIn}-01`;
const provinceOf = ({ county }: FeeCaseState) => county.slice(0, 2);

interface Judged extends Checked {
  readonly line: LevyLine & { readonly childId: string };
  /** RR2: the decision goes with the rule of its own day, not with that of the birth. */
  readonly later: boolean;
}
const judgeLine = (
  context: Context,
  state: FeeCaseState,
  [line, child, decidedOn]: readonly [Judged['line'], Child, string],
): Judged => {
  const bornOn = bornOf(child);
  const province = provinceOf(state);
  const income = ruleUnder('R1', 'income', { context, on: context.today, province });
  const by = (on: string) => {
    const rule = ruleUnder('R1', 'levy', { context, on, province });
    return checkLine(line, { rule, income, bornOn, discoveredOn: state.discoveredOn });
  };
  const ofTheBirth = by(bornOn);
  if (ofTheBirth.defects.length === 0) return { ...ofTheBirth, line, later: false };
  const ofTheDecision = by(decidedOn);
  return ofTheDecision.defects.length === 0
    ? { ...ofTheDecision, line, later: true }
    : { ...ofTheBirth, line, later: false };
};

const childFault = (child: { bornOn: string }, on: string) => {
  if (regimeOn(child.bornOn).id === 'R4') return refuse('BORN_AFTER_THE_END');
  return on < child.bornOn ? refuse('BEFORE_THE_BIRTH') : undefined;
};

type Levy = Parameters<FeeCaseDecide['DecideLevy']>[0];
const linesOf = (state: FeeCaseState, { lines, decidedOn }: Levy) =>
  lines.map((line) => {
    const child = state.children.find(({ childId }) => childId === line.childId);
    if (!child) return refuse('CHILD_NOT_IN_CASE');
    return decidedOn < bornOf(child) ? refuse('BEFORE_THE_BIRTH') : { line, child };
  });

const defectsOf = (state: FeeCaseState, levy: Levy, judged: readonly Judged[]): LevyDefect[] => {
  const orders = state.children.map(({ order }) => unlessErased(order) ?? 0);
  return [
    ...paperDefects(levy),
    ...new Set(judged.flatMap(({ defects }) => defects)),
    ...(isBasisDoubtful(levy.decidedOn, Math.max(...orders)) ? (['BASIS_DOUBTFUL'] as const) : []),
    ...(state.steps.some((step) => step.startsWith('NOTICE')) ? [] : (['WITHOUT_NOTICE'] as const)),
  ];
};

const levied = (context: Context, state: FeeCaseState, levy: Levy) => {
  const partyId = state.partyId ?? '';
  const found = linesOf(state, levy);
  const fault = found.find((one) => 'refused' in one);
  if (fault && 'refused' in fault) return fault;
  const judged = found.flatMap((one) =>
    'line' in one ? [judgeLine(context, state, [one.line, one.child, levy.decidedOn])] : [],
  );
  const expected = judged.map(({ expectedFen }) => expectedFen);
  const isKnown = expected.every((sum) => sum !== undefined);
  const regimeOf = (childId: string) => {
    const child = state.children.find((one) => one.childId === childId);
    return regimeOn(child ? bornOf(child) : levy.decidedOn, provinceOf(state)).id;
  };
  const childIds = [...new Set(levy.lines.map(({ childId }) => childId))];
  const { decidedOn, number, lines, citations, byParty, remedyText, printedLimit: printed } = levy;
  const decided = events.LevyDecided({
    ...{ partyId, decidedOn, number, childIds, lines, citations, byParty, remedyText },
    feeTypes: [...new Set(childIds.flatMap((childId) => feeTypeOf(regimeOf(childId)) ?? []))],
    ...(printed && { printedLimit: printed }),
    defects: defectsOf(state, levy, judged),
    amount: totalOf(lines.map(({ amountFen }) => amountFen)),
    ...(isKnown && { expected: totalOf(expected) }),
  });
  const selected = judged
    .filter(({ later }) => later)
    .map(({ line: { childId } }) =>
      events.RegimeSelectionRecorded({ partyId, childId, choice: 'RR2', regime: regimeOn(decidedOn).id }),
    );
  return accept([decided, ...selected], { occurredOn: decidedOn });
};

const STEP_EVENTS = {
  INVESTIGATION: events.InvestigationRecorded,
  STATEMENT: events.StatementHeard,
  HEARING: events.HearingHeld,
} as const;

type Levying = 'FileCase' | 'IncludeChild' | 'RecordStep' | 'DecideLevy' | 'ServeDecision';
export const levying: Pick<FeeCaseDecide, Levying> = {
  FileCase: ({ childId, bornOn, order, ...file }, state, context) => {
    if (context.origin !== 'LEGACY_IMPORT') return refuse('REF-02');
    if (state.partyId !== undefined) return refuse('CASE_ALREADY_FILED');
    const fault = historyFault({ ...state, partyId: file.partyId }, context, { on: file.filedOn, live: 'REF-02' });
    if (fault) return fault;
    const unborn = childFault({ bornOn }, file.filedOn);
    if (unborn) return unborn;
    const filed = events.CaseFiled({ ...file, childId, bornIn: monthOf(bornOn), bornOn, order });
    return accept([filed], { occurredOn: file.filedOn });
  },
  IncludeChild: ({ childId, bornOn, order }, state, context) => {
    const fault = historyFault(state, context, { on: bornOn, live: 'REF-02' });
    if (fault) return fault;
    if (state.levied) return refuse('DECIDED_ALREADY');
    if (state.children.some((child) => child.childId === childId)) return already();
    const included = { partyId: state.partyId ?? '', childId, bornIn: monthOf(bornOn), bornOn, order };
    return accept([events.ChildIncluded(included)], { occurredOn: monthOf(bornOn) });
  },
  RecordStep: ({ step, on, rightsStated }, state, context) => {
    const fault = historyFault(state, context, { on, live: 'REF-02' });
    if (fault) return fault;
    if (state.steps.includes(`${step} ${on}`)) return already();
    const about = { partyId: state.partyId ?? '', on };
    const taken = step === 'NOTICE' ? events.NoticeServed({ ...about, rightsStated }) : STEP_EVENTS[step](about);
    return accept([taken], { occurredOn: on });
  },
  DecideLevy: (levy, state, context) => {
    const { decidedOn, number } = levy;
    if (context.origin !== 'LEGACY_IMPORT') return refuse('REF-02');
    if (decidedOn >= FEE_ENDED_ON) return refuse('DECIDED_AFTER_THE_END', { decidedOn });
    const fault = historyFault(state, context, { on: decidedOn, live: 'REF-02' });
    if (fault) return fault;
    if (state.levied) {
      const isSame = state.levied.number === number && state.levied.decidedOn === decidedOn;
      return isSame ? already() : refuse('DECIDED_ALREADY', { number: state.levied.number });
    }
    return levied(context, state, levy);
  },
  ServeDecision: ({ servedOn, proof }, state, context) => {
    const fault = historyFault(state, context, { on: servedOn, live: 'REF-03' });
    if (fault) return fault;
    if (!state.levied) return refuse('NOT_DECIDED');
    if (state.served) return state.served.on === servedOn ? already() : refuse('SERVED_ALREADY');
    if (servedOn < state.levied.decidedOn) return refuse('BEFORE_THE_DECISION');
    const printed = state.levied.printed && printedLimit(context, servedOn, state.levied.printed);
    const reviewBy = reconsiderationBy(context, servedOn);
    const until = suitBy(context, servedOn);
    const defects: LevyDefect[] = [
      ...(printed?.flag ? [printed.flag] : []),
      ...(proof === 'NONE' ? (['SERVICE_UNPROVEN'] as const) : []),
    ];
    const served = events.DecisionServed({
      ...{ partyId: state.partyId ?? '', servedOn, proof, payBy: payBy(servedOn), defects },
      ...(reviewBy && { reviewBy }),
      ...(until && { suitBy: until }),
      ...(printed && { printedUntil: printed.printed }),
    });
    return accept([served], { occurredOn: servedOn });
  },
};

/** Whether every remedy against the decision had lapsed before a day; unknown counts as open, in the citizen's favour. */
export const remediesLapsedBefore = ({ served }: FeeCaseState, on: string): boolean =>
  [served?.reviewBy, served?.suitBy].every((until) => until !== undefined && isDue(until) && until.on < on);
