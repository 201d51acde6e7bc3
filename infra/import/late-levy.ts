/** 期后征收 A fee decision of a day on which there was no fee any more: its row is kept out, and its office answers for it. */
import { civilDateAt, isCivilDate } from '../../domain/kernel/calendar.ts';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import type { Execute } from '../../domain/kernel/execute.ts';
import type { Outcome } from '../../domain/kernel/request.ts';
import { streamOf } from '../../domain/kernel/identifier.ts';
import type { Clock } from '../../domain/kernel/ports.ts';
import { CountyCode, PersonId } from '../../domain/kernel/values.ts';
import { FEE_ENDED_ON } from '../../domain/policy/choice-of-rule.ts';
import { IMPORTER, type Identifiers } from './identifiers.ts';
import type { RowFault } from './rows.ts';

/** What the finding is about, and what tells it from that of any other row. */
export interface LateLevy {
  /** Of the case, as far as the row says which. */
  readonly caseId: string;
  readonly row: string;
}

interface Asked {
  readonly category: string;
  readonly command: string;
}
/** @returns what keeps such a row out, whatever else is wrong with it */
export const lateLevyFault = ({ category, command }: Asked, fields: Readonly<Record<string, unknown>>) => {
  const { decidedOn } = fields;
  const isLate = typeof decidedOn === 'string' && isCivilDate(decidedOn) && decidedOn >= FEE_ENDED_ON;
  if (category !== 'feeCase' || command !== 'DecideLevy' || !isLate) return undefined;
  return { code: 'DECIDED_AFTER_THE_END', field: '/decidedOn' } satisfies RowFault;
};

interface Deps {
  readonly execute: (request: Parameters<Execute>[0]) => Promise<Outcome>;
  readonly log: Pick<EventLog, 'read'>;
  readonly clock: Clock;
  readonly identifiers: Pick<Identifiers, 'idempotencyKey'>;
  readonly whose: { readonly county: string; readonly batch: string; readonly staff?: string | undefined };
}

/** The office that keeps the case and whoever was to pay, where the case is on record. */
const caseOf = async ({ log, whose }: Deps, caseId: string) => {
  const [filed] = await log.read(streamOf('feeCase', caseId));
  const { county, partyId } = (filed?.data ?? {}) as Readonly<Record<string, unknown>>;
  const office = CountyCode.safeParse(county);
  const harmed = PersonId.safeParse(partyId);
  return { office: office.success ? office.data : whose.county, harmedIds: harmed.success ? [harmed.data] : [] };
};

/** Once for a row of a batch, however often it is given. @returns the finding's stream */
export const raiseOnLateLevy = async (deps: Deps, { caseId, row }: LateLevy): Promise<string> => {
  const { execute, clock, identifiers, whose } = deps;
  const { county, batch, staff } = whose;
  const { office, harmedIds } = await caseOf(deps, caseId);
  const raisedOn = civilDateAt(clock.now());
  const outcome = await execute({
    category: 'finding',
    command: {
      type: 'RaiseFinding',
      data: { source: 'AUDIT', severity: 'CRITICAL', rule: 'INV-40', office, raisedOn, harmedIds },
    },
    actor: { id: IMPORTER, role: 'System', office: county, ...(staff && { onBehalfOf: staff }) },
    idempotencyKey: identifiers.idempotencyKey('finding', 'INV-40', row),
    stated: { channel: 'IMPORT', importBatch: batch },
  });
  // The same key with another day: it was raised on that day.
  const isRaised = ['accepted', 'unchanged', 'key-reused'].includes(outcome.kind);
  if (!isRaised) throw new Error(`a finding on INV-40 was not raised: ${outcome.kind}`);
  return outcome.stream;
};
