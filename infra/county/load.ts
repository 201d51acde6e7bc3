// Loads the synthetic county into a ledger through its API, so many commands at a time, in an order that its people would recognise.
import type { CountyCommand } from './command.ts';
import { createIdentifiers } from './identifiers.ts';
import { type Posting, postingOf } from './routes.ts';
import { createSchedule } from './schedule.ts';
import { type SendingOptions, send } from './sending.ts';

export interface LoadOptions extends SendingOptions {
  readonly inFlight: number;
  /** Told after every answer. */
  readonly answered: (count: number) => void;
}

export interface Loaded {
  readonly commands: number;
  /** Of them, carried out by an earlier run, as far as the ledger tells. */
  readonly repeated: number;
  readonly unchanged: number;
  /**
   * The last command about a subject that was there before, as it was sent: whoever is told that it is a repeat knows
   * that everything is there. What creates its subject is never told from its repeat.
   */
  readonly last: Posting;
}

/** @throws CommandRefusedError, or Error when the ledger did not answer in time */
export const loadCounty = async (commands: readonly CountyCommand[], options: LoadOptions): Promise<Loaded> => {
  const schedule = createSchedule(commands);
  const { identifierOf, learn } = createIdentifiers();
  const counts = { commands: 0, repeated: 0, unchanged: 0 };
  const lastToTell = commands.findLast(({ creates }) => creates === undefined);
  let last: Posting | undefined;
  let underWay = 0;

  const carryOut = async (command: CountyCommand): Promise<void> => {
    const posting = postingOf(command, identifierOf);
    const answer = await send(options, posting);
    learn(command, answer.id);
    counts.commands += 1;
    if (answer.repeated) counts.repeated += 1;
    else if (answer.unchanged) counts.unchanged += 1;
    if (command === lastToTell) last = posting;
    options.answered(counts.commands);
    schedule.done(command);
  };
  await new Promise<void>((finished, failed) => {
    const fill = (): void => {
      while (underWay < options.inFlight && !options.stop?.aborted) {
        const command = schedule.next();
        if (!command) break;
        underWay += 1;
        carryOut(command).then(() => {
          underWay -= 1;
          fill();
        }, failed);
      }
      if (underWay === 0) finished();
    };
    fill();
  });
  if (!last || counts.commands < commands.length) throw new Error('stopped before the county was whole');
  return { ...counts, last };
};
