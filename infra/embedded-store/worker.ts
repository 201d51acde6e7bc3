/** The thread in which the embedded store runs: log, writer and server together, told what to do by the thread that opened it. */
import { parentPort, workerData } from 'node:worker_threads';
import { createGate } from './gate.ts';
import { openLog } from './log.ts';
import { createServer, listen } from './server.ts';
import { createStreams } from './streams.ts';
import { createDoorbell } from './subscriptions.ts';
import { createRecorder } from './recorder.ts';
import { createWriter } from './writer.ts';

export type WorkerOptions = { readonly dir: string; readonly port: number; readonly weather: boolean };

const run = async ({ dir, port }: WorkerOptions): Promise<void> => {
  const log = openLog(dir);
  const now = Date.now;
  const streams = createStreams(log, now);
  const doorbell = createDoorbell();
  const gate = createGate();
  const moments = { beforeCommit: () => {}, afterCommit: () => {} };
  const recorder = createRecorder({ log, streams, now });
  const writer = createWriter({ log, streams, recorder, published: doorbell.ring, moments });
  const store = { log, streams, end: recorder.end };
  const server = createServer({
    subscriptions: { store, doorbell, burstMax: () => Number.POSITIVE_INFINITY },
    writer,
    gate,
  });
  const bound = await listen(server, port);
  parentPort?.postMessage({ kind: 'ready', port: bound });
  parentPort?.on('message', (message: { kind: string }) => {
    if (message.kind !== 'close') return;
    server.forceShutdown();
    log.close();
    process.exit(0);
  });
};

await run(workerData as WorkerOptions);
