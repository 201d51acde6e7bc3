// Appends with a known outcome: an unknown one is found out by appending the very same events again, for as long as the caller can wait.
import {
  type AppendResult,
  type EventStoreDBClient,
  NO_STREAM,
  type WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { Appended, NewEvent } from '../../domain/kernel/event-log.ts';
import type { Connections } from './client.ts';
import { faultOf, LogUnavailableError, StreamDeletedError } from './fault.ts';
import { createPatience, limited, type Patience } from './patience.ts';
import { checkExpected, checkStream, type ProposedEvent, propose } from './proposal.ts';
import { readSome, type Source } from './reading.ts';

interface AppendingOptions {
  readonly connections: Connections;
  readonly timeoutMs: number;
  readonly trouble: (error: unknown) => void;
}

/** What is to be appended, the same for every try. */
interface Proposal {
  readonly stream: string;
  readonly expected: bigint | null;
  readonly events: readonly ProposedEvent[];
}

type Answer =
  | { readonly is: 'written'; readonly revision: bigint; readonly position: bigint | undefined }
  | { readonly is: 'conflict'; readonly actual: bigint | null }
  | { readonly is: 'unanswered' };

const LARGEST_POSITION = 2n ** 63n - 1n;

/** A repeated append may be answered without a position, or with -1 taken for unsigned. */
const written = ({ nextExpectedRevision, position }: AppendResult): Answer => {
  const commit = position?.commit;
  const plausible = commit !== undefined && commit >= 0n && commit <= LARGEST_POSITION;
  return { is: 'written', revision: nextExpectedRevision, position: plausible ? commit : undefined };
};

const conflict = (error: WrongExpectedVersionError): Answer => {
  const actual = error.actualVersion;
  return { is: 'conflict', actual: typeof actual === 'bigint' && actual >= 0n ? actual : null };
};

/** gRPC's UNAVAILABLE and CANCELLED make the client connect anew by itself. */
const RECONNECTING_CODES: ReadonlySet<unknown> = new Set([1, 14]);

/** A plain gRPC error comes from the client's first question, what the server can do, whose failure it keeps for ever. */
const isRemembered = (error: unknown): boolean => {
  const { type, code } = error as { readonly type?: unknown; readonly code?: unknown };
  return type === undefined && typeof code === 'number' && !RECONNECTING_CODES.has(code);
};

const tryOnce = async (client: EventStoreDBClient, { stream, expected, events }: Proposal, ms: number) => {
  const call = client.appendToStream(stream, events as ProposedEvent[], { expectedRevision: expected ?? NO_STREAM });
  return written(await limited(call, ms));
};

/** @throws what repeating the append cannot help */
const answerTo = (error: unknown, stream: string): Answer => {
  const fault = faultOf(error);
  if (fault === 'conflict') return conflict(error as WrongExpectedVersionError);
  if (fault === 'passing') return { is: 'unanswered' };
  if (fault === 'deleted') throw new StreamDeletedError(`stream ${stream} has been deleted`, { cause: error });
  throw error;
};

/** The event that ends the append if all of it stands in its stream where it should. */
const findWritten = async (source: Source, { stream, expected, events }: Proposal, ms: number) => {
  const from = expected === null ? 0n : expected + 1n;
  const found = await readSome(source, { stream, from, max: events.length }, ms);
  const all = found.length === events.length && found.every(({ id }, index) => id === events[index]?.id);
  return all ? found.at(-1) : undefined;
};

const UNKNOWN: Appended = { appended: false, why: 'unknown' };

export const createAppending = ({ connections, timeoutMs, trouble }: AppendingOptions) => {
  const ask = async (proposal: Proposal, patience: Patience): Promise<Answer> => {
    const client = connections.writer();
    try {
      return await tryOnce(client, proposal, patience.tryMs());
    } catch (error) {
      const answer = answerTo(error, proposal.stream);
      if (answer.is === 'unanswered') {
        trouble(error);
        if (isRemembered(error)) connections.renewWriter(client);
      }
      return answer;
    }
  };

  /** Looks in the stream itself, where the store's word is not enough. */
  const lookUp = async (proposal: Proposal, answer: Answer, patience: Patience): Promise<Appended> => {
    for (;;) {
      try {
        const last = await findWritten(connections.source, proposal, patience.tryMs());
        if (last) return { appended: true, revision: last.revision, position: last.position };
        return answer.is === 'conflict' ? { appended: false, why: 'conflict', actual: answer.actual } : UNKNOWN;
      } catch (error) {
        if (connections.closed()) return UNKNOWN;
        if (faultOf(error) !== 'passing') throw error;
        trouble(error);
        if (!(await patience.again())) return UNKNOWN;
      }
    }
  };

  return async (stream: string, expected: bigint | null, events: readonly NewEvent[]): Promise<Appended> => {
    checkStream(stream);
    checkExpected(expected);
    const proposal = { stream, expected, events: propose(events) };
    if (connections.closed()) throw new LogUnavailableError('the event store has been closed');
    const patience = createPatience(timeoutMs);
    for (let certain = true; ; certain = false) {
      const answer = await ask(proposal, patience);
      if (answer.is === 'written' && answer.position !== undefined)
        return { appended: true, revision: answer.revision, position: answer.position };
      if (answer.is === 'conflict' && certain) return { appended: false, why: 'conflict', actual: answer.actual };
      // A conflict after an unanswered try may be a conflict with that very try.
      if (answer.is !== 'unanswered') return lookUp(proposal, answer, patience);
      if (connections.closed() || !(await patience.again())) return UNKNOWN;
    }
  };
};
