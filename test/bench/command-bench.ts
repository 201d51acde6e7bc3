// A birth report and a move over HTTP, 32 in flight, against the same calls and bytes by the bare client on the same store.
import { randomUUID } from 'node:crypto';
import { addMonths } from '../../domain/kernel/calendar.ts';
import { streamOf } from '../../domain/kernel/identifier.ts';
import { householdRegistration } from '../../domain/registry/household-registration.ts';
import { COUNTY } from '../../infra/county/places.ts';
import { openRedis } from '../../infra/redis-views/connection.ts';
import { createRedisKeeper } from '../../infra/redis-views/redis-views.ts';
import { registry } from '../../projections/groups.ts';
import { type LedgerParts, openLedgerParts } from '../drill/ledger-parts.ts';
import { type BareClient, type Content, openBareClient } from './bare-client.ts';
import { type BenchCounty, IN_FLIGHT, settle } from './bench-county.ts';
import { watchCpu } from './footprint.ts';
import type { BenchOptions } from './options.ts';
import { median, rateOf, reaches, report, serverName } from './report.ts';

const TARGET = 0.45;
const ROUNDS = 5;
const COMMANDS_A_ROUND = 2_000;
const PERSONS = 1_000;
/** Between the births of one mother: as mostly, too far from one another to be looked at together. */
const APART_MONTHS = 13;
/** Not measured: until every process runs what it has compiled. */
const WARM_UP = 4_000;
const HOUSEHOLDS = 100;

/** One kind of command: how it goes over HTTP, and what the bare client must do for the same. */
interface Contest {
  readonly what: string;
  /** @returns the stream that the event went to */
  readonly overHttp: (index: number, lane: number) => Promise<string>;
  readonly bare: (index: number) => Promise<unknown>;
}

const births = (county: BenchCounty, client: BareClient, templates: readonly Content[]): Contest => {
  let made = 0;
  return {
    what: 'birth report: 1 append',
    overHttp: async (_, lane) => {
      const index = made;
      made += 1;
      const mother = county.persons[index % PERSONS];
      const father = county.persons[(index + 1) % PERSONS];
      const id = await county.send(lane, '/births', {
        householdId: county.households[index % HOUSEHOLDS],
        township: `${COUNTY}001`,
        mother,
        father: { id: father?.id, name: father?.name },
        name: mother?.name,
        sex: '2',
        bornOn: addMonths('2026-03-14', -APART_MONTHS * Math.floor(index / PERSONS)),
        institution: '合成数据妇幼保健院',
      });
      return streamOf('birth', id);
    },
    bare: (index) => client.appendNew(`birth-${randomUUID()}`, templates[index % templates.length] as Content),
  };
};

/** Everybody moves on by one household a turn. */
const moveOf = ({ households }: BenchCounty, index: number) => {
  const [person, turn] = [index % PERSONS, Math.floor(index / PERSONS)];
  return {
    person,
    fromHouseholdId: households[(person + turn) % HOUSEHOLDS] as string,
    toHouseholdId: households[(person + turn + 1) % HOUSEHOLDS] as string,
  };
};

const readsOf = (county: BenchCounty, index: number): readonly string[] => {
  const { person, fromHouseholdId, toHouseholdId } = moveOf(county, index);
  const id = county.persons[person]?.id ?? '';
  const named = householdRegistration.facts?.MoveBetweenHouseholds?.(
    { fromHouseholdId, toHouseholdId, reason: 'FAMILY', relation: '97', movedOn: '2026-03-14' },
    id,
  );
  return [streamOf('householdRegistration', id), ...Object.values(named ?? {})];
};

const moves = (county: BenchCounty, client: BareClient, templates: readonly Content[]): Contest => {
  let made = 0;
  return {
    what: 'move between households: 5 reads, 1 append',
    overHttp: async (_, lane) => {
      const { person, ...between } = moveOf(county, made);
      made += 1;
      const id = county.persons[person]?.id ?? '';
      await county.send(lane, `/persons/${id}/registration/move`, {
        ...{ ...between, reason: 'FAMILY', relation: '97', movedOn: '2026-03-14' },
      });
      return streamOf('householdRegistration', id);
    },
    bare: async (index) => {
      await Promise.all(readsOf(county, index).map((stream) => client.read(stream)));
      const content = templates[index % templates.length] as Content;
      await client.appendNew(`householdRegistration-${randomUUID()}`, content);
    },
  };
};

type Kind = (county: BenchCounty, client: BareClient, templates: readonly Content[]) => Contest;

const TEMPLATES = 100;

/** A first round, not measured, which also shows the bytes that this kind of command really stores. */
const contestOf = async (kind: Kind, county: BenchCounty, client: BareClient): Promise<Contest> => {
  const templates: Content[] = [];
  const contest = kind(county, client, templates);
  const streams: string[] = [];
  await rateOf(WARM_UP, IN_FLIGHT, async (index, lane) => {
    streams.push(await contest.overHttp(index, lane));
  });
  for (const stream of streams.slice(0, TEMPLATES)) {
    const content = await client.last(stream);
    if (content) templates.push(content);
  }
  return contest;
};

interface Arena {
  readonly server: string;
  readonly commands: number;
  readonly pids: Readonly<Record<string, number>>;
}

const contend = async ({ what, overHttp, bare }: Contest, { server, commands, pids }: Arena): Promise<void> => {
  const cpu: { http: unknown; bare: unknown } = { http: {}, bare: {} };
  const bareRound = () => rateOf(commands, IN_FLIGHT, (index) => bare(index));
  await bareRound();
  const bares = [await bareRound()];
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const httpCpu = watchCpu(pids);
    rates.push(await rateOf(commands, IN_FLIGHT, overHttp));
    cpu.http = httpCpu(commands);
    const bareCpu = watchCpu(pids);
    bares.push(await bareRound());
    cpu.bare = bareCpu(commands);
  }
  const ratios = rates.map((rate, round) => rate / (((bares[round] ?? 0) + (bares[round + 1] ?? 0)) / 2));
  report({
    ...reaches('command', median(ratios), TARGET),
    server,
    measured: {
      what,
      inFlight: IN_FLIGHT,
      rounds: ROUNDS,
      commandsARound: commands,
      commandsPerSecond: median(rates),
      barePerSecond: median(bares),
      ratios,
      cpuMicrosEach: cpu,
    },
  });
};

/** An empty version of the views, or the API would keep asking whether there is one. */
const showEmptyViews = async ({ urls }: LedgerParts): Promise<void> => {
  const redis = openRedis(urls.views, 'writer');
  const active = { version: 1, shape: registry.shape };
  await createRedisKeeper(redis).change(registry.name, { active: null, filling: null }, { active, filling: null });
  redis.disconnect();
};

/** Without feeder and workers: what follows a command is measured by `visible` and `rebuild`. */
const startWriteSide = async (options: BenchOptions): Promise<LedgerParts> => {
  const ledger = await openLedgerParts({ dataDir: options.dataDir, say: options.say });
  await Promise.all((['store', 'views', 'queue'] as const).map(ledger.start));
  await showEmptyViews(ledger);
  await ledger.start('api');
  return ledger;
};

export const benchCommand = async (options: BenchOptions): Promise<void> => {
  const ledger = await startWriteSide(options);
  const token = await ledger.token({ role: 'CountyRegistrar', division: COUNTY });
  const county = await settle({ address: ledger.address, token }, { persons: PERSONS, households: HOUSEHOLDS });
  options.say('people are settled');
  const client = openBareClient(ledger.urls.store);
  const server = serverName(process.env['EVENTSTORE_URL']);
  try {
    const commands = options.events ?? COMMANDS_A_ROUND;
    const pids = { api: ledger.pidOf('api'), ...(!ledger.foreignStore && { store: ledger.pidOf('store') }) };
    for (const kind of [births, moves])
      await contend(await contestOf(kind, county, client), { server, commands, pids });
  } finally {
    county.close();
    await client.close();
    await ledger.stop();
  }
};
