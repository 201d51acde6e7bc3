/** Streams/BatchAppend of the embedded store: every append of a client over one call, told apart by correlation id. */
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { ExpectedRevision } from './append-rules.ts';
import { asEvent, BadRequestError, readProposedMessage, readUuid } from './append-wire.ts';
import {
  type Addressee,
  APPEND_BYTES_MAX,
  badRequest,
  failureAnswer,
  NOT_READY,
  outcomeAnswer,
  TIMEOUT,
  TOO_LARGE,
} from './batch-append-answer.ts';
import { type BatchOptions, type BatchPart, readBatchPart } from './batch-append-request.ts';
import type { ProposedEvent } from './event-message.ts';
import type { Gate } from './gate.ts';
import type { Writer } from './writer.ts';

/** An append whose last part has not come by then is given up: the server's own commit timeout. */
const PARTS_MS_MAX = 2000;

type Pending = Addressee & {
  readonly expected: ExpectedRevision;
  readonly events: ProposedEvent[];
  readonly giveUp: NodeJS.Timeout;
  bytes: number;
};

type Conversation = {
  readonly pending: Map<string, Pending>;
  readonly send: (answer: Buffer) => void;
  readonly open: () => boolean;
};

const forget = ({ pending }: Conversation, key: string): void => {
  clearTimeout(pending.get(key)?.giveUp);
  pending.delete(key);
};

const begin = (talk: Conversation, key: string, part: BatchPart & { readonly options: BatchOptions }): void => {
  const { correlation, options } = part;
  const { stream, expected, deadlineMs } = options;
  if (stream === undefined) {
    const refusal = badRequest('Required field StreamIdentifier not set.');
    return talk.send(failureAnswer({ correlation, stream: Buffer.alloc(0) }, refusal));
  }
  const timedOut = failureAnswer({ correlation, stream }, TIMEOUT);
  if (deadlineMs <= 0) return talk.send(timedOut);
  if (talk.pending.has(key)) return;
  if (expected === undefined) throw new BadRequestError('No expected stream position.');
  const giveUp = setTimeout(
    () => {
      talk.pending.delete(key);
      talk.send(timedOut);
    },
    Math.min(deadlineMs, PARTS_MS_MAX),
  );
  talk.pending.set(key, { correlation, stream, expected, events: [], giveUp, bytes: 0 });
};

/** @returns the append once its last part has come. */
const collect = (talk: Conversation, key: string, part: BatchPart): Pending | undefined => {
  const append = talk.pending.get(key);
  if (!append) return undefined;
  for (const bytes of part.messages) {
    const event = asEvent(readProposedMessage(bytes));
    append.bytes += event.data.length;
    append.events.push(event);
  }
  if (append.bytes > APPEND_BYTES_MAX) {
    forget(talk, key);
    talk.send(failureAnswer(append, TOO_LARGE));
    return undefined;
  }
  if (!part.final) return undefined;
  forget(talk, key);
  return append;
};

const write = (talk: Conversation, append: Pending, writer: Writer): void => {
  const { stream, expected, events } = append;
  if (stream.length === 0) throw new BadRequestError("Value cannot be null. (Parameter 'eventStreamId')");
  writer.write({
    kind: 'append',
    stream: stream.toString('utf8'),
    expected,
    events,
    cancelled: () => !talk.open(),
    answer: (outcome) => talk.send(outcomeAnswer(append, outcome, expected)),
  });
};

const take = (talk: Conversation, part: BatchPart, { writer, gate }: BatchAppendParts): void => {
  const { correlation, options } = part;
  try {
    const key = readUuid(correlation);
    if (options) begin(talk, key, { ...part, options });
    const append = collect(talk, key, part);
    if (!append) return;
    const refused = gate.refusal();
    if (gate.notReady()) talk.send(failureAnswer(append, NOT_READY));
    else if (refused) gate.abort('append', refused);
    else write(talk, append, writer);
  } catch (error) {
    // As in the real server such an append stays pending, so that a second answer follows when it is given up.
    if (!(error instanceof BadRequestError)) throw error;
    talk.send(failureAnswer({ correlation, stream: options?.stream ?? Buffer.alloc(0) }, badRequest(error.message)));
  }
};

export type BatchAppendParts = { readonly writer: Writer; readonly gate: Gate };

export const serveBatchAppend = (call: ServerDuplexStream<Buffer, Buffer>, parts: BatchAppendParts): void => {
  let open = true;
  const talk: Conversation = {
    pending: new Map(),
    send: (answer) => void (open && call.write(answer)),
    open: () => open,
  };
  const close = (): void => {
    open = false;
    for (const key of [...talk.pending.keys()]) forget(talk, key);
  };
  const finish = (): void => {
    if (parts.writer.busy()) setImmediate(finish);
    else if (open) call.end();
  };
  parts.gate.opened('append', call, close);
  call.on('data', (bytes: Buffer) => take(talk, readBatchPart(bytes), parts));
  call.on('end', finish);
  call.on('cancelled', close);
  call.on('error', close);
};
