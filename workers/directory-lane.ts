/** 名录 A lane whose rows lie in the vault: opens sealed fields, writes names, and forgets keys that were destroyed. */
import { type Codec, type ReadEvent, UnreadableEvent } from '../domain/kernel/codec.ts';
import type { StoredEvent } from '../domain/kernel/event-log.ts';
import { subjectOf } from '../domain/kernel/identifier.ts';
import { ERASED, type Erased } from '../domain/kernel/message.ts';
import type { KeyRing } from '../domain/kernel/ports.ts';
import {
  DIRECTORY_CLASSES,
  DIRECTORY_FIELDS,
  type DirectoryCheckpoint,
  type DirectoryEntry,
  type DirectoryField,
  type DirectoryWriter,
  type KeyAdmin,
} from '../projections/directory.ts';
import type { Group } from '../projections/groups.ts';
import { laneOf } from '../projections/keys.ts';
import type { Checkpoint, LaneRef } from '../projections/view-store.ts';
import type { JobEvent } from './lane-job.ts';
import type { LaneRows } from './lane-worker.ts';

type Fields = { readonly [F in DirectoryField]?: string | Erased | undefined };
/** What an event says about one person or household. */
interface Told {
  readonly id: string;
  readonly fields: Fields;
  /** Hearsay, such as a mother's name in the report of a birth, does not replace what is known. */
  readonly isHearsay?: boolean;
}
type Data = Readonly<Record<string, string | Erased | undefined>>;
/** Of a field that is never sealed. */
const open = (data: Data, field: string): string => (typeof data[field] === 'string' ? data[field] : '');

const corrected = (id: string, data: Data): Told[] => {
  const field = DIRECTORY_FIELDS.find((one) => one === data.field);
  return field ? [{ id, fields: { [field]: data.value } }] : [];
};
const place = (id: string, { address }: Data): Told[] => [{ id, fields: { address } }];

/** By stored type; what is not here says nothing that the directory keeps. */
const TELLS: Readonly<Record<string, (data: Data, subject: string) => Told[]>> = {
  'person.PersonRegistered': ({ name, bornOn, citizenId }, id) => [{ id, fields: { name, bornOn, citizenId } }],
  'person.CitizenIdAssigned': ({ citizenId }, id) => [{ id, fields: { citizenId } }],
  'person.PersonFactCorrected': (data, id) => corrected(id, data),
  'household.HouseholdFormed': (data, id) => place(id, data),
  'household.HouseholdMoved': (data, id) => place(id, data),
  'birth.BirthReported': (data) => [
    { id: open(data, 'childId'), fields: { name: data.name, bornOn: data.bornOn } },
    { id: open(data, 'motherId'), fields: { name: data.motherName, bornOn: data.motherBornOn }, isHearsay: true },
    ...(data.fatherId === undefined
      ? []
      : [{ id: open(data, 'fatherId'), fields: { name: data.fatherName }, isHearsay: true }]),
  ],
  'birth.BirthAmended': (data) => corrected(open(data, 'childId'), data),
};
const KEY_DESTROYED = 'vault.KeyDestroyed';

const erased = (entry: DirectoryEntry, lost: unknown): Fields =>
  Object.fromEntries(
    DIRECTORY_FIELDS.filter((field) => entry[field] !== undefined && DIRECTORY_CLASSES[field] === lost).map((field) => [
      field,
      ERASED,
    ]),
  );

const withFields = (entry: DirectoryEntry, { fields, isHearsay = false }: Omit<Told, 'id'>): DirectoryEntry => {
  const told = Object.entries(fields).filter(
    ([field, value]) => value !== undefined && !(isHearsay && entry[field as DirectoryField] !== undefined),
  );
  return { ...entry, ...Object.fromEntries(told) };
};

interface Step {
  readonly position: bigint;
  readonly told: readonly Told[];
  /** `p_…` and class of a key that is gone. */
  readonly lost: { readonly owner: string; readonly class: string } | undefined;
}

const stepOf = ({ stored, data }: ReadEvent, isOwn: (id: string) => boolean): Step => {
  const told = TELLS[stored.type]?.(data as Data, subjectOf(stored.stream)) ?? [];
  const lost = stored.type === KEY_DESTROYED ? (data as unknown as NonNullable<Step['lost']>) : undefined;
  return { position: stored.position, told: told.filter(({ id }) => isOwn(id)), lost };
};

const idsOf = (steps: readonly Step[]) => [
  ...new Set(steps.flatMap(({ told, lost }) => [...told.map(({ id }) => id), ...(lost ? [lost.owner] : [])])),
];

/** Event by event; a row that has seen an event, or a later one, does not see it again. */
const foldEntries = (steps: readonly Step[], rows: ReadonlyMap<string, DirectoryEntry>): DirectoryEntry[] => {
  const entries = new Map<string, DirectoryEntry>();
  for (const { position, told, lost } of steps) {
    const change = (id: string, fieldsOf: (entry: DirectoryEntry) => Omit<Told, 'id'>) => {
      const entry = entries.get(id) ?? rows.get(id) ?? { id, position: -1n };
      if (entry.position >= position) return;
      entries.set(id, { ...withFields(entry, fieldsOf(entry)), position });
    };
    for (const one of told) change(one.id, () => one);
    if (lost && (entries.has(lost.owner) || rows.has(lost.owner)))
      change(lost.owner, (entry) => ({ fields: erased(entry, lost.class) }));
  }
  return [...entries.values()];
};

const storedOf = ([position, id, stream, revision, type, , , data, metadata]: JobEvent): StoredEvent => ({
  ...{ id, type, stream, data, metadata: metadata ?? {}, storedAtMs: 0 },
  ...{ revision: BigInt(revision), position: BigInt(position) },
});

/** The mark that the vault keeps for the pipeline beside a position. */
const markOf = ({ epoch, id, stream, revision }: Checkpoint) => JSON.stringify([epoch, id, stream, revision]);
export const directoryCheckpoint = (held: DirectoryCheckpoint | null): Checkpoint | null => {
  if (held === null) return null;
  const [epoch, id, stream, revision] = JSON.parse(held.mark) as [string, string, string, number];
  return { epoch, position: Number(held.position), id, stream, revision };
};
export const directoryLane = ({ lane }: Pick<LaneRef, 'lane'>): string => String(lane);

interface DirectoryLaneDeps {
  readonly group: Pick<Group, 'lanes'>;
  readonly directory: Pick<DirectoryWriter, 'checkpoint' | 'rows' | 'commitLane'>;
  readonly keys: Pick<KeyRing, 'find'> & Pick<KeyAdmin, 'forget'>;
  readonly codec: Pick<Codec, 'decode' | 'sealsOf'>;
}

export const createDirectoryLane = ({ group, directory, keys, codec }: DirectoryLaneDeps): LaneRows => {
  const readUpTo = async (lane: LaneRef, events: readonly JobEvent[]) => {
    const stored = events.map(storedOf);
    const isOwn = (id: string) => laneOf(id, group.lanes) === lane.lane;
    // What an event says of somebody is sealed for that person: the others' fields are opened in their own lanes.
    const seals = stored.flatMap(codec.sealsOf).filter((seal) => isOwn(seal.slice(0, seal.indexOf('/'))));
    const found = await keys.find([...new Set(seals)]);
    const steps: Step[] = [];
    for (const event of stored) {
      try {
        steps.push(stepOf(codec.decode(event, found), isOwn));
      } catch (error) {
        if (error instanceof UnreadableEvent) return { steps, unreadable: error };
        throw error;
      }
    }
    return { steps, unreadable: undefined };
  };

  return {
    async open(lane, events) {
      const { steps, unreadable } = await readUpTo(lane, events);
      const held = await directory.checkpoint(directoryLane(lane), lane.version);
      const rows = await directory.rows(lane.version, idsOf(steps));
      const from = held?.position ?? null;
      return {
        checkpoint: directoryCheckpoint(held),
        unreadable,
        async commit(next) {
          const due = steps.filter(({ position }) => position > (from ?? -1n) && position <= BigInt(next.position));
          const lost = due.flatMap((step) => (step.lost ? [`${step.lost.owner}/${step.lost.class}`] : []));
          if (lost.length > 0) await keys.forget(lost);
          const entries = foldEntries(due, rows);
          const to = { position: BigInt(next.position), mark: markOf(next) };
          const place = { lane: directoryLane(lane), version: lane.version, from, to };
          return (await directory.commitLane({ ...place, entries, removed: [] })) === true;
        },
      };
    },
  };
};
