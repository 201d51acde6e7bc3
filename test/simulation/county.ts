// A whole county in one process: the production code of desks, feeder, workers and sweep on parts in memory, under a seed.
import { canonicalText } from '../../domain/kernel/canonical.ts';
import type { Message } from '../../domain/kernel/message.ts';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { createExecute, type Execute } from '../../domain/kernel/execute.ts';
import { ledgerOf } from '../../domain/kernel/metadata.ts';
import type { ExecuteDeps, Outcome, Policy } from '../../domain/kernel/request.ts';
import { createSweep } from '../../domain/kernel/sweep.ts';
import { deciders } from '../../domain/index.ts';
import { initialRules } from '../../domain/policy/initial-rules.ts';
import { regimeOn } from '../../domain/policy/regimes.ts';
import { createRuleBook } from '../../domain/policy/rule-book.ts';
import { sameEpoch, UNOPENED } from '../../projections/checkpoint.ts';
import { type Group, lanesOf } from '../../projections/groups.ts';
import { lowestOf, reflectedLanes } from '../../projections/waiting.ts';
import { createDirectorySigns } from '../../workers/directory-signs.ts';
import { createMemoryLog, type MemoryLog, type MemoryLogSnapshot } from '../support/memory-log.ts';
import { createMemoryVault, type MemoryVault } from '../support/memory-vault.ts';
import { createMemoryViews, type MemoryViews } from '../support/memory-views.ts';
import { type Ask, COUNTY } from './desks.ts';
import { createGroupStarts, groupsOf } from './groups.ts';
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
  const life: Epoch = { id: await beginEpoch(world, honest.log, { type: 'OpenLedger', data: { county: COUNTY } }) };
  const groups = groupsOf(world.chance.happens(NAMED));
  const people = createPeople(world, { parts, groups, epoch: () => life.id });
  world.whenCrashed((life) => {
    honest.queues.abandonedBy(life);
    people.died(life);
  });
  const isCaughtUp = async () =>
    (await Promise.all(groups.map((group) => isGroupCaughtUp(honest, group, life.id)))).every(Boolean);
  /** The store comes back from a backup; whoever answers commands waits until the new epoch has begun. */
  const restore = async (backup: MemoryLogSnapshot) => {
    const last = backup.entries.at(-1)?.event;
    const lost = everyEvent(honest.log).filter(({ position }) => position > (last?.position ?? -1n));
    for (const name of people.names) if (!/^(feeder|worker)/.test(name) || world.chance.happens(0.5)) people.kill(name);
    honest.log.restore(backup);
    const data = { lastEventId: last?.id ?? '', authority: '平政复〔2026〕1号' };
    life.id = await beginEpoch(world, honest.log, { type: 'RestoreLedger', data }, life.id);
    await honest.vault.numbers.doubt(life.id);
    return new Set(lost.map(({ id }) => id));
  };
  return { world, honest, codec, crypto, groups, isCaughtUp, restore, ...people };
};
interface Epoch {
  id: string;
}
/** How many counties keep a directory. */
const NAMED = 0.25;
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

/** Acts for the ledger itself, without weather. @returns the epoch that begins */
const beginEpoch = async (world: World, log: MemoryLog, command: Message, epoch = UNOPENED): Promise<string> => {
  const vault = createMemoryVault(crypto.random);
  const clock = { now: () => world.instant(world.life('opening')) };
  const execute = createExecute({ ...sharedDeps(() => epoch), log, ...vault, clock });
  const idempotencyKey = epoch === UNOPENED ? '00000000-0000-4000-8000-000000000001' : epoch;
  const stated = { channel: 'SYSTEM' } as const;
  const outcome = await execute({ category: 'ledger', id: COUNTY, command, actor: SYSTEM, idempotencyKey, stated });
  if (outcome.kind !== 'accepted') throw new Error(`no epoch began: ${outcome.kind}`);
  return outcome.events[0]?.id ?? '';
};

interface Role {
  life: Life;
  readonly start: () => void;
}

interface Peopled {
  readonly parts: Parts;
  readonly groups: Group[];
  readonly epoch: () => string;
}
/** The processes of the county: two APIs, feeders, workers and sweeps, each born again after its death. */
const createPeople = (world: World, { parts, groups, epoch }: Peopled) => {
  const { log, vault } = parts;
  const roles = new Map<string, Role>();
  const desks = new Map<Life, { execute: Execute; waiting: Set<() => void> }>();
  const start = createGroupStarts(world, parts, { codec, groups });

  const depsOf = (life: Life): ExecuteDeps => ({
    ...sharedDeps(epoch),
    log: simulatedLog(world, life, log),
    keys: through(world, life, 'keys', vault.keys),
    numbers: through(world, life, 'numbers', vault.numbers),
    clock: { now: () => world.instant(life) },
  });

  const startApi = (life: Life) => {
    desks.set(life, { execute: createExecute(depsOf(life)), waiting: new Set() });
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
  employ('feeder-1', 0, start.feeders);
  if (world.chance.happens(0.3)) employ('feeder-2', 0, start.feeders);
  employ('worker-1', 0, start.workers);
  if (world.chance.happens(0.3)) employ('worker-2', 0, start.workers);
  employ('sweep', 0, (life) => void startSweep(life));

  const died = (life: Life) => {
    for (const give of desks.get(life)?.waiting ?? []) give();
    desks.delete(life);
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

  const kill = (name: string) => {
    const role = roles.get(name);
    if (role) world.crash(role.life);
  };
  return { parts, epoch, ask, died, kill, names: [...roles.keys()] };
};

export const everyEvent = (log: MemoryLog): readonly StoredEvent[] => log.atOnce.page(null, 1_000_000).events;
const lastPosition = (log: MemoryLog): number => Number(everyEvent(log).at(-1)?.position ?? -1n);

/** Whether one version is left, and every lane of it reflects the whole log of this epoch. */
const isGroupCaughtUp = async ({ views, vault, log }: Parts, group: Group, epoch: string): Promise<boolean> => {
  const { active, filling } = views.atOnce.state(group.name);
  if (!active || filling) return false;
  const of = { group: group.name, version: active.version };
  const signs = group.sealed ? createDirectorySigns(views, vault.directory) : views;
  const states = await signs.lanes(of, lanesOf(group));
  if (states.some(({ checkpoint }) => checkpoint && !sameEpoch(checkpoint.epoch, epoch))) return false;
  return lowestOf(await reflectedLanes(signs, of, lanesOf(group))) >= lastPosition(log);
};
