/** Opens the embedded event store for whoever needs one in this process: tests, benches, and `npm run store`. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { destination } from 'pino';
import { createLogger } from '../logging.ts';
import { createIce, freeze, type Ice, thaw } from './ice.ts';
import type { WeatherCommand } from './weather-command.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './worker.ts';

export type EmbeddedStoreOptions = {
  readonly dir: string;
  /** A free one unless given. */
  readonly port?: number;
  /** For tests and drills: lets `weather` act; `notReadyMs` is how long the store is not ready after this start. */
  readonly weather?: boolean | { readonly notReadyMs: number };
  readonly mortal?: 'thread' | 'process';
};

type Command<D extends WeatherCommand['do']> = Extract<WeatherCommand, { do: D }>;

export type StoreWeather = {
  /** Resolves when it is frozen. */
  readonly freeze: (ms: number) => Promise<void>;
  readonly thaw: () => void;
  /** Resolves when the store is dead; open it again on the same directory and port. */
  readonly die: (command: Omit<Command<'die'>, 'do'>) => Promise<void>;
  readonly notReady: (ms: number) => Promise<void>;
  readonly abortSubscriptions: () => Promise<void>;
  readonly bursts: (max: number | null) => Promise<void>;
  readonly changeLeader: (command?: Partial<Omit<Command<'changeLeader'>, 'do'>>) => Promise<void>;
  readonly act: (command: WeatherCommand) => Promise<void>;
};

export type EmbeddedStore = {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
  readonly weather: StoreWeather;
};

const createStoreWeather = (worker: Worker, ice: Ice, exited: Promise<unknown>): StoreWeather => {
  const act = async (command: WeatherCommand): Promise<void> => {
    if (command.do === 'freeze') freeze(ice);
    const done = once(worker, 'message');
    worker.postMessage({ kind: 'weather', command } satisfies ToWorker);
    await Promise.race([done, exited]);
  };
  return {
    act,
    freeze: (ms) => act({ do: 'freeze', ms }),
    thaw: () => thaw(ice),
    die: async ({ written }) => {
      await act({ do: 'die', written });
      await exited;
    },
    notReady: (ms) => act({ do: 'notReady', ms }),
    abortSubscriptions: () => act({ do: 'abortSubscriptions' }),
    bursts: (max) => act({ do: 'bursts', max }),
    changeLeader: ({ ms = 0, written = false } = {}) => act({ do: 'changeLeader', ms, written }),
  };
};

const refuse = (): never => {
  throw new Error('this store was opened without weather');
};

const CALM: StoreWeather = {
  act: async () => refuse(),
  freeze: async () => refuse(),
  thaw: refuse,
  die: async () => refuse(),
  notReady: async () => refuse(),
  abortSubscriptions: async () => refuse(),
  bursts: async () => refuse(),
  changeLeader: async () => refuse(),
};

const started = async (worker: Worker): Promise<number> => {
  const [message] = (await once(worker, 'message')) as [FromWorker];
  if (message.kind === 'ready') return message.port;
  await worker.terminate();
  throw new Error(message.kind === 'refused' ? message.message : 'the store did not start');
};

const warn = (): void =>
  createLogger({ process: 'store', destination: destination({ dest: 2, sync: true }) }).warn(
    'WEATHER IS ON: this store freezes, dies and aborts when told to; for tests and drills only',
  );

/** @throws when the directory is in use by another store or cannot be written, or the port is taken. */
export const openEmbeddedStore = async (options: EmbeddedStoreOptions): Promise<EmbeddedStore> => {
  const { dir, port = 0, weather = false, mortal = 'thread' } = options;
  const ice = createIce();
  const notReadyMs = typeof weather === 'object' ? weather.notReadyMs : 0;
  const workerData: WorkerOptions = { dir, port, weather: weather !== false, notReadyMs, ice, mortal };
  if (workerData.weather) warn();
  const worker = new Worker(new URL('./worker-entry.cjs', import.meta.url), { workerData, execArgv: [] });
  const bound = await started(worker);
  const exited = once(worker, 'exit');
  return {
    url: `esdb://127.0.0.1:${bound}?tls=false`,
    port: bound,
    close: async () => {
      thaw(ice);
      worker.postMessage({ kind: 'close' } satisfies ToWorker);
      await exited;
    },
    weather: workerData.weather ? createStoreWeather(worker, ice, exited) : CALM,
  };
};
