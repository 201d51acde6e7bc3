/** The thread in which the embedded store runs: log, writer and server together, told what to do by the thread that opened it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Server } from '@grpc/grpc-js';
import { unavailable } from './errors.ts';
import { createGate, type Gate } from './gate.ts';
import type { Ice } from './ice.ts';
import { type EventLog, openLog } from './log.ts';
import { createRecentIds } from './recent-ids.ts';
import { createRecorder } from './recorder.ts';
import { createServer, type Listening, listen } from './server.ts';
import { createStreams } from './streams.ts';
import { createDoorbell } from './subscriptions.ts';
import { createWeather } from './weather.ts';
import type { WeatherCommand } from './weather-command.ts';
import { createWriter, type Writer } from './writer.ts';

export type WorkerOptions = {
  readonly dir: string;
  readonly port: number;
  readonly weather: boolean;
  /** For so long after its start nothing is served. */
  readonly notReadyMs: number;
  readonly ice: Ice;
  /** What dies when weather says so: this thread, or the whole process by SIGKILL. */
  readonly mortal: 'thread' | 'process';
};

export type ToWorker = { readonly kind: 'close' } | { readonly kind: 'weather'; readonly command: WeatherCommand };

export type FromWorker =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'done' };

const tell = (message: FromWorker): void => parentPort?.postMessage(message);

const GRACE_MS = 300;

type Running = {
  readonly log: EventLog;
  readonly writer: Writer;
  readonly gate: Gate;
  readonly server: Server;
  readonly listening: Listening;
};

/** Answers what was taken in, tells everybody else to go, and leaves the log closed. */
const close = ({ log, writer, gate, server, listening }: Running): void => {
  if (writer.busy()) return void setImmediate(() => close({ log, writer, gate, server, listening }));
  listening.stop();
  gate.abort('append', unavailable('Server is shutting down'));
  gate.abort('subscription', unavailable('Server is shutting down'));
  const end = (): never => {
    server.forceShutdown();
    log.close();
    process.exit(0);
  };
  server.tryShutdown(end);
  setTimeout(end, GRACE_MS);
};

const die = ({ mortal }: WorkerOptions, listening: Listening | undefined): never => {
  if (mortal === 'process') process.kill(process.pid, 'SIGKILL');
  listening?.resetConnections();
  return process.exit(0);
};

const CALM = { moments: { beforeCommit: () => {}, afterCommit: () => {} }, burstMax: () => Number.POSITIVE_INFINITY };

const run = async (options: WorkerOptions): Promise<void> => {
  const log = openLog(options.dir);
  const now = Date.now;
  const streams = createStreams(log, now);
  const doorbell = createDoorbell();
  const gate = createGate();
  const place: { listening?: Listening } = {};
  const weather = options.weather
    ? createWeather({ gate, ice: options.ice, place: () => place.listening, die: () => die(options, place.listening) })
    : undefined;
  const { moments, burstMax } = weather ?? CALM;
  const recentIds = createRecentIds(log);
  const recorder = createRecorder({ log, streams, recentIds, now });
  const writer = createWriter({ log, streams, recentIds, recorder, published: doorbell.ring, moments });
  const store = { log, streams, end: recorder.end };
  const server = createServer({ subscriptions: { store, doorbell, burstMax }, writer, gate });
  if (options.notReadyMs > 0) weather?.act({ do: 'notReady', ms: options.notReadyMs });
  const listening = await listen(server, options.port);
  place.listening = listening;
  const running: Running = { log, writer, gate, server, listening };
  parentPort?.on('message', (message: ToWorker) => {
    if (message.kind === 'close') return close(running);
    tell({ kind: 'done' });
    weather?.act(message.command);
  });
  tell({ kind: 'ready', port: listening.port });
};

run(workerData as WorkerOptions).catch((error: unknown) => {
  tell({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
});
