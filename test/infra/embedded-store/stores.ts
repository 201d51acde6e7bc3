/** Stores and clients for the specs of the embedded store, and the waiting that they do: for conditions, never for time. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AllStreamResolvedEvent, EventStoreDBClient, type JSONEventData, jsonEvent } from '@eventstore/db-client';
import { type EmbeddedStoreOptions, openEmbeddedStore } from '../../../infra/embedded-store/open.ts';

export const createPlace = () => {
  const dir = mkdtempSync(join(tmpdir(), 'embedded-store-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
};

/** A store in a new place, which goes with it, and a client. */
export const openStore = async (options: Omit<EmbeddedStoreOptions, 'dir'> = {}) => {
  const place = createPlace();
  const store = await openEmbeddedStore({ dir: place.dir, ...options });
  const client = connect(store.url);
  return {
    ...store,
    dir: place.dir,
    client,
    end: async () => {
      await client.dispose();
      await store.close();
      place.remove();
    },
  };
};

export const connect = (url: string, options = ''): EventStoreDBClient =>
  EventStoreDBClient.connectionString(`${url}${options}`);

export const newStream = (): string => `household-${randomUUID()}`;

export const events = (count: number, type = 'household.Noted', data: object = {}): JSONEventData[] =>
  Array.from({ length: count }, (_, n) => jsonEvent({ type, data: { n, ...data } }));

export const collected = async <T>(iterable: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const one of iterable) all.push(one);
  return all;
};

export const revisionsOf = async (client: EventStoreDBClient, stream: string): Promise<number[]> =>
  (await collected(client.readStream(stream))).map(({ event }) => Number(event?.revision));

export const positionOf = ({ event }: AllStreamResolvedEvent): bigint => event?.position.commit ?? -1n;

/** The error's class and message, or what there was instead of one. */
export const failureOf = async (
  attempt: Promise<unknown>,
): Promise<{ readonly name: string; readonly message: string }> => {
  try {
    return { name: 'no error', message: JSON.stringify(await attempt, (_, v) => (typeof v === 'bigint' ? `${v}` : v)) };
  } catch (error) {
    return error instanceof Error
      ? { name: error.constructor.name, message: error.message }
      : { name: 'no Error', message: String(error) };
  }
};

/** Whether a promise has been kept or broken by the time everything else due now has run. */
export const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  const pending = Symbol('pending');
  const later = new Promise<symbol>((resolve) => setImmediate(() => resolve(pending)));
  return (await Promise.race([promise.catch(() => undefined), later])) !== pending;
};
