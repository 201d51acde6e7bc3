// Two counties with a ledger each, carried out by the real write side on ports in memory: what the random histories act on.
import { deciders } from '../../../domain/index.ts';
import { type Codec, createCodec, type ReadEvent } from '../../../domain/kernel/codec.ts';
import type { Actor } from '../../../domain/kernel/decider.ts';
import { canonicalText } from '../../../domain/kernel/canonical.ts';
import { createExecute } from '../../../domain/kernel/execute.ts';
import { takeIn } from '../../../domain/kernel/intake.ts';
import { ledgerOf } from '../../../domain/kernel/metadata.ts';
import type { ExecuteDeps, Outcome, Stated } from '../../../domain/kernel/request.ts';
import { readAll } from '../../../domain/kernel/sight.ts';
import { initialRules } from '../../../domain/policy/initial-rules.ts';
import { regimeOn } from '../../../domain/policy/regimes.ts';
import { createRuleBook } from '../../../domain/policy/rule-book.ts';
import { pageAll } from '../../support/logs.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { createMemoryVault } from '../../support/memory-vault.ts';
import { createQuickCrypto } from '../../simulation/quick-crypto.ts';

export const COUNTIES = ['990121', '990122'] as const;
const EPOCH = 'f0000000-0000-8000-8000-000000000001';
const DAY_MS = 86_400_000;
const STARTS_AT = Date.UTC(2026, 2, 2, 2);

export interface Asked {
  readonly category: string;
  readonly type: string;
  readonly data: object;
  readonly id?: string;
  readonly role?: string;
  /** The county that acts; where it is absent, the ledger's own. */
  readonly office?: string;
  readonly origin?: Stated['origin'];
  readonly key: string;
}
/** What was asked, and what came of it; 'misfit' where the edge already says that no such command is. */
export type Answer = Outcome | { readonly kind: 'misfit'; readonly id: undefined };

const policyOf = (hash: (text: string) => string) => ({
  regimeOn: (date: string) => regimeOn(date).id,
  ...createRuleBook(initialRules((body) => hash(canonicalText(body)))),
});
const policy = policyOf(createQuickCrypto().hash);

/** Keys are UUIDs of the move that asked, so that a repeat is one and another run gives the same. */
export const keyOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const createLedger = (county: string) => {
  const crypto = createQuickCrypto();
  const log = createMemoryLog();
  const vault = createMemoryVault(crypto.random);
  const codec: Codec = createCodec({ deciders, crypto, county });
  let atMs = STARTS_AT;
  let skewMs = 0;
  const now = () => new Date(atMs + skewMs).toISOString();
  const deps: ExecuteDeps = {
    ...{ log, codec, crypto, keys: vault.keys, numbers: vault.numbers, clock: { now }, deciders },
    ...{ policy: async () => policy, ledger: () => ledgerOf(county, EPOCH), build: 'model' },
  };
  const execute = createExecute(deps);
  const actorOf = (role: string, office: string): Actor => ({ id: `s-${role}`, role, office });

  return {
    county,
    now,
    today: () => now().slice(0, 10),
    pass: (days: number) => {
      atMs += days * DAY_MS;
    },
    /** The clock of this county alone is set, backwards too, as clocks that are set right go. */
    setClock: (milliseconds: number) => {
      skewMs = milliseconds;
    },
    ask: async ({
      category,
      type,
      data,
      id,
      role = 'CountyRegistrar',
      office = county,
      origin,
      key,
    }: Asked): Promise<Answer> => {
      const decider = deciders.find((one) => one.category === category);
      if (!decider) throw new Error(`no ${category}`);
      const intake = takeIn(decider, type, data);
      if (!intake.ok) return { kind: 'misfit', id: undefined };
      return execute({
        ...{ category, command: intake.command, actor: actorOf(role, office), idempotencyKey: key },
        ...(id !== undefined && { id }),
        stated: { channel: origin === 'LEGACY_IMPORT' ? 'IMPORT' : 'WINDOW', ...(origin && { origin }) },
      });
    },
    /** Everything recorded, opened, in the order of the log. */
    told: async (): Promise<readonly ReadEvent[]> => readAll(deps, await pageAll(log, null, 500)),
  };
};
export type Ledger = ReturnType<typeof createLedger>;
