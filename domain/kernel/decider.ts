/** One consistency boundary as a plain record: which commands it takes, which events it makes, why it refuses. */

import * as z from 'zod';
import { type CommandSpecs, type EventSpecs, event, type MessagesOf } from './message.ts';
import type { NaturalKey } from './ports.ts';
import { type AcceptReason, type KernelRejection, type Refusal, refuse, type Rejections } from './refusal.ts';

/** Who acts, as copied into the event; never looked up later. */
export interface Actor {
  readonly id: string;
  readonly role: string;
  /** Division code of the office, 6, 9 or 12 digits. */
  readonly office: string;
  readonly onBehalfOf?: string;
}

/** An officer's word for an implausible statement. */
export interface Accepted {
  readonly code: string;
  readonly reason: AcceptReason;
}

/** Everything a decision may know besides command, state and facts. */
export interface Context {
  readonly recordedAt: string;
  /** Civil date of `recordedAt` in Shanghai. */
  readonly today: string;
  readonly actor: Actor;
  readonly accepted: readonly Accepted[];
  /** 来源 Whether it happens now or is history that an import brings in; some commands are taken as history alone. */
  readonly origin: 'LIVE' | 'LEGACY_IMPORT';
  /** Identifier of the stream's subject, `p_…`. */
  readonly subject: string;
  /** A new identifier of the command's own: the same for every repeat of it. `locality` is that of an existing identifier. */
  readonly newId: (prefix: string, like?: string) => string;
  /**
   * Rule version of a topic in force on a date, with what it says: a province's own (two digits), else the country's.
   * Its use is recorded in the event.
   */
  readonly rule: <Body>(topic: string, on: string, province?: string) => Body | undefined;
}

/** Folded states of the further streams a command named, by the name it gave them. */
export type Facts = Readonly<Record<string, unknown>>;

/** Facts about the events of one decision that the codec stores beside them. */
export interface Recorded {
  /** Civil date of the fact, or its month; default: today. */
  readonly occurredOn?: string;
  /** The field that is put right: the stream's last event that says it is stored as `corrects`. */
  readonly correctsField?: string;
  /** The field whose event never was true: it is stored as `annuls`. */
  readonly annulsField?: string;
}

/** Events to append (none: already so), or the reason there are none. */
export interface Accept<E> {
  readonly events: readonly E[];
  readonly recorded: Recorded;
  /** Numbers that only one stream may hold, taken in the vault before the events are appended. */
  readonly takes: readonly NaturalKey[];
}
export type Decision<E, Code extends string> = Accept<E> | Refusal<Code>;

/** The usual decision: these events happened, on this date. */
export const accept = <E>(
  events: readonly E[],
  recorded: Recorded = {},
  takes: readonly NaturalKey[] = [],
): Accept<E> => ({
  events,
  recorded,
  takes,
});
/** Nothing to do: it is already so. */
export const already = <E>(): Accept<E> => accept<E>([]);

type Data<M, T> = Extract<M, { type: T }> extends { data: infer D } ? D : never;

export interface Decider<
  S,
  C extends { readonly specs: CommandSpecs },
  E extends { readonly specs: EventSpecs },
  R extends Rejections,
> {
  /** Prefix of every stream of this kind: `category-id`. Stored for ever; never rename. */
  readonly category: string;
  /** Kind of key the stream's own identifier is, or null where it is no subject of its own. */
  readonly subject: string | null;
  /** Prefix of the identifiers this category creates. */
  readonly prefix: string;
  readonly commands: C;
  readonly events: E;
  readonly rejections: R;
  readonly initialState: S;
  /** Further streams a command needs, by a name of its own: folded from the log and given to `decide` as facts. */
  readonly facts?: {
    readonly [T in keyof C['specs'] & string]?: (
      data: Data<MessagesOf<C['specs']>, T>,
      subject: string,
    ) => Readonly<Record<string, string>>;
  };
  /** Further streams that only what was recorded names, read after the others: a household's members, say. */
  readonly further?: {
    readonly [T in keyof C['specs'] & string]?: (
      data: Data<MessagesOf<C['specs']>, T>,
      state: S,
      facts: Facts,
    ) => Readonly<Record<string, string>>;
  };
  /**
   * Keys whose holders a command must see, of streams of its own kind: what they hold is given as the fact `NEAR`.
   * Nobody else comes between, for the keys are looked at again when the command's own are taken.
   */
  readonly near?: {
    readonly [T in keyof C['specs'] & string]?: (
      data: Data<MessagesOf<C['specs']>, T>,
      state: S,
    ) => readonly NaturalKey[];
  };
  readonly decide: {
    readonly [T in keyof C['specs'] & string]: (
      data: Data<MessagesOf<C['specs']>, T>,
      state: S,
      context: Context,
      facts: Facts,
    ) => Decision<MessagesOf<E['specs']>, (keyof R & string) | KernelRejection>;
  };
  readonly evolve: {
    readonly [T in keyof E['specs'] & string]: (state: S, data: Data<MessagesOf<E['specs']>, T>) => S;
  };
}

// oxlint-disable-next-line typescript/no-explicit-any -- the registry holds deciders of every shape
export type AnyDecider = Decider<any, any, any, any>;
export type EventOf<D extends AnyDecider> = MessagesOf<D['events']['specs']>;
export type CommandOf<D extends AnyDecider> = MessagesOf<D['commands']['specs']>;
export type StateOf<D extends AnyDecider> = D['initialState'];

/** An event every stream may carry: a command that will never land, because its number was given to another. */
export const COMMAND_ABANDONED = 'CommandAbandoned';
export const commandAbandoned = event(z.strictObject({ command: z.string() }));

/** The state a named stream folded to. The caller names the type its decider exports. */
export const fact = <S>(facts: Facts, name: string): S => facts[name] as S;

/** The fact that holds what the holders of near keys recorded. */
export const NEAR = 'near';
export interface Near<S> {
  readonly id: string;
  readonly state: S;
}
export const nearby = <S>(facts: Facts): readonly Near<S>[] => (facts[NEAR] ?? []) as readonly Near<S>[];

/** Refuses what is implausible unless the officer stands by it with a reason. */
export const doubt = <const Code extends string>(
  context: Context,
  code: Code,
  details: Refusal['details'] = {},
): Refusal<Code> | undefined =>
  context.accepted.some((accepted) => accepted.code === code) ? undefined : refuse(code, details);

// TypeScript cannot correlate a union member with its own key: these lookups hold the kernel's casts.
export const evolve = <D extends AnyDecider>(
  decider: D,
  state: StateOf<D>,
  { type, data }: { type: string; data: unknown },
): StateOf<D> => (type === COMMAND_ABANDONED ? state : decider.evolve[type]!(state, data as never));

export const fold = <D extends AnyDecider>(
  decider: D,
  events: readonly { type: string; data: unknown }[],
  from: StateOf<D> = decider.initialState,
): StateOf<D> => events.reduce<StateOf<D>>((state, one) => evolve(decider, state, one), from);

export const decide = <D extends AnyDecider>(
  decider: D,
  { type, data }: { type: string; data: unknown },
  state: StateOf<D>,
  { context, facts }: { context: Context; facts: Facts },
): Decision<EventOf<D>, string> => decider.decide[type]!(data as never, state, context, facts) as never;
