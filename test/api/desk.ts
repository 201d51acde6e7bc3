// The API on ports in memory, asked through Fastify's own injection: a county of one process, without a network.
import { randomUUID } from 'node:crypto';
import { assemble } from '../../api/assembly.ts';
import type { Health } from '../../api/health.ts';
import { type Bearer, openIssuer } from '../../api/issuer.ts';
import { createEpochs } from '../../api/opening.ts';
import type { ApiPorts } from '../../api/ports.ts';
import { createServer } from '../../api/server.ts';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import { createLogger } from '../../infra/logging.ts';
import type { DirectoryReader } from '../../projections/directory.ts';
import { countingCrypto } from '../support/fixed-crypto.ts';
import { pageAll } from '../support/logs.ts';
import { createMemoryLog } from '../support/memory-log.ts';
import { createMemoryVault } from '../support/memory-vault.ts';
import { createDeskViews } from './desk-views.ts';

export const COUNTY = '990121';
export const TOWNSHIP = '990121001';
export const NOW = '2026-03-20T02:00:00.000Z';
export const secret = Buffer.alloc(32, 9);

export interface Asked {
  readonly as?: Partial<Bearer>;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface DeskOptions {
  /** Gets every line that is logged. */
  readonly lines?: string[];
  readonly parts?: Health['parts'];
  readonly search?: DirectoryReader['search'];
  /** Whether the ledger had an earlier life. */
  readonly restored?: boolean;
}

/** What an operator's tool does after a restore. */
const restore = async ({ execute }: ApiPorts, log: EventLog) => {
  const lastEventId = (await log.read(`ledger-${COUNTY}`))[0]?.id;
  await execute({
    ...{ category: 'ledger', id: COUNTY, idempotencyKey: randomUUID(), stated: { channel: 'SYSTEM' } },
    command: { type: 'RestoreLedger', data: { lastEventId, authority: '平政复〔2026〕1号' } },
    actor: { id: 'system', role: 'System', office: COUNTY },
  });
};

export const openDesk = async ({ lines = [], parts, search, restored = false }: DeskOptions = {}) => {
  const now = () => NOW;
  const crypto = countingCrypto();
  const log = createMemoryLog({ now: () => Date.parse(now()) });
  const vault = createMemoryVault(crypto.random);
  const directory = { ...vault.directory, ...(search && { search }) };
  const views = createDeskViews({ log, vault, crypto, county: COUNTY });
  const logger = createLogger({
    process: 'api',
    level: 'info',
    destination: { write: (line) => void lines.push(line) },
  });
  const open = () =>
    assemble({
      ...{ county: COUNTY, log, crypto, numbers: vault.numbers, keys: vault.keys, directory },
      ...{
        namesReach: async () => undefined,
        epochs: createEpochs({ log, county: COUNTY }),
        status: views.status,
        refusals: views.refusals,
        desksReach: views.desksReach,
        clock: { now },
        nowMs: () => performance.now(),
        build: 'test',
        process: 'desk',
      },
      warn: (fields, message) => logger.warn(fields, message),
    });
  if (restored) await restore((await open()).ports, log);
  const { ports, codec } = await open();
  const issuer = await openIssuer({ secret, county: COUNTY });
  const health: Health = {
    parts: parts ?? { store: async () => true },
    groups: async () => ({ registry: { lag: 0, stopped: [], feeder: null, clocksApart: 0 } }),
  };
  const app = await createServer({ ports, issuer, health, logger, process: 'desk' });
  await app.ready();

  const tokenOf = ({ sub = 's-1', role = 'CountyRegistrar', division = COUNTY }: Partial<Bearer> = {}) =>
    issuer.issue({ sub, role, division });
  const headersOf = ({ as, headers }: Asked) => ({ authorization: `Bearer ${tokenOf(as)}`, ...headers });
  const post = (url: string, payload: object | string, asked: Asked = {}) =>
    app.inject({
      method: 'POST',
      url,
      payload,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': asked.key ?? randomUUID(),
        ...headersOf(asked),
      },
    });
  const get = (url: string, asked: Asked = {}) => app.inject({ method: 'GET', url, headers: headersOf(asked) });
  const { fillDirectory, standStill } = views;
  const logged = () => pageAll(log, null, 500);
  return { app, post, get, log, vault, codec, issuer, tokenOf, logged, fillDirectory, standStill };
};
export type Desk = Awaited<ReturnType<typeof openDesk>>;
