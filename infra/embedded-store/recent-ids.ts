/** Where the embedded store wrote the last events, by id: what tells a repetition when no particular revision is expected. */
import type { EventLog } from './log.ts';

/** As the real server, it remembers so many and forgets older ones; unlike it, it knows some again after a restart. */
const REMEMBERED = 200_000;
const KNOWN_AGAIN = 10_000;

export type WrittenAt = { readonly stream: number; readonly revision: number };

export type RecentIds = ReturnType<typeof createRecentIds>;

export const textOfId = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export const createRecentIds = (log: EventLog) => {
  const places = new Map<string, WrittenAt>();
  const remember = (id: string, place: WrittenAt): void => {
    places.delete(id);
    places.set(id, place);
    if (places.size <= REMEMBERED) return;
    for (const oldest of places.keys()) {
      places.delete(oldest);
      return;
    }
  };
  const recall = (): void => {
    places.clear();
    for (const [id, stream, revision] of log.lastIds(KNOWN_AGAIN)) remember(textOfId(id), { stream, revision });
  };
  recall();
  return {
    remember,
    /** Of several events under one id the last. */
    find: (id: string): WrittenAt | undefined => places.get(id),
    /** After a transaction that was rolled back. */
    recall,
  };
};
