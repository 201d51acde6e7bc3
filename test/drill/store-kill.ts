/** Drill: the embedded store's process is killed again and again under load; nothing acknowledged is lost, torn or there twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { type StoreProcess, startStoreProcess } from '../support/store-process.ts';
import { until } from '../support/waiting.ts';

export type StoreKillOptions = {
  readonly kills: number;
  readonly writers: number;
  readonly report: (line: string) => void;
};

export type StoreKillResult = {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly gaps: number;
};

const EVENTS_PER_APPEND_MAX = 3;
const APPENDS_PER_STREAM = 40;
const LIFE_MS_MAX = 400;
/** A machine that does much else may take its time to start a store. */
const PATIENCE_MS = 300_000;

type Life = { readonly number: number; readonly client: EventStoreDBClient };

type Course = {
  /** The store's present life, or the next one if it is dead. */
  readonly life: (after?: number) => Promise<Life>;
  readonly acknowledge: (ids: readonly string[]) => void;
  readonly over: () => boolean;
};

/** The same ids and the same expectation until somebody acknowledges them: whether they were written before, nobody knows. */
const appendAtLast = async (course: Course, stream: string, revision: number): Promise<number> => {
  const count = 1 + Math.floor(Math.random() * EVENTS_PER_APPEND_MAX);
  const events = Array.from({ length: count }, (_, n) => jsonEvent({ type: 'drill.Written', data: { n } }));
  const expectedRevision = revision < 0 ? NO_STREAM : BigInt(revision);
  let life = await course.life();
  while (true) {
    try {
      const { nextExpectedRevision } = await life.client.appendToStream(stream, events, { expectedRevision });
      course.acknowledge(events.map(({ id }) => id));
      return Number(nextExpectedRevision);
    } catch (error) {
      if (String(error).includes('WrongExpectedVersion')) throw error;
      life = await course.life(life.number);
    }
  }
};

const write = async (course: Course, writer: number): Promise<void> => {
  for (let stream = 0; !course.over(); stream++) {
    let revision = -1;
    for (let append = 0; append < APPENDS_PER_STREAM && !course.over(); append++)
      revision = await appendAtLast(course, `drill-${writer}x${stream}`, revision);
  }
};

/** A client of its own for each life: those of one process share a connection and its patience, unless they differ in this. */
const connect = ({ url }: StoreProcess, life: number): EventStoreDBClient =>
  EventStoreDBClient.connectionString(`${url}&keepAliveInterval=${10_000 + life}`);

const createCourse = () => {
  const acknowledged: string[] = [];
  let present: Life | undefined;
  let over = false;
  const course: Course = {
    life: async (after = -1) => {
      await until(() => present !== undefined && present.number > after, PATIENCE_MS);
      if (!present) throw new Error('the store is dead');
      return present;
    },
    acknowledge: (ids) => void acknowledged.push(...ids),
    over: () => over,
  };
  const live = (store: StoreProcess, number: number): Life => {
    present = { number, client: connect(store, number) };
    return present;
  };
  return { course, acknowledged, live, end: () => void (over = true) };
};

/** What stands in the log: how often each id, and where a stream's revisions do not follow one another. */
const inspect = async (client: EventStoreDBClient) => {
  const seen = new Map<string, number>();
  const next = new Map<string, bigint>();
  let gaps = 0;
  for await (const { event } of client.readAll()) {
    if (!event) continue;
    seen.set(event.id, (seen.get(event.id) ?? 0) + 1);
    if (event.revision !== (next.get(event.streamId) ?? 0n)) gaps++;
    next.set(event.streamId, event.revision + 1n);
  }
  return { seen, gaps };
};

export const storeKill = async ({ kills, writers, report }: StoreKillOptions): Promise<StoreKillResult> => {
  const dir = mkdtempSync(join(tmpdir(), 'store-kill-'));
  const { course, acknowledged, live, end } = createCourse();
  let store = await startStoreProcess(dir);
  live(store, 0);
  const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(course, writer)));
  for (let kill = 1; kill <= kills; kill++) {
    const before = acknowledged.length;
    await Promise.race([until(() => acknowledged.length > before + writers, PATIENCE_MS), writing]);
    await pause(Math.random() * LIFE_MS_MAX);
    await store.kill();
    store = await startStoreProcess(dir, store.port);
    live(store, kill);
    if (kill % 10 === 0 || kill === kills) report(`killed ${kill} times, ${acknowledged.length} events acknowledged`);
  }
  end();
  await writing;
  const { client } = await course.life();
  const { seen, gaps } = await inspect(client);
  await client.dispose();
  await store.kill();
  rmSync(dir, { recursive: true });
  const lost = acknowledged.filter((id) => !seen.has(id)).length;
  const duplicated = [...seen.values()].filter((times) => times > 1).length;
  report(`lost: ${lost}, duplicated: ${duplicated}, gaps: ${gaps}`);
  return { kills, acknowledged: acknowledged.length, lost, duplicated, gaps };
};
