/** A delivery to one lane: consecutive events of the log that concern it, and the positions it continues from and reaches. */
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
  /** Whole for a group that opens sealed fields; else that an event is history, where it is. */
  metadata?: Readonly<Record<string, unknown>>,
];

export interface LaneJob {
  /** Exclusive. */
  readonly from: number;
  /** What the lane's checkpoint is afterwards. */
  readonly to: Checkpoint;
  readonly events: readonly JobEvent[];
  /** The same events as JSON, where the sender has written them already. */
  readonly texts?: readonly string[];
}

export const EVENTS_MAX = 500;
export const BYTES_MAX = 128 * 1024;

interface Envelope {
  readonly schema?: unknown;
  readonly occurredOn?: unknown;
  readonly keys?: unknown;
  readonly origin?: unknown;
}

/** 历史 What an import brought in. */
const HISTORY = { origin: 'LEGACY_IMPORT' } as const;
export const isHistory = (metadata: unknown): boolean => (metadata as Envelope | undefined)?.origin === HISTORY.origin;

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
  if (sealed) return [...needed, metadata];
  return isHistory(metadata) ? [...needed, HISTORY] : needed;
};

/** The checkpoint of a lane that has seen everything up to an event. */
export const checkpointAt = (epoch: string, [position, id, stream, revision]: JobEvent): Checkpoint => ({
  ...{ epoch, position, id, stream, revision },
});

/** An event and its JSON: written once, however many lanes it goes to. */
export interface WrittenEvent {
  readonly event: JobEvent;
  /** ASCII, so that its length is its length in bytes. */
  readonly text: string;
}

const BEYOND_ASCII = /[\u0080-\uffff]/g;
const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Other letters are escaped: a single one would make a whole job ten times as slow to measure, to send and to read. */
const ascii = (json: string): string => {
  const text = json.replace(BEYOND_ASCII, escaped);
  // What a wide text was made into stays wide in memory until it is copied.
  return text === json ? json : Buffer.from(text, 'latin1').toString('latin1');
};

/** Without writing its data anew, where they are there as they lie in the log. */
const eventJson = (event: JobEvent, dataText: string | undefined): string => {
  if (dataText === undefined) return JSON.stringify(event);
  const [position, id, stream, revision, type, schema, occurredOn, , metadata] = event;
  const before = JSON.stringify([position, id, stream, revision, type, schema, occurredOn]).slice(0, -1);
  return `${before},${dataText}${metadata ? `,${JSON.stringify(metadata)}` : ''}]`;
};

export const writtenEvent = (stored: StoredEvent, group: Pick<Group, 'sealed'>): WrittenEvent => {
  const event = jobEvent(stored, group);
  return { event, text: ascii(eventJson(event, stored.dataText)) };
};

/** A job as its queue carries it. */
export const jobText = ({
  from,
  to,
  events,
  texts = events.map((event) => ascii(JSON.stringify(event))),
}: LaneJob): string => `{"from":${from},"to":${ascii(JSON.stringify(to))},"events":[${texts.join(',')}]}`;
