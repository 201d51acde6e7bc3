/** 写入端 The write side on the ports it is given, for whoever gives commands: desks, imports, processes. */
import { deciders } from '../domain/index.ts';
import type { Codec } from '../domain/kernel/codec.ts';
import type { EventLog } from '../domain/kernel/event-log.ts';
import { createExecute } from '../domain/kernel/execute.ts';
import { ledgerOf } from '../domain/kernel/metadata.ts';
import type { Clock, Crypto, KeyRing, NaturalKeys } from '../domain/kernel/ports.ts';
import type { ExecuteDeps } from '../domain/kernel/request.ts';
import { type KnownEpochs, loadInitialRules, openLedger } from './opening.ts';
import { openRules } from './rules.ts';

export interface WriteSideParts {
  readonly county: string;
  readonly log: EventLog;
  readonly crypto: Crypto;
  readonly codec: Codec;
  readonly keys: KeyRing;
  readonly numbers: NaturalKeys;
  readonly epochs: KnownEpochs;
  readonly clock: Clock;
  readonly nowMs: () => number;
  readonly build: string;
  /** Told when rule versions could not be read again. */
  readonly trouble: (error: unknown) => void;
}

/** For a ledger that somebody else opens; whose life it is, `epochs` says once it was asked. */
export const createWriteSide = async (parts: WriteSideParts) => {
  const { county, log, crypto, codec, keys, numbers, epochs, clock, build } = parts;
  const rules = await openRules(parts);
  const ledger = () => ledgerOf(county, epochs.current());
  const deps: ExecuteDeps = { log, codec, crypto, keys, numbers, clock, deciders, policy: rules.policy, ledger, build };
  return { deps, rules, execute: createExecute(deps) };
};

/** Opens the ledger where it is not open yet. @returns beside it the initial rule versions that this ledger did not take */
export const openWriteSide = async (parts: WriteSideParts) => {
  const { county, log, crypto, epochs } = parts;
  const side = await createWriteSide(parts);
  await openLedger({ log, crypto, county, execute: side.execute });
  await epochs.refresh();
  const left = await loadInitialRules({ log, crypto, county, execute: side.execute });
  await side.rules.refresh();
  return { ...side, left };
};
