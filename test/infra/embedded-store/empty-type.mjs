/** A client process that appends an event without a type, for the spec that shows what becomes of it. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

process.on('uncaughtException', (error) => {
  console.log(`uncaught ${error.name}: ${error.message.slice(0, 'undefined is not iterable'.length)}`);
  process.exit(0);
});
const client = EventStoreDBClient.connectionString(process.argv[2] ?? '');
await client
  .appendToStream('household-nameless', jsonEvent({ type: '', data: {} }))
  .catch((error) => console.log(`${error.constructor.name}: ${error.message}`));
