/** The API's process: connects event store, vault and views, opens the ledger on its first start, answers until it is stopped. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DirectoryWriter } from '../projections/directory.ts';
import { desks, directory, type Group, lanesOf, registry } from '../projections/groups.ts';
import { groupHealth } from '../projections/health.ts';
import { householdStatusQueries } from '../projections/household-queries.ts';
import { refusalLogQueries } from '../projections/refusal-queries.ts';
import type { LaneSigns, ViewKeeper } from '../projections/view-store.ts';
import { activeOf, createWaiting } from '../projections/waiting.ts';
import { BUILD, createClock } from '../infra/clock.ts';
import { ConfigError, type ConnectedConfig, readConnectedConfig } from '../infra/config.ts';
import { exitOnClientFault } from '../infra/event-store/client-fault.ts';
import { openEventStore } from '../infra/event-store/event-store.ts';
import { createLogger, type Logger } from '../infra/logging.ts';
import { openRedis } from '../infra/redis-views/connection.ts';
import { createRedisKeeper, createRedisSigns, createRedisViewReader } from '../infra/redis-views/redis-views.ts';
import { createCrypto } from '../infra/vault/crypto.ts';
import { openVault, vaultOptions } from '../infra/vault/vault.ts';
import { createDirectorySigns } from '../workers/directory-signs.ts';
import { assemble } from './assembly.ts';
import { guarding } from './availability.ts';
import { createErasureFollower, FOLLOW_EACH_MS } from './erasures.ts';
import { createEpochs } from './opening.ts';
import { openIssuer } from './issuer.ts';
import { createServer } from './server.ts';

/** Tokens are the development issuer's: nobody from outside the machine is let near them. */
const HOST = '127.0.0.1';
const AGAIN_MS = 100;
/** How long a query may wait for a position. */
const WAIT_MS = 5_000;
/** A restored log is known for what it is after so long. */
const EPOCH_EACH_MS = 2_000;
/** Numbers that hang longer than an append may be unknown are looked up in the log. */
const SWEEP_EACH_MS = 30_000;
const SWEEP_OLDER_MS = 30_000;

/** Repeats what a store that is not there yet would refuse, until it succeeds or the process is told to stop. */
const patiently = async <T>(attempt: () => Promise<T>, { logger, stop }: { logger: Logger; stop: AbortSignal }) => {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (stop.aborted || (error as Error).name !== 'LogUnavailableError') throw error;
      logger.warn({ err: error }, 'the event store does not answer yet');
    }
  }
};

const scheduler = { nowMs: () => performance.now(), sleep: async (ms: number) => void (await pause(ms)) };

/** One group as queries see it: which version answers, how far it is, and waiting for it. */
const followGroup = (group: Group, keeper: ViewKeeper, { signs, epoch }: { signs: LaneSigns; epoch: () => string }) => {
  const lanes = lanesOf(group);
  const active = activeOf(keeper, group);
  const waiting = createWaiting({ signs, scheduler, active, lanes, epoch });
  const reach = async (position: number) => {
    const at = await waiting.waitFor(position, WAIT_MS);
    return at >= position ? undefined : at;
  };
  const health = async () => {
    const of = await active();
    return of ? { [group.name]: await groupHealth(signs, of, lanes) } : {};
  };
  return { active, waiting, reach, health };
};

interface Beside {
  readonly directoryWriter: DirectoryWriter;
  readonly epoch: () => string;
  readonly logger: Logger;
}

const openViews = (config: ConnectedConfig, { directoryWriter, epoch, logger }: Beside) => {
  const redis = openRedis(config.redisUrl, 'reader', (event, err) => logger.warn({ event, err }, 'views'));
  const signs = guarding(createRedisSigns(redis));
  const keeper = guarding(createRedisKeeper(redis));
  const registered = followGroup(registry, keeper, { signs, epoch });
  const named = followGroup(directory, keeper, { signs: createDirectorySigns(signs, directoryWriter), epoch });
  const onDesks = followGroup(desks, keeper, { signs, epoch });
  const { active, waiting } = registered;
  const views = guarding(createRedisViewReader(redis));
  return {
    redis,
    /** What the API answers questions from. */
    answers: {
      status: householdStatusQueries({ views, signs, waiting, active, waitMs: WAIT_MS }),
      namesReach: named.reach,
      refusals: refusalLogQueries({ group: desks, views, signs, active: onDesks.active }),
      desksReach: onDesks.reach,
    },
    groups: async () => ({ ...(await registered.health()), ...(await named.health()), ...(await onDesks.health()) }),
    answering: async () => (await active()) !== undefined,
  };
};

const openParts = async (config: ConnectedConfig, logger: Logger) => {
  const trouble = (during: string, error: unknown) => logger.warn({ during, err: error }, 'event store');
  const log = openEventStore({ url: config.eventStoreUrl, trouble });
  const vault = await openVault(vaultOptions(config));
  const crypto = createCrypto({ idKey: config.idKey, eventKeys: { '1': config.macKey }, currentEventKey: '1' });
  const epochs = createEpochs({ log, county: config.countyCode });
  const views = openViews(config, { directoryWriter: vault.directory, epoch: epochs.current, logger });
  return { log, vault, crypto, epochs, views };
};
type Parts = Awaited<ReturnType<typeof openParts>>;

const closeParts = async ({ log, vault, views }: Parts) => {
  await log.close();
  views.redis.disconnect();
  await vault.close();
};

/** Runs something again and again; each time is waited for, and its trouble is logged. */
const every = (ms: number, run: () => Promise<unknown>, logger: Logger) => {
  let running = false;
  return setInterval(() => {
    if (running) return;
    running = true;
    run()
      .catch((error: unknown) => logger.warn({ err: error }, 'a round failed'))
      .finally(() => {
        running = false;
      });
  }, ms).unref();
};

const startApi = async (config: ConnectedConfig, logger: Logger, stop: AbortSignal) => {
  const parts = await openParts(config, logger);
  const { log, vault, crypto, epochs, views } = parts;
  const { countyCode: county } = config;
  const process = randomBytes(6).toString('hex');
  const clock = createClock();
  const followErasures = createErasureFollower({ log, keys: vault.keys, restored: vault.restored, county });
  await patiently(followErasures, { logger, stop });
  const { ports, sweep, followEpochs } = await patiently(
    () =>
      assemble({
        ...{ county, log, crypto, keys: vault.keys, numbers: vault.numbers, directory: vault.directory },
        ...{ ...views.answers, epochs, clock, nowMs: () => performance.now(), build: BUILD, process },
        warn: (fields, message) => logger.warn(fields, message),
      }),
    { logger, stop },
  );
  const issuer = await openIssuer({ secret: config.jwtSecret, county });
  logger.warn("DEVELOPMENT ISSUER: whoever has this ledger's secret can sign tokens of any role; not for real persons");
  const health = {
    parts: { store: log.ready, vault: async () => !vault.restored(), views: views.answering },
    groups: views.groups,
  };
  const app = await createServer({ ports, issuer, health, logger, process });
  const sweepOld = () => sweep(new Date(Date.now() - SWEEP_OLDER_MS).toISOString());
  const rounds = [
    every(SWEEP_EACH_MS, sweepOld, logger),
    every(FOLLOW_EACH_MS, followErasures, logger),
    every(EPOCH_EACH_MS, followEpochs, logger),
  ];
  app.addHook('onClose', async () => {
    for (const round of rounds) clearInterval(round);
    await closeParts(parts);
  });
  await app.listen({ port: config.port, host: HOST });
  return { app, ready: async () => (await app.inject('/health/ready')).statusCode === 200 };
};

const run = async (): Promise<void> => {
  exitOnClientFault();
  const config = readConnectedConfig(process.env);
  const logger = createLogger({ process: 'api', level: config.logLevel });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  const { app, ready } = await startApi(config, logger, stop.signal);
  stop.signal.addEventListener('abort', () => void app.close().then(() => process.exit(0)));
  while (!stop.signal.aborted && !(await ready())) await pause(AGAIN_MS);
  if (stop.signal.aborted) return;
  process.stdout.write(`county-ledger ready http://127.0.0.1:${config.port}\n`);
};

run().catch((error: unknown) => {
  const known = error instanceof ConfigError || (error as Error).name === 'VaultError';
  process.stderr.write(`${known ? (error as Error).message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
