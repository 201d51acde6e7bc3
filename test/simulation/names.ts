// 名录 What the directory must say, as a plain walk through the log tells it: no lanes, no jobs, no batches.
import type { ReadEvent } from '../../domain/kernel/codec.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import { ERASED } from '../../domain/kernel/message.ts';
import { DIRECTORY_CLASSES, DIRECTORY_FIELDS } from '../../projections/directory.ts';

type Row = Record<string, unknown>;

/** Name and birth of whom a birth names, and whether that is no more than hearsay. */
const NAMED = [
  ['childId', 'name', 'bornOn', false],
  ['motherId', 'motherName', 'motherBornOn', true],
] as const;

const tell = (rows: Map<string, Row>, id: string, { told, position }: { told: Row; position: bigint }) => {
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  rows.set(id, { ...rows.get(id), ...known, id, position });
};

/** Rows by identifier. The county's desks make no other event that names somebody. */
export const namesByLog = (events: readonly ReadEvent[]): ReadonlyMap<string, Row> => {
  const rows = new Map<string, Row>();
  for (const { stored, data } of events) {
    const [id, { position }] = [subjectOf(stored.stream), stored];
    if (stored.type === 'person.PersonRegistered') {
      const { name, bornOn, citizenId } = data;
      tell(rows, id, { told: { name, bornOn, citizenId }, position });
    }
    if (stored.type === 'household.HouseholdFormed') tell(rows, id, { told: { address: data.address }, position });
    if (stored.type === 'birth.BirthReported')
      for (const [who, name, bornOn, isHearsay] of NAMED) {
        const about = String(data[who]);
        const told = { name: data[name], bornOn: data[bornOn] };
        tell(rows, about, { told: isHearsay ? { ...told, ...rows.get(about) } : told, position });
      }
    if (stored.type === 'vault.KeyDestroyed') {
      const owner = String(data.owner);
      const row = rows.get(owner);
      if (!row) continue;
      const lost = DIRECTORY_FIELDS.filter((field) => field in row && DIRECTORY_CLASSES[field] === data.class);
      tell(rows, owner, { told: Object.fromEntries(lost.map((field) => [field, ERASED])), position });
    }
  }
  return rows;
};

const textOf = (row: object | undefined) =>
  JSON.stringify(
    Object.entries(row ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
  );

/** What of a directory differs from the log. */
export const wrongNames = (expected: ReadonlyMap<string, Row>, held: ReadonlyMap<string, object>): readonly string[] =>
  [...new Set([...expected.keys(), ...held.keys()])]
    .filter((id) => textOf(expected.get(id)) !== textOf(held.get(id)))
    .map((id) => `the directory is wrong about ${id}: ${textOf(held.get(id))}, not ${textOf(expected.get(id))}`);
