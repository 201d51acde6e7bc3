/** Streams/BatchAppend of the embedded store: every append of a client over one call, told apart by correlation id. */
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { ExpectedRevision } from './append-rules.ts';
import {
  asEvent,
  asRevision,
  BadRequest,
  batchConflictFields,
  type Failure,
  readProposedMessage,
  readStreamName,
  readUuid,
  statusFields,
  successFields,
} from './append-wire.ts';
import type { ProposedEvent } from './event-message.ts';
import type { Gate } from './gate.ts';
import { bytesField, numberField, readFields } from './wire.ts';
import type { Outcome, Writer } from './writer.ts';

export const APPEND_BYTES_MAX = 1024 * 1024;
/** An append whose last part has not come by then is given up: the server's own commit timeout. */
const PARTS_MS_MAX = 2000;

const TIMEOUT: Failure = { code: 4, message: 'Timeout', type: 'event_store.client.Timeout' };
const TOO_LARGE: Failure = {
  code: 3,
  message: 'MaximumAppendSizeExceeded',
  type: 'event_store.client.MaximumAppendSizeExceeded',
  fields: [numberField(1, APPEND_BYTES_MAX)],
};
const UNKNOWN: Failure = { code: 2, message: 'Unknown', type: 'event_store.client.Unknown' };
const NOT_READY: Failure = { code: 0, message: 'Server Is Not Ready', type: 'google.protobuf.Empty' };
const badRequest = (message: string): Failure => ({
  code: 3,
  message: 'BadRequest',
  type: 'event_store.client.BadRequest',
  fields: [bytesField(1, message)],
});

type Options = { readonly stream: Buffer | undefined; readonly expected: ExpectedRevision | undefined; readonly deadlineMs: number };

type Part = {
  correlation: Buffer;
  options: Options | undefined;
  messages: Buffer[];
  final: boolean;
};

type Pending = {
  readonly correlation: Buffer;
  readonly stream: Buffer;
  readonly expected: ExpectedRevision;
  readonly events: ProposedEvent[];
  bytes: number;
  readonly giveUp: NodeJS.Timeout;
};

const readSeconds = (bytes: Buffer): number => {
  let ms = 0;
  readFields(bytes, (field, value) => {
    if (typeof value !== 'number') return;
    ms += field === 1 ? value * 1000 : value / 1e6;
  });
  return ms;
};

const readOptions = (bytes: Buffer): Options => {
  let stream: Buffer | undefined;
  let expected: ExpectedRevision | undefined;
  let deadlineMs = Number.POSITIVE_INFINITY;
  readFields(bytes, (field, value) => {
    if (typeof value === 'number') {
      if (field === 2) expected = asRevision(value);
      return;
    }
    if (field === 1) stream = readStreamName(value);
    if (field === 3) expected = 'no_stream';
    if (field === 4) expected = 'any';
    if (field === 5) expected = 'stream_exists';
    if (field === 6) deadlineMs = readSeconds(value) - Date.now();
    if (field === 7) deadlineMs = readSeconds(value);
  });
  return { stream, expected, deadlineMs };
};

const readPart = (bytes: Buffer): Part => {
  const part: Part = { correlation: Buffer.alloc(0), options: undefined, messages: [], final: false };
  readFields(bytes, (field, value) => {
    if (typeof value === 'number') part.final = field === 4 ? value !== 0 : part.final;
    else if (field === 1) part.correlation = value;
    else if (field === 2) part.options = readOptions(value);
    else if (field === 3) part.messages.push(value);
  });
  return part;
};

const outcomeFields = (outcome: Outcome, pending: Pending): Buffer => {
  if (outcome.kind === 'written') return bytesField(3, ...successFields(outcome));
  const failure: Failure =
    outcome.kind === 'deleted'
      ? { code: 5, message: 'StreamDeleted', type: 'event_store.client.StreamDeleted', fields: [bytesField(1, bytesField(3, pending.stream))] }
      : outcome.kind === 'wrong-revision'
        ? {
            code: 6,
            message: 'WrongExpectedVersion',
            type: 'event_store.client.WrongExpectedVersion',
            fields: batchConflictFields(pending.expected, outcome.lastRevision),
          }
        : UNKNOWN;
  return bytesField(2, ...statusFields(failure));
};

type Call = ServerDuplexStream<Buffer, Buffer>;

/** One client's call; the gate says when nothing may be taken in, and gets told which calls are open. */
export const serveBatchAppend = (call: Call, writer: Writer, gate: Gate): void => {
  const parts = new Map<string, Pending>();
  let open = true;

  const send = (correlation: Buffer, stream: Buffer, result: Buffer): void => {
    if (open) call.write(Buffer.concat([bytesField(1, correlation), result, bytesField(4, bytesField(3, stream))]));
  };
  const refuse = (correlation: Buffer, stream: Buffer, failure: Failure): void =>
    send(correlation, stream, bytesField(2, ...statusFields(failure)));

  const forget = (key: string): void => {
    clearTimeout(parts.get(key)?.giveUp);
    parts.delete(key);
  };

  const begin = (key: string, correlation: Buffer, { stream, expected, deadlineMs }: Options): void => {
    if (stream === undefined) return refuse(correlation, Buffer.alloc(0), badRequest('Required field StreamIdentifier not set.'));
    if (deadlineMs <= 0) return refuse(correlation, stream, TIMEOUT);
    if (parts.has(key)) return;
    if (expected === undefined) throw new BadRequest('No expected stream position.');
    const giveUp = setTimeout(
      () => {
        parts.delete(key);
        refuse(correlation, stream, TIMEOUT);
      },
      Math.min(deadlineMs, PARTS_MS_MAX),
    );
    parts.set(key, { correlation, stream, expected, events: [], bytes: 0, giveUp });
  };

  const write = (pending: Pending): void => {
    const { correlation, stream, expected, events } = pending;
    if (stream.length === 0) throw new BadRequest("Value cannot be null. (Parameter 'eventStreamId')");
    if (gate.notReady()) return refuse(correlation, stream, NOT_READY);
    writer.write({
      kind: 'append',
      stream: stream.toString('utf8'),
      expected,
      events,
      cancelled: () => !open,
      answer: (outcome) => send(correlation, stream, outcomeFields(outcome, pending)),
    });
  };

  const take = (part: Part, key: string): void => {
    if (part.options) begin(key, part.correlation, part.options);
    const pending = parts.get(key);
    if (!pending) return;
    for (const bytes of part.messages) {
      const event = asEvent(readProposedMessage(bytes));
      pending.bytes += event.data.length;
      pending.events.push(event);
    }
    if (pending.bytes > APPEND_BYTES_MAX) {
      forget(key);
      return refuse(part.correlation, pending.stream, TOO_LARGE);
    }
    if (!part.final) return;
    forget(key);
    write(pending);
  };

  const close = (): void => {
    open = false;
    for (const key of [...parts.keys()]) forget(key);
  };

  gate.opened('append', call, close);
  call.on('data', (bytes: Buffer) => {
    const part = readPart(bytes);
    try {
      take(part, readUuid(part.correlation));
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      refuse(part.correlation, part.options?.stream ?? Buffer.alloc(0), badRequest(error.message));
    }
  });
  call.on('end', () => {
    // Appends under way are still answered; the call ends behind them.
    const finish = (): void => {
      if (writer.busy()) setImmediate(finish);
      else if (open) call.end();
    };
    finish();
  });
  call.on('cancelled', close);
  call.on('error', close);
};
