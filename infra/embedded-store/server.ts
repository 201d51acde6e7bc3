/** The embedded store as a gRPC server: the calls of the official client that it serves; every other one answers UNIMPLEMENTED. */
import { createServer as createTcpServer, type Socket } from 'node:net';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featuresMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import {
  type handleUnaryCall,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { serveBatchAppend } from './batch-append.ts';
import { serveDelete } from './deletes.ts';
import { unknownError } from './errors.ts';
import type { Gate } from './gate.ts';
import { createOutlet, type ReadCall } from './outlet.ts';
import { readReadRequest } from './read-request.ts';
import { serveRead } from './reads.ts';
import { type SubscriptionParts, serveSubscription } from './subscriptions.ts';
import { serveAppend } from './unary-append.ts';
import type { Writer } from './writer.ts';

/** The release whose answers this store gives. */
const SERVER_VERSION = '23.10.6';
const STREAMS_PATH = 'event_store.client.streams.streams';
const METHODS = ['append', 'batchappend', 'delete', 'read', 'tombstone'];
/** What one connection of the real server carries at once. */
const CALLS_PER_CONNECTION = 100;
const REQUEST_BYTES_MAX = 17 * 1024 * 1024;
const HOST = '127.0.0.1';

type Method = Omit<MethodDefinition<unknown, unknown>, `request${string}` | `response${string}`> & {
  readonly requestStream: boolean;
  readonly responseStream: boolean;
};

/** Requests and answers travel as bytes: each call decodes what it needs. */
const asBytes = ({ path, requestStream, responseStream }: Method): MethodDefinition<Buffer, Buffer> => ({
  path,
  requestStream,
  responseStream,
  requestSerialize: (bytes) => bytes,
  requestDeserialize: (bytes) => bytes,
  responseSerialize: (bytes) => bytes,
  responseDeserialize: (bytes) => bytes,
});

const streamsDefinition = (): ServiceDefinition => {
  const { read, append, delete: remove, tombstone, batchAppend } = streamsGrpc.StreamsService;
  return {
    read: asBytes(read),
    append: asBytes(append),
    delete: asBytes(remove),
    tombstone: asBytes(tombstone),
    batchAppend: asBytes(batchAppend),
  };
};

type SupportedMethods = InstanceType<typeof featuresMessages.SupportedMethods>;

const answerSupportedMethods: handleUnaryCall<unknown, SupportedMethods> = (_, answer) => {
  const supported = new featuresMessages.SupportedMethods();
  supported.setEventStoreServerVersion(SERVER_VERSION);
  for (const name of METHODS) {
    const method = new featuresMessages.SupportedMethod();
    method.setServiceName(STREAMS_PATH);
    method.setMethodName(name);
    supported.addMethods(method);
  }
  answer(null, supported);
};

const endWith = (call: ReadCall, error: unknown): void => {
  if (call.cancelled) return;
  const isAnswer = error instanceof Error && 'code' in error && 'details' in error;
  call.emit('error', isAnswer ? error : unknownError(error instanceof Error ? error.message : String(error)));
};

const serveReads =
  (parts: SubscriptionParts, gate: Gate) =>
  (call: ReadCall): void => {
    const outlet = createOutlet(call);
    const run = async (): Promise<void> => {
      const refused = gate.refusal();
      if (refused) throw refused;
      const request = readReadRequest(call.request);
      if (request.count !== undefined) return serveRead(parts.store, request, outlet);
      gate.opened('subscription', call, () => {});
      await serveSubscription(parts, request, outlet);
    };
    run().then(
      () => call.end(),
      (error: unknown) => endWith(call, error),
    );
  };

export type ServerParts = { readonly subscriptions: SubscriptionParts; readonly writer: Writer; readonly gate: Gate };

export const createServer = ({ subscriptions, writer, gate }: ServerParts): Server => {
  const server = new Server({
    'grpc.max_concurrent_streams': CALLS_PER_CONNECTION,
    'grpc.max_receive_message_length': REQUEST_BYTES_MAX,
    'grpc.max_send_message_length': -1,
    'grpc.enable_channelz': 0,
  });
  server.addService(streamsDefinition(), {
    read: serveReads(subscriptions, gate),
    append: serveAppend(writer, gate),
    delete: serveDelete('soft-delete', writer, gate),
    tombstone: serveDelete('tombstone', writer, gate),
    batchAppend: (call: ServerDuplexStream<Buffer, Buffer>) => serveBatchAppend(call, { writer, gate }),
  });
  server.addService(featuresGrpc.ServerFeaturesService, { getSupportedMethods: answerSupportedMethods });
  return server;
};

export type Listening = {
  readonly host: string;
  readonly port: number;
  /** As a killed process leaves its connections. */
  readonly resetConnections: () => void;
  readonly stop: () => void;
};

/** Port 0 asks for a free one. @throws when the port is taken. */
export const listen = (server: Server, port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
    const sockets = new Set<Socket>();
    const tcp = createTcpServer({ noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      injector.injectConnection(socket);
    });
    tcp.once('error', reject);
    tcp.listen(port, HOST, () => {
      const address = tcp.address();
      resolve({
        host: HOST,
        port: typeof address === 'object' && address ? address.port : port,
        resetConnections: () => {
          for (const socket of sockets) socket.resetAndDestroy();
        },
        stop: () => void tcp.close(),
      });
    });
  });
