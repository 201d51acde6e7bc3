/** Writes messages to one reader of the embedded store, no faster than it takes them. */
import type { ServerWritableStream } from '@grpc/grpc-js';

export type ReadCall = ServerWritableStream<Buffer, Buffer>;

export type Outlet = {
  readonly gone: () => boolean;
  /** Calls back once, when the reader has left. */
  readonly whenGone: (left: () => void) => void;
  /** Whether the reader takes more at once; if not, wait for `drained`. */
  readonly write: (message: Buffer) => boolean;
  readonly drained: () => Promise<void>;
};

export const createOutlet = (call: ReadCall): Outlet => {
  let gone = false;
  let wake = (): void => {};
  const waiting = new Set<() => void>();
  const leave = (): void => {
    gone = true;
    wake();
    for (const left of waiting) left();
    waiting.clear();
  };
  for (const end of ['cancelled', 'close', 'error']) call.on(end, leave);
  call.on('drain', () => wake());
  const isGone = (): boolean => gone || call.cancelled;
  return {
    gone: isGone,
    whenGone: (left) => {
      if (isGone()) left();
      else waiting.add(left);
    },
    write: (message) => call.write(message),
    drained: () =>
      new Promise((resolve) => {
        if (isGone() || !call.writableNeedDrain) return resolve();
        wake = resolve;
      }),
  };
};

export const sendAll = async (outlet: Outlet, messages: Iterable<Buffer>): Promise<void> => {
  for (const message of messages) {
    if (outlet.gone()) return;
    if (!outlet.write(message)) await outlet.drained();
  }
};
