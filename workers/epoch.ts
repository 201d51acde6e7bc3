/** 纪元 Which life of the ledger the log is in, and whether what a lane remembers of it is still there. */
import type { EventLog, StoredEvent } from '../domain/kernel/event-log.ts';
import { streamOf } from '../domain/kernel/identifier.ts';
import { sameEpoch, UNOPENED } from '../projections/checkpoint.ts';
import type { Checkpoint } from '../projections/view-store.ts';

const LEDGER = 'ledger';
const BEGINNINGS = new Set([`${LEDGER}.LedgerOpened`, `${LEDGER}.LedgerRestored`]);
/** Whether an epoch begins with the event. */
export const beginsEpoch = ({ type }: Pick<StoredEvent, 'type'>): boolean => BEGINNINGS.has(type);

/** All epochs of the log, the current one last; none before a ledger was opened in it. */
export const epochsOf = async (log: Pick<EventLog, 'read'>, county: string): Promise<readonly string[]> =>
  (await log.read(streamOf(LEDGER, county))).filter(beginsEpoch).map(({ id }) => id);

export const currentEpoch = (epochs: readonly string[]): string => epochs.at(-1) ?? UNOPENED;

const stillHolds = async (log: Pick<EventLog, 'read'>, checkpoint: Checkpoint): Promise<boolean> => {
  const [event] = await log.read(checkpoint.stream, BigInt(checkpoint.revision));
  return event?.id === checkpoint.id && Number(event.position) === checkpoint.position;
};

/** The first checkpoint that speaks of another log than this one. */
export const foreignAmong = async (
  log: Pick<EventLog, 'read'>,
  epoch: string,
  checkpoints: readonly (Checkpoint | null)[],
): Promise<Checkpoint | undefined> => {
  const seen = new Set<string>();
  for (const checkpoint of checkpoints) {
    if (checkpoint === null || seen.has(checkpoint.id)) continue;
    seen.add(checkpoint.id);
    if (!sameEpoch(checkpoint.epoch, epoch) || !(await stillHolds(log, checkpoint))) return checkpoint;
  }
  return undefined;
};
