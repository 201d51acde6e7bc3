/** A stream with one writer: refusals and accesses of one process and day, appended in small batches, durable before the answer. */
import { civilDateAt } from './calendar.ts';
import { canonicalText } from './canonical.ts';
import type { Actor } from './decider.ts';
import type { NewEvent } from './event-log.ts';
import { uuidOf } from './identifier.ts';
import type { Message, Purpose } from './message.ts';
import type { Envelope } from './metadata.ts';
import type { OwnerKey } from './ports.ts';
import type { ExecuteDeps } from './request.ts';

type JournalDeps = Pick<ExecuteDeps, 'log' | 'codec' | 'crypto' | 'clock' | 'ledger' | 'build'> & {
  readonly regimeOn: (date: string) => string;
};
export interface Entry {
  readonly event: Message;
  readonly actor: Actor;
  readonly purpose: Purpose;
  readonly basis: readonly string[];
  readonly correlation?: string;
}
interface Waiting {
  readonly entry: Entry;
  readonly done: (written: boolean) => void;
}

/** Entries of one append; far below what the store takes at once. */
const BATCH_MAX = 200;
const NO_KEYS: ReadonlyMap<string, OwnerKey> = new Map();

/**
 * Opens one journal. While an append is under way further entries gather and leave together as the next one.
 * @param stream named after office, civil day and process, so that nobody else writes it
 * @returns write: resolves true when durable, false when the store could not take it
 */
export const createJournal = (deps: JournalDeps, stream: string) => {
  let last: bigint | null = null;
  let waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;

  const encode = ({ event, actor, purpose, basis, correlation }: Entry, revision: bigint): NewEvent => {
    const recordedAt = deps.clock.now();
    const occurredOn = civilDateAt(recordedAt);
    const command = deps.crypto.hash(canonicalText([stream, revision.toString()])).slice(0, 16);
    const envelope: Envelope = {
      ledger: deps.ledger(),
      occurredOn,
      recordedAt,
      actor,
      channel: 'SYSTEM',
      purpose,
      basis: [...basis],
      regime: deps.regimeOn(occurredOn),
      command: { id: command, tag: '' },
      build: deps.build,
      ...(correlation && { correlation }),
    };
    // The store compares ids alone: another entry at the same place must not pass for this one.
    const id = uuidOf(deps.crypto, canonicalText([command, event, recordedAt]));
    return deps.codec.encode(event, { stream, revision, id, envelope, keys: NO_KEYS });
  };

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_MAX);
      waiting = waiting.slice(BATCH_MAX);
      const first = (last ?? -1n) + 1n;
      const events = batch.map(({ entry }, index) => encode(entry, first + BigInt(index)));
      const appended = await deps.log.append(stream, last, events);
      last = appended.appended ? appended.revision : ((await deps.log.read(stream)).at(-1)?.revision ?? null);
      for (const { done } of batch) done(appended.appended);
    }
    draining = undefined;
  };

  return {
    stream,
    write: (entry: Entry): Promise<boolean> =>
      new Promise((done) => {
        waiting.push({ entry, done });
        draining ??= drain();
      }),
  };
};
export type Journal = ReturnType<typeof createJournal>;
