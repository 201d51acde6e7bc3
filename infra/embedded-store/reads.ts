/** Reads of the embedded store: streams and $all, both ways, page by page out of the log. */
import { invalidArgument, invalidPosition, streamDeleted, unknownError } from './errors.ts';
import { streamNotFound } from './event-message.ts';
import { EVERYTHING } from './filters.ts';
import type { EventLog } from './log.ts';
import { type Outlet, sendAll } from './outlet.ts';
import type { From, ReadRequest, ReadTarget } from './read-request.ts';
import type { Streams } from './streams.ts';

const PAGE = 256;

export type Store = { readonly log: EventLog; readonly streams: Streams; readonly end: () => number };

type StreamTarget = Extract<ReadTarget, { kind: 'stream' }>;

/** Reading begins at an event or behind the last one; anywhere else the real log finds no record. */
export const checkPosition = ({ log, end }: Store, from: From, backwards: boolean): void => {
  if (typeof from !== 'number' || from === 0) return;
  if (backwards ? from === end() : from > log.lastPosition()) return;
  if (!log.holds(from)) throw invalidPosition();
};

type StreamRead = { readonly backwards: boolean; readonly count: number };

/** Pages of a stream's visible events, as long as it is there: metadata may change between two pages. */
const streamPages = function* ({ log, streams }: Store, target: StreamTarget, { backwards, count }: StreamRead) {
  let next = target.from === 'start' ? 0 : target.from === 'end' ? Number.MAX_SAFE_INTEGER : target.from;
  let left = count;
  while (left > 0) {
    const visible = streams.visible(target.name);
    if (visible.kind !== 'there') return;
    const { id: stream, createdFromMs } = visible;
    const limit = Math.min(PAGE, left);
    const page = backwards
      ? log.pageOfStreamBackwards({ stream, from: visible.first, to: next, createdFromMs, limit })
      : log.pageOfStream({ stream, from: Math.max(next, visible.first), createdFromMs, limit });
    const last = page.at(-1);
    if (!last) return;
    yield page;
    if (page.length < limit) return;
    next = backwards ? last[0] - 1 : last[0] + 1;
    left -= page.length;
  }
};

const messagesOf = function* (page: readonly (readonly [number, Buffer])[]) {
  for (const [, message] of page) yield message;
};

const readStream = async (store: Store, target: StreamTarget, outlet: Outlet, read: StreamRead): Promise<void> => {
  if (!read.backwards && target.from === 'end') throw unknownError('Unexpected ReadStreamResult: Error');
  const { kind } = store.streams.visible(target.name);
  if (kind === 'tombstoned') throw streamDeleted(target.name);
  if (kind === 'missing') return sendAll(outlet, [streamNotFound(target.bytes)]);
  for (const page of streamPages(store, target, read)) {
    if (outlet.gone()) return;
    await sendAll(outlet, messagesOf(page));
  }
};

type AllRead = StreamRead & { readonly from: From; readonly filter: ReadRequest['filter'] };

const allPages = function* ({ log }: Store, { from, backwards, count, filter }: AllRead) {
  let next = from === 'start' ? 0 : from === 'end' ? Number.MAX_SAFE_INTEGER : from;
  const limit = filter ? PAGE : Math.min(PAGE, count);
  while (true) {
    const page = filter
      ? backwards
        ? log.describedPageBackwards(next, limit)
        : log.describedPage(next, limit)
      : backwards
        ? log.pageOfAllBackwards(next, limit)
        : log.pageOfAll(next, limit);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    if (page.length < limit) return;
    next = backwards ? last[0] : last[0] + 1;
  }
};

const readAll = async (store: Store, outlet: Outlet, read: AllRead): Promise<void> => {
  checkPosition(store, read.from, read.backwards);
  if (read.from === 'end' && !read.backwards) return;
  const accepts = read.filter?.accepts ?? EVERYTHING;
  let left = read.count;
  for (const page of allPages(store, read)) {
    const wanted: Buffer[] = [];
    for (const [, message, streamName = '', type = ''] of page) {
      if (wanted.length < left && accepts(streamName, type)) wanted.push(message);
    }
    await sendAll(outlet, wanted);
    left -= wanted.length;
    if (left <= 0 || outlet.gone()) return;
  }
};

/** @throws ServerErrorResponse as the end of the call. */
export const serveRead = async (store: Store, request: ReadRequest, outlet: Outlet): Promise<void> => {
  const { target, backwards, count = 0, filter } = request;
  if (count <= 0) throw invalidArgument(`maxCount should be positive. (Parameter 'maxCount')`);
  if (target.kind === 'stream') await readStream(store, target, outlet, { backwards, count });
  else await readAll(store, outlet, { from: target.from, backwards, count, filter });
};
