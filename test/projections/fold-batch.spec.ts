// What folding a lane's batch promises, for any cut of the log into batches and any write that a power cut tore.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { lanesOf, registry } from '../../projections/groups.ts';
import type { Checkpoint, LaneChange, LaneRef, ViewWriter, Writes } from '../../projections/view-store.ts';
import { checkpointAt, type JobEvent, jobEvent } from '../../workers/lane-job.ts';
import { createIndependentFold, rowText } from '../../workers/independent-fold.ts';
import { createViewLane } from '../../workers/view-lane.ts';
import { countyEvents } from '../support/county-log.ts';
import { createMemoryViews, type MemoryViews } from '../support/memory-views.ts';
import { EPOCH, lift, registryVersion } from '../support/view-desk.ts';

let events: readonly JobEvent[];
let expected: unknown;
beforeAll(async () => {
  const stored = (await countyEvents(160)).map(
    ({ stream, revision, event }, index): StoredEvent => ({
      ...{ ...event, stream, revision, position: BigInt(10 * index), storedAtMs: 0 },
    }),
  );
  events = stored.filter(({ stream }) => !stream.startsWith('ledger-')).map((event) => jobEvent(event, registry));
  expected = independently(stored);
});

/** The content of views that a plain walk through the log makes. */
const independently = (stored: readonly StoredEvent[]) => {
  const fold = createIndependentFold({ group: registry, lift, lanes: LANES });
  for (const event of stored) fold.take(event);
  const views = createMemoryViews();
  for (const [lane, { rows, counters }] of fold.lanes) {
    const entries = new Map<string, Map<string, boolean>>();
    for (const { table, row, id } of rows.values())
      for (const { set, member } of table.entries(row, id))
        entries.set(set, (entries.get(set) ?? new Map<string, boolean>()).set(member, true));
    const next = checkpointAt(EPOCH, events.at(-1) as JobEvent);
    const writes: Writes = {
      entries,
      counters: new Map(
        [...counters].map(([key, { amounts, position }]) => [key, JSON.stringify([1, position, ...amounts])]),
      ),
      rows: new Map([...rows].map(([key, row]) => [key, rowText(row)])),
    };
    views.atOnce.commit({ ...registryVersion, lane }, { expected: null, next, writes });
  }
  return views.content(registryVersion);
};

const LANES = lanesOf(registry);
const batchesOf = (sizes: readonly number[]): JobEvent[][] => {
  const batches: JobEvent[][] = [];
  for (let from = 0, at = 0; from < events.length; at += 1) {
    const size = Math.max(1, sizes[at % sizes.length] ?? 1);
    batches.push(events.slice(from, from + size));
    from += size;
  }
  return batches;
};

const apply = async (writer: ViewWriter, lane: LaneRef, batch: readonly JobEvent[]) => {
  const open = await createViewLane({ group: registry, views: writer, lift }).open(lane, batch);
  const last = batch.at(-1);
  return last ? open.commit(checkpointAt(EPOCH, last)) : true;
};
const applyAll = async (views: MemoryViews, sizes: readonly number[]) => {
  for (const lane of LANES)
    for (const batch of batchesOf(sizes)) await apply(views, { ...registryVersion, lane }, batch);
};

/** The first so many of a batch's writes, in the order in which they are made. */
const firstOf = ({ entries, counters, rows }: Writes, count: number): Writes => {
  let left = count;
  const take = <K, V>(map: ReadonlyMap<K, V>) => {
    const taken = [...map].slice(0, left);
    left -= taken.length;
    return new Map(taken);
  };
  return { entries: take(entries), counters: take(counters), rows: take(rows) };
};

/** A store whose next commit is torn: some of its writes are there, its checkpoint is not. */
const torn = (views: MemoryViews, count: number): ViewWriter => ({
  load: views.load,
  async commit(lane: LaneRef, { expected: held, writes }: LaneChange) {
    if (held) views.atOnce.commit(lane, { expected: held, next: held, writes: firstOf(writes, count) });
    return held;
  },
});

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

describe('a lane', () => {
  it('has the same rows, counters and indexes however its events are cut into batches', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (cut) => {
        const views = createMemoryViews();
        await applyAll(views, cut);
        expect(views.content(registryVersion)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  it('is right in the end although writes were torn and their events came again in other batches', async () => {
    const tears = fc.array(fc.tuple(fc.nat(12), fc.nat(30), fc.integer({ min: 1, max: 40 })), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(sizes, tears, async (cut, torns) => {
        const views = createMemoryViews();
        for (const lane of LANES) {
          const ref = { ...registryVersion, lane };
          let from = 0;
          for (let turn = 0; from < events.length; turn += 1) {
            const size = cut[turn % cut.length] ?? 1;
            const [when, count, attempted] = torns[turn % torns.length] ?? [0, 0, 1];
            if (from > 0 && turn % 13 === when)
              await apply(torn(views, count), ref, events.slice(from, from + attempted));
            await apply(views, ref, events.slice(from, from + size));
            from += size;
          }
        }
        expect(views.content(registryVersion)).toEqual(expected);
      }),
      {
        numRuns: 25,
        // A move within a township, of which the torn batch wrote one household and not the other.
        examples: [
          [
            [24, 39, 29],
            [
              [0, 0, 1],
              [0, 0, 1],
              [0, 0, 1],
              [3, 5, 15],
              [0, 0, 1],
            ],
          ],
        ],
      },
    );
  });

  it('does not apply an event again although its checkpoint was lost', async () => {
    const views = createMemoryViews();
    await applyAll(views, [7]);
    const { lanes, ...rest } = views.snapshot();
    const lost = new Map([...lanes].map(([name, lane]) => [name, { ...lane, checkpoint: null as Checkpoint | null }]));
    views.restore({ ...rest, lanes: lost });
    await applyAll(views, [11]);
    expect(views.content(registryVersion)).toEqual(expected);
  });

  it('holds nothing sealed, and no row grows beyond its measure', () => {
    const texts = (expected as [string, string, string][]).map((one) => JSON.stringify(one));
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) expect(text).not.toContain('$c');
    for (const [, key, text] of expected as [string, string, string][])
      if (/^[hp]:/.test(key)) expect(text.length).toBeLessThan(key.startsWith('h') ? 260 : 250);
  });
});
