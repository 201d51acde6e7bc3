/** 成令 Makes a command of a row: fields in their form, old keys as identifiers, numbers classified, and a name for the row. */
import { demandOf } from '../../domain/accountability/demands.ts';
import { canonicalText } from '../../domain/kernel/canonical.ts';
import type { AnyDecider } from '../../domain/kernel/decider.ts';
import { beside, subjectOf } from '../../domain/kernel/identifier.ts';
import { takeIn } from '../../domain/kernel/intake.ts';
import type { CommandSpec, Message } from '../../domain/kernel/message.ts';
import type { Crypto, NaturalKey } from '../../domain/kernel/ports.ts';
import { ID_PREFIX } from '../../domain/kernel/values.ts';
import { isBroken } from './encoding.ts';
import { type Identifiers, kindOf } from './identifiers.ts';
import { type LateLevy, lateLevyFault } from './late-levy.ts';
import { type OldNumber, placeNumbers } from './old-numbers.ts';
import type { ImportRow, RowFault } from './rows.ts';
import { type Note, type Reference, shape, type Shaping } from './shape.ts';

/** A command as the write side is asked for it. */
export interface Order {
  readonly category: string;
  readonly id?: string;
  readonly command: Message;
  readonly idempotencyKey: string;
  readonly accepted: NonNullable<ImportRow['stated']>['accept'];
  readonly evidence: NonNullable<ImportRow['stated']>['evidence'];
}
export interface Prepared {
  readonly notes: readonly Note[];
  readonly flags: readonly string[];
  /** What its identity number was worth, were it missing. */
  readonly identifier?: OldNumber;
  readonly faults: readonly RowFault[];
  /** A demand that the law forbids, whatever else is right with the row. */
  readonly demand?: { readonly code: string; readonly fields: readonly string[] };
  /** A levy that nothing allowed any more: a finding against its office, whatever else is right with the row. */
  readonly lateLevy?: LateLevy;
  readonly order?: Order;
  /** What the row makes, by its old key. */
  readonly makes: readonly Reference[];
  readonly references: readonly Reference[];
  /** Identifiers and numbers of which only one row may dispose at a time, and identifiers that the row looks at. */
  readonly writes: readonly string[];
  readonly looksAt: readonly string[];
}

/** Records of the ledger itself are no county's history. */
const NOT_HISTORY = new Set(['policy', 'ledger', 'refusal', 'access', 'vault', 'importBatch']);

interface Deps {
  readonly deciders: readonly AnyDecider[];
  readonly crypto: Crypto;
  readonly identifiers: Identifiers;
}

const LEDGER_ID = /^[a-z]{1,2}_[A-Za-z0-9_-]{21}[AQgw]$/;

const idsIn = (value: unknown, found: Set<string>): void => {
  if (typeof value === 'string') {
    if (LEDGER_ID.test(value)) found.add(value);
  } else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) idsIn(inner, found);
};

const looksAt = (decider: AnyDecider, command: Message, subject: string): string[] => {
  const found = new Set<string>();
  idsIn(command.data, found);
  const facts = decider.facts?.[command.type]?.(command.data as never, subject) ?? {};
  for (const stream of Object.values<string>(facts)) found.add(subjectOf(stream));
  found.delete(subject);
  return [...found];
};

/** Its own stream, numbers that only one may have, and what two records must not come near to each other in. */
const writes = (decider: AnyDecider, { type, data }: Message, subject: string): string[] => {
  const { citizenId, number } = data as Readonly<Record<string, unknown>>;
  const near = decider.near?.[type]?.(data as never, decider.initialState) ?? [];
  return [
    subject,
    ...[citizenId, number].filter((one) => typeof one === 'string'),
    ...near.map(({ kind, value }: NaturalKey) => `${kind}:${value}`),
  ];
};

const brokenFields = (fields: Readonly<Record<string, unknown>>): RowFault[] =>
  Object.entries(fields)
    .filter(([, value]) => isBroken(value))
    .map(([name]) => ({ code: 'BROKEN_TEXT', field: `/${name}` }));

interface Found {
  readonly decider: AnyDecider;
  readonly spec: CommandSpec;
}

const find = ({ deciders }: Deps, { category, command }: ImportRow): Found | undefined => {
  const decider = deciders.find((one) => one.category === category);
  const specs = (decider?.commands.specs ?? {}) as Readonly<Record<string, CommandSpec>>;
  const spec = Object.hasOwn(specs, command) ? specs[command] : undefined;
  return decider && spec && !NOT_HISTORY.has(category) ? { decider, spec } : undefined;
};

const keptOut = (row: ImportRow, faults: readonly RowFault[], makes: readonly Reference[] = []): Prepared => ({
  ...{ notes: row.notes, flags: [], faults, makes, references: [], writes: [], looksAt: [] },
});

/** The child of a reported birth is a person as well, and lies in its household's lane. */
const childOf = (decider: AnyDecider, id: string, fields: Readonly<Record<string, unknown>>): string | undefined => {
  const { householdId } = fields;
  return decider.category === 'birth' && typeof householdId === 'string' && LEDGER_ID.test(householdId)
    ? beside(id, ID_PREFIX.person, householdId)
    : undefined;
};

const subjectFault = ({ spec }: Found, { id, key }: ImportRow): RowFault | undefined => {
  if (spec.creates) return id === undefined ? undefined : { code: 'SUBJECT_UNEXPECTED', field: '/id' };
  return id === undefined && key === undefined ? { code: 'SUBJECT_MISSING', field: '/id' } : undefined;
};

type Taken = Pick<Prepared, 'faults' | 'demand'> & { readonly command?: Message };

/** Says of the fields what the schema says, in the words of a row. */
const taken = ({ decider }: Found, row: ImportRow, fields: unknown): Taken => {
  const intake = takeIn(decider, row.command, fields, demandOf);
  if (intake.ok) return { faults: [], command: intake.command };
  if ('problems' in intake)
    return {
      faults: intake.problems.map(({ field, rule, remedy }) => ({ code: 'FIELD_INVALID', field, rule, remedy })),
    };
  const { refused, details } = intake.refusal;
  const names = Array.isArray(details['fields']) ? details['fields'].map(String) : [];
  return {
    faults: names.map((name) => ({ code: refused, field: `/${name}` })),
    demand: { code: refused, fields: names },
  };
};

/** Rows of one file that are the same in every word are told apart by their number among themselves. */
const createNames = (crypto: Crypto) => {
  const times = new Map<string, number>();
  return (row: ImportRow, content: unknown): string => {
    if (row.row !== undefined) return `row:${row.row}`;
    const digest = crypto.hash(canonicalText(content)).slice(0, 22);
    const time = (times.get(digest) ?? 0) + 1;
    times.set(digest, time);
    return `content:${digest}:${time}`;
  };
};

const requested = (deps: Deps, { decider, spec }: Found, { row, name }: { row: ImportRow; name: string }) => {
  const { identifiers } = deps;
  const { key, command } = row;
  if (!spec.creates) return { idempotencyKey: identifiers.idempotencyKey(decider.category, command, name) };
  const idempotencyKey =
    key === undefined ? identifiers.idempotencyKey(decider.category, 'row', name) : identifiers.keyOf(decider, key);
  return { idempotencyKey, created: identifiers.created(decider, idempotencyKey) };
};

const subjectOfRow = ({ decider, spec }: Found, row: ImportRow, shaping: Shaping): string | undefined => {
  if (spec.creates || row.id !== undefined) return row.id;
  const kind = kindOf(decider);
  if (!kind || row.key === undefined) return undefined;
  const reference = { kind, key: row.key };
  shaping.references.push(reference);
  return shaping.idOf(reference);
};

type Names = ReturnType<typeof createNames>;
type Making = Deps & { readonly nameOf: Names };

const makesOf = ({ decider, spec }: Found, { key }: ImportRow): Reference[] => {
  const kind = spec.creates ? kindOf(decider) : undefined;
  return kind && key !== undefined ? [{ kind, key }] : [];
};

/** Notes what a row makes; the child of a birth has the birth's key where no person has it. */
const make = ({ identifiers }: Deps, found: Found, { row, id, fields }: Made): Reference[] => {
  const own = makesOf(found, row);
  for (const reference of own) identifiers.make(reference, id);
  const child = childOf(found.decider, id, fields);
  if (child === undefined || row.key === undefined) return own;
  const born: Reference = { kind: 'person', key: row.key };
  if (identifiers.isMade(born)) return own;
  identifiers.make(born, child);
  return [...own, born];
};
interface Made {
  readonly row: ImportRow;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Why a row cannot be looked at any further. */
const early = ({ identifiers }: Deps, row: ImportRow, found: Found | undefined): Prepared | undefined => {
  if (row.faults.length > 0) return keptOut(row, row.faults, found ? makesOf(found, row) : []);
  if (!found) return keptOut(row, [{ code: 'UNKNOWN_COMMAND', field: '/command' }]);
  const makes = makesOf(found, row);
  const isRepeated = makes.some(identifiers.isMade);
  const fault = subjectFault(found, row) ?? (isRepeated ? { code: 'KEY_REPEATED', field: '/key' } : undefined);
  if (fault) return keptOut(row, [fault]);
  const broken = brokenFields(row.fields);
  return broken.length > 0 ? keptOut(row, broken, makes) : undefined;
};

const late = (making: Making, found: Found, row: ImportRow): Prepared => {
  const shaping: Shaping = { notes: [...row.notes], references: [], numbers: [], idOf: making.identifiers.idOf };
  const shaped = shape(found.spec.data, row.fields, '', shaping) as Record<string, unknown>;
  const { fields, flags, identifier, ...numbers } = placeNumbers(shaped, found.spec.data, shaping);
  const subject = subjectOfRow(found, row, shaping);
  const { faults: said, demand, command } = taken(found, row, fields);
  const name = making.nameOf(row, [row.category, row.command, subject ?? row.key ?? '', fields]);
  const { idempotencyKey, created } = requested(making, found, { row, name });
  const id = created ?? subject ?? '';
  const makes = created ? make(making, found, { row, id, fields }) : [];
  const tooLate = lateLevyFault(row, fields);
  const faults = [...(tooLate ? [tooLate] : []), ...numbers.faults, ...said];
  const isWhole = faults.length === 0 && command !== undefined;
  const { accept: accepted, evidence } = row.stated ?? {};
  const order = { category: row.category, idempotencyKey, accepted, evidence, ...(subject && { id: subject }) };
  return {
    ...{ notes: shaping.notes, flags, faults, makes, references: shaping.references },
    ...(identifier && { identifier }),
    ...(demand && { demand }),
    ...(tooLate && { lateLevy: { caseId: id, row: name } }),
    ...(isWhole && { order: { ...order, command } }),
    writes: isWhole ? writes(found.decider, command, id) : [id],
    looksAt: isWhole ? looksAt(found.decider, command, id) : [],
  };
};

/** Rows in the order of the file; what one makes, the next may refer to. */
export const createPrepare = (deps: Deps) => {
  const making: Making = { ...deps, nameOf: createNames(deps.crypto) };
  return (row: ImportRow): Prepared => {
    const found = find(deps, row);
    const kept = early(deps, row, found);
    return kept ?? (found ? late(making, found, row) : keptOut(row, []));
  };
};
