/** Opens the embedded event store for whoever needs one in this process: tests, benches, and `npm run store`. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from './worker.ts';

export type EmbeddedStoreOptions = { readonly dir: string; readonly port?: number; readonly weather?: boolean };

export type EmbeddedStore = { readonly url: string; readonly port: number; readonly close: () => Promise<void> };

/** @throws when the directory is in use by another store or cannot be written, or the port is taken. */
export const openEmbeddedStore = async ({
  dir,
  port = 0,
  weather = false,
}: EmbeddedStoreOptions): Promise<EmbeddedStore> => {
  const workerData: WorkerOptions = { dir, port, weather };
  const worker = new Worker(new URL('./worker-entry.mjs', import.meta.url), { workerData, execArgv: [] });
  const [{ port: bound }] = (await once(worker, 'message')) as [{ port: number }];
  return {
    url: `esdb://127.0.0.1:${bound}?tls=false`,
    port: bound,
    close: async () => {
      worker.postMessage({ kind: 'close' });
      await once(worker, 'exit');
    },
  };
};
