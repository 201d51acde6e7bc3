// Calls of the Streams service with messages as bytes, on the official client's connection, credentials and search for the leader.
import type { EventStoreDBClient } from '@eventstore/db-client';
import { type ClientDuplexStream, type ClientReadableStream, makeGenericClientConstructor } from '@grpc/grpc-js';

export type AppendCall = ClientDuplexStream<Buffer, Buffer>;
export type ReadCall = ClientReadableStream<Buffer>;

const unchanged = (bytes: Buffer) => bytes;
const asBytes = {
  ...{ requestSerialize: unchanged, requestDeserialize: unchanged },
  ...{ responseSerialize: unchanged, responseDeserialize: unchanged },
};
const STREAMS = 'event_store.client.streams.Streams';

/** The service as the server defines it. */
const Streams = makeGenericClientConstructor(
  {
    batchAppend: { path: `/${STREAMS}/BatchAppend`, requestStream: true, responseStream: true, ...asBytes },
    read: { path: `/${STREAMS}/Read`, requestStream: false, responseStream: true, ...asBytes },
  },
  STREAMS,
);
type StreamsClient = InstanceType<typeof Streams>;

/** How the client gives its connection to calls of another making; its own calls are written on these two. */
interface ClientParts {
  GRPCStreamCreator<Call>(
    client: typeof Streams,
    name: string,
    create: (client: StreamsClient) => Call,
    cache?: WeakMap<StreamsClient, unknown>,
  ): () => Promise<Call>;
  callArguments(options: object, callOptions: { readonly deadline: number }): readonly unknown[];
}

const UNLIMITED = { deadline: Number.POSITIVE_INFINITY };

/** @returns the call on which all appends go, begun anew after it broke; `listen` is told of each */
export const appendCalls = (
  client: EventStoreDBClient,
  listen: (call: AppendCall) => void,
): (() => Promise<AppendCall>) => {
  const parts = client as unknown as ClientParts;
  const begin = (streams: StreamsClient) => {
    const call = (streams.batchAppend as (...args: readonly unknown[]) => AppendCall)(
      ...parts.callArguments({}, UNLIMITED),
    );
    listen(call);
    return call;
  };
  return parts.GRPCStreamCreator(Streams, 'batchAppend', begin, new WeakMap());
};

export const readCall = (client: EventStoreDBClient, request: Buffer): Promise<ReadCall> => {
  const parts = client as unknown as ClientParts;
  const begin = (streams: StreamsClient) =>
    (streams.read as (...args: readonly unknown[]) => ReadCall)(request, ...parts.callArguments({}, UNLIMITED));
  return parts.GRPCStreamCreator(Streams, 'read', begin)();
};
