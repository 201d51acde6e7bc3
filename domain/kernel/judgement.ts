/** The decision on what was seen, and its events made ready for the log: envelope, identifiers, seal. */
import { civilDateAt, firstDayOf } from './calendar.ts';
import { canonicalText } from './canonical.ts';
import type { ReadEvent } from './codec.ts';
import { type Context, type Decision, decide, fold } from './decider.ts';
import type { NewEvent } from './event-log.ts';
import { beside, createdId, uuidOf } from './identifier.ts';
import type { Message } from './message.ts';
import { type Envelope, ruleUse } from './metadata.ts';
import type { OwnerKey } from './ports.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { ExecuteDeps, Policy, Task } from './request.ts';
import { type Seen, tagOf } from './sight.ts';

export interface Judged {
  readonly decision: Decision<Message, string>;
  readonly policy: Policy;
  readonly recordedAt: string;
  readonly rules: NonNullable<Envelope['rules']>;
}

export const judge = async (deps: ExecuteDeps, task: Task, seen: Seen): Promise<Judged> => {
  const policy = await deps.policy();
  const recordedAt = deps.clock.now();
  const used = new Set<string>();
  const context: Context = {
    recordedAt,
    today: civilDateAt(recordedAt),
    actor: task.request.actor,
    accepted: task.request.stated.accepted ?? [],
    origin: task.request.stated.origin ?? 'LIVE',
    subject: task.id,
    newId: (prefix, like) =>
      like === undefined ? createdId(deps.crypto, prefix, `${task.seed}${prefix}`) : beside(task.id, prefix, like),
    rule: <Body>(topic: string, on: string, province?: string) => {
      const rule = policy.ruleOn(topic, on, province);
      if (rule) used.add(ruleUse(rule.id, rule.version, rule.digest));
      return rule?.body as Body | undefined;
    },
  };
  const state = fold(task.decider, seen.events);
  const decision = decide(task.decider, task.request.command, state, { context, facts: seen.facts });
  return { decision, policy, recordedAt, rules: [...used] };
};

/** Whether an event says what a field was: when something is first recorded, and in each correction of that field. */
const saysOf =
  (field: string) =>
  ({ data }: ReadEvent): boolean =>
    data[field] !== undefined || data.field === field;

const envelopeOf = (
  deps: ExecuteDeps,
  task: Task,
  { judged, seen, tag }: { judged: Judged; seen: Seen; tag: string },
): Envelope => {
  const { stated, actor } = task.request;
  const { recordedAt, policy, rules, decision } = judged;
  const { occurredOn, correctsField, annulsField } = 'recorded' in decision ? decision.recorded : {};
  const lastOn = (field: string | undefined) => field && seen.events.findLast(saysOf(field))?.stored.id;
  const [corrected, annulled] = [lastOn(correctsField), lastOn(annulsField)];
  const date = occurredOn ?? civilDateAt(recordedAt);
  return {
    ledger: deps.ledger(),
    occurredOn: date,
    recordedAt,
    actor,
    channel: stated.channel,
    purpose: stated.purpose ?? task.spec.purpose,
    basis: [...task.spec.basis],
    regime: policy.regimeOn(firstDayOf(date)),
    command: { id: task.commandId, tag },
    build: deps.build,
    ...(stated.deviceAt && { deviceAt: stated.deviceAt }),
    ...(rules.length > 0 && { rules }),
    ...(seen.basedOn.length > 0 && { basedOn: [...seen.basedOn] }),
    ...(corrected && { corrects: [corrected] }),
    ...(annulled && { annuls: [annulled] }),
    ...(stated.evidence?.length && { evidence: [...stated.evidence] }),
    ...(stated.accepted?.length && { accepted: [...stated.accepted] }),
    ...(stated.origin && stated.origin !== 'LIVE' && { origin: stated.origin }),
    ...(stated.importBatch && { importBatch: stated.importBatch }),
    ...(stated.correlation && { correlation: stated.correlation }),
    ...(stated.causation && { causation: stated.causation }),
  };
};

export const sealAll = async (
  deps: ExecuteDeps,
  task: Task,
  { judged, seen, events }: { judged: Judged; seen: Seen; events: readonly Message[] },
): Promise<NewEvent[] | Refusal> => {
  const owners = events.map((event) => deps.codec.ownersOf(task.stream, event));
  const wanted = [...new Set(owners.flat())];
  const made: ReadonlyMap<string, OwnerKey | 'erased'> = wanted.length > 0 ? await deps.keys.ensure(wanted) : new Map();
  const keys = new Map<string, OwnerKey>();
  for (const [owner, key] of made) {
    if (key === 'erased') return refuse('PERSON_ERASED', { class: owner.slice(owner.indexOf('/') + 1) });
    keys.set(owner, key);
  }
  const tag = tagOf(deps.crypto, task.request.command, keys.get(owners[0]?.[0] ?? ''));
  const envelope = envelopeOf(deps, task, { judged, seen, tag });
  const next = (seen.events.at(-1)?.stored.revision ?? -1n) + 1n;
  return events.map((event, index) =>
    deps.codec.encode(event, {
      stream: task.stream,
      revision: next + BigInt(index),
      id: uuidOf(deps.crypto, canonicalText([task.commandId, tag, index])),
      envelope,
      keys,
    }),
  );
};
