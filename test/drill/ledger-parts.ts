// A whole ledger on this machine, part by part, for drills and benches that kill or measure its processes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Bearer, openIssuer } from '../../api/issuer.ts';
import { readConfig } from '../../infra/config.ts';
import { createProcesses, type Plan } from '../../infra/local/processes.ts';
import { buildPrograms, type Programs } from '../../infra/local/programs.ts';
import { freePort, redisArguments, redisReady, redisUrl } from '../../infra/local/redis.ts';
import { openSecrets } from '../../infra/local/secrets.ts';

const root = join(import.meta.dirname, '../..');

export const PARTS = ['store', 'views', 'queue', 'feeder', 'worker', 'api'] as const;
export type Part = (typeof PARTS)[number];

export const COUNTY = '990121';

export interface LedgerParts {
  readonly dataDir: string;
  readonly address: string;
  readonly urls: { readonly store: string; readonly views: string; readonly queue: string };
  readonly secrets: ReturnType<typeof openSecrets>;
  /** Whether the store was given from outside: it is then never started, killed or measured. */
  readonly foreignStore: boolean;
  /** Starts a part; whenever it dies it is started again. */
  start(part: Part): Promise<void>;
  pidOf(part: Part): number;
  /** SIGKILL. */
  kill(part: Part): void;
  token(bearer: Omit<Bearer, 'sub'>): Promise<string>;
  /** Resolves when queries answer. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** Groups of read models that are fed; all of them by default. */
  readonly groups?: readonly string[];
}

const redisPlan = (part: Part, dir: string, at: { port: number; persistence: 'aof' | 'none' }): Plan => {
  mkdirSync(dir, { recursive: true });
  const ready: Plan['ready'] = (child) => redisReady(child, at.port);
  const args = redisArguments(dir, at.persistence, at.port);
  return { name: part, command: 'redis-server', args, kind: 'foundation', ready };
};

type Ports = Readonly<Record<'store' | 'views' | 'queue' | 'api', number>>;
const choosePorts = async (): Promise<Ports> => {
  const chosen = new Set<number>();
  while (chosen.size < 4) chosen.add(await freePort());
  const [store = 0, views = 0, queue = 0, api = 0] = chosen;
  return { store, views, queue, api };
};

interface Founded {
  readonly connections: Readonly<Record<string, string>>;
  readonly programs: Programs;
}

const plansOf = ({ dataDir, groups }: Options, ports: Ports, { connections, programs }: Founded) => {
  const only = groups ? ['--groups', groups.join(',')] : [];
  const told = { ...process.env, ...connections };
  const store = programs('store', '--port', String(ports.store));
  return {
    store: {
      name: 'store',
      ...store,
      args: [...store.args, '--data', join(dataDir, 'store')],
      kind: 'foundation',
      ready: /^store ready /,
    },
    views: redisPlan('views', join(dataDir, 'views'), { port: ports.views, persistence: 'aof' }),
    queue: redisPlan('queue', join(dataDir, 'queue'), { port: ports.queue, persistence: 'none' }),
    feeder: { name: 'feeder', ...programs('workers', 'feeder', ...only), env: told, kind: 'process' },
    worker: { name: 'worker', ...programs('workers', 'worker', ...only), env: told, kind: 'process' },
    api: { name: 'api', ...programs('api'), env: told, kind: 'process', ready: /^county-ledger ready / },
  } satisfies Record<Part, Plan>;
};

const ASK_AGAIN_MS = 20;
const untilAnswered = async (url: string): Promise<void> => {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, ASK_AGAIN_MS));
  }
};

/** They lie in groups of their own, so that a drill that is broken off would leave them behind. */
const endWithUs = (pids: () => readonly number[]): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  process.once('exit', () => {
    for (const pid of pids()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  });
};

export const openLedgerParts = async (options: Options): Promise<LedgerParts> => {
  const { dataDir, say } = options;
  mkdirSync(dataDir, { recursive: true });
  const config = readConfig(process.env);
  const ports = await choosePorts();
  const secrets = openSecrets(dataDir, process.env);
  const urls = {
    store: config.eventStoreUrl ?? `esdb://127.0.0.1:${ports.store}?tls=false`,
    views: redisUrl(ports.views),
    queue: redisUrl(ports.queue),
  };
  const connections = {
    ...secrets,
    ...{ EVENTSTORE_URL: urls.store, REDIS_URL: urls.views, QUEUE_REDIS_URL: urls.queue },
    ...{ VAULT_URL: `sqlite:${join(dataDir, 'vault')}`, DATA_DIR: dataDir, PORT: String(ports.api) },
    ...{ COUNTY: 'none', COUNTY_CODE: COUNTY, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' },
  };
  const plans = plansOf(options, ports, { connections, programs: await buildPrograms() });
  const order: Part[] = [];
  let pids: readonly number[] = [];
  const processes = createProcesses({
    cwd: root,
    logDir: join(dataDir, 'logs'),
    say,
    giveUp: (line) => {
      say(line);
      process.exit(1);
    },
    started: (now) => {
      pids = now;
    },
  });
  endWithUs(() => pids);
  const secret = Buffer.from(secrets.LEDGER_JWT_SECRET, 'base64url');
  const issuer = await openIssuer({ secret, county: COUNTY });
  const pidOf = (part: Part) => pids[order.indexOf(part)] ?? 0;
  const address = `http://127.0.0.1:${ports.api}`;
  return {
    ...{ dataDir, address, urls, secrets },
    foreignStore: config.eventStoreUrl !== undefined,
    start: async (part) => {
      if (part === 'store' && config.eventStoreUrl !== undefined) return;
      order.push(part);
      await processes.start(plans[part]);
    },
    pidOf,
    kill: (part) => {
      if (pidOf(part) > 0) process.kill(pidOf(part), 'SIGKILL');
    },
    token: async ({ role, division }) => issuer.issue({ sub: `drill-${role}`, role, division }),
    ready: () => untilAnswered(`${address}/health/ready`),
    stop: () => processes.stop(),
  };
};

/** Everything, in the order in which one needs the other. */
export const startWholeLedger = async (options: Options): Promise<LedgerParts> => {
  const ledger = await openLedgerParts(options);
  await Promise.all((['store', 'views', 'queue'] as const).map(ledger.start));
  await Promise.all((['feeder', 'worker', 'api'] as const).map(ledger.start));
  await ledger.ready();
  return ledger;
};
