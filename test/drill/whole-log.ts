// Every event of the log, read by the official client alone, for drills that hold everything else to it.
import { type AllStreamRecordedEvent, EventStoreDBClient, START } from '@eventstore/db-client';
import type { LogEvent } from './independent-fold.ts';

export interface ReadBack extends LogEvent {
  readonly id: string;
  readonly position: bigint;
}

const readBack = ({ id, type, streamId, position, data, metadata }: AllStreamRecordedEvent): ReadBack => ({
  ...{ id, type, stream: streamId, position: position.commit, data, metadata },
});

/** In commit order, without the store's own events. */
export const readWholeLog = async (url: string): Promise<readonly ReadBack[]> => {
  const client = EventStoreDBClient.connectionString(url);
  const events: ReadBack[] = [];
  try {
    for await (const { event } of client.readAll({ fromPosition: START }))
      if (event && !event.type.startsWith('$')) events.push(readBack(event as AllStreamRecordedEvent));
  } finally {
    await client.dispose();
  }
  return events;
};
