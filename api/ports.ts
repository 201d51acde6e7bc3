/** What the API stands on: everything it is given by the process that starts it, or by a spec. */
import type { Execute } from '../domain/kernel/execute.ts';
import type { Clock, Crypto } from '../domain/kernel/ports.ts';
import type { DirectoryReader, KeyAdmin } from '../projections/directory.ts';
import type { HouseholdStatusQueries } from '../projections/household-queries.ts';
import type { RefusalLogQueries } from '../projections/refusal-queries.ts';
import type { Authority } from './authority.ts';
import type { Ended } from './opening.ts';
import type { Recorder } from './records.ts';
import type { LoadedRules } from './rules.ts';

export type StatusQueries = Pick<HouseholdStatusQueries, 'household' | 'person' | 'township' | 'reach' | 'reflected'>;

export interface ApiPorts {
  readonly county: string;
  readonly execute: Execute;
  /** The ledger's epoch now, as positions carry it. */
  readonly epoch: () => string;
  /** How far an epoch that a restore ended is still true; undefined for any other. */
  readonly ended: (epoch: string) => Ended | undefined;
  readonly clock: Clock;
  readonly crypto: Pick<Crypto, 'hash'>;
  readonly authority: Authority;
  readonly record: Recorder;
  readonly rules: Pick<LoadedRules, 'refresh'>;
  readonly status: StatusQueries;
  readonly directory: DirectoryReader;
  /** Waits until the directory reflects a position. @returns undefined, or how far it is where that took too long */
  readonly namesReach: StatusQueries['reach'];
  readonly refusals: RefusalLogQueries;
  /** The same for what lies on desks. */
  readonly desksReach: StatusQueries['reach'];
  /** Destroys keys (`p_…/identity`); ends when nothing of them is left in any file. */
  readonly erase: KeyAdmin['destroy'];
}
