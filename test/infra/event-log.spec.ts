// The log's contract, held by the log in memory and by the event store (embedded, and the one at EVENTSTORE_URL if given).
import { createMemoryLog } from '../support/memory-log.ts';
import { describeEventLog } from './event-log.contract.ts';

describeEventLog('the log in memory', async () => {
  const log = createMemoryLog({ now: Date.now });
  return { log, writeSystemEvent: async () => log.writeSystemEvent(), close: async () => {} };
});
