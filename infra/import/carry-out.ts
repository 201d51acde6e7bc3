/** 执行 Gives one row's command to the write side, as often as it takes to know what became of it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { EventLog } from '../../domain/kernel/event-log.ts';
import type { Execute } from '../../domain/kernel/execute.ts';
import type { Clock } from '../../domain/kernel/ports.ts';
import type { Outcome } from '../../domain/kernel/request.ts';
import { IMPORTER, type Identifiers } from './identifiers.ts';
import { ImportError } from './import-error.ts';
import { raiseOnLateLevy } from './late-levy.ts';
import type { OldNumber } from './old-numbers.ts';
import type { Order, Prepared } from './prepare.ts';
import type { RowReport } from './report.ts';
import type { RowFault } from './rows.ts';

export interface Whose {
  readonly county: string;
  readonly batch: string;
  /** The member of staff who answers for the import. */
  readonly staff?: string | undefined;
}

type Accepted = Extract<Outcome, { kind: 'accepted' }>;

const AGAIN_MS = 100;
const PENDING_MS = 20;
/** About ten seconds of a number held by somebody else's command, or of lost races. */
const TURNS_MAX = 500;
/** Each of them has waited for ten seconds already. */
const UNKNOWN_MAX = 12;

type Tried = Outcome | 'unanswered';

const waits = (tried: Tried): number | undefined => {
  if (tried === 'unanswered' || tried.kind === 'unknown') return AGAIN_MS;
  if (tried.kind === 'contended') return PENDING_MS;
  return tried.kind === 'refused' && tried.refusal.refused === 'NATURAL_KEY_PENDING' ? PENDING_MS : undefined;
};

const isUnavailable = (error: unknown) => error instanceof Error && error.name === 'LogUnavailableError';

/** The store may be away for a while; a command given again with the same key is the same command. */
const attempt = async (execute: () => Promise<Outcome>): Promise<Tried> => {
  try {
    return await execute();
  } catch (error) {
    if (isUnavailable(error)) return 'unanswered';
    throw error;
  }
};

const settled = async (execute: () => Promise<Outcome>): Promise<Outcome> => {
  let unknown = 0;
  for (let turn = 1; ; turn += 1) {
    const tried = await attempt(execute);
    const wait = waits(tried);
    if (tried !== 'unanswered' && (wait === undefined || (turn >= TURNS_MAX && tried.kind !== 'unknown'))) return tried;
    if (tried === 'unanswered' || tried.kind === 'unknown') unknown += 1;
    if (unknown >= UNKNOWN_MAX)
      throw new ImportError('the event store does not answer; give the same command again when it does');
    await pause(wait);
  }
};

const fieldOf = ({ field }: Readonly<Record<string, unknown>>) => (typeof field === 'string' ? field : '/');

const faultOf = (outcome: Outcome): RowFault => {
  if (outcome.kind === 'refused') return { code: outcome.refusal.refused, field: fieldOf(outcome.refusal.details) };
  if (outcome.kind === 'key-reused')
    return outcome.why === 'erased' ? { code: 'PERSON_ERASED', field: '/' } : { code: 'KEY_REUSED', field: '/row' };
  return { code: 'CONTENDED', field: '/' };
};

type Result = Omit<RowReport, 'row' | 'line'>;

const saidOf = ({ notes, flags, identifier }: Prepared, more: readonly string[] = []) => {
  const all = [...new Set([...flags, ...more])];
  return {
    ...(notes.length > 0 && { notes }),
    ...(all.length > 0 && { flags: all }),
    ...(identifier && { identifier: identifier.class }),
  };
};

/** What a row came to without having been asked of the write side. */
export const keptOut = (prepared: Prepared, faults: readonly RowFault[], command?: string): Result => ({
  ...{ outcome: 'quarantined' as const, faults },
  ...(command && { command }),
  ...saidOf(prepared),
});

const resultOf = (prepared: Prepared, outcome: Outcome, command: string | undefined): Result => {
  const { stream } = outcome;
  const named = { ...(command && { command }), stream };
  if (outcome.kind === 'unchanged') return { outcome: 'unchanged', ...named, ...saidOf(prepared) };
  if (outcome.kind !== 'accepted') return { ...keptOut(prepared, [faultOf(outcome)], command), stream };
  const flags = outcome.events.flatMap((event) => event.flags);
  const events = outcome.events.map(({ type }) => type);
  const revision = Number(outcome.revision);
  return { outcome: 'taken', ...named, revision, events, ...saidOf(prepared, flags) };
};

interface Deps {
  readonly execute: Execute;
  readonly log: Pick<EventLog, 'read'>;
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  readonly whose: Whose;
}

type Asked = Pick<Order, 'accepted' | 'evidence'>;
const requestOf = ({ county, batch, staff }: Whose, { accepted, evidence }: Asked) => ({
  actor: { id: IMPORTER, role: 'System', office: county, ...(staff && { onBehalfOf: staff }) },
  stated: {
    ...{ channel: 'IMPORT' as const, origin: 'LEGACY_IMPORT' as const, importBatch: batch },
    ...(accepted && { accepted }),
    ...(evidence && { evidence }),
  },
});

/** A number that is what it seems, or none at all, says so itself. */
const isTelling = ({ class: of, converted, flags }: OldNumber) =>
  converted || flags.length > 0 || (of !== 'VALID' && of !== 'MISSING');

/** What the number of a person was worth, recorded beside the person. */
const classify = async ({ execute, identifiers, whose }: Deps, { order, identifier }: Prepared, outcome: Accepted) => {
  if (!order || !identifier || order.category !== 'person' || !isTelling(identifier)) return outcome;
  const { written } = identifier;
  const classified = await settled(() =>
    execute({
      ...{ category: 'person', id: outcome.id, ...requestOf(whose, { accepted: undefined, evidence: undefined }) },
      command: { type: 'ClassifyLegacyIdentifier', data: { identifier: written } },
      idempotencyKey: identifiers.idempotencyKey('classify', order.idempotencyKey),
    }),
  );
  if (classified.kind !== 'accepted') return outcome;
  return { ...classified, events: [...outcome.events, ...classified.events] };
};

/** @returns what became of a row, by its turn */
export const createCarryOut =
  (deps: Deps) =>
  async (prepared: Prepared, command: string | undefined): Promise<Result> => {
    const { order, references, lateLevy } = prepared;
    if (lateLevy) {
      const finding = await raiseOnLateLevy(
        { ...deps, execute: (asked) => settled(() => deps.execute(asked)) },
        lateLevy,
      );
      return { ...keptOut(prepared, prepared.faults, command), finding };
    }
    if (!order) return keptOut(prepared, prepared.faults, command);
    for (const reference of references) {
      const code = await deps.identifiers.faultOf(reference);
      if (code) return keptOut(prepared, [{ code, field: '/' }], command);
    }
    const { accepted, evidence, ...asked } = order;
    const request = { ...asked, ...requestOf(deps.whose, { accepted, evidence }) };
    const outcome = await settled(() => deps.execute(request));
    return resultOf(prepared, outcome.kind === 'accepted' ? await classify(deps, prepared, outcome) : outcome, command);
  };
export type CarryOut = ReturnType<typeof createCarryOut>;
