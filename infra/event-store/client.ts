// The process's connections to the event store, made of the official client.
import { EventStoreDBClient } from '@eventstore/db-client';
import { type AppendOnce, createBatchAppend } from './batch-append.ts';
import { LogUnavailableError } from './fault.ts';
import type { Source } from './reading.ts';

export interface Connections {
  /** One try. On a connection of its own: what breaks a read must not take appends along. */
  readonly append: AppendOnce;
  readonly source: Source;
  closed(): boolean;
  close(): Promise<void>;
}

/** @throws Error when the URL is wrong */
export const openConnections = (url: string): Connections => {
  const connect = () => EventStoreDBClient.connectionString(url);
  const writer = connect();
  const source: Source = { client: connect(), underway: new Set() };
  let closed = false;
  return {
    append: createBatchAppend(writer),
    source,
    closed: () => closed,
    async close() {
      if (closed) return;
      closed = true;
      for (const giveUp of source.underway) giveUp(new LogUnavailableError('the event store has been closed'));
      await Promise.all([writer.dispose(), source.client.dispose()]);
    },
  };
};
