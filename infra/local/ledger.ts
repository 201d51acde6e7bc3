// The processes of a ledger on one machine, in the order in which one needs the other.
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import { type Claim, claim } from './claim.ts';
import { createProcesses, endProcess, type Plan, type Processes } from './processes.ts';
import { buildPrograms, type Programs } from './programs.ts';
import { freePort, redisArguments, redisReady, redisUrl } from './redis.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { introduce } from './welcome.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface LedgerOptions {
  readonly config: Config;
  readonly env: Environment;
  readonly say: (line: string) => void;
  readonly stop: AbortSignal;
}

const root = join(import.meta.dirname, '../..');
const ASK_AGAIN_MS = 50;
const STILL_WAITING_MS = 10_000;
const END_WITHIN_MS = 2_000;

const refuseTakenPort = (port: number): Promise<void> =>
  new Promise((free, refuse) => {
    const probe = createServer();
    probe.once('error', () => refuse(new ConfigError(`PORT: ${port} is in use by another program; choose a free one`)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => free()));
  });

/** Whatever is awaited is named when it takes long, so that nobody sits before a silent screen. */
const patiently = async <T>(what: string, say: LedgerOptions['say'], awaited: Promise<T>): Promise<T> => {
  const reminder = setInterval(() => say(`still waiting for ${what}`), STILL_WAITING_MS);
  try {
    return await awaited;
  } finally {
    clearInterval(reminder);
  }
};

/** The stores that were not given from outside, and the addresses of all. */
const startFoundations = async (
  { config, say }: LedgerOptions,
  { processes, programs }: { processes: Processes; programs: Programs },
): Promise<Environment> => {
  const { dataDir } = config;
  const startRedis = async (name: string, persistence: 'aof' | 'none') => {
    const port = await freePort();
    const dir = join(dataDir, name);
    mkdirSync(dir, { recursive: true });
    const server = { name, command: 'redis-server', args: redisArguments(dir, persistence, port) };
    const ready: Plan['ready'] = (child) => redisReady(child, port);
    await patiently(`Redis (${name})`, say, processes.start({ ...server, kind: 'foundation', ready }));
    return redisUrl(port);
  };
  const startStore = async () => {
    const port = await freePort();
    const place = ['--port', String(port), '--data', join(dataDir, 'store')];
    const store = { name: 'store', ...programs('store', ...place) };
    await patiently('the event store', say, processes.start({ ...store, kind: 'foundation', ready: /^store ready / }));
    return `esdb://127.0.0.1:${port}?tls=false`;
  };
  const [eventStoreUrl, redis, queue] = await Promise.all([
    config.eventStoreUrl ?? startStore(),
    config.redisUrl ?? startRedis('views', 'aof'),
    config.queueRedisUrl ?? startRedis('queue', 'none'),
  ]);
  return {
    EVENTSTORE_URL: eventStoreUrl,
    REDIS_URL: redis,
    QUEUE_REDIS_URL: queue,
    VAULT_URL: config.vaultUrl ?? `sqlite:${join(dataDir, 'vault')}`,
  };
};

/** Everything that a process of the ledger may be told, with the defaults filled in. */
const environment = ({ config, env }: LedgerOptions, connections: Environment, secrets: Secrets): Environment => ({
  ...env,
  ...connections,
  ...secrets,
  PORT: String(config.port),
  DATA_DIR: config.dataDir,
  COUNTY: config.county,
  COUNTY_CODE: config.countyCode,
  LOG_LEVEL: config.logLevel,
});

const queriesAnswer = async (address: string): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, ASK_AGAIN_MS));
  }
};

/** Runs a program of the ledger once, on this terminal, and ends it when the ledger stops. */
const runOnce = (file: string, env: Environment, stop: AbortSignal): Promise<number> =>
  new Promise((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: root, env, stdio: 'inherit' });
    const end = () => void endProcess(child, END_WITHIN_MS);
    stop.addEventListener('abort', end);
    child.once('close', (code) => {
      stop.removeEventListener('abort', end);
      done(code ?? 1);
    });
  });

type Up = { readonly processes: Processes; readonly held: Claim };

const bringUp = async (options: LedgerOptions, { processes, held }: Up): Promise<void> => {
  const { config, say, stop } = options;
  const address = `http://127.0.0.1:${config.port}`;
  // Before the store makes its folder: beside an existing one, no new keys are made.
  const secrets = openSecrets(config.dataDir, options.env);
  const programs = await buildPrograms();
  const env = environment(options, await startFoundations(options, { processes, programs }), secrets);
  held.noteStore(env['EVENTSTORE_URL'] ?? '');
  const started = [
    processes.start({ name: 'feeder', ...programs('workers', 'feeder'), env, kind: 'process' }),
    processes.start({ name: 'worker', ...programs('workers', 'worker'), env, kind: 'process' }),
    processes.start({ name: 'api', ...programs('api'), env, kind: 'process', ready: /^county-ledger ready / }),
  ];
  await patiently('the API', say, Promise.all(started));
  await patiently('the views', say, queriesAnswer(address));
  console.log(`county-ledger ready ${address}`);
  if (config.county === 'small' && (await runOnce('infra/local/load-county.ts', env, stop)) !== 0 && !stop.aborted)
    say('the small county was not loaded whole; the next start goes on with it');
  await introduce({ address, countyCode: config.countyCode, env, root });
};

/** Runs until it is stopped, or until a process cannot be kept alive. @throws ConfigError */
export const startLedger = async (options: LedgerOptions): Promise<{ readonly failed: string | null }> => {
  const { config, say, stop } = options;
  const held = await claim(config.dataDir);
  await refuseTakenPort(config.port);
  const hopeless = new EventEmitter<{ hopeless: [line: string] }>();
  const processes = createProcesses({
    cwd: root,
    logDir: join(config.dataDir, 'logs'),
    say,
    giveUp: (line) => hopeless.emit('hopeless', line),
    started: held.note,
  });
  const gaveUp = once(hopeless, 'hopeless').then(([line]) => String(line));
  const stopped = new Promise<null>((done) => stop.addEventListener('abort', () => done(null)));
  try {
    const never = bringUp(options, { processes, held }).then(() => new Promise<never>(() => undefined));
    return { failed: await Promise.race([gaveUp, stopped, never]) };
  } finally {
    say('stopping');
    await processes.stop();
    held.release();
  }
};
