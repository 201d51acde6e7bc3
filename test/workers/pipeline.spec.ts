// From the log to the answer on real parts: embedded store, official client, BullMQ, Redis.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedStore, openEmbeddedStore } from '../../infra/embedded-store/open.ts';
import { type EventStore, openEventStore } from '../../infra/event-store/event-store.ts';
import { appendAll, countyEvents } from '../support/county-log.ts';
import { openRealPipeline, type RealPipeline } from '../support/real-pipeline.ts';

describe('the way from the log to the answer', () => {
  const dir = mkdtempSync(join(tmpdir(), 'store-'));
  let store: EmbeddedStore;
  let log: EventStore;
  let pipeline: RealPipeline;
  beforeAll(async () => {
    store = await openEmbeddedStore({ dir });
    log = openEventStore({ url: store.url });
    pipeline = await openRealPipeline(log);
  });
  afterAll(async () => {
    await pipeline.close();
    await log.close();
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('every event of a county is soon in the views, which equal an independent fold', async () => {
    pipeline.feed();
    pipeline.work();
    const position = await appendAll(log, await countyEvents(100));
    expect(await pipeline.views.ask.reach(position)).toBeUndefined();
    const verdict = await pipeline.verdict();
    expect(verdict.wrong).toEqual([]);
    expect(verdict.compared).toBeGreaterThan(50);
    const alarms = pipeline.lines.filter(({ level }) => level !== 'info').map(({ message }) => message);
    // These events say that they were recorded long before the store was opened.
    expect(new Set(alarms)).toEqual(new Set(['the clocks of API and event store differ']));
  });
});
