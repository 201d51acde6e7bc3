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

/** Where an event stands, for whoever must be told. */
export type StoredPlace = Pick<StoredEvent, 'type' | 'stream' | 'revision' | 'position'>;

/** Thrown on a stored event that this release cannot read. Never skipped: a fold with a hole in it is a lie. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  readonly position: bigint;
  readonly reason: string;
  constructor(stored: StoredPlace, reason: string, options?: ErrorOptions) {
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
  event: Pick<NewEvent, 'id' | 'type' | 'data' | 'metadata'> & Pick<StoredEvent, 'dataText'>,
): string => {
  const { sealed, mac: _, ...open } = event.metadata as { sealed?: readonly Sealed[]; mac?: string };
  return JSON.stringify({
    county,
    data: crypto.hash(event.dataText ?? JSON.stringify(event.data)),
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

interface CodecDeps {
  readonly deciders: readonly AnyDecider[];
  readonly crypto: Crypto;
  readonly county: string;
}
type Kinds = ReadonlyMap<string, EventKind>;
type Data = Readonly<Record<string, unknown>>;
export interface Encoding {
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
  readonly envelope: Envelope;
  readonly keys: ReadonlyMap<string, OwnerKey>;
}

const storedType = (stream: string, { type }: Message) => `${categoryOf(stream)}.${type}`;
const kindOf = (kinds: Kinds, type: string): EventKind => {
  const kind = kinds.get(type);
  if (!kind) throw new Error(`no decider makes ${type}`);
  return kind;
};

/** Everything the event concerns: its stream's own subject, and each field whose schema names a thing. */
const keysOf = ({ plan, decider }: EventKind, stream: string, data: Data) => {
  const keys = new Set<string>(decider.subject === null ? [] : [`${decider.subject}:${subjectOf(stream)}`]);
  for (const { path, kind } of plan.keys)
    for (const value of valuesAt(data, path)) keys.add(`${kind}:${String(value)}`);
  return [...keys].sort();
};

const createEncode =
  ({ crypto, county }: CodecDeps, kinds: Kinds) =>
  (event: Message, { stream, revision, id, envelope, keys }: Encoding): NewEvent => {
    const type = storedType(stream, event);
    const kind = kindOf(kinds, type);
    const given = event.data as Data;
    const schema = kind.spec.version;
    const fields = sealedByOwner(kind.plan.sealed, given, subjectOf(stream));
    const place: SealPlace = { county, stream, id, type, schema };
    const { data: covered, sealed } = sealFields(crypto, fields, { data: given, place, keys });
    const data = canonicalObject(covered);
    const metadata = canonicalObject({
      ...envelope,
      schema,
      keys: keysOf(kind, stream, given),
      ...(sealed.length > 0 && { sealed }),
      salt: crypto.random(SALT_BYTES),
      mac: '',
    });
    metadata.mac = crypto.eventMac(leafOf(crypto, { county, stream, revision }, { id, type, data, metadata }));
    return { id, type, data, metadata };
  };

/** The kind of a stored event, its version checked. @throws UnreadableEvent on an unknown type or a later version */
const readableKind = (kinds: Kinds, stored: StoredPlace, schema: number): EventKind => {
  const kind = kinds.get(stored.type);
  if (!kind) throw new UnreadableEvent(stored, 'this release does not know the type');
  if (schema > kind.spec.version) throw new UnreadableEvent(stored, `version ${schema} is later than this release`);
  return kind;
};
const lifted = ({ spec }: EventKind, schema: number, data: Data): Data =>
  spec.upcasts.slice(schema - 1).reduce((old, upcast) => upcast(old), data);

const createDecode =
  ({ crypto, county }: CodecDeps, kinds: Kinds) =>
  (stored: StoredEvent, keys: ReadonlyMap<string, OwnerKey>): ReadEvent => {
    const { stream, id, type } = stored;
    if (!kinds.has(type)) throw new UnreadableEvent(stored, 'this release does not know the type');
    const metadata = Metadata.safeParse(stored.metadata);
    if (!metadata.success) throw new UnreadableEvent(stored, 'its metadata fit no schema', { cause: metadata.error });
    const { schema, sealed = [] } = metadata.data;
    const kind = readableKind(kinds, stored, schema);
    const place: SealPlace = { county, stream, id, type, schema };
    const opened = openedOrUnreadable(stored, () =>
      openFields(crypto, sealed, { data: stored.data as Data, place, keys }),
    );
    const parsed = kind.spec.data.safeParse(lifted(kind, schema, opened));
    if (!parsed.success) throw new UnreadableEvent(stored, 'its data fit no schema', { cause: parsed.error });
    return { type: type.slice(type.indexOf('.') + 1), data: parsed.data, metadata: metadata.data, stored };
  };

const openedOrUnreadable = <T>(stored: StoredEvent, open: () => T): T => {
  try {
    return open();
  } catch (error) {
    if (error instanceof SealBroken) throw new UnreadableEvent(stored, error.message, { cause: error });
    throw error;
  }
};

/** Everything the log's codec knows comes from the registry of deciders. */
export const createCodec = (deps: CodecDeps) => {
  const { crypto, county, deciders } = deps;
  const kinds = kindsOf(deciders);
  return {
    kinds,
    encode: createEncode(deps, kinds),
    /** @throws UnreadableEvent on an unknown type, a later version, or data that fit no schema of theirs */
    decode: createDecode(deps, kinds),

    /**
     * Data of the current version with sealed fields left closed (`{ $c }`), unchecked: for views, which trust what was
     * checked on writing. @throws UnreadableEvent on an unknown type or a later version
     */
    lift: (stored: StoredPlace, schema: number, data: unknown): Data =>
      lifted(readableKind(kinds, stored, schema), schema, data as Data),

    /** Owners (`p_…/identity`) whose keys an event needs before it can be stored, in stored order. */
    ownersOf: (stream: string, event: Message): string[] => {
      const { plan } = kindOf(kinds, storedType(stream, event));
      return [...sealedByOwner(plan.sealed, event.data as Data, subjectOf(stream)).keys()].sort();
    },

    /** Whom or what an event names, by field: `{ childId: 'p_…', householdId: 'h_…' }`; pseudonyms alone. */
    namesIn: (type: string, data: Data): Readonly<Record<string, string>> =>
      Object.fromEntries(
        kindOf(kinds, type).plan.keys.flatMap(({ path: [field = '', ...deeper] }) =>
          deeper.length === 0 && typeof data[field] === 'string' ? [[field, data[field]]] : [],
        ),
      ),

    /** `owner@version` of every sealed entry, for one look-up of all keys that a fold needs. */
    sealsOf: (stored: StoredEvent): string[] =>
      ((stored.metadata as { sealed?: readonly Sealed[] }).sealed ?? []).map(({ o, k }) => `${o}@${k}`),

    /** Whether the API of this ledger made the event, and nobody changed a byte outside its sealed bytes. */
    isGenuine: (stored: StoredEvent): boolean => {
      const { mac } = stored.metadata as { mac?: unknown };
      if (typeof mac !== 'string') return false;
      return crypto.eventMacHolds(leafOf(crypto, { county, ...stored }, stored as unknown as NewEvent), mac);
    },
  };
};
export type Codec = ReturnType<typeof createCodec>;
