// Feeders and workers of the simulated county: the production supervisor over each group, on ports that are calls of one life.
import type { Codec } from '../../domain/kernel/codec.ts';
import { directory, type Group, lanesOf, registry } from '../../projections/groups.ts';
import { createDirectoryLane } from '../../workers/directory-lane.ts';
import { createDirectoryKeeper, createDirectorySigns } from '../../workers/directory-signs.ts';
import { createFeeder } from '../../workers/feeder.ts';
import type { PipelineLog } from '../../workers/lane-worker.ts';
import { createPages } from '../../workers/pages.ts';
import { startLaneWork, tryStoppedLanes } from '../../workers/pipeline.ts';
import { createSupervisor } from '../../workers/supervisor.ts';
import { verify } from '../../workers/verification.ts';
import { createViewLane } from '../../workers/view-lane.ts';
import type { Parts } from './county.ts';
import { COUNTY } from './desks.ts';
import { simulatedLog, through } from './parts.ts';
import type { Life, World } from './world.ts';

const QUIET: PipelineLog = { info: () => {}, warn: () => {}, error: () => {} };

/** Where rows and checkpoints of a group lie, as one life sees them. */
const placeOf = (world: World, life: Life, { parts, codec, group }: Place) => {
  const views = through(world, life, 'views', parts.views);
  if (group !== directory) {
    const of = (version: number) => ({ group: group.name, version });
    const deps = { group, log: simulatedLog(world, life, parts.log), lift: codec.lift, views };
    return {
      ...{ signs: views, keeper: views, initial: async () => 1 },
      rows: createViewLane({ group, views, lift: codec.lift }),
      verify: (version: number) => verify(deps, of(version)),
    };
  }
  const names = through(world, life, 'directory', parts.vault.directory);
  const { find, forget } = parts.vault.keys;
  return {
    signs: createDirectorySigns(views, names),
    keeper: createDirectoryKeeper(views, names),
    initial: async () => (await names.activeVersion()) ?? 1,
    rows: createDirectoryLane({ group, directory: names, keys: through(world, life, 'keys', { find, forget }), codec }),
  };
};
interface Place {
  readonly parts: Parts;
  readonly codec: Codec;
  readonly group: Group;
}

export const createGroupStarts = (world: World, parts: Parts, { codec, groups }: { codec: Codec; groups: Group[] }) => {
  const sharedBy = (life: Life, group: Group) => {
    const place = placeOf(world, life, { parts, codec, group });
    const scheduler = { nowMs: world.now, sleep: (ms: number) => world.sleep(life, ms) };
    return { place, shared: { group, scheduler, say: QUIET } };
  };
  return {
    feeders: (life: Life) => {
      const log = simulatedLog(world, life, parts.log);
      const [pages, queue] = [createPages(log, codec.isGenuine), parts.queues.of(life)];
      for (const group of groups) {
        const { place, shared } = sharedBy(life, group);
        const { signs, keeper, initial } = place;
        const feeder = (version: number) =>
          createFeeder({ ...shared, signs, version, county: COUNTY, log, pages, queue });
        const emptyQueues = async (version: number) => {
          for (const lane of lanesOf(group)) await queue.empty({ group: group.name, version, lane });
        };
        const verifying = 'verify' in place && { verify: place.verify };
        void createSupervisor({ ...shared, keeper, initial, feeder, emptyQueues, ...verifying }).run();
      }
    },
    workers: (life: Life) => {
      const queues = parts.queues.of(life);
      for (const group of groups) {
        const { place, shared } = sharedBy(life, group);
        const work = async (version: number) => {
          const deps = { ...shared, signs: place.signs, version, rows: place.rows, queues, kinds: codec.kinds };
          await tryStoppedLanes(deps);
          return startLaneWork(deps);
        };
        void createSupervisor({ ...shared, keeper: place.keeper, initial: place.initial, work }).run();
      }
    },
  };
};

/** A county whose names nobody looks up needs no directory; the storm is then over sooner. */
export const groupsOf = (named: boolean): Group[] => (named ? [registry, directory] : [registry]);
