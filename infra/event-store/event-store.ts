// The log (事件日志) on an EventStoreDB, for every process of the county: the official client, with its known faults kept in here.
import type { EventLog } from '../../domain/kernel/event-log.ts';
import { createAppending } from './appending.ts';
import { endProcess } from './client-fault.ts';
import { openConnections } from './client.ts';
import { createDoorbell } from './doorbell.ts';
import { faultOf, LogUnavailableError, StreamDeletedError } from './fault.ts';
import { createPatience, TRY_SHARE } from './patience.ts';
import { createReadAhead } from './read-ahead.ts';
import { readNewest, readPage, readStream } from './reading.ts';

/** The whole time of an append or a read, its repetitions included. */
const TIMEOUT_MS = 10_000;
const READY_WITHIN_MS = 1_000;

export type Call = 'append' | 'read' | 'page' | 'follow';

export interface EventStoreOptions {
  /** `esdb://…` or `esdb+discover://…`. */
  readonly url: string;
  /** How long an append may be unknown and a read unanswered before the caller is told; 10 s by default. */
  readonly timeoutMs?: number;
  /** Called when a follower throws; logs a line and ends the process by default. */
  readonly fatal?: (error: unknown) => void;
  /** Told of every failed try, for logs and counters: the calls themselves go on. */
  readonly trouble?: (during: Call, error: unknown) => void;
}

export interface EventStore extends EventLog {
  /** Whether the store answers a read within a second. */
  ready(): Promise<boolean>;
  /** Appends under way answer `unknown`, reads under way throw. */
  close(): Promise<void>;
}

interface Asking {
  readonly during: Call;
  readonly timeoutMs: number;
  readonly trouble: (during: Call, error: unknown) => void;
  readonly closed: () => boolean;
}

/** A read, repeated through an outage. @throws LogUnavailableError, StreamDeletedError, and what repeating cannot help */
const persist = async <T>(read: (tryMs: number) => Promise<T>, { during, timeoutMs, trouble, closed }: Asking) => {
  if (closed()) throw new LogUnavailableError('the event store has been closed');
  const patience = createPatience(timeoutMs);
  for (;;) {
    try {
      return await read(patience.tryMs());
    } catch (error) {
      const fault = faultOf(error);
      if (fault === 'deleted') throw new StreamDeletedError('a stream has been deleted', { cause: error });
      if (fault !== 'passing') throw error;
      trouble(during, error);
      if (closed() || !(await patience.again()))
        throw new LogUnavailableError(`the event store did not answer within ${timeoutMs} ms`, { cause: error });
    }
  }
};

/** Connects when it is first used: a store that is down does not stop a process from starting. */
export const openEventStore = (options: EventStoreOptions): EventStore => {
  const { url, timeoutMs = TIMEOUT_MS, fatal = endProcess, trouble = () => {} } = options;
  const connections = openConnections(url);
  const { source, closed } = connections;
  const doorbell = createDoorbell({ reader: source.client, fatal, trouble: (error) => trouble('follow', error) });
  const asking = (during: Call): Asking => ({ during, timeoutMs, trouble, closed });
  const [reading, paging] = [asking('read'), asking('page')];
  const page: EventLog['page'] = (after, max) => persist((tryMs) => readPage(source, { after, max }, tryMs), paging);
  return {
    append: createAppending({ connections, timeoutMs, trouble: (error) => trouble('append', error) }),
    read: (stream, from = 0n) => persist((tryMs) => readStream(source, { stream, from }, tryMs), reading),
    page: createReadAhead(page, (after, max) => readPage(source, { after, max }, timeoutMs * TRY_SHARE)),
    follow: doorbell.follow,
    async ready() {
      if (closed()) return false;
      return readNewest(source, READY_WITHIN_MS).then(
        () => true,
        () => false,
      );
    },
    async close() {
      doorbell.close();
      await connections.close();
    },
  };
};
