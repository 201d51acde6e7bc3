/** Settles numbers that hang between the vault and the log: whoever took one and died before saying how it ended. */
import { civilDateAt } from './calendar.ts';
import { canonicalText } from './canonical.ts';
import { type Actor, COMMAND_ABANDONED } from './decider.ts';
import { uuidOf } from './identifier.ts';
import type { Envelope } from './metadata.ts';
import type { Holder } from './ports.ts';
import type { ExecuteDeps } from './request.ts';

type SweepDeps = Omit<ExecuteDeps, 'deciders' | 'policy'> & {
  readonly regimeOn: (date: string) => string;
  readonly actor: Actor;
};

const isOf = (command: string) => (event: { type: string; metadata: unknown }) =>
  (event.metadata as { command?: { id?: string } }).command?.id === command;

/**
 * Looks in the log for each number that has hung since before an instant. What landed is confirmed; what did not is
 * fenced first by an event at the stream's revision, so that a slow append can no longer land, and then released.
 * @returns how many were confirmed, released, and left for the next sweep
 */
export const createSweep = (deps: SweepDeps) => {
  const { log, codec, crypto, numbers, clock } = deps;

  const envelope = (stream: string, revision: bigint): Envelope => {
    const recordedAt = clock.now();
    const id = crypto.hash(canonicalText([COMMAND_ABANDONED, stream, revision.toString()])).slice(0, 16);
    return {
      ledger: deps.ledger(),
      occurredOn: civilDateAt(recordedAt),
      recordedAt,
      actor: deps.actor,
      channel: 'SYSTEM',
      purpose: 'REGISTRATION',
      basis: [],
      regime: deps.regimeOn(civilDateAt(recordedAt)),
      command: { id, tag: '' },
      build: deps.build,
    };
  };

  const fence = async ({ stream, command }: Holder, last: bigint | null): Promise<boolean> => {
    const revision = (last ?? -1n) + 1n;
    const id = uuidOf(crypto, canonicalText([COMMAND_ABANDONED, stream, command, revision.toString()]));
    const event = codec.encode(
      { type: COMMAND_ABANDONED, data: { command } },
      { stream, revision, id, envelope: envelope(stream, revision), keys: new Map() },
    );
    return (await log.append(stream, last, [event])).appended;
  };

  const settle = async (holder: Holder): Promise<'confirmed' | 'released' | 'left'> => {
    const events = await log.read(holder.stream);
    if (events.some(isOf(holder.command))) {
      await numbers.confirm(holder.command);
      return 'confirmed';
    }
    if (!(await fence(holder, events.at(-1)?.revision ?? null))) return 'left';
    await numbers.release(holder.command);
    return 'released';
  };

  return async (before: string) => {
    const settled = { confirmed: 0, released: 0, left: 0 };
    for (const holder of await numbers.pending(before)) settled[await settle(holder)] += 1;
    return settled;
  };
};
