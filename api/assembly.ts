/** 组装 Joins the parts of the write side and of reading, whoever serves them: a main file from real ones, a spec from memory. */
import { deciders } from '../domain/index.ts';
import { createCodec } from '../domain/kernel/codec.ts';
import type { EventLog } from '../domain/kernel/event-log.ts';
import type { Clock, Crypto, KeyRing, NaturalKeys } from '../domain/kernel/ports.ts';
import { createSweep } from '../domain/kernel/sweep.ts';
import type { DirectoryReader, KeyAdmin } from '../projections/directory.ts';
import { createAuthority } from './authority.ts';
import { type KnownEpochs, systemActor } from './opening.ts';
import type { ApiPorts, StatusQueries } from './ports.ts';
import { createRecords } from './records.ts';
import { regimeIn } from './rules.ts';
import { openWriteSide } from './write-side.ts';
import { createTownships } from './townships.ts';

export interface ApiParts {
  readonly county: string;
  readonly log: EventLog;
  readonly crypto: Crypto;
  readonly keys: KeyRing & Pick<KeyAdmin, 'destroy'>;
  readonly numbers: NaturalKeys;
  readonly directory: DirectoryReader;
  readonly namesReach: StatusQueries['reach'];
  readonly refusals: ApiPorts['refusals'];
  readonly desksReach: StatusQueries['reach'];
  readonly status: StatusQueries;
  readonly epochs: KnownEpochs;
  readonly clock: Clock;
  readonly nowMs: () => number;
  readonly build: string;
  /** Names this run of this process: no two ever share a journal. */
  readonly process: string;
  readonly warn: (fields: object, message: string) => void;
}

/** Opens the ledger where it is not open yet, and gives what the API stands on. */
export const assemble = async (parts: ApiParts) => {
  const { county, crypto, keys, numbers, epochs, clock, warn } = parts;
  const codec = createCodec({ deciders, crypto, county });
  const trouble = (error: unknown) => warn({ err: error }, 'the rule versions could not be read again');
  const { deps, rules, execute, left } = await openWriteSide({ ...parts, codec, trouble });
  for (const rule of left) warn({ rule }, 'this ledger has other rule versions than the release brings');
  const followEpochs = async () => {
    await epochs.refresh();
    await numbers.doubt(epochs.current());
  };
  await followEpochs();
  const regimeOn = regimeIn(county);
  const record = createRecords({ ...deps, regimeOn }, parts.process);
  const ports: ApiPorts = {
    county,
    execute,
    epoch: epochs.current,
    ended: epochs.ended,
    clock,
    crypto,
    authority: createAuthority({ county, townships: createTownships(parts), record }),
    record,
    rules,
    status: parts.status,
    directory: parts.directory,
    namesReach: parts.namesReach,
    refusals: parts.refusals,
    desksReach: parts.desksReach,
    erase: (owners) => keys.destroy(owners),
  };
  return { ports, codec, sweep: createSweep({ ...deps, regimeOn, actor: systemActor(county) }), followEpochs };
};
