// The official client alone, without the ledger's wrapper: what every bench of the store's use is held to.
import { BACKWARDS, END, EventStoreDBClient, jsonEvent, NO_STREAM, START } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import type { NewEvent } from '../../domain/kernel/event-log.ts';

export type Content = Pick<NewEvent, 'type' | 'data' | 'metadata'>;

export interface BareClient {
  /** Appends an event to a stream that is not there yet. */
  appendNew(stream: string, content: Content): Promise<unknown>;
  /** Appends events after a revision (null: to a stream that is not there yet). @returns the position of the last */
  append(stream: string, expected: bigint | null, events: readonly NewEvent[]): Promise<bigint>;
  /** Reads a stream as a fold does, and throws the events away. */
  read(stream: string): Promise<number>;
  /** Reads a stream of any length to its end, and throws the events away. */
  readWholeStream(stream: string): Promise<number>;
  /** The last event of a stream. */
  last(stream: string): Promise<Content | undefined>;
  /** Reads the whole log and throws the events away. @returns how many of them were not the store's own */
  readWhole(): Promise<number>;
  close(): Promise<void>;
}

const PAGE = 500;

export const openBareClient = (url: string): BareClient => {
  const client = EventStoreDBClient.connectionString(url);
  const proposed = ({ id, type, data, metadata }: NewEvent) => jsonEvent({ id, type, data, metadata });
  return {
    appendNew: (stream, content) =>
      client.appendToStream(stream, [proposed({ ...content, id: randomUUID() })], { expectedRevision: NO_STREAM }),
    append: async (stream, expected, events) => {
      const expectedRevision = expected ?? NO_STREAM;
      const { position } = await client.appendToStream(stream, events.map(proposed), { expectedRevision });
      return position?.commit ?? -1n;
    },
    read: async (stream) => {
      let count = 0;
      try {
        for await (const _ of client.readStream(stream, { fromRevision: START, maxCount: PAGE })) count += 1;
      } catch (error) {
        if ((error as { type?: string }).type !== 'stream-not-found') throw error;
      }
      return count;
    },
    readWholeStream: async (stream) => {
      let count = 0;
      for await (const _ of client.readStream(stream, { fromRevision: START })) count += 1;
      return count;
    },
    // To the end of the read, however short: one that is only left keeps its place on the connection.
    last: async (stream) => {
      let last: Content | undefined;
      const reading = client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 });
      for await (const { event } of reading)
        if (event) last = { type: event.type, data: event.data, metadata: event.metadata } as Content;
      return last;
    },
    readWhole: () =>
      new Promise((resolve, reject) => {
        let count = 0;
        const reading = client.readAll({ fromPosition: START });
        reading.on('data', ({ event }) => {
          if (event && !event.type.startsWith('$')) count += 1;
        });
        reading.on('error', reject);
        reading.on('end', () => resolve(count));
      }),
    close: () => client.dispose(),
  };
};
