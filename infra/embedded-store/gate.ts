/** The embedded store's open calls, and whether new ones are taken: what weather acts upon. */
import type { ServerErrorResponse } from '@grpc/grpc-js';
import { serverNotReady } from './errors.ts';

export type CallKind = 'append' | 'subscription';

export type OpenCall = {
  emit: (event: 'error', error: ServerErrorResponse) => unknown;
  on: (event: string, listener: () => void) => unknown;
};

export type Gate = ReturnType<typeof createGate>;

export const createGate = () => {
  const calls = new Map<OpenCall, { readonly kind: CallKind; readonly close: () => void }>();
  let refusal: (() => ServerErrorResponse) | undefined;
  return {
    /** The error that every call gets at the moment, if any. */
    refusal: (): ServerErrorResponse | undefined => refusal?.(),
    notReady: (): boolean => refusal === serverNotReady,
    refuse: (error: (() => ServerErrorResponse) | undefined): void => {
      refusal = error;
    },
    opened: (kind: CallKind, call: OpenCall, close: () => void): void => {
      calls.set(call, { kind, close });
      for (const end of ['close', 'cancelled', 'finish', 'error']) call.on(end, () => calls.delete(call));
    },
    /** Ends every open call of a kind with an error. */
    abort: (kind: CallKind, error: ServerErrorResponse): number => {
      const concerned = [...calls].filter(([, entry]) => entry.kind === kind);
      for (const [call, entry] of concerned) {
        calls.delete(call);
        entry.close();
        call.emit('error', error);
      }
      return concerned.length;
    },
  };
};
