// One seed: a storm over the county, then calm, then every promise is counted.
import { readAll } from '../../domain/kernel/sight.ts';
import type { ReadEvent } from '../../domain/kernel/codec.ts';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import type { Metadata } from '../../domain/kernel/metadata.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import { directory, registry } from '../../projections/groups.ts';
import { verify } from '../../workers/verification.ts';
import { type County, everyEvent, openCounty, type Sabotage } from './county.ts';
import { type Acknowledged, openDesks } from './desks.ts';
import { namesByLog, wrongNames } from './names.ts';
import { CALM_QUEUE } from './parts.ts';
import { createReader } from './reader.ts';
import { CALM } from './world.ts';

const COMMANDS = 40;
const STORM_MS = 600_000;
const CALM_MS = 120_000;
const LOOK_MS = 250;

export interface Verdict {
  readonly seed: number;
  /** Empty when every promise was kept. */
  readonly broken: readonly string[];
  readonly commands: number;
  readonly events: number;
  readonly waits: number;
  readonly trace: readonly string[];
}

/** What a restore from a backup took away: events, and the answers that may have spoken of them. */
interface Loss {
  readonly events: ReadonlySet<string>;
  readonly told: ReadonlySet<Acknowledged>;
}

/** In some counties the log loses its tail once. */
const loseTail = (county: County, acknowledged: readonly Acknowledged[], losses: Loss[]) => {
  const { world, honest } = county;
  if (!world.chance.happens(RESTORED)) return;
  world.strike(world.chance.between(200, 3_000), () => {
    const backup = honest.log.snapshot();
    world.strike(world.chance.between(50, 2_000), () => {
      const told = new Set(acknowledged);
      void county.restore(backup).then((events) => losses.push({ events, told }));
    });
  });
};
const RESTORED = 0.25;

const storm = (county: County) => {
  const { world, honest } = county;
  world.setWeather({ lostRequest: 0.01, lostAnswer: 0.02, crash: 0.004 });
  honest.queues.setWeather({ lost: 0.03, repeated: 0.05, reordered: 0.05, stalled: 0.03 });
  const snapshots = [honest.views.snapshot()];
  const disasters = [
    () => honest.queues.flush(),
    () => honest.views.restore(world.chance.pick(snapshots)),
    () => void snapshots.push(honest.views.snapshot()),
    () => county.kill(world.chance.pick(county.names)),
  ];
  const strike = () => {
    world.chance.pick(disasters)();
    world.strike(world.chance.between(200, 3_000), strike);
  };
  if (world.chance.happens(0.6)) world.strike(world.chance.between(100, 2_000), strike);
};

/** What was acknowledged is in the log, once, where the answer said. */
const lostOrDoubled = (
  acknowledged: readonly Acknowledged[],
  events: readonly StoredEvent[],
  losses: readonly Loss[],
): string[] => {
  const byId = new Map(events.map((event) => [event.id, event]));
  const broken = byId.size === events.length ? [] : ['an event is in the log twice'];
  for (const answer of acknowledged) {
    const { request, outcome } = answer;
    if (outcome.kind !== 'accepted') continue;
    const { type } = request.command;
    for (const { id, revision } of outcome.events) {
      const stored = byId.get(id);
      if (losses.some((loss) => loss.told.has(answer) && loss.events.has(id))) continue;
      if (stored?.stream !== outcome.stream || stored.revision !== revision)
        broken.push(`${type} was acknowledged and is not at ${outcome.stream}@${revision}`);
    }
  }
  return broken;
};

/** One command makes events once: no command id is in two places of a stream that do not follow each other. */
const carriedOutTwice = (events: readonly StoredEvent[]): string[] => {
  const places = new Map<string, bigint[]>();
  for (const { metadata, stream, revision } of events) {
    const key = `${stream} ${(metadata as Metadata).command.id}`;
    places.set(key, [...(places.get(key) ?? []), revision]);
  }
  return [...places]
    .filter(([, revisions]) => revisions.some((revision, at) => revision !== revisions[0]! + BigInt(at)))
    .map(([key]) => `a command was carried out twice: ${key}`);
};

const gaps = (events: readonly StoredEvent[]): string[] => {
  const next = new Map<string, bigint>();
  return events.flatMap(({ stream, revision }) => {
    const due = next.get(stream) ?? 0n;
    next.set(stream, revision + 1n);
    return revision === due ? [] : [`${stream}@${revision} follows ${due - 1n}`];
  });
};

const NUMBERED: Readonly<Record<string, string>> = {
  'person.PersonRegistered': 'citizenId',
  'person.CitizenIdAssigned': 'citizenId',
  'birth.BirthCertificateIssued': 'number',
};
/** No number is held by two streams. */
const heldTwice = (events: readonly ReadEvent[]): string[] => {
  const holders = new Map<string, string>();
  return events.flatMap(({ data, stored }) => {
    const number = data[NUMBERED[stored.type] ?? ''];
    if (typeof number !== 'string') return [];
    const before = holders.get(number);
    holders.set(number, stored.stream);
    return before === undefined || before === stored.stream ? [] : [`one number in ${before} and ${stored.stream}`];
  });
};

/** Events of some types, or all, with what is sealed in them opened. */
const opened = ({ codec, honest }: County, types?: ReadonlySet<string>) =>
  readAll(
    { codec, keys: honest.vault.keys },
    everyEvent(honest.log).filter(({ type }) => !types || types.has(type)),
  );

const wrongRegister = async ({ honest, codec }: County): Promise<string[]> => {
  const { views, log } = honest;
  const of = { group: registry.name, version: views.atOnce.state(registry.name).active?.version ?? 0 };
  const verdict = await verify({ group: registry, log, lift: codec.lift, views }, of);
  const wrong = verdict.wrong.map((name) => `a view is wrong: ${name}`);
  return verdict.moved > 0 ? [...wrong, `${verdict.moved} rows of the views are ahead of the log`] : wrong;
};

const wrongDirectory = async (county: County): Promise<readonly string[]> => {
  const { honest } = county;
  const events = await opened(county);
  const expected = namesByLog(events);
  const version = honest.views.atOnce.state(directory.name).active?.version ?? 0;
  const ids = [...expected.keys(), ...events.map(({ stored }) => subjectOf(stored.stream))];
  return wrongNames(expected, await honest.vault.directory.rows(version, ids));
};

const wrongViews = async (county: County): Promise<string[]> => [
  ...(await wrongRegister(county)),
  ...(county.groups.includes(directory) ? await wrongDirectory(county) : []),
];

export const runSeed = async (seed: number, sabotage?: Sabotage, look?: (county: County) => void): Promise<Verdict> => {
  const county = await openCounty(seed, sabotage);
  const { world, honest } = county;
  const reader = createReader(world, county);
  const desks = openDesks(world, { seed, count: COMMANDS, ask: county.ask, tell: reader.look });
  const losses: Loss[] = [];
  storm(county);
  loseTail(county, desks.acknowledged, losses);
  desks.start();
  let waits = await world.run(STORM_MS, desks.done);
  world.setWeather(CALM);
  honest.queues.setWeather(CALM_QUEUE);
  world.endStrikes();
  let caughtUp = false;
  for (let spent = 0; spent < CALM_MS && !caughtUp; spent += LOOK_MS) {
    waits += await world.run(LOOK_MS);
    caughtUp = await county.isCaughtUp();
  }
  look?.(county);
  const events = everyEvent(honest.log);
  const broken = [
    ...(desks.done() ? [] : ['a desk was never answered for good']),
    ...(caughtUp ? await wrongViews(county) : ['the views never caught up']),
    ...lostOrDoubled(desks.acknowledged, events, losses),
    ...carriedOutTwice(events),
    ...gaps(events),
    ...heldTwice(await opened(county, new Set(Object.keys(NUMBERED)))),
    ...reader.broken,
  ];
  return { seed, broken, commands: desks.acknowledged.length, events: events.length, waits, trace: world.trace };
};
