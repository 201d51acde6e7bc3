// 名录 Names behind pseudonyms: opened from the log by the directory's own lanes, kept in the vault, erased with their keys.
import { beforeAll, describe, expect, it } from 'vitest';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import { directory, lanesOf, registry } from '../../projections/groups.ts';
import { createFeeder } from '../../workers/feeder.ts';
import { createDirectoryLane } from '../../workers/directory-lane.ts';
import { createDirectorySigns } from '../../workers/directory-signs.ts';
import { createPages } from '../../workers/pages.ts';
import { startLaneWork } from '../../workers/pipeline.ts';
import { appendAll, busyCounty, COUNTY, recorded, type Recorded } from '../support/county-log.ts';
import { createMemoryPipeline } from '../support/memory-pipeline.ts';

type County = Awaited<ReturnType<typeof busyCounty>>;
let county: County;
beforeAll(async () => {
  county = await busyCounty(200, 5);
});

/** A directory at work on a log that holds the county already. */
const openDirectory = async () => {
  const pipeline = createMemoryPipeline(directory);
  const { log, codec, time, queues, views, say } = pipeline;
  const { vault } = county;
  const signs = createDirectorySigns(views, vault.directory);
  const shared = { group: directory, version: 1, signs, scheduler: time.scheduler, say };
  const rows = createDirectoryLane({ group: directory, directory: vault.directory, keys: vault.keys, codec });
  const feeder = createFeeder({
    ...shared,
    county: COUNTY,
    log,
    pages: createPages(log, codec.isGenuine),
    queue: queues,
  });
  const last = await appendAll(log, county.events);
  void feeder.run();
  queues.flow();
  startLaneWork({ ...shared, rows, queues });
  const arrived = async (position: number) => {
    await time.until(async () => {
      feeder.settle();
      return (await signs.lanes({ group: 'directory', version: 1 }, lanesOf(directory))).every(
        ({ checkpoint }) => (checkpoint?.position ?? -1) >= position,
      );
    });
  };
  return { ...pipeline, vault, arrived, last };
};

const personsIn = (events: readonly Recorded[]) =>
  events.filter(({ event }) => event.type === 'person.PersonRegistered').map(({ stream }) => subjectOf(stream));
const childrenIn = (events: readonly Recorded[]) =>
  events.filter(({ event }) => event.type === 'birth.BirthReported').map(({ event }) => String(event.data.childId));

describe('the directory', () => {
  it('knows the name of everybody in the log, and no job of another group or view ever held one', async () => {
    const { queues, vault, arrived, views, last } = await openDirectory();
    await arrived(last);
    const ids = [...personsIn(county.events), ...childrenIn(county.events)];
    const names = await vault.directory.names(ids);
    expect(names.size).toBe(ids.length);
    for (const known of names.values()) expect(known).toMatchObject({ name: expect.any(String) });
    const kept = JSON.stringify([queues.sent, views.content({ group: 'directory', version: 1 })]);
    for (const name of ['王小明', '李秀英', '张伟', '刘洋', '平安路']) expect(kept).not.toContain(name);
  });

  it('takes the latest correction of a name, and a household has its address', async () => {
    const { vault } = county;
    const [household] = county.events.filter(({ event }) => event.type === 'household.HouseholdFormed');
    expect((await vault.directory.entry(subjectOf(household?.stream ?? '')))?.address).toMatch(/^平安路/);
  });

  it('loses what lay under a destroyed key, and keeps the rest of the same events', async () => {
    const { log, vault, arrived, codec, last } = await openDirectory();
    await arrived(last);
    const [child = ''] = childrenIn(county.events);
    const report = county.events.find(({ event }) => event.data.childId === child);
    const mother = String(report?.event.data.motherId);
    const destroyed = await recorded(codec, `vault-${COUNTY}`, {
      type: 'KeyDestroyed',
      data: { owner: child, class: 'identity', authority: '平卫删〔2026〕3号' },
    });
    const key = `${child}/identity@1`;
    expect((await vault.keys.find([key])).size).toBe(1);
    const position = await appendAll(log, [destroyed]);
    await arrived(position);
    expect((await vault.directory.names([child])).get(child)).toBe('erased');
    expect((await vault.directory.entry(child))?.position).toBe(BigInt(position));
    expect((await vault.directory.names([mother])).get(mother)).toMatchObject({ name: expect.any(String) });
    expect((await vault.keys.find([key])).size).toBe(0);
  });

  it('does not fill a name into the registry', () => {
    expect(registry.sealed).toBe(false);
  });
});
