/** A delivery to one lane: consecutive events of the log that concern it, and the positions it continues from and reaches. */
import { utf8Length } from '../domain/kernel/canonical.ts';
import type { StoredEvent } from '../domain/kernel/event-log.ts';
import type { Group } from '../projections/groups.ts';
import type { Checkpoint } from '../projections/view-store.ts';

/** What a group needs of an event, positional: a job is written and read once for each. */
export type JobEvent = readonly [
  position: number,
  id: string,
  stream: string,
  revision: number,
  type: string,
  schema: number,
  occurredOn: string,
  data: Readonly<Record<string, unknown>>,
  /** Only for a group that opens sealed fields. */
  metadata?: Readonly<Record<string, unknown>>,
];

export interface LaneJob {
  /** Exclusive. */
  readonly from: number;
  /** What the lane's checkpoint is afterwards. */
  readonly to: Checkpoint;
  readonly events: readonly JobEvent[];
}

export const EVENTS_MAX = 500;
export const BYTES_MAX = 128 * 1024;

interface Envelope {
  readonly schema?: unknown;
  readonly occurredOn?: unknown;
  readonly keys?: unknown;
}

export const positionIn = (event: StoredEvent): number => {
  const position = Number(event.position);
  if (!Number.isSafeInteger(position)) throw new Error(`position ${event.position} is beyond what a job can carry`);
  return position;
};

export const jobEvent = (event: StoredEvent, { sealed }: Pick<Group, 'sealed'>): JobEvent => {
  const metadata = event.metadata as Envelope & Readonly<Record<string, unknown>>;
  const data = event.data as Readonly<Record<string, unknown>>;
  const revision = Number(event.revision);
  const [schema, occurredOn] = [Number(metadata.schema), String(metadata.occurredOn)];
  const needed = [positionIn(event), event.id, event.stream, revision, event.type, schema, occurredOn, data] as const;
  return sealed ? [...needed, metadata] : needed;
};

/** The checkpoint of a lane that has seen everything up to an event. */
export const checkpointAt = (epoch: string, [position, id, stream, revision]: JobEvent): Checkpoint => ({
  ...{ epoch, position, id, stream, revision },
});

const PUNCTUATION = 4;
// oxlint-disable-next-line no-control-regex -- all that is one byte in UTF-8
const BEYOND_ASCII = /[^\u0000-\u007f]/;
/** Length of a value's JSON in UTF-8, near enough to keep a limit by, and cheaper than writing it. */
export const roughBytes = (value: unknown): number => {
  if (typeof value === 'string') return (BEYOND_ASCII.test(value) ? utf8Length(value) : value.length) + PUNCTUATION;
  if (typeof value !== 'object' || value === null) return 2 * PUNCTUATION;
  let bytes = PUNCTUATION;
  if (Array.isArray(value)) for (const held of value) bytes += roughBytes(held);
  else for (const key in value) bytes += key.length + PUNCTUATION + roughBytes((value as Record<string, unknown>)[key]);
  return bytes;
};
