/** `npm run store -- --port N --data DIR`: the embedded event store as a process of its own, until it is told to end. */
import { createInterface } from 'node:readline';
import { Command, InvalidArgumentError } from 'commander';
import { type EmbeddedStore, openEmbeddedStore } from './open.ts';

const PORT_MAX = 65_535;
const PORT_DEFAULT = 2113;

const portNumber = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > PORT_MAX) throw new InvalidArgumentError(`expected a number up to ${PORT_MAX}.`);
  return port;
};

type Options = { readonly port: number; readonly data: string; readonly weather?: boolean };

const readOptions = (): Options =>
  new Command('store')
    .description('EventStoreDB for one machine: the same protocol, stored in SQLite')
    .option('--port <number>', 'where to listen on 127.0.0.1; 0 for a free port', portNumber, PORT_DEFAULT)
    .option('--data <folder>', 'where the events are kept', '.data/store')
    .option('--weather', 'for tests and drills: freeze, die and abort by JSON lines on standard input')
    .parse()
    .opts<Options>();

/** One command a line, as `{"do":"freeze","ms":500}`; each is repeated on standard output when it has been given. */
const followWeather = async (store: EmbeddedStore): Promise<void> => {
  const { weatherCommand } = await import('./weather-command.ts');
  createInterface({ input: process.stdin }).on('line', (line) => {
    const act = async (): Promise<void> => {
      const command = weatherCommand.parse(JSON.parse(line));
      await store.weather.act(command);
      console.log(JSON.stringify(command));
    };
    act().catch((error: unknown) => console.error(`weather: ${line}: ${String(error)}`));
  });
};

const run = async ({ port, data, weather = false }: Options): Promise<void> => {
  const store = await openEmbeddedStore({ dir: data, port, weather, mortal: 'process' });
  const close = (): void => void store.close().then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, close);
  if (weather) await followWeather(store);
  console.log(`store ready ${store.url}`);
};

run(readOptions()).catch((error: unknown) => {
  console.error(`store: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
