/** What the write side is asked, on which ports it runs, and what it answers. */
import { canonicalText } from './canonical.ts';
import type { Codec, ReadEvent } from './codec.ts';
import type { Accepted, Actor, AnyDecider } from './decider.ts';
import type { EventLog } from './event-log.ts';
import { createdId, streamOf } from './identifier.ts';
import type { CommandSpec, Message } from './message.ts';
import type { Envelope } from './metadata.ts';
import type { Clock, Crypto, KeyRing, NaturalKeys } from './ports.ts';
import { kernelRejections, type Refusal, type RejectionText } from './refusal.ts';

/** A rule version as a decision may use it. */
export interface RuleInForce {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly body: unknown;
}
/** What policy gives the kernel: regimes by date, rule versions by topic and date. */
export interface Policy {
  readonly regimeOn: (date: string) => string;
  readonly ruleOn: (topic: string, date: string, province?: string) => RuleInForce | undefined;
}

export interface ExecuteDeps {
  readonly log: EventLog;
  readonly codec: Codec;
  readonly crypto: Crypto;
  readonly keys: KeyRing;
  readonly numbers: NaturalKeys;
  readonly clock: Clock;
  readonly deciders: readonly AnyDecider[];
  /** The rule versions known now; the port may keep them for a moment, the events record which were used. */
  readonly policy: () => Promise<Policy>;
  /** From `ledgerOf`. */
  readonly ledger: () => string;
  readonly build: string;
}

/** What the caller states about a command beside its payload. */
export interface Stated {
  readonly channel: Envelope['channel'];
  readonly purpose?: Envelope['purpose'];
  readonly deviceAt?: string;
  readonly evidence?: readonly string[];
  readonly accepted?: readonly Accepted[];
  readonly correlation?: string;
  readonly causation?: string;
  readonly origin?: Envelope['origin'];
  readonly importBatch?: string;
}
export interface ExecuteRequest {
  readonly category: string;
  /** Subject of the stream; absent for a command that creates one. */
  readonly id?: string;
  /** Parsed by `takeIn`. */
  readonly command: Message;
  readonly actor: Actor;
  /** UUID; a repeat with the same key is the same command. */
  readonly idempotencyKey: string;
  /** Last revision the caller has seen, from If-Match. */
  readonly expected?: bigint;
  readonly stated: Stated;
}

export interface Landed {
  readonly type: string;
  readonly id: string;
  readonly revision: bigint;
  /** Whom or what it names, by field: a birth tells the child's identifier. */
  readonly names: Readonly<Record<string, string>>;
  /** What the event itself says is wrong or doubtful in what it records, as codes. */
  readonly flags: readonly string[];
}

/** Codes that events of history carry under these two names. */
export const flagsIn = (data: Readonly<Record<string, unknown>>): readonly string[] =>
  [data.flags, data.defects].flatMap((codes) => (Array.isArray(codes) ? codes.map(String) : []));
interface At {
  readonly stream: string;
  readonly id: string;
}
export type Outcome =
  | (At & { kind: 'accepted'; revision: bigint; position: bigint; events: readonly Landed[]; repeated: boolean })
  /** Already so: nothing appended. `position` is that of the stream's last event. */
  | (At & { kind: 'unchanged'; revision: bigint | null; position: bigint | null })
  | (At & { kind: 'refused'; refusal: Refusal; text: RejectionText })
  /** If-Match names an older revision: what the caller has not seen. */
  | (At & { kind: 'stale'; revision: bigint | null; unseen: readonly ReadEvent[] })
  | (At & { kind: 'key-reused'; why: 'other-payload' | 'erased' })
  /** Lost the race too often; nothing was written. */
  | (At & { kind: 'contended' })
  /** Not known whether it was written; repeat with the same key. */
  | (At & { kind: 'unknown' });

/** Everything about one command that does not change from one attempt to the next. */
export interface Task extends At {
  readonly decider: AnyDecider;
  readonly spec: CommandSpec;
  readonly request: ExecuteRequest;
  readonly commandId: string;
  readonly seed: string;
}
/** The command id of a request: the same for every repeat by the same actor to the same stream. */
export const taskOf = ({ crypto, deciders }: ExecuteDeps, request: ExecuteRequest): Task => {
  const decider = deciders.find(({ category }) => category === request.category);
  const spec = decider?.commands.specs[request.command.type] as CommandSpec | undefined;
  if (!decider || !spec) throw new Error(`no decider takes ${request.category} ${request.command.type}`);
  const seed = canonicalText([request.actor.id, request.idempotencyKey, decider.category]);
  const id = spec.creates ? createdId(crypto, decider.prefix, seed) : request.id;
  if (id === undefined) throw new Error(`${request.command.type} needs the subject it is about`);
  const stream = streamOf(decider.category, id);
  const commandId = crypto.hash(canonicalText([request.actor.id, stream, request.idempotencyKey])).slice(0, 16);
  return { decider, spec, request, stream, id, commandId, seed };
};

const textOf = (decider: AnyDecider, code: string): RejectionText =>
  (decider.rejections as Record<string, RejectionText>)[code] ??
  (kernelRejections as Record<string, RejectionText>)[code] ?? { zh: code, en: code };

export const refused = ({ decider, stream, id }: Task, refusal: Refusal): Outcome => ({
  kind: 'refused',
  stream,
  id,
  refusal,
  text: textOf(decider, refusal.refused),
});
