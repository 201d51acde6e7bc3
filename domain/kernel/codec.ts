/** Between messages and the log: canonical bytes, keys, seal and mac on the way in; opening, upcasts and schemas on the way out. */
import { canonicalObject } from './canonical.ts';
import { type AnyDecider, COMMAND_ABANDONED, commandAbandoned } from './decider.ts';
import type { NewEvent, StoredEvent } from './event-log.ts';
import { type FieldPlan, fieldPlan, valuesAt } from './field-plan.ts';
import { categoryOf, subjectOf } from './identifier.ts';
import type { EventSpec, Message } from './message.ts';
import { type Envelope, Metadata } from './metadata.ts';
import type { Crypto, OwnerKey } from './ports.ts';
import { openFields, type Sealed, SealBroken, type SealPlace, sealedByOwner, sealFields } from './seal.ts';

/** Thrown on a stored event that this release cannot read. Never skipped: a fold with a hole in it is a lie. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  readonly position: bigint;
  readonly reason: string;
  constructor(
    stored: Pick<StoredEvent, 'type' | 'stream' | 'revision' | 'position'>,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `cannot read ${stored.type} at ${stored.stream}@${stored.revision} (position ${stored.position}): ${reason}`,
      options,
    );
    this.position = stored.position;
    this.reason = reason;
  }
}

interface EventKind {
  readonly spec: EventSpec;
  readonly plan: FieldPlan;
  readonly decider: AnyDecider;
}
/** An event read back: current version's data, sealed fields opened or erased, and its envelope. */
export interface ReadEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Metadata;
  readonly stored: StoredEvent;
}

const kindsOf = (deciders: readonly AnyDecider[]): ReadonlyMap<string, EventKind> => {
  const kinds = new Map<string, EventKind>();
  for (const decider of deciders)
    for (const [name, spec] of Object.entries<EventSpec>({
      ...decider.events.specs,
      [COMMAND_ABANDONED]: commandAbandoned,
    }))
      kinds.set(`${decider.category}.${name}`, { spec, plan: fieldPlan(spec.data), decider });
  return kinds;
};

interface Place {
  readonly county: string;
  readonly stream: string;
  readonly revision: bigint;
}
/**
 * The text whose hash is the event's leaf in the log's tree, and under which the API signs: no ciphertext in it.
 * Data and metadata have their keys in canonical order already, as they are stored.
 */
export const leafOf = (
  crypto: Crypto,
  { county, stream, revision }: Place,
  event: Pick<NewEvent, 'id' | 'type' | 'data' | 'metadata'>,
): string => {
  const { sealed, mac: _, ...open } = event.metadata as { sealed?: readonly Sealed[]; mac?: string };
  return JSON.stringify({
    county,
    data: crypto.hash(JSON.stringify(event.data)),
    id: event.id,
    metadata: crypto.hash(JSON.stringify(open)),
    revision: Number(revision),
    sealed: (sealed ?? []).map(({ x }) => crypto.hashBytes(x)),
    stream,
    type: event.type,
    v: 1,
  });
};

const SALT_BYTES = 16;

/** Everything the log's codec knows comes from the registry of deciders. */
export const createCodec = ({
  deciders,
  crypto,
  county,
}: {
  deciders: readonly AnyDecider[];
  crypto: Crypto;
  county: string;
}) => {
  const kinds = kindsOf(deciders);
  const kindOf = (type: string): EventKind => {
    const kind = kinds.get(type);
    if (!kind) throw new Error(`no decider makes ${type}`);
    return kind;
  };
  const storedType = (stream: string, { type }: Message) => `${categoryOf(stream)}.${type}`;
  const placeOf = ({ stream, id, type }: { stream: string; id: string; type: string }, schema: number): SealPlace => ({
    county,
    stream,
    id,
    type,
    schema,
  });

  const keysOf = ({ plan, decider }: EventKind, stream: string, data: Readonly<Record<string, unknown>>) => {
    const keys = new Set<string>(decider.subject === null ? [] : [`${decider.subject}:${subjectOf(stream)}`]);
    for (const { path, kind } of plan.keys)
      for (const value of valuesAt(data, path)) keys.add(`${kind}:${String(value)}`);
    return [...keys].sort();
  };

  /** Owners (`p_…/identity`) whose keys an event needs before it can be stored, in stored order. */
  const ownersOf = (stream: string, event: Message): string[] => {
    const { plan } = kindOf(storedType(stream, event));
    return [...sealedByOwner(plan.sealed, event.data as Record<string, unknown>, subjectOf(stream)).keys()].sort();
  };

  const encode = (
    event: Message,
    {
      stream,
      revision,
      id,
      envelope,
      keys,
    }: { stream: string; revision: bigint; id: string; envelope: Envelope; keys: ReadonlyMap<string, OwnerKey> },
  ): NewEvent => {
    const type = storedType(stream, event);
    const kind = kindOf(type);
    const given = event.data as Record<string, unknown>;
    const fields = sealedByOwner(kind.plan.sealed, given, subjectOf(stream));
    const { data: covered, sealed } = sealFields(crypto, fields, {
      data: given,
      place: placeOf({ stream, id, type }, kind.spec.version),
      keys,
    });
    const data = canonicalObject(covered);
    const open = {
      ...envelope,
      schema: kind.spec.version,
      keys: keysOf(kind, stream, given),
      ...(sealed.length > 0 && { sealed }),
      salt: crypto.random(SALT_BYTES),
    };
    const metadata = canonicalObject({ ...open, mac: '' });
    metadata.mac = crypto.eventMac(leafOf(crypto, { county, stream, revision }, { id, type, data, metadata }));
    return { id, type, data, metadata };
  };

  /** Whether the API of this ledger made the event, and nobody changed a byte outside its sealed bytes. */
  const isGenuine = (stored: StoredEvent): boolean => {
    const { mac } = stored.metadata as { mac?: unknown };
    if (typeof mac !== 'string') return false;
    return crypto.eventMacHolds(leafOf(crypto, { county, ...stored }, stored as unknown as NewEvent), mac);
  };

  /** `owner@version` of every sealed entry, for one look-up of all keys that a fold needs. */
  const sealsOf = (stored: StoredEvent): string[] =>
    ((stored.metadata as { sealed?: readonly Sealed[] }).sealed ?? []).map(({ o, k }) => `${o}@${k}`);

  /** @throws UnreadableEvent on an unknown type, a later version, or data that fit no schema of theirs */
  const decode = (stored: StoredEvent, keys: ReadonlyMap<string, OwnerKey>): ReadEvent => {
    const kind = kinds.get(stored.type);
    if (!kind) throw new UnreadableEvent(stored, 'this release does not know the type');
    const metadata = Metadata.safeParse(stored.metadata);
    if (!metadata.success) throw new UnreadableEvent(stored, 'its metadata fit no schema', { cause: metadata.error });
    const { schema, sealed = [] } = metadata.data;
    if (schema > kind.spec.version) throw new UnreadableEvent(stored, `version ${schema} is later than this release`);
    const place = placeOf(stored, schema);
    const opened = openedOrUnreadable(stored, () =>
      openFields(crypto, sealed, { data: stored.data as Record<string, unknown>, place, keys }),
    );
    const lifted = kind.spec.upcasts.slice(schema - 1).reduce((old, upcast) => upcast(old), opened);
    const parsed = kind.spec.data.safeParse(lifted);
    if (!parsed.success) throw new UnreadableEvent(stored, 'its data fit no schema', { cause: parsed.error });
    return {
      type: stored.type.slice(stored.type.indexOf('.') + 1),
      data: parsed.data,
      metadata: metadata.data,
      stored,
    };
  };

  /**
   * Data of the current version with sealed fields left closed (`{ $c }`), unchecked: for views, which trust what was
   * checked on writing. @throws UnreadableEvent on an unknown type or a later version
   */
  const lift = (
    stored: Pick<StoredEvent, 'type' | 'stream' | 'revision' | 'position'>,
    schema: number,
    data: unknown,
  ) => {
    const kind = kinds.get(stored.type);
    if (!kind) throw new UnreadableEvent(stored, 'this release does not know the type');
    if (schema > kind.spec.version) throw new UnreadableEvent(stored, `version ${schema} is later than this release`);
    return kind.spec.upcasts.slice(schema - 1).reduce((old, upcast) => upcast(old), data as Record<string, unknown>);
  };

  return { kinds, encode, decode, lift, ownersOf, sealsOf, isGenuine };
};
export type Codec = ReturnType<typeof createCodec>;

const openedOrUnreadable = <T>(stored: StoredEvent, open: () => T): T => {
  try {
    return open();
  } catch (error) {
    if (error instanceof SealBroken) throw new UnreadableEvent(stored, error.message, { cause: error });
    throw error;
  }
};
