/** Reads of the embedded store: streams and $all, both ways, page by page out of the log. */
import { invalidArgument, invalidPosition, streamDeleted, unknownError } from './errors.ts';
import { streamNotFound } from './event-message.ts';
import { EVERYTHING } from './filters.ts';
import type { EventLog } from './log.ts';
import { type Outlet, sendAll } from './outlet.ts';
import { createPaging } from './paging.ts';
import type { From, ReadRequest, ReadTarget } from './read-request.ts';
import type { Streams } from './streams.ts';

export type Store = { readonly log: EventLog; readonly streams: Streams; readonly end: () => number };

type StreamTarget = Extract<ReadTarget, { kind: 'stream' }>;

/** Reading begins at an event or behind the last one; anywhere else the real log finds no record. */
export const checkPosition = ({ log, end }: Store, from: From, backwards: boolean): void => {
  if (typeof from !== 'number' || from === 0) return;
  if (backwards ? from === end() : from > log.lastPosition()) return;
  if (!log.holds(from)) throw invalidPosition();
};

type StreamRead = { readonly backwards: boolean; readonly count: number; readonly outlet: Outlet };

/** Pages of a stream's visible events, as long as it is there: metadata may change between two pages. */
const streamPages = function* ({ log, streams }: Store, target: StreamTarget, { backwards, count }: StreamRead) {
  let next = target.from === 'start' ? 0 : target.from === 'end' ? Number.MAX_SAFE_INTEGER : target.from;
  const paging = createPaging();
  let left = count;
  while (left > 0) {
    const visible = streams.visible(target.name);
    if (visible.kind !== 'there') return;
    const { id: stream, createdFromMs } = visible;
    const limit = Math.min(paging.limit(), left);
    const page = backwards
      ? log.pageOfStreamBackwards({ stream, from: visible.first, to: next, createdFromMs, limit })
      : log.pageOfStream({ stream, from: Math.max(next, visible.first), createdFromMs, limit });
    const last = page.at(-1);
    if (!last) return;
    yield page;
    if (page.length < limit) return;
    paging.had(page);
    next = backwards ? last[0] - 1 : last[0] + 1;
    left -= page.length;
  }
};

const readStream = async (store: Store, target: StreamTarget, read: StreamRead): Promise<void> => {
  const { outlet } = read;
  if (!read.backwards && target.from === 'end') throw unknownError('Unexpected ReadStreamResult: Error');
  const { kind } = store.streams.visible(target.name);
  if (kind === 'tombstoned') throw streamDeleted(target.name);
  if (kind === 'missing') return sendAll(outlet, [streamNotFound(target.bytes)]);
  for (const page of streamPages(store, target, read)) {
    await sendAll(
      outlet,
      page.map(([, message]) => message),
    );
    if (outlet.gone()) return;
  }
};

type AllRead = StreamRead & { readonly from: From; readonly filter: ReadRequest['filter'] };

const pageOfAll = (log: EventLog, { backwards, filter }: AllRead) => {
  if (filter) return backwards ? log.describedPageBackwards : log.describedPage;
  return backwards ? log.pageOfAllBackwards : log.pageOfAll;
};

const allPages = function* ({ log }: Store, read: AllRead) {
  const { from, backwards, filter, count } = read;
  const readPage = pageOfAll(log, read);
  const paging = createPaging();
  let next = from === 'start' ? 0 : from === 'end' ? Number.MAX_SAFE_INTEGER : from;
  while (true) {
    const limit = filter ? paging.limit() : Math.min(paging.limit(), count);
    const page = readPage(next, limit);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    if (page.length < limit) return;
    paging.had(page);
    next = backwards ? last[0] : last[0] + 1;
  }
};

const readAll = async (store: Store, read: AllRead): Promise<void> => {
  const { outlet } = read;
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
  if (target.kind === 'stream') await readStream(store, target, { backwards, count, outlet });
  else await readAll(store, { from: target.from, backwards, count, filter, outlet });
};
