/** 导入写入端 The write side as an import has it: without desks, and with a way to put a demand on record. */
import { deciders } from '../../domain/index.ts';
import { createCodec } from '../../domain/kernel/codec.ts';
import { createEpochs } from '../opening.ts';
import { createRecords } from '../records.ts';
import { regimeIn } from '../rules.ts';
import { openWriteSide, type WriteSideParts } from '../write-side.ts';

export interface ImportSideParts extends Omit<WriteSideParts, 'codec' | 'epochs'> {
  /** Names this run of this process. */
  readonly process: string;
}

/** Opens the ledger where it is not open yet, as the API does on its first start. */
export const openImportSide = async (parts: ImportSideParts) => {
  const { county, log, crypto, clock } = parts;
  const codec = createCodec({ deciders, crypto, county });
  const { deps, execute } = await openWriteSide({ ...parts, codec, epochs: createEpochs({ log, county }) });
  const record = createRecords({ ...deps, regimeOn: regimeIn(county) }, parts.process);
  const actor = { id: 'import', role: 'System', office: county };
  return {
    ...{ execute, log, crypto, clock, deciders, ledger: deps.ledger() },
    recordDemand: (of: { code: string; command: string; fields: readonly string[] }) => {
      const { code, command } = of;
      const fields = [...of.fields].filter((field) => /^[A-Za-z(][A-Za-z0-9_/()]{0,79}$/.test(field));
      const event = { type: 'CommandRefused', data: { code, command, fields, office: county, role: actor.role } };
      return record('refusal', actor, { event, purpose: 'ACCOUNTABILITY', basis: ['ARC-37'] });
    },
  };
};
