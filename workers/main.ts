/** The processes between log and views: `feeder`, `worker` or `all`; `rebuild GROUP` asks for a new version and watches it. */
import { deciders } from '../domain/index.ts';
import { createCodec } from '../domain/kernel/codec.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import { createEpochs, systemActor } from '../api/opening.ts';
import { createWriteSide } from '../api/write-side.ts';
import { BUILD, createClock } from '../infra/clock.ts';
import { ConfigError, type ConnectedConfig, readConnectedConfig } from '../infra/config.ts';
import { exitOnClientFault } from '../infra/event-store/client-fault.ts';
import { openEventStore } from '../infra/event-store/event-store.ts';
import { createLogger, type Logger } from '../infra/logging.ts';
import { keepAppendOnlyFileWhole } from '../infra/redis-views/aof.ts';
import { openRedis } from '../infra/redis-views/connection.ts';
import {
  createRedisKeeper,
  createRedisSigns,
  createRedisViewReader,
  createRedisViewWriter,
} from '../infra/redis-views/redis-views.ts';
import { createCrypto } from '../infra/vault/crypto.ts';
import { openVault, vaultOptions } from '../infra/vault/vault.ts';
import { GROUPS, type Group, type GroupName, lanesOf, desks } from '../projections/groups.ts';
import { endWithParent, workApart } from './apart.ts';
import { openLaneQueues } from './bullmq-queue.ts';
import { openTaskQueue } from './bullmq-tasks.ts';
import { createDirectoryLane } from './directory-lane.ts';
import { createDirectoryKeeper, createDirectorySigns } from './directory-signs.ts';
import { createFeeder } from './feeder.ts';
import { createLiveness } from './liveness.ts';
import { type Order, OrderError, parseOrder, type Role } from './order.ts';
import { createPages } from './pages.ts';
import { startLaneWork, tryStoppedLanes } from './pipeline.ts';
import { rebuild, type RebuildProgress } from './rebuild.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';
import { takeSteps } from './take-steps.ts';
import { createTimers } from './timers.ts';
import { verify } from './verification.ts';
import { createViewLane } from './view-lane.ts';

const LIVENESS_MS = 5_000;
const EPOCH_EACH_MS = 2_000;
const STILL_EXIT_CODE = 75;
/** What is under way at the end may take so long to be given back. */
const END_WITHIN_MS = 5_000;

const openParts = async (config: ConnectedConfig, say: Logger) => {
  const trouble = (where: string) => (event: string, error?: unknown) =>
    say.warn({ where, event, err: error }, 'connection');
  const log = openEventStore({
    url: config.eventStoreUrl,
    trouble: (during, error) => say.warn({ during, err: error }, 'event store'),
  });
  const vault = await openVault(vaultOptions(config));
  const crypto = createCrypto({ idKey: config.idKey, eventKeys: { '1': config.macKey }, currentEventKey: '1' });
  const county = config.countyCode;
  const codec = createCodec({ deciders, crypto, county });
  const redis = openRedis(config.redisUrl, 'writer', trouble('views'));
  const clients = [1, 2].map(() => openRedis(config.queueRedisUrl, 'queue', trouble('queue')));
  const [producer, consumer] = clients as [(typeof clients)[0], (typeof clients)[0]];
  const queues = openLaneQueues({ producer, consumer, say });
  return {
    ...{ config, log, vault, crypto, codec, redis, queues, scheduler: createTimers(), say },
    taskQueue: () => openTaskQueue({ producer, consumer, say }),
    epochs: createEpochs({ log, county }),
    pages: createPages(log, codec.isGenuine),
    signs: createRedisSigns(redis),
    keeper: createRedisKeeper(redis),
    async close() {
      await queues.close();
      for (const client of [redis, ...clients]) client.disconnect();
      await log.close();
      await vault.close();
    },
  };
};
type Parts = Awaited<ReturnType<typeof openParts>>;

/** What differs between groups: where rows and checkpoints lie, and how a version is compared with the log. */
const placeOf = (parts: Parts, group: Group) => {
  const { vault, codec, signs, keeper, redis, log } = parts;
  if (group.sealed)
    return {
      signs: createDirectorySigns(signs, vault.directory),
      keeper: createDirectoryKeeper(keeper, vault.directory),
      rows: createDirectoryLane({ group, directory: vault.directory, keys: vault.keys, codec }),
      initial: async () => (await vault.directory.activeVersion()) ?? 1,
    };
  const views = { ...createRedisViewReader(redis), names: keeper.names };
  return {
    ...{ signs, keeper, initial: async () => 1 },
    rows: createViewLane({ group, views: createRedisViewWriter(redis), lift: codec.lift }),
    verify: (version: number) => verify({ group, log, lift: codec.lift, views }, { group: group.name, version }),
  };
};

const superviseGroup = (parts: Parts, group: Group, order: { role: Role; lanes: readonly number[] | undefined }) => {
  const { queues, scheduler, say, log, pages, config } = parts;
  const place = placeOf(parts, group);
  const shared = { group, scheduler, say, signs: place.signs };
  const feeds = {
    feeder: (version: number) =>
      createFeeder({ ...shared, version, county: config.countyCode, log, pages, queue: queues }),
    ...('verify' in place && { verify: place.verify }),
    emptyQueues: async (version: number) => {
      for (const lane of lanesOf(group)) await queues.empty({ group: group.name, version, lane });
    },
  };
  const works = {
    work: async (version: number) => {
      const work = { ...shared, version, rows: place.rows, queues };
      const some = order.lanes ? { ...work, lanes: order.lanes } : work;
      await tryStoppedLanes(some);
      return startLaneWork(some);
    },
  };
  const liveness = createLiveness({ group, signs: place.signs, queue: queues, scheduler });
  const supervisor = createSupervisor({
    ...{ group, scheduler, say, keeper: place.keeper, initial: place.initial },
    ...(order.role !== 'worker' && feeds),
    ...(order.role !== 'feeder' && works),
  });
  return { group, role: order.role, supervisor, liveness };
};

type Supervised = ReturnType<typeof superviseGroup>;
type RoleOrder = Extract<Order, { run: Role }>;

/** Only an exit helps a worker that waits for nothing: its supervisor starts it anew. */
const exitWhenStill = async (
  { group, supervisor, liveness }: Supervised,
  { say, scheduler }: Parts,
  stop: AbortSignal,
) => {
  while (!stop.aborted) {
    await scheduler.sleep(LIVENESS_MS);
    for (const { version } of supervisor.running()) {
      const still = await liveness(version).catch(() => []);
      if (still.length === 0 || stop.aborted) continue;
      say.fatal({ group: group.name, version, lanes: still }, 'lanes stand still although jobs wait: ending');
      process.exit(STILL_EXIT_CODE);
    }
  }
};

/** Groups whose rows lie in the vault are worked on apart, unless there is nothing else that could wait for them. */
const partOf = ({ run: role, groups }: RoleOrder) => {
  const apart = role === 'feeder' || groups.length === 1 ? [] : groups.filter((name) => GROUPS[name].sealed);
  return { apart, roleOf: (name: GroupName): Role => (apart.includes(name) ? 'feeder' : role) };
};

const runRoles = async (parts: Parts, order: RoleOrder, stop: AbortSignal) => {
  const { run: role, groups, lanes } = order;
  const { say, redis } = parts;
  const { apart, roleOf } = partOf(order);
  const died = (code: number | null) => {
    say.fatal({ code }, 'a process apart has ended: ending');
    process.exit(code ?? 1);
  };
  keepAppendOnlyFileWhole(redis, (event, error) => say.warn({ event, err: error }, 'append-only file of the views'));
  const here = groups.filter((name) => role !== 'worker' || !apart.includes(name));
  const supervised = here.map((name) => superviseGroup(parts, GROUPS[name], { role: roleOf(name), lanes }));
  const running = supervised.map(({ supervisor }: { supervisor: Supervisor }) => supervisor.run());
  for (const one of supervised) if (one.role !== 'feeder') void exitWhenStill(one, parts, stop);
  stop.addEventListener('abort', () => {
    for (const { supervisor } of supervised) supervisor.stop();
    setTimeout(() => process.exit(0), END_WITHIN_MS).unref();
  });
  if (role !== 'feeder' && here.includes(desks.name)) running.push(runProcesses(parts, stop));
  say.info({ role, groups }, 'pipeline ready');
  await Promise.all([...running, ...apart.map((group) => workApart({ group, lanes, stop, died }))]);
};

/** The same write side as the API's, for whoever acts without a desk. */
const openExecute = async ({ log, vault, crypto, codec, config, epochs, say }: Parts, clock: Clock) => {
  const trouble = (error: unknown) => say.warn({ err: error }, 'the rule versions could not be read again');
  await epochs.refresh();
  const { execute } = await createWriteSide({
    ...{ county: config.countyCode, log, crypto, codec, keys: vault.keys, numbers: vault.numbers, epochs },
    ...{ clock, nowMs: () => performance.now(), build: BUILD, trouble },
  });
  return execute;
};

/** Until the store answers, nothing is due. */
const runProcesses = async (parts: Parts, stop: AbortSignal) => {
  const { signs, keeper, crypto, epochs, scheduler, say, redis, config } = parts;
  const clock = createClock();
  for (;;) {
    try {
      const execute = await openExecute(parts, clock);
      const asked = { group: desks, views: createRedisViewReader(redis), signs, keeper, epoch: epochs.current };
      const acting = { execute, crypto, clock, actor: systemActor(config.countyCode), queue: parts.taskQueue() };
      const watched = setInterval(() => void epochs.refresh().catch(() => undefined), EPOCH_EACH_MS).unref();
      await takeSteps({ ...asked, ...acting, scheduler, say }, stop);
      return clearInterval(watched);
    } catch (error) {
      if (stop.aborted) return undefined;
      say.warn({ err: error }, 'processes wait for what they need');
      await scheduler.sleep(LIVENESS_MS);
    }
  }
};

const tellOnTerminal = ({ version, position, head, eventsPerSecond, remainingSeconds }: RebuildProgress) => {
  const percent = head > 0 ? Math.floor((100 * Math.max(0, position)) / head) : 0;
  const left = remainingSeconds === null ? '' : `, ${remainingSeconds} s left`;
  process.stdout.write(`version ${version}: ${percent} %, ${eventsPerSecond} events/s${left}\n`);
};

const runRebuild = async (parts: Parts, group: Group, stop: AbortSignal) => {
  const { keeper, signs } = placeOf(parts, group);
  const stopped = () => stop.aborted;
  const shown = await rebuild({ group, keeper, signs, scheduler: parts.scheduler, tell: tellOnTerminal, stopped });
  process.stdout.write(shown === undefined ? 'not yet shown; the feeder goes on\n' : `version ${shown} is shown\n`);
};

const run = async (): Promise<void> => {
  const order = parseOrder(process.argv.slice(2));
  const config = readConnectedConfig(process.env);
  exitOnClientFault();
  const say = createLogger({ process: order.run, level: order.run === 'rebuild' ? 'warn' : config.logLevel });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  endWithParent(() => stop.abort());
  const parts = await openParts(config, say);
  if (order.run === 'rebuild') await runRebuild(parts, GROUPS[order.group], stop.signal);
  else await runRoles(parts, order, stop.signal);
  await parts.close();
  process.exit(0);
};

run().catch((error: unknown) => {
  const isPlain = error instanceof ConfigError || error instanceof OrderError || (error as Error).name === 'VaultError';
  process.stderr.write(`${isPlain ? (error as Error).message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
