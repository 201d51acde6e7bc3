// 重建 A group is filled anew beside itself, compared with the log, shown, and the old version goes; whoever dies meanwhile.
import { beforeAll, describe, expect, it } from 'vitest';
import { lanesOf, registry } from '../../projections/groups.ts';
import { createFeeder } from '../../workers/feeder.ts';
import { createPages } from '../../workers/pages.ts';
import { startLaneWork } from '../../workers/pipeline.ts';
import { rebuild, type RebuildProgress } from '../../workers/rebuild.ts';
import { createSupervisor } from '../../workers/supervisor.ts';
import { verify } from '../../workers/verification.ts';
import { createViewLane } from '../../workers/view-lane.ts';
import { appendAll, busyCounty, COUNTY, type Recorded, recorded } from '../support/county-log.ts';
import { createMemoryLog } from '../support/memory-log.ts';
import { createMemoryPipeline, type MemoryPipeline } from '../support/memory-pipeline.ts';

let county: Awaited<ReturnType<typeof busyCounty>>;
let events: readonly Recorded[];
beforeAll(async () => {
  county = await busyCounty(160, 3);
  ({ events } = county);
});

/** A process of a release whose rows have a given shape. */
const release = (
  pipeline: MemoryPipeline,
  { shape = 1, log = pipeline.log, wrong = 0, lift = pipeline.codec.lift } = {},
) => {
  const { views, queues, codec, time, say } = pipeline;
  const group = { ...registry, shape };
  const shared = { group, signs: views, scheduler: time.scheduler, say };
  const pages = createPages(log, codec.isGenuine);
  const supervisor = createSupervisor({
    ...{ group, keeper: views, scheduler: time.scheduler, say, initial: async () => 1 },
    feeder: (version) => createFeeder({ ...shared, version, county: COUNTY, log, pages, queue: queues }),
    work: async (version) =>
      startLaneWork({ ...shared, version, queues, rows: createViewLane({ group, views, lift }) }),
    verify: async (version) => ({
      ...(await verify({ group, log, lift: codec.lift, views }, { group: group.name, version })),
      ...(wrong > 0 && { wrongInAll: wrong }),
    }),
  });
  const ended = supervisor.run();
  queues.flow();
  return { supervisor, ended, group };
};
const shown = (pipeline: MemoryPipeline) => pipeline.views.atOnce.state(registry.name).active?.version;
const content = ({ views }: MemoryPipeline, version: number) =>
  JSON.stringify(views.content({ group: registry.name, version })).replaceAll(`-v${version}-`, '-');
const caughtUp =
  ({ supervisor }: ReturnType<typeof release>, position: number) =>
  () =>
    supervisor.running().some(({ progress }) => (progress?.read ?? -1) >= position);

const running = async () => {
  const pipeline = createMemoryPipeline();
  const position = await appendAll(pipeline.log, events.slice(0, 120));
  const first = release(pipeline);
  await pipeline.time.until(caughtUp(first, position));
  await pipeline.time.elapse(1_000);
  return { pipeline, first, position };
};

describe('a group', () => {
  it('shows its first version at once, as there is no other', async () => {
    const { pipeline } = await running();
    expect(pipeline.views.atOnce.state(registry.name)).toEqual({ active: { version: 1, shape: 1 }, filling: null });
    expect(await pipeline.wrong()).toEqual([]);
  });

  it('is rebuilt on demand: filled, shown when it is right, and the old version is dropped', async () => {
    const { pipeline, first } = await running();
    const told: RebuildProgress[] = [];
    const { views, time } = pipeline;
    const watching = rebuild({
      ...{ group: first.group, keeper: views, signs: views, scheduler: time.scheduler },
      tell: (progress) => void told.push(progress),
      stopped: () => false,
    });
    await appendAll(pipeline.log, events.slice(120));
    await time.until(() => shown(pipeline) === 2);
    await time.elapse(1_000);
    expect(await watching).toBe(2);
    expect(told.every(({ version }) => version === 2)).toBe(true);
    const filled = content(pipeline, 2);
    expect(JSON.parse(filled).length).toBeGreaterThan(50);
    await time.elapse(10_000);
    expect(content(pipeline, 1)).toBe('[]');
    expect(content(pipeline, 2)).toBe(filled);
  });

  it('of another shape is filled by the new release while the old one serves', async () => {
    const { pipeline, first } = await running();
    const second = release(pipeline, { shape: 2 });
    await pipeline.time.until(() => shown(pipeline) === 2);
    await pipeline.time.elapse(2_000);
    expect(pipeline.views.atOnce.state(registry.name)).toEqual({ active: { version: 2, shape: 2 }, filling: null });
    expect(first.supervisor.running()).toEqual([]);
    expect(second.supervisor.running().map(({ version }) => version)).toEqual([2]);
  });

  it('goes on being filled by whoever comes after one that died', async () => {
    const { pipeline, first } = await running();
    first.supervisor.stop();
    await pipeline.time.until(() => first.supervisor.running().length === 0);
    await pipeline.views.change(
      registry.name,
      { active: { version: 1, shape: 1 }, filling: null },
      { active: { version: 1, shape: 1 }, filling: { version: 2, shape: 1 } },
    );
    const second = release(pipeline);
    await pipeline.time.until(() => pipeline.queues.sent.some(({ lane }) => lane.version === 2));
    second.supervisor.stop();
    await pipeline.time.until(() => second.supervisor.running().length === 0);
    release(pipeline);
    await pipeline.time.until(() => shown(pipeline) === 2);
  });

  it('is not shown while it differs from the log', async () => {
    const { pipeline, first } = await running();
    first.supervisor.stop();
    await pipeline.time.until(() => first.supervisor.running().length === 0);
    release(pipeline, { shape: 2, wrong: 1 });
    await pipeline.time.elapse(20_000);
    expect(shown(pipeline)).toBe(1);
    expect(pipeline.lines.some(({ message }) => message.includes('differs from the log'))).toBe(true);
  });

  it('is not shown while one of its lanes stands still', async () => {
    const { pipeline, first } = await running();
    first.supervisor.stop();
    await pipeline.time.until(() => first.supervisor.running().length === 0);
    const { lift } = pipeline.codec;
    release(pipeline, {
      shape: 2,
      lift: (stored, schema, data) =>
        lift(stored.type === 'household.HouseholdMoved' ? { ...stored, type: 'a.B' } : stored, schema, data),
    });
    await pipeline.time.elapse(20_000);
    expect(shown(pipeline)).toBe(1);
  });

  it('is filled anew where the ledger was restored from a backup', async () => {
    const { pipeline, first } = await running();
    const backup = createMemoryLog();
    await appendAll(backup, events.slice(0, 60));
    pipeline.log.restore(backup.snapshot());
    const lastEventId = events[59]?.event.id ?? '';
    const restored = await recorded(
      pipeline.codec,
      `ledger-${COUNTY}`,
      { type: 'LedgerRestored', data: { lastEventId, authority: '平政复〔2026〕1号' } },
      { revision: 1n },
    );
    const position = await appendAll(pipeline.log, [
      restored,
      ...events.slice(60, 70).filter(({ stream }) => !stream.startsWith('ledger')),
    ]);
    await pipeline.time.until(() => shown(pipeline) === 2);
    expect(first.supervisor.running().at(-1)?.progress?.epoch).toBe(restored.event.id);
    expect(first.supervisor.running().at(-1)?.progress?.read).toBe(position);
    const { group } = first;
    const { log, codec, views } = pipeline;
    expect((await verify({ group, log, lift: codec.lift, views }, { group: group.name, version: 2 })).wrong).toEqual(
      [],
    );
  });

  it('is compared in every part: a wrong row, a wrong count and a missing entry are found', async () => {
    const { pipeline } = await running();
    const { views, log, codec, version } = pipeline;
    const spoilt = views.snapshot();
    const lanes = [...spoilt.lanes.values()];
    for (const lane of lanes.slice(0, 4)) {
      const [row = ''] = [...lane.texts.keys()].filter((key) => key.startsWith('p:'));
      lane.texts.delete(row);
      const [set = ''] = [...lane.sets.keys()];
      lane.sets.get(set)?.add('intruder');
      for (const [key, text] of lane.texts)
        if (key.startsWith('n:')) lane.texts.set(key, text.replace(/\d+\]$/, '77]'));
    }
    views.restore(spoilt);
    const { wrong } = await verify({ group: registry, log, lift: codec.lift, views }, version, lanesOf(registry));
    for (const kind of ['p:', 'n:', 'z:']) expect(wrong.some((name) => name.includes(`/${kind}`))).toBe(true);
  });
});
