/** 新旧编号 The ledger's identifiers for keys of an old register: the same for every import of a batch, whoever runs it. */
import { canonicalText } from '../../domain/kernel/canonical.ts';
import type { AnyDecider } from '../../domain/kernel/decider.ts';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import { createdId, streamOf, uuidOf } from '../../domain/kernel/identifier.ts';
import type { CommandSpec } from '../../domain/kernel/message.ts';
import type { Crypto } from '../../domain/kernel/ports.ts';
import { ID_PREFIX, type IdKind } from '../../domain/kernel/values.ts';
import type { Reference } from './shape.ts';

/** Whoever runs an import, its commands are the importer's: a resumed one gives the same. */
export const IMPORTER = 'import';

const KINDS = Object.entries(ID_PREFIX) as readonly [IdKind, string][];
export const kindOf = ({ prefix }: Pick<AnyDecider, 'prefix'>): IdKind | undefined =>
  KINDS.find(([, one]) => one === prefix)?.[0];

const creates = ({ commands }: AnyDecider) =>
  Object.values(commands.specs as Readonly<Record<string, CommandSpec>>).some((spec) => spec.creates);

const nameOf = ({ kind, key }: Reference) => `${kind}:${key}`;

interface Deps {
  readonly crypto: Crypto;
  readonly log: Pick<EventLog, 'read'>;
  readonly deciders: readonly AnyDecider[];
  readonly batch: string;
}

/** Keys of one batch. Those that rows of this file made are held; others are looked for in the log. */
export const createIdentifiers = ({ crypto, log, deciders, batch }: Deps) => {
  const made = new Map<string, string>();
  const kept = new Set<string>();
  const found = new Map<string, Promise<boolean>>();
  const makers = new Map<IdKind, AnyDecider>();
  for (const decider of deciders) {
    const kind = kindOf(decider);
    if (kind && creates(decider)) makers.set(kind, decider);
  }
  const idempotencyKey = (...parts: readonly string[]) => uuidOf(crypto, canonicalText(['import', batch, ...parts]));
  const created = (decider: AnyDecider, key: string) =>
    createdId(crypto, decider.prefix, canonicalText([IMPORTER, key, decider.category]));
  const keyOf = ({ category }: AnyDecider, key: string) => idempotencyKey(category, 'key', key);
  const computed = (reference: Reference): string => {
    const maker = makers.get(reference.kind);
    // Nothing in the ledger has it: whoever looks will find nothing, and say so.
    return maker ? created(maker, keyOf(maker, reference.key)) : `${ID_PREFIX[reference.kind]}_${'A'.repeat(22)}`;
  };
  const idOf = (reference: Reference): string => made.get(nameOf(reference)) ?? computed(reference);
  const inLog = async (reference: Reference): Promise<boolean> => {
    const maker = makers.get(reference.kind);
    return maker !== undefined && (await log.read(streamOf(maker.category, computed(reference)))).length > 0;
  };
  return {
    idempotencyKey,
    keyOf,
    created,
    idOf,
    isMade: (reference: Reference) => made.has(nameOf(reference)),
    make: (reference: Reference, id: string) => void made.set(nameOf(reference), id),
    /** A row that should have made it was kept out. */
    keepOut: (reference: Reference) => void kept.add(nameOf(reference)),
    /** @returns why a row that refers to it cannot be taken */
    faultOf: async (reference: Reference): Promise<'REFERENCE_UNKNOWN' | 'REFERENCE_NOT_TAKEN' | undefined> => {
      const name = nameOf(reference);
      if (kept.has(name)) return 'REFERENCE_NOT_TAKEN';
      if (made.has(name)) return undefined;
      const known = found.get(name) ?? inLog(reference);
      found.set(name, known);
      return (await known) ? undefined : 'REFERENCE_UNKNOWN';
    },
  };
};
export type Identifiers = ReturnType<typeof createIdentifiers>;
