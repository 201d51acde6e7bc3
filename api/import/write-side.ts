/** 导入写入端 The write side as an import has it: that of the API without its desks, on whatever ports it is given. */
import { deciders } from '../../domain/index.ts';
import { createCodec } from '../../domain/kernel/codec.ts';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import { createExecute } from '../../domain/kernel/execute.ts';
import { ledgerOf } from '../../domain/kernel/metadata.ts';
import type { Clock, Crypto, KeyRing, NaturalKeys } from '../../domain/kernel/ports.ts';
import type { ExecuteDeps } from '../../domain/kernel/request.ts';
import { createEpochs, loadInitialRules, openLedger } from '../opening.ts';
import { createRecords } from '../records.ts';
import { openRules, regimeIn } from '../rules.ts';

export interface WriteSideParts {
  readonly county: string;
  readonly log: EventLog;
  readonly crypto: Crypto;
  readonly keys: KeyRing;
  readonly numbers: NaturalKeys;
  readonly clock: Clock;
  readonly nowMs: () => number;
  readonly build: string;
  /** Names this run of this process. */
  readonly process: string;
  readonly trouble: (error: unknown) => void;
}

/** Opens the ledger where it is not open yet, as the API does on its first start. */
export const openWriteSide = async (parts: WriteSideParts) => {
  const { county, log, crypto, keys, numbers, clock, build, nowMs, trouble } = parts;
  const codec = createCodec({ deciders, crypto, county });
  const epochs = createEpochs({ log, county });
  const ledger = () => ledgerOf(county, epochs.current());
  const rules = await openRules({ log, codec, keys, crypto, county, nowMs, trouble });
  const deps: ExecuteDeps = { log, codec, crypto, keys, numbers, clock, deciders, policy: rules.policy, ledger, build };
  const execute = createExecute(deps);
  await openLedger({ log, crypto, county, execute });
  await epochs.refresh();
  await loadInitialRules({ log, crypto, county, execute });
  await rules.refresh();
  const regimeOn = regimeIn(county);
  const record = createRecords({ log, codec, crypto, clock, ledger, build, regimeOn }, parts.process);
  const actor = { id: 'import', role: 'System', office: county };
  return {
    ...{ execute, log, crypto, clock, deciders, ledger: ledger() },
    recordDemand: (of: { code: string; command: string; fields: readonly string[] }) => {
      const { code, command } = of;
      const fields = [...of.fields].filter((field) => /^[A-Za-z(][A-Za-z0-9_/()]{0,79}$/.test(field));
      const event = { type: 'CommandRefused', data: { code, command, fields, office: county, role: actor.role } };
      return record('refusal', actor, { event, purpose: 'ACCOUNTABILITY', basis: ['ARC-37'] });
    },
  };
};
