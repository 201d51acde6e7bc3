/** 争议调查 Who may look into somebody's history, for what and under which authority; what was replayed, and what it proved. */
import * as z from 'zod';
import { CITIZEN_REMEDIES } from '../accountability/finding-messages.ts';
import { accept, already, type Context, type Decider } from '../kernel/decider.ts';
import { command, defineCommands, defineEvents, event } from '../kernel/message.ts';
import { RuleUse } from '../kernel/metadata.ts';
import { type Refusal, type Rejections, refuse } from '../kernel/refusal.ts';
import { CivilDate, Digest, DivisionCode, idOf, Instant, PersonId } from '../kernel/values.ts';
import { DocumentNumber } from '../legal/fee-case-shapes.ts';
import { CHOICES, type ChoiceOfRule } from '../policy/choice-of-rule.ts';
import { CITATION_CODES } from '../policy/citations.ts';

const STREAM = String.raw`[a-zA-Z]{3,40}-[a-z]{1,2}_[A-Za-z0-9_-]{22}`;
const Stream = z
  .string()
  .regex(new RegExp(`^${STREAM}$`), 'the name of a stream')
  .meta({ examples: ['feeCase-lf_AQEBAQEBAQEBAQEBAQEBAQ', 'person-p_AQEBAQEBAQEBAQEBAQEBAQ'] });
/** 事件引用 One event of a stream, by its revision. */
const EventRef = z
  .string()
  .regex(new RegExp(String.raw`^${STREAM}@\d{1,9}$`), 'an event as stream@revision')
  .meta({ examples: ['feeCase-lf_AQEBAQEBAQEBAQEBAQEBAQ@4', 'person-p_AQEBAQEBAQEBAQEBAQEBAQ@0'] });
export const FACTS = [
  'CONDITION_DEMANDED',
  'REGISTRATION_REFUSED',
  'DECISION_MADE',
  'DECISION_SERVED',
  'MONEY_TAKEN',
  'MONEY_REMITTED',
  'AMOUNT_BY_THE_RULE',
  'LIMIT_KEPT',
  'CONSENT_GIVEN',
  'FILE_OPENED',
  'PERSON_TOLD',
  'FIGURE_CHANGED',
] as const;
const Choice = z.enum(Object.keys(CHOICES) as [ChoiceOfRule, ...ChoiceOfRule[]]);
const OPINIONS = ['LAWFUL', 'UNLAWFUL', 'DEFECTIVE', 'UNDETERMINED'] as const;

const opening = z.strictObject({
  purpose: z.enum(['COMPLAINT', 'RECONSIDERATION', 'SUIT', 'INSPECTION', 'DATA_SUBJECT_REQUEST']),
  /** Number of the order or request under which it is opened. */
  authority: DocumentNumber,
  personId: PersonId.optional(),
  complaintId: idOf('complaint').optional(),
  reviewId: idOf('review').optional(),
  openedOn: CivilDate,
});
const replay = z.strictObject({
  stream: Stream,
  asOf: CivilDate,
  asKnownAt: Instant.meta({ examples: ['2026-03-02T01:00:00.000Z', '2011-06-01T01:00:00.000Z'] }),
  eventCount: z.int().nonnegative().max(1_000_000),
  /** Of the explanation it gave: the same events and rules give the same text. */
  digest: Digest,
});
const trace = z.strictObject({
  stream: Stream,
  rules: z
    .array(RuleUse.meta({ examples: ['levy/50-A/AAAAAAAA'] }))
    .min(1)
    .max(50),
  choice: Choice.optional(),
  digest: Digest,
});
const established = z.strictObject({
  fact: z.enum(FACTS),
  standing: z.enum(['PROVED', 'DISPROVED', 'UNDETERMINED']),
  refs: z.array(EventRef).min(1).max(100),
});
const conclusion = z.strictObject({ opinion: z.enum(OPINIONS), concludedOn: CivilDate, record: Digest });
const proposal = z.strictObject({
  remedy: z.enum(CITIZEN_REMEDIES),
  organ: DivisionCode,
  citation: z.enum(CITATION_CODES),
  proposedOn: CivilDate,
});

const how = { purpose: 'REDRESS' as const, basis: ['PIPL-6', 'PIPL-51', 'ARC-37'] };
const commands = defineCommands({
  OpenInvestigation: command(opening, { ...how, creates: true }),
  RecordReplay: command(replay, how),
  RecordRuleTrace: command(trace, how),
  EstablishFact: command(established, how),
  ConcludeInvestigation: command(conclusion, how),
  ProposeRemedy: command(proposal, how),
});
const events = defineEvents({
  InvestigationOpened: event(opening),
  StreamReplayed: event(replay),
  RuleTraceProduced: event(trace),
  FactEstablished: event(established),
  InvestigationConcluded: event(conclusion),
  RemedyProposed: event(proposal),
});

const rejections = {
  INVESTIGATION_ALREADY_OPEN: { zh: '该调查已立案。', en: 'This investigation is open already.', conflict: true },
  'REF-22': {
    zh: '没有立案的调查，不得查阅、重放个人档案。',
    en: "Nobody replays or browses a person's history without an open investigation.",
    citations: ['个人信息保护法 6', '个人信息保护法 51'],
    alternative: { zh: '请先写明目的和依据立案调查。', en: 'Open one first, with its purpose and authority.' },
    recorded: true,
  },
  INVESTIGATION_CONCLUDED: {
    zh: '该调查已结论，不得继续查阅。',
    en: 'The investigation is concluded; nothing more is replayed under it.',
    citations: ['个人信息保护法 6'],
    conflict: true,
  },
  REPLAY_DIFFERS: {
    zh: '同一记录、同一时点的重放结果与此前不同。',
    en: 'The same stream, replayed as of and as known at the same time, came out otherwise before.',
    alternative: { zh: '请核查记录的完整性。', en: 'Check that the log is whole.' },
    conflict: true,
  },
  NOT_REPLAYED: {
    zh: '所引用的事件不在已重放的记录中。',
    en: 'What it refers to was not replayed in this investigation.',
    alternative: { zh: '请先重放该记录。', en: 'Replay the stream first.' },
  },
  NOTHING_ESTABLISHED: {
    zh: '尚未认定任何事实，或者没有规则说明。',
    en: 'No fact was established, or no trace of the rules produced.',
  },
  UNKNOWN_STAYS_UNKNOWN: {
    zh: '事实均未查明，只能作出“未查明”的结论，不得推定违法或者合法。',
    en: 'Where every fact stayed undetermined the opinion is so, and infers neither a breach nor none.',
  },
  NOT_CONCLUDED: { zh: '该调查尚未结论。', en: 'The investigation is not concluded yet.', conflict: true },
  CONCLUDED_OTHERWISE: { zh: '已有另一结论。', en: 'It was concluded otherwise.', conflict: true },
  BEFORE_EARLIER: { zh: '日期早于此前记录的事实。', en: 'The date is before what was recorded earlier.' },
  DATE_IN_FUTURE: { zh: '日期晚于今日。', en: 'The date is later than today.' },
} as const satisfies Rejections;

interface Replayed {
  readonly key: string;
  readonly stream: string;
  readonly eventCount: number;
  readonly digest: string;
}
export interface InvestigationState {
  readonly openedOn: string | undefined;
  readonly replayed: readonly Replayed[];
  readonly traces: readonly string[];
  readonly facts: readonly { readonly text: string; readonly standing: string }[];
  readonly concluded: { readonly opinion: string; readonly on: string } | undefined;
  readonly proposed: readonly string[];
}
/** Whether a person's history may be read under it. */
export const isOpen = ({ openedOn, concluded }: InvestigationState): boolean =>
  openedOn !== undefined && concluded === undefined;

const keyOfReplay = ({ stream, asOf, asKnownAt }: z.output<typeof replay>) => `${stream} ${asOf} ${asKnownAt}`;
const textOfFact = ({ fact, standing, refs }: z.output<typeof established>) => [fact, standing, ...refs].join(' ');
const closedFault = (state: InvestigationState): Refusal<'REF-22' | 'INVESTIGATION_CONCLUDED'> | undefined => {
  if (state.openedOn === undefined) return refuse('REF-22');
  return state.concluded ? refuse('INVESTIGATION_CONCLUDED') : undefined;
};
const isCovered = ({ replayed }: InvestigationState, ref: string): boolean => {
  const [stream = '', revision = ''] = ref.split('@');
  return replayed.some((one) => one.stream === stream && Number(revision) < one.eventCount);
};
const dayFault = (state: InvestigationState, { today }: Context, on: string) => {
  if (on > today) return refuse('DATE_IN_FUTURE');
  return on < (state.openedOn ?? on) ? refuse('BEFORE_EARLIER', { from: state.openedOn }) : undefined;
};

/** Stream `disputeInvestigation-di_…`. */
export const disputeInvestigation: Decider<InvestigationState, typeof commands, typeof events, typeof rejections> = {
  category: 'disputeInvestigation',
  subject: 'investigation',
  prefix: 'di',
  commands,
  events,
  rejections,
  initialState: { openedOn: undefined, replayed: [], traces: [], facts: [], concluded: undefined, proposed: [] },
  decide: {
    OpenInvestigation: (opened, state, context) => {
      if (state.openedOn !== undefined) return refuse('INVESTIGATION_ALREADY_OPEN');
      if (opened.openedOn > context.today) return refuse('DATE_IN_FUTURE', { field: '/openedOn' });
      return accept([events.InvestigationOpened(opened)], { occurredOn: opened.openedOn });
    },
    RecordReplay: (replayed, state, context) => {
      const fault = closedFault(state);
      if (fault) return fault;
      if (replayed.asKnownAt > context.recordedAt) return refuse('DATE_IN_FUTURE', { field: '/asKnownAt' });
      const same = state.replayed.find(({ key }) => key === keyOfReplay(replayed));
      if (!same) return accept([events.StreamReplayed(replayed)]);
      return same.digest === replayed.digest && same.eventCount === replayed.eventCount
        ? already()
        : refuse('REPLAY_DIFFERS', { events: same.eventCount });
    },
    RecordRuleTrace: (traced, state) => {
      const fault = closedFault(state);
      if (fault) return fault;
      if (!state.replayed.some(({ stream }) => stream === traced.stream)) return refuse('NOT_REPLAYED');
      const isSame = state.traces.includes(`${traced.stream} ${traced.digest}`);
      return isSame ? already() : accept([events.RuleTraceProduced(traced)]);
    },
    EstablishFact: (fact, state) => {
      const fault = closedFault(state);
      if (fault) return fault;
      if (!fact.refs.every((ref) => isCovered(state, ref))) return refuse('NOT_REPLAYED', { field: '/refs' });
      const isSame = state.facts.some(({ text }) => text === textOfFact(fact));
      return isSame ? already() : accept([events.FactEstablished(fact)]);
    },
    ConcludeInvestigation: (concluded, state, context) => {
      if (state.openedOn === undefined) return refuse('REF-22');
      if (state.concluded)
        return state.concluded.opinion === concluded.opinion && state.concluded.on === concluded.concludedOn
          ? already()
          : refuse('CONCLUDED_OTHERWISE');
      const fault = dayFault(state, context, concluded.concludedOn);
      if (fault) return fault;
      if (state.facts.length === 0 || state.traces.length === 0) return refuse('NOTHING_ESTABLISHED');
      const isUnknown = state.facts.every(({ standing }) => standing === 'UNDETERMINED');
      if (isUnknown && concluded.opinion !== 'UNDETERMINED') return refuse('UNKNOWN_STAYS_UNKNOWN');
      return accept([events.InvestigationConcluded(concluded)], { occurredOn: concluded.concludedOn });
    },
    ProposeRemedy: (proposed, state, context) => {
      if (state.openedOn === undefined) return refuse('REF-22');
      if (!state.concluded) return refuse('NOT_CONCLUDED');
      const fault = dayFault(state, context, proposed.proposedOn);
      if (fault) return fault;
      const isSame = state.proposed.includes(`${proposed.remedy} ${proposed.organ}`);
      return isSame ? already() : accept([events.RemedyProposed(proposed)], { occurredOn: proposed.proposedOn });
    },
  },
  evolve: {
    InvestigationOpened: (state, { openedOn }) => ({ ...state, openedOn }),
    StreamReplayed: (state, replayed) => ({
      ...state,
      replayed: [...state.replayed, { ...replayed, key: keyOfReplay(replayed) }],
    }),
    RuleTraceProduced: (state, { stream, digest }) => ({ ...state, traces: [...state.traces, `${stream} ${digest}`] }),
    FactEstablished: (state, fact) => ({
      ...state,
      facts: [...state.facts, { text: textOfFact(fact), standing: fact.standing }],
    }),
    InvestigationConcluded: (state, { opinion, concludedOn }) => ({
      ...state,
      concluded: { opinion, on: concludedOn },
    }),
    RemedyProposed: (state, { remedy, organ }) => ({ ...state, proposed: [...state.proposed, `${remedy} ${organ}`] }),
  },
};
