// The synthetic county carried out by the real write side on ports in memory: for specs of it, and for whoever needs a long log.
import { createCodec } from '../../domain/kernel/codec.ts';
import type { Actor } from '../../domain/kernel/decider.ts';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { createExecute } from '../../domain/kernel/execute.ts';
import { canonicalText } from '../../domain/kernel/canonical.ts';
import { takeIn } from '../../domain/kernel/intake.ts';
import type { Crypto } from '../../domain/kernel/ports.ts';
import type { ExecuteDeps, Outcome, Policy } from '../../domain/kernel/request.ts';
import { deciders } from '../../domain/index.ts';
import { initialRules } from '../../domain/policy/initial-rules.ts';
import { regimeOn } from '../../domain/policy/regimes.ts';
import { createRuleBook } from '../../domain/policy/rule-book.ts';
import { type CountyCommand, resolved } from '../../infra/county/command.ts';
import { createIdentifiers } from '../../infra/county/identifiers.ts';
import { COUNTY } from '../../infra/county/places.ts';
import { createMemoryLog } from '../support/memory-log.ts';
import { createMemoryVault } from '../support/memory-vault.ts';

const policyOf = (crypto: Crypto): Policy => ({
  regimeOn: (date) => regimeOn(date).id,
  ...createRuleBook(initialRules((body) => crypto.hash(canonicalText(body)))),
});

export const countyDeps = (crypto: Crypto, epoch: string) => {
  const log = createMemoryLog();
  const vault = createMemoryVault(crypto.random);
  const policy = policyOf(crypto);
  const deps: ExecuteDeps = {
    log,
    codec: createCodec({ deciders, crypto, county: COUNTY }),
    crypto,
    keys: vault.keys,
    numbers: vault.numbers,
    clock: { now: () => '2026-03-14T02:00:00.000Z' },
    deciders,
    policy: async () => policy,
    ledger: () => `${COUNTY}/${epoch}`,
    build: 'county',
  };
  return { deps, log };
};

export interface CarriedOut {
  readonly command: CountyCommand;
  readonly outcome: Outcome;
}

const clerkOf = (office: string): Actor => ({ id: `synthetic-${office}`, role: 'PublicSecurityClerk', office });

/** One command after the other. @throws where a command is not even understood */
export const carryOut = async (commands: readonly CountyCommand[], deps: ExecuteDeps): Promise<CarriedOut[]> => {
  const execute = createExecute(deps);
  const { identifierOf, learn } = createIdentifiers();
  const done: CarriedOut[] = [];
  for (const command of commands) {
    const { category, type, subject, office, key } = command;
    const decider = deciders.find((one) => one.category === category);
    if (!decider) throw new Error(`no ${category}`);
    const intake = takeIn(decider, type, resolved(command.data, identifierOf));
    if (!intake.ok) throw new Error(`${command.sequence} ${type}: ${JSON.stringify(intake)}`);
    const outcome = await execute({
      category,
      ...(subject && { id: identifierOf(subject) }),
      command: intake.command,
      actor: clerkOf(office),
      idempotencyKey: key,
      stated: { channel: 'WINDOW' },
    });
    learn(command, outcome.id);
    done.push({ command, outcome });
  }
  return done;
};

export const everyEvent = async (log: ExecuteDeps['log']): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  let after: bigint | null = null;
  for (;;) {
    const page = await log.page(after, 1_000);
    events.push(...page.events);
    after = page.next;
    if (page.end) return events;
  }
};
