// The process's only connections to the event store, made of the official client with its fatal slip mended.
import { EventStoreDBClient } from '@eventstore/db-client';
import writing from '@eventstore/db-client/dist/utils/backpressuredWrite.js';
import { LogUnavailableError } from './fault.ts';
import type { Source } from './reading.ts';

type Write = typeof writing.backpressuredWrite;

/**
 * A write that was still queued when its connection broke rejects a promise that nobody holds, which ends the process
 * (seen: 2,888 of 3,000 appends in flight). The same break has already rejected the append itself, so such a write may
 * stay unanswered.
 */
const mendQueuedWrites = () => {
  const broken: Write = writing.backpressuredWrite;
  const mended: Write = (stream, data) => broken(stream, data).catch(() => new Promise<never>(() => undefined));
  (writing as { backpressuredWrite: Write }).backpressuredWrite = mended;
};
mendQueuedWrites();

/** The URLs that are open in this process, each with how often. */
const opened = new Map<string, number>();

/**
 * The client keeps what it waits for in one table for the whole process: when one server's connection breaks, the
 * appends to another one are rejected too, and their answers then throw. So a process has one store.
 */
const claim = (url: string, amongOthers: boolean): (() => void) => {
  if (!amongOthers && [...opened.keys()].some((other) => other !== url))
    throw new Error('this process already has an event store open: close it before opening another one');
  opened.set(url, (opened.get(url) ?? 0) + 1);
  return () => {
    const left = (opened.get(url) ?? 1) - 1;
    if (left > 0) opened.set(url, left);
    else opened.delete(url);
  };
};

export interface Connections {
  /** Appends only: an outage that a read meets would leave the writing call of a shared client behind, still open on the
   * old connection; when that breaks later, it takes the appends on the new one along and their answers throw. */
  writer(): EventStoreDBClient;
  readonly source: Source;
  /** Replaces a writer whose first question to the server failed in a way that it remembers for ever. */
  renewWriter(failed: EventStoreDBClient): void;
  closed(): boolean;
  close(): Promise<void>;
}

/** @throws Error when the URL is wrong, or makes the client answer conflicts with a made-up revision */
export const openConnections = (url: string, amongOthers: boolean): Connections => {
  if (/throwOnAppendFailure=false/i.test(url)) throw new Error('an event store URL must not set throwOnAppendFailure');
  const connect = () => EventStoreDBClient.connectionString(url);
  let writer = connect();
  const source: Source = { client: connect(), underway: new Set() };
  const release = claim(url, amongOthers);
  let closed = false;
  return {
    writer: () => writer,
    source,
    renewWriter(failed) {
      if (failed !== writer || closed) return;
      writer = connect();
      void failed.dispose();
    },
    closed: () => closed,
    async close() {
      if (closed) return;
      closed = true;
      release();
      for (const giveUp of source.underway) giveUp(new LogUnavailableError('the event store has been closed'));
      await Promise.all([writer.dispose(), source.client.dispose()]);
    },
  };
};
