// Sentences about one decider: given what happened, when a command comes, then these events, nothing, or a refusal.
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { deciders } from '../../domain/index.ts';
import { canonicalText } from '../../domain/kernel/canonical.ts';
import {
  type Accept,
  type AnyDecider,
  type CommandOf,
  type Context,
  type Decision,
  decide,
  type EventOf,
  fold,
  NEAR,
  type Recorded,
} from '../../domain/kernel/decider.ts';
import { base64urlOf, beside, categoryOf, subjectOf } from '../../domain/kernel/identifier.ts';
import type { Message } from '../../domain/kernel/message.ts';
import type { AcceptReason, KernelRejection } from '../../domain/kernel/refusal.ts';
import { initialRules } from '../../domain/policy/initial-rules.ts';
import { createRuleBook } from '../../domain/policy/rule-book.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
/** The rules a new ledger is opened with. */
export const rules = initialRules((body) => sha256(canonicalText(body)));
const book = createRuleBook(rules);

/** Bodies differ by prefix: a person and a birth that share one would be a child and its birth. */
const idOf = (prefix: string) => (number: number) =>
  `${prefix}_${base64urlOf(Array.from({ length: 16 }, (_, at) => (at === 15 ? number : (prefix.charCodeAt(0) + number * 7 + at) & 0xff)))}`;
export const person = idOf('p');
export const household = idOf('h');
export const birth = idOf('b');

export const TODAY = '2026-03-20';
const clerk = { id: 's-1', role: 'CountyRegistrar', office: '990121' } as const;

export const contextOf = (subject: string, more: Partial<Context> = {}): Context => ({
  recordedAt: `${more.today ?? TODAY}T02:00:00.000Z`,
  today: TODAY,
  actor: clerk,
  accepted: [],
  origin: 'LIVE',
  subject,
  newId: (prefix, like) => beside(subject, prefix, like ?? subject),
  rule: <Body>(topic: string, on: string, province?: string) =>
    book.ruleOn(topic, on, province)?.body as Body | undefined,
  ...more,
});

/** The states a command's further streams fold to; a stream that is not given is empty. */
export const factsOf = (
  decider: AnyDecider,
  { type, data }: { type: string; data: unknown },
  given: {
    subject: string;
    streams: Readonly<Record<string, readonly Message[]>>;
    /** Of the stream itself, where it names further ones. */
    history?: readonly Message[];
  },
): Record<string, unknown> => {
  const { subject, streams, history = [] } = given;
  const foldedOf = (named: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(named).map(([name, stream]): [string, unknown] => {
        const owner = deciders.find(({ category }) => category === categoryOf(stream));
        if (!owner) throw new Error(`no decider folds ${stream}`);
        return [name, fold(owner, streams[stream] ?? [])];
      }),
    );
  const facts = foldedOf(decider.facts?.[type]?.(data as never, subject) ?? {});
  const near = Object.entries(streams)
    .filter(([stream]) => categoryOf(stream) === decider.category && subjectOf(stream) !== subject)
    .map(([stream, held]) => ({ id: subjectOf(stream), state: fold(decider, held) }));
  if (decider.near?.[type]) return { ...facts, [NEAR]: near };
  return { ...facts, ...foldedOf(decider.further?.[type]?.(data as never, fold(decider, history), facts) ?? {}) };
};

interface Given {
  readonly history: readonly Message[];
  readonly streams: Readonly<Record<string, readonly Message[]>>;
  readonly context: Partial<Context>;
}

const outcomeOf = <D extends AnyDecider>(decider: D, decision: Decision<EventOf<D>, string>) => ({
  decision,
  then: (...events: EventOf<D>[]) => {
    expect(decision).toMatchObject({ events });
    const accepted = decision as Accept<EventOf<D>>;
    expect(accepted.events).toHaveLength(events.length);
    return {
      on: (occurredOn: string | undefined) => expect(accepted.recorded.occurredOn).toBe(occurredOn),
      taking: (...values: string[]) => expect(accepted.takes.map(({ value }) => value)).toEqual(values),
    };
  },
  /** Already so. */
  thenNothing: () => expect(decision).toEqual({ events: [], recorded: {}, takes: [] }),
  thenRefused: (code: (keyof D['rejections'] & string) | KernelRejection, details: Record<string, unknown> = {}) =>
    expect(decision).toMatchObject({ refused: code, details }),
  recorded: (decision as Accept<EventOf<D>>).recorded as Recorded | undefined,
  category: decider.category,
});

export const specify = <D extends AnyDecider>(decider: D, subject: string) => {
  const stage = ({ history, streams, context }: Given) => ({
    /** What further streams hold, by their names. */
    beside: (more: Given['streams']) => stage({ history, streams: { ...streams, ...more }, context }),
    by: (actor: Context['actor']) => stage({ history, streams, context: { ...context, actor } }),
    on: (today: string) => stage({ history, streams, context: { ...context, today } }),
    /** What an import brings in. */
    imported: () => stage({ history, streams, context: { ...context, origin: 'LEGACY_IMPORT' } }),
    /** The officer stands by what was doubted. */
    accepting: (code: keyof D['rejections'] & string, reason: AcceptReason = 'DOCUMENT_SEEN') =>
      stage({ history, streams, context: { ...context, accepted: [{ code, reason }] } }),
    without: (topic: string) =>
      stage({
        history,
        streams,
        context: {
          ...context,
          rule: <Body>(asked: string, on: string, province?: string) =>
            asked === topic ? undefined : (book.ruleOn(asked, on, province)?.body as Body | undefined),
        },
      }),
    when: (command: CommandOf<D>) => {
      const facts = factsOf(decider, command, { subject, streams, history });
      const state = fold(decider, history);
      return outcomeOf(decider, decide(decider, command, state, { context: contextOf(subject, context), facts }));
    },
  });
  return { given: (...history: EventOf<D>[]) => stage({ history, streams: {}, context: {} }) };
};
