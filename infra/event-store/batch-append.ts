// Appends over one call of Streams/BatchAppend: the official client's connection, credentials and search for the leader, with its own messages.
import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { type ClientDuplexStream, makeGenericClientConstructor } from '@grpc/grpc-js';
import { type Answer, appendAnswer, appendRequest, type Proposal } from './append-messages.ts';
import { TimeLimitError } from './fault.ts';
import { limited } from './patience.ts';

type Call = ClientDuplexStream<Buffer, Buffer>;

const unchanged = (bytes: Buffer) => bytes;
/** The service as the server defines it, with messages as bytes. */
const Streams = makeGenericClientConstructor(
  {
    batchAppend: {
      path: '/event_store.client.streams.Streams/BatchAppend',
      ...{ requestStream: true, responseStream: true },
      ...{ requestSerialize: unchanged, requestDeserialize: unchanged },
      ...{ responseSerialize: unchanged, responseDeserialize: unchanged },
    },
  },
  'event_store.client.streams.Streams',
);

type StreamsClient = InstanceType<typeof Streams>;

/** How the client gives its connection to calls of another making; its own calls are written on these two. */
interface ClientParts {
  GRPCStreamCreator(
    client: typeof Streams,
    name: string,
    create: (client: StreamsClient) => Call,
    cache: WeakMap<StreamsClient, unknown>,
  ): () => Promise<Call>;
  callArguments(options: object, callOptions: { readonly deadline: number }): readonly [unknown, unknown];
}

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

const listen = (call: Call, bank: Bank): Call =>
  call
    .on('data', (bytes: Buffer) => {
      const { correlation, answer } = appendAnswer(bytes);
      const waiting = bank.get(correlation);
      bank.delete(correlation);
      waiting?.resolve(answer);
    })
    .on('error', (error: unknown) => failAll(bank, error))
    .on('end', () => failAll(bank, new TimeLimitError('the store ended the call')));

export type AppendOnce = (proposal: Proposal, ms: number) => Promise<Answer>;

/** @returns one try of an append. It throws what a call that breaks throws, and `TimeLimitError` */
export const createBatchAppend = (client: EventStoreDBClient): AppendOnce => {
  const parts = client as unknown as ClientParts;
  const banks = new WeakMap<Call, Bank>();
  const calls = parts.GRPCStreamCreator(
    Streams,
    'batchAppend',
    (streams) => {
      const bank: Bank = new Map();
      const call = (streams.batchAppend as (...args: readonly unknown[]) => Call)(
        ...parts.callArguments({}, { deadline: Number.POSITIVE_INFINITY }),
      );
      banks.set(call, bank);
      return listen(call, bank);
    },
    new WeakMap(),
  );
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
