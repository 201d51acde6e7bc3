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

/** So many messages are on their way to a reader at once. */
const UNDER_WAY_MAX = 64;

/**
 * The stream of a call hands over one message a turn of the event loop, and beside many appends a turn takes milliseconds:
 * so a reader would get no more than some hundreds of events a second. What lies under it takes them all.
 */
type Sender = { readonly call: { sendMessage(message: Buffer, sent: () => void): void } };

export const createOutlet = (call: ReadCall): Outlet => {
  const { call: sender } = call as unknown as Sender;
  let underWay = 0;
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
  const sent = (): void => {
    underWay -= 1;
    if (underWay <= UNDER_WAY_MAX / 2) wake();
  };
  const isGone = (): boolean => gone || call.cancelled;
  return {
    gone: isGone,
    whenGone: (left) => {
      if (isGone()) left();
      else waiting.add(left);
    },
    write: (message) => {
      underWay += 1;
      sender.sendMessage(message, sent);
      return underWay < UNDER_WAY_MAX;
    },
    drained: () =>
      new Promise((resolve) => {
        if (isGone() || underWay < UNDER_WAY_MAX) return resolve();
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
