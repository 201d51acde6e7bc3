// What a process does when an exception comes out of a callback of the event store client: it says so and ends, to be started anew.
import { createLogger } from '../logging.ts';

/** EX_SOFTWARE of sysexits: an internal fault, so that a supervisor can tell it from a wrong setting. */
export const CLIENT_FAULT_EXIT_CODE = 70;

/** Nothing can be trusted afterwards: every later append of a client that has thrown hangs for ever. */
export const endProcess = (error: unknown): void => {
  createLogger({ process: 'event-store' }).fatal({ err: error }, 'an exception came out of a callback: ending');
  process.exit(CLIENT_FAULT_EXIT_CODE);
};

/** For `main.ts` files only. @returns takes it back */
export const exitOnClientFault = (fatal: (error: unknown) => void = endProcess): (() => void) => {
  process.on('uncaughtException', fatal);
  process.on('unhandledRejection', fatal);
  return () => {
    process.off('uncaughtException', fatal);
    process.off('unhandledRejection', fatal);
  };
};
