// Tells the feeders of a process that the log may have grown: one live subscription for all of them, that is never believed for long.
import type { EventStoreDBClient } from '@eventstore/db-client';
import { TimeLimitError } from './fault.ts';
import { pauseMs } from './patience.ts';
import { isConfirmation, subscribeRequest } from './read-messages.ts';
import { type ReadCall, readCall } from './wire-calls.ts';

/** A subscription that died without a word costs a reader this much and no more. */
const POLL_MS = 500;
const CONFIRMED_WITHIN_MS = 5_000;

export interface Doorbell {
  follow(ring: () => void): Promise<{ close(): Promise<void> }>;
  close(): void;
}

interface DoorbellOptions {
  readonly reader: EventStoreDBClient;
  /** A follower that throws when rung is a bug, met in a callback where nobody could catch it. */
  readonly fatal: (error: unknown) => void;
  readonly trouble: (error: unknown) => void;
}

/** Rings every follower once however often it is struck in a turn of the event loop. */
const createBell = (fatal: (error: unknown) => void) => {
  const followers = new Set<() => void>();
  let due = false;
  const ringAll = () => {
    due = false;
    for (const ring of followers) {
      try {
        ring();
      } catch (error) {
        fatal(error);
      }
    }
  };
  const strike = () => {
    if (due) return;
    due = true;
    setImmediate(ringAll);
  };
  return { followers, strike };
};

interface Listening {
  readonly reader: EventStoreDBClient;
  readonly strike: () => void;
  readonly trouble: (error: unknown) => void;
}

/**
 * One subscription, until it is lost. Only the fact that an event came is wanted, so no message is even parsed.
 * @returns how to give it up
 */
const subscribe = ({ reader, strike }: Listening, lost: (error: unknown) => void, stands: () => void): (() => void) => {
  let call: ReadCall | undefined;
  let over = false;
  const end = () => {
    over = true;
    clearTimeout(unconfirmed);
    call?.cancel();
  };
  const lose = (error: unknown) => {
    if (over) return;
    end();
    lost(error);
  };
  const unconfirmed = setTimeout(() => lose(new TimeLimitError('subscription not confirmed')), CONFIRMED_WITHIN_MS);
  const hear = (message: Buffer) => {
    if (isConfirmation(message)) {
      clearTimeout(unconfirmed);
      stands();
    }
    strike();
  };
  readCall(reader, subscribeRequest()).then((begun) => {
    call = begun;
    call.on('error', lose);
    call.on('end', () => lose(new Error('the store ended the subscription')));
    if (over) call.cancel();
    else call.on('data', hear);
  }, lose);
  return end;
};

/** Keeps one subscription alive until told to stop: it ends under bursts, in outages and with its leader, and never resumes. */
const startListening = (listening: Listening) => {
  const { strike, trouble } = listening;
  let failures = 0;
  let hangUp = () => {};
  const stands = () => {
    failures = 0;
  };
  const lost = (error: unknown) => {
    trouble(error);
    // Whatever ended it, much may have happened: readers need not wait until it is back.
    strike();
    const again = setTimeout(listen, pauseMs(failures));
    failures += 1;
    hangUp = () => clearTimeout(again);
  };
  const listen = () => {
    hangUp = subscribe(listening, lost, stands);
  };
  listen();
  return () => hangUp();
};

export const createDoorbell = ({ reader, fatal, trouble }: DoorbellOptions): Doorbell => {
  const { followers, strike } = createBell(fatal);
  let stop: (() => void) | undefined;
  const start = () => {
    const hangUp = startListening({ reader, strike, trouble });
    const poll = setInterval(strike, POLL_MS);
    return () => {
      clearInterval(poll);
      hangUp();
    };
  };
  const stopWhenUnused = () => {
    if (followers.size > 0) return;
    stop?.();
    stop = undefined;
  };
  return {
    async follow(ring) {
      // A follower of its own each time, so that the same function may follow twice.
      const follower = () => ring();
      followers.add(follower);
      stop ??= start();
      strike();
      return {
        async close() {
          followers.delete(follower);
          stopWhenUnused();
        },
      };
    },
    close() {
      followers.clear();
      stopWhenUnused();
    },
  };
};
