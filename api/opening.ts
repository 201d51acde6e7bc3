/** 开账 Opens a county's ledger on its first start, loads the rule versions it begins with, and names its epoch. */
import { canonicalText } from '../domain/kernel/canonical.ts';
import type { EventLog } from '../domain/kernel/event-log.ts';
import type { Execute } from '../domain/kernel/execute.ts';
import { uuidOf } from '../domain/kernel/identifier.ts';
import type { Crypto } from '../domain/kernel/ports.ts';
import type { Outcome } from '../domain/kernel/request.ts';
import { initialRules } from '../domain/policy/initial-rules.ts';
import { UNOPENED } from '../projections/checkpoint.ts';

interface OpeningDeps {
  readonly log: Pick<EventLog, 'read'>;
  readonly crypto: Crypto;
  readonly county: string;
}

/** Acts for the ledger itself: opening, sweeping, nothing over a desk. */
export const systemActor = (county: string) => ({ id: 'system', role: 'System', office: county });

/** How far an epoch that a restore ended is still true. */
export interface Ended {
  /** The last event that both lives of the ledger have. */
  readonly lastEventId: string;
}
interface Epochs {
  /** The last event that opened or restored the ledger. */
  readonly current: string;
  readonly ended: ReadonlyMap<string, Ended>;
}

const readEpochs = async ({ log, county }: Pick<OpeningDeps, 'log' | 'county'>): Promise<Epochs> => {
  const events = await log.read(`ledger-${county}`);
  const beginnings = events.filter(({ type }) => /\.Ledger(Opened|Restored)$/.test(type));
  const ended = new Map<string, Ended>();
  for (const [at, { data }] of beginnings.slice(1).entries()) {
    const { lastEventId } = data as { lastEventId: string };
    ended.set(beginnings[at]?.id ?? '', { lastEventId });
  }
  return { current: beginnings.at(-1)?.id ?? UNOPENED, ended };
};

/** The lives of a ledger as this process knows them. */
export interface KnownEpochs {
  readonly current: () => string;
  /** How far an epoch that a restore ended is still true; undefined for any other. */
  readonly ended: (epoch: string) => Ended | undefined;
  /** Asks the log again: a restore begins a new one under a process that goes on. */
  readonly refresh: () => Promise<void>;
}

/** Unopened until it is asked for the first time. */
export const createEpochs = (of: Pick<OpeningDeps, 'log' | 'county'>): KnownEpochs => {
  let known: Epochs = { current: UNOPENED, ended: new Map() };
  return {
    current: () => known.current,
    ended: (epoch) => known.ended.get(epoch),
    refresh: async () => {
      known = await readEpochs(of);
    },
  };
};

const landed = ({ kind }: Outcome) => kind === 'accepted' || kind === 'unchanged';

/** Every process that starts may do this: the keys are the same for all, so that it happens once. */
export const openLedger = async ({ crypto, county, execute }: OpeningDeps & { execute: Execute }): Promise<void> => {
  const command = { type: 'OpenLedger', data: { county } };
  const outcome = await execute({
    category: 'ledger',
    id: county,
    command,
    actor: systemActor(county),
    idempotencyKey: uuidOf(crypto, canonicalText(['open', county])),
    stated: { channel: 'SYSTEM' },
  });
  if (!landed(outcome)) throw new Error(`the ledger could not be opened: ${outcome.kind}`);
};

/** @returns initial versions that a ledger with other versions did not take, as `topic version: code` */
export const loadInitialRules = async ({
  crypto,
  county,
  execute,
}: OpeningDeps & { execute: Execute }): Promise<readonly string[]> => {
  const left: string[] = [];
  for (const rule of initialRules((body) => crypto.hash(canonicalText(body)))) {
    const { topic, version } = rule;
    const outcome = await execute({
      category: 'policy',
      id: topic,
      command: { type: 'LoadRuleVersion', data: rule },
      actor: systemActor(county),
      idempotencyKey: uuidOf(crypto, canonicalText(['load', topic, version])),
      stated: { channel: 'SYSTEM' },
    });
    if (outcome.kind === 'refused') left.push(`${topic} ${version}: ${outcome.refusal.refused}`);
    else if (!landed(outcome)) throw new Error(`rule ${topic} ${version} could not be loaded: ${outcome.kind}`);
  }
  return left;
};
