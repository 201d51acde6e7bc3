// Appends with a known outcome: an unknown one is found out by appending the very same events again, for as long as the caller can wait.
import type { Appended, NewEvent } from '../../domain/kernel/event-log.ts';
import type { Answer, Proposal } from './append-messages.ts';
import type { Connections } from './client.ts';
import { faultOf, LogUnavailableError, StreamDeletedError } from './fault.ts';
import { createPatience, type Patience } from './patience.ts';
import { checkExpected, checkStream, propose } from './proposal.ts';
import { readSome, type Source } from './reading.ts';

interface AppendingOptions {
  readonly connections: Connections;
  readonly timeoutMs: number;
  readonly trouble: (error: unknown) => void;
}

/** The event that ends the append if all of it stands in its stream where it should. */
const findWritten = async (source: Source, { stream, expected, events }: Proposal, ms: number) => {
  const from = expected === null ? 0n : expected + 1n;
  const found = await readSome(source, { stream, from, max: events.length }, ms);
  const all = found.length === events.length && found.every(({ id }, index) => id === events[index]?.id);
  return all ? found.at(-1) : undefined;
};

const UNKNOWN: Appended = { appended: false, why: 'unknown' };

export const createAppending = ({ connections, timeoutMs, trouble }: AppendingOptions) => {
  /** @throws what repeating the append cannot help */
  const ask = async (proposal: Proposal, patience: Patience): Promise<Answer> => {
    try {
      const answer = await connections.append(proposal, patience.tryMs());
      if (answer.is === 'deleted') throw new StreamDeletedError(`stream ${proposal.stream} has been deleted`);
      if (answer.is === 'impossible') throw new Error(`the event store does not take an append: ${answer.why}`);
      if (answer.is === 'unanswered') trouble(new Error(answer.why));
      return answer;
    } catch (error) {
      if (faultOf(error) !== 'passing') throw error;
      trouble(error);
      return { is: 'unanswered', why: (error as Error).message };
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
