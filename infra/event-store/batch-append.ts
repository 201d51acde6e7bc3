// Appends over one call of Streams/BatchAppend, each known by its correlation.
import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { type Answer, appendAnswer, appendRequest, type Proposal } from './append-messages.ts';
import { TimeLimitError } from './fault.ts';
import { limited } from './patience.ts';
import { type AppendCall, appendCalls } from './wire-calls.ts';

/** How long the store may take to write, by its own clock. */
const DEADLINE_MS = 10_000;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}
type Bank = Map<string, Waiting>;

const failAll = (bank: Bank, error: unknown) => {
  const all = [...bank.values()];
  bank.clear();
  for (const { reject } of all) reject(error);
};

const listen = (call: AppendCall, bank: Bank) => {
  call.on('data', (bytes: Buffer) => {
    const { correlation, answer } = appendAnswer(bytes);
    const waiting = bank.get(correlation);
    bank.delete(correlation);
    waiting?.resolve(answer);
  });
  call.on('error', (error: unknown) => failAll(bank, error));
  call.on('end', () => failAll(bank, new TimeLimitError('the store ended the call')));
};

export type AppendOnce = (proposal: Proposal, ms: number) => Promise<Answer>;

/** @returns one try of an append. It throws what a call that breaks throws, and `TimeLimitError` */
export const createBatchAppend = (client: EventStoreDBClient): AppendOnce => {
  const banks = new WeakMap<AppendCall, Bank>();
  const calls = appendCalls(client, (call) => {
    const bank: Bank = new Map();
    banks.set(call, bank);
    listen(call, bank);
  });
  return async (proposal, ms) => {
    const call = await limited(calls(), ms);
    const bank = banks.get(call);
    if (!bank || call.destroyed) throw new TimeLimitError('the call was broken');
    const correlation = randomUUID();
    return new Promise<Answer>((resolve, reject) => {
      const late = setTimeout(() => {
        bank.delete(correlation);
        reject(new TimeLimitError(`no answer within ${Math.round(ms)} ms`));
      }, ms);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(late);
          settle(value);
        };
      bank.set(correlation, { resolve: settled(resolve), reject: settled(reject) });
      call.write(appendRequest(correlation, proposal, Date.now() + DEADLINE_MS));
    });
  };
};
