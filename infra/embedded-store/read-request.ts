/** What a caller of Streams/Read asks of the embedded store, decoded with the message classes that the official client ships. */
import streamsMessages from '@eventstore/db-client/generated/streams_pb.js';
import { invalidArgument } from './errors.ts';
import { createFilter, type EventFilter } from './filters.ts';

export type From = number | 'start' | 'end';

export type ReadTarget =
  | { readonly kind: 'stream'; readonly name: string; readonly bytes: Buffer; readonly from: From }
  | { readonly kind: 'all'; readonly from: From };

export type FilterRequest = {
  readonly accepts: EventFilter;
  readonly window: number;
  readonly checkpointEvery: number;
};

export type ReadRequest = {
  readonly target: ReadTarget;
  readonly backwards: boolean;
  /** Events at most; none for a subscription. */
  readonly count: number | undefined;
  readonly filter: FilterRequest | undefined;
};

const SEARCH_WINDOW_DEFAULT = 32;

type Options = InstanceType<typeof streamsMessages.ReadReq.Options>;

const readTarget = (options: Options): ReadTarget => {
  const stream = options.getStream();
  if (stream) {
    const bytes = Buffer.from(stream.getStreamIdentifier()?.getStreamName_asU8() ?? []);
    const from = stream.hasStart() ? 'start' : stream.hasEnd() ? 'end' : Number(stream.getRevision());
    return { kind: 'stream', name: bytes.toString('utf8'), bytes, from };
  }
  const all = options.getAll();
  if (!all) throw invalidArgument('Neither a stream nor $all was asked for.');
  const position = all.getPosition();
  if (position) return { kind: 'all', from: Number(position.getCommitPosition()) };
  return { kind: 'all', from: all.hasEnd() ? 'end' : 'start' };
};

const readFilter = (options: Options): FilterRequest | undefined => {
  const filter = options.getFilter();
  if (!filter) return undefined;
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType();
  if (!expression) throw invalidArgument('The filter has no expression.');
  const window = filter.hasMax() ? filter.getMax() : SEARCH_WINDOW_DEFAULT;
  const multiplier = filter.getCheckpointintervalmultiplier();
  if (multiplier === 0 && options.hasSubscription())
    throw invalidArgument('checkpointIntervalMultiplier must not be 0.');
  const on = byStream ? 'stream' : 'type';
  try {
    const accepts = createFilter({ on, regex: expression.getRegex(), prefixes: expression.getPrefixList() });
    return { accepts, window, checkpointEvery: multiplier * window };
  } catch (error) {
    throw invalidArgument(error instanceof Error ? error.message : String(error));
  }
};

/** @throws ServerErrorResponse for a request that cannot be served. */
export const readReadRequest = (bytes: Uint8Array): ReadRequest => {
  const options = streamsMessages.ReadReq.deserializeBinary(bytes).getOptions();
  if (!options) throw invalidArgument('The request has no options.');
  const request: ReadRequest = {
    target: readTarget(options),
    backwards: options.getReadDirection() === streamsMessages.ReadReq.Options.ReadDirection.BACKWARDS,
    count: options.hasSubscription() ? undefined : Number(options.getCount()),
    filter: readFilter(options),
  };
  if (request.count === undefined && request.backwards) throw invalidArgument('A subscription cannot go backwards.');
  return request;
};
