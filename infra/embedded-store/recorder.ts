/** Puts events into the embedded store's log, inside the writer's transaction, and remembers what it put there. */
import { randomUUID } from 'node:crypto';
import { encodeEvent, type ProposedEvent } from './event-message.ts';
import { type EventLog, positionAfter } from './log.ts';
import type { RecentIds } from './recent-ids.ts';
import { metastreamOf, type Streams } from './streams.ts';

export type Committed = {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly message: Buffer;
};

export const bytesOfId = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

export const systemEvent = (type: string, data: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  json: data !== '',
  data: Buffer.from(data),
  metadata: Buffer.alloc(0),
});

export type RecorderParts = {
  readonly log: EventLog;
  readonly streams: Streams;
  readonly recentIds: RecentIds;
  readonly now: () => number;
};

export type Recorder = ReturnType<typeof createRecorder>;

export const createRecorder = ({ log, streams, recentIds, now }: RecorderParts) => {
  let end = log.endAtOpening;
  let endBefore = end;
  let recorded: Committed[] = [];

  /** @returns its position. */
  const record = (streamName: string, revision: number, event: ProposedEvent): number => {
    const stream = streams.idOf(streamName);
    const position = end;
    const createdMs = now();
    const message = encodeEvent(event, { streamName: streams.get(streamName).bytes, revision, position, createdMs });
    log.insert({ position, stream, revision, id: bytesOfId(event.id), createdMs, type: event.type, message });
    end = positionAfter(position, message);
    streams.wrote(streamName, revision);
    recentIds.remember(event.id, { stream, revision });
    recorded.push({ position, stream: streamName, revision, type: event.type, message });
    return position;
  };

  return {
    record,
    recordMetadata: (streamName: string, json: string): number => {
      const metastream = metastreamOf(streamName);
      return record(metastream, streams.lastRevision(metastream) + 1, systemEvent('$metadata', json));
    },
    /** What the transaction put into the log. */
    committed: (): readonly Committed[] => {
      const events = recorded;
      recorded = [];
      endBefore = end;
      return events;
    },
    rolledBack: (): void => {
      recorded = [];
      end = endBefore;
      streams.forget();
      recentIds.recall();
    },
    /** Behind the last event: backward reads may begin here, forward reads find nothing. */
    end: (): number => end,
  };
};
