// The log's contract, held by the log in memory and by the event store: the embedded one, and that at EVENTSTORE_URL if given.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { openEmbeddedStore } from '../../infra/embedded-store/open.ts';
import { openEventStore } from '../../infra/event-store/event-store.ts';
import { createMemoryLog } from '../support/memory-log.ts';
import { describeEventLog, type LogUnderTest } from './event-log.contract.ts';

/** Through the wrapper; what it would refuse to write goes past it. */
const overStore = (url: string, closeStore: () => Promise<void>): LogUnderTest => {
  const log = openEventStore({ url });
  const bare = EventStoreDBClient.connectionString(url);
  return {
    log,
    async writeSystemEvent() {
      await bare.setStreamMetadata(`elsewhere-${randomUUID()}`, { truncateBefore: 0 });
    },
    async close() {
      await log.close();
      await bare.dispose();
      await closeStore();
    },
  };
};

describeEventLog('the log in memory', async () => {
  const log = createMemoryLog({ now: Date.now });
  return { log, writeSystemEvent: async () => log.writeSystemEvent(), close: async () => {} };
});

describeEventLog('the event store, embedded', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'event-log-'));
  const store = await openEmbeddedStore({ dir });
  return overStore(store.url, async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });
});

const production = process.env['EVENTSTORE_URL'];
if (production)
  describeEventLog('the event store at EVENTSTORE_URL', async () => overStore(production, async () => {}));
