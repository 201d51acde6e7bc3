/** What the API stands on: everything it is given by the process that starts it, or by a spec. */
import type { Execute } from '../domain/kernel/execute.ts';
import type { Clock, Crypto } from '../domain/kernel/ports.ts';
import type { DirectoryReader, KeyAdmin } from '../projections/directory.ts';
import type { Recorder } from './records.ts';
import type { Authority } from './authority.ts';
import type { LoadedRules } from './rules.ts';

export interface ApiPorts {
  readonly county: string;
  readonly execute: Execute;
  /** The ledger's epoch now, as positions carry it. */
  readonly epoch: () => string;
  readonly clock: Clock;
  readonly crypto: Pick<Crypto, 'hash'>;
  readonly directory: DirectoryReader;
  readonly erase: KeyAdmin['destroy'];
  readonly record: Recorder;
  readonly rules: LoadedRules;
  readonly authority: Authority;
}
