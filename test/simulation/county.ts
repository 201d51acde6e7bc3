// A whole county in one process: the production code of desks, feeder, workers and sweep on parts in memory, under a seed.
import { canonicalText } from '../../domain/kernel/canonical.ts';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { createExecute, type Execute } from '../../domain/kernel/execute.ts';
import { ledgerOf } from '../../domain/kernel/metadata.ts';
import type { ExecuteDeps, Outcome, Policy } from '../../domain/kernel/request.ts';
import { createSweep } from '../../domain/kernel/sweep.ts';
import { deciders } from '../../domain/index.ts';
import { initialRules } from '../../domain/policy/initial-rules.ts';
import { regimeOn } from '../../domain/policy/regimes.ts';
import { createRuleBook } from '../../domain/policy/rule-book.ts';
import { lanesOf, registry } from '../../projections/groups.ts';
import { lowestOf, reflectedLanes } from '../../projections/waiting.ts';
import { createFeeder, type Feeder } from '../../workers/feeder.ts';
import type { PipelineLog } from '../../workers/lane-worker.ts';
import { createPages } from '../../workers/pages.ts';
import { startLaneWork, tryStoppedLanes } from '../../workers/pipeline.ts';
import { createViewLane } from '../../workers/view-lane.ts';
import { createMemoryLog, type MemoryLog } from '../support/memory-log.ts';
import { createMemoryVault, type MemoryVault } from '../support/memory-vault.ts';
import { createMemoryViews, type MemoryViews } from '../support/memory-views.ts';
import { type Ask, COUNTY } from './desks.ts';
import { createQuickCodec } from './quick-codec.ts';
import { createQuickCrypto } from './quick-crypto.ts';
import { createQueues, type Queues, simulatedLog, through } from './parts.ts';
import { createWorld, type Life, type World } from './world.ts';

/** The parts as one life of a process has them; a deliberate bug replaces some. */
export interface Parts {
  readonly log: MemoryLog;
  readonly vault: MemoryVault;
  readonly views: MemoryViews;
  readonly queues: Queues;
}
export type Sabotage = (parts: Parts) => Partial<Parts>;

const QUIET: PipelineLog = { info: () => {}, warn: () => {}, error: () => {} };
const VERSION = 1;
const SYSTEM = { id: 'system', role: 'System', office: COUNTY };
/** The lock under which a deliberate restart happens; deaths come from the weather. */
const RESPAWN_MS = 60;
const SWEEP_MS = 2_000;
/** A number that has hung longer than this is looked up in the log. */
const HANGING_MS = 3_000;

const crypto = createQuickCrypto();
const codec = createQuickCodec({ deciders, crypto, county: COUNTY });
const policy: Policy = {
  regimeOn: (date) => regimeOn(date).id,
  ...createRuleBook(initialRules((body) => crypto.hash(canonicalText(body)))),
};

export const openCounty = async (seed: number, sabotage: Sabotage = () => ({})) => {
  const world = createWorld(seed);
  const honest: Parts = {
    log: createMemoryLog({ now: world.now }),
    vault: createMemoryVault(crypto.random),
    views: createMemoryViews(),
    queues: createQueues(world),
  };
  const damaged = { ...honest, views: tornViews(world, honest.views) };
  const parts: Parts = { ...damaged, ...sabotage(damaged) };
  const epoch = await openLedger(world, honest.log);
  const people = createPeople(world, { parts, epoch });
  world.whenCrashed((life) => {
    honest.queues.abandonedBy(life);
    people.died(life);
  });
  return { world, honest, codec, crypto, ...people };
};
export type County = Awaited<ReturnType<typeof openCounty>>;

const NOTHING = { entries: new Map(), counters: new Map(), rows: new Map() };
const TORN = 0.01;
/** The hole in an append-only file: after a power cut rows may have moved and the checkpoint not. */
const tornViews = (world: World, views: MemoryViews): MemoryViews => ({
  ...views,
  commit: async (lane, change) => {
    const done = views.atOnce.commit(lane, change);
    const { expected, next } = change;
    if (done === true && expected && world.isStormy() && world.chance.happens(TORN))
      views.atOnce.commit(lane, { expected: next, next: expected, writes: NOTHING });
    return done;
  },
});

const sharedDeps = (epoch: () => string) => ({
  codec,
  crypto,
  deciders,
  policy: async () => policy,
  ledger: () => ledgerOf(COUNTY, epoch()),
  build: 'simulated',
});

const openLedger = async (world: World, log: MemoryLog): Promise<string> => {
  const vault = createMemoryVault(crypto.random);
  const clock = { now: () => world.instant(world.life('opening')) };
  const execute = createExecute({ ...sharedDeps(() => 'unopened'), log, ...vault, clock });
  const outcome = await execute({
    category: 'ledger',
    id: COUNTY,
    command: { type: 'OpenLedger', data: { county: COUNTY } },
    actor: SYSTEM,
    idempotencyKey: '00000000-0000-4000-8000-000000000001',
    stated: { channel: 'SYSTEM' },
  });
  if (outcome.kind !== 'accepted') throw new Error(`the ledger was not opened: ${outcome.kind}`);
  return outcome.events[0]?.id ?? '';
};

interface Role {
  life: Life;
  readonly start: () => void;
}

/** The processes of the county: two APIs, feeders, workers and sweeps, each born again after its death. */
const createPeople = (world: World, { parts, epoch }: { parts: Parts; epoch: string }) => {
  const { log, vault, views, queues } = parts;
  const roles = new Map<string, Role>();
  const desks = new Map<Life, { execute: Execute; waiting: Set<() => void> }>();
  const feeders = new Map<Life, Feeder>();

  const depsOf = (life: Life): ExecuteDeps => ({
    ...sharedDeps(() => epoch),
    log: simulatedLog(world, life, log),
    keys: through(world, life, 'keys', vault.keys),
    numbers: through(world, life, 'numbers', vault.numbers),
    clock: { now: () => world.instant(life) },
  });
  const schedulerOf = (life: Life) => ({ nowMs: world.now, sleep: (ms: number) => world.sleep(life, ms) });

  const startApi = (life: Life) => {
    desks.set(life, { execute: createExecute(depsOf(life)), waiting: new Set() });
  };
  const startFeeder = (life: Life) => {
    const own = simulatedLog(world, life, log);
    const feeder = createFeeder({
      group: registry,
      version: VERSION,
      county: COUNTY,
      log: own,
      pages: createPages(own, codec.isGenuine),
      queue: queues.of(life),
      signs: through(world, life, 'signs', views),
      scheduler: schedulerOf(life),
      say: QUIET,
    });
    feeders.set(life, feeder);
    void feeder.run();
  };
  const startWorker = async (life: Life) => {
    const own = through(world, life, 'views', views);
    const deps = {
      group: registry,
      version: VERSION,
      rows: createViewLane({ group: registry, views: own, lift: codec.lift }),
      queues: queues.of(life),
      signs: own,
      scheduler: schedulerOf(life),
      say: QUIET,
      kinds: codec.kinds,
    };
    for (let begun = false; !begun; )
      begun = await tryStoppedLanes(deps).then(
        () => true,
        () => false,
      );
    startLaneWork(deps);
  };
  const startSweep = async (life: Life) => {
    const sweep = createSweep({ ...depsOf(life), regimeOn: policy.regimeOn, actor: SYSTEM });
    for (;;) {
      await world.sleep(life, SWEEP_MS);
      const before = new Date(world.now() - HANGING_MS).toISOString();
      await sweep(before).catch(() => undefined);
    }
  };

  const employ = (name: string, skewMs: number, start: (life: Life) => void) => {
    const role: Role = {
      life: world.life(name, skewMs),
      start: () => {
        role.life = world.life(name, skewMs);
        start(role.life);
      },
    };
    roles.set(name, role);
    role.start();
  };
  const skew = () => world.chance.between(-2_000, 2_000);
  employ('api-1', skew(), startApi);
  employ('api-2', skew(), startApi);
  employ('feeder-1', 0, startFeeder);
  if (world.chance.happens(0.3)) employ('feeder-2', 0, startFeeder);
  employ('worker-1', 0, (life) => void startWorker(life));
  if (world.chance.happens(0.3)) employ('worker-2', 0, (life) => void startWorker(life));
  employ('sweep', 0, (life) => void startSweep(life));

  const died = (life: Life) => {
    for (const give of desks.get(life)?.waiting ?? []) give();
    desks.delete(life);
    feeders.delete(life);
    const role = roles.get(life.name);
    if (role?.life === life) world.schedule(RESPAWN_MS + world.chance.between(0, 400), role.start);
  };

  const ask: Ask = (request) => {
    const alive = [...desks.values()];
    const desk = alive.length > 0 ? world.chance.pick(alive) : undefined;
    if (!desk) return Promise.resolve(undefined);
    return new Promise<Outcome | undefined>((resolve) => {
      const give = () => resolve(undefined);
      desk.waiting.add(give);
      desk.execute(request).then(
        (outcome) => {
          desk.waiting.delete(give);
          resolve(outcome);
        },
        () => give(),
      );
    });
  };

  /** Whether every lane reflects the whole log. */
  const isCaughtUp = async (): Promise<boolean> => {
    const end = lastPosition(log);
    const of = { group: registry.name, version: VERSION };
    return lowestOf(await reflectedLanes(views, of, lanesOf(registry))) >= end;
  };
  const kill = (name: string) => {
    const role = roles.get(name);
    if (role) world.crash(role.life);
  };
  return { parts, epoch, ask, died, isCaughtUp, kill, names: [...roles.keys()], feeders };
};

export const everyEvent = (log: MemoryLog): readonly StoredEvent[] => log.atOnce.page(null, 1_000_000).events;
const lastPosition = (log: MemoryLog): number => Number(everyEvent(log).at(-1)?.position ?? -1n);
