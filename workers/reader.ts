/** One walk of the feeder through the log: where it began, where it stands, and what it has counted. */
import type { StoredEvent } from '../domain/kernel/event-log.ts';
import { START } from '../projections/checkpoint.ts';
import type { Checkpoint } from '../projections/view-store.ts';
import { positionIn } from './lane-job.ts';
import type { Pages } from './pages.ts';

export interface Reader {
  /** Where it began. */
  readonly start: bigint | null;
  /** Everything up to here was read. */
  after: bigint | null;
  last: StoredEvent | null;
  count: number;
  /** Whether nothing more was there. */
  ended: boolean;
}

const afterOf = (position: number) => (position === START ? null : BigInt(position));
export const readerFrom = (position: number): Reader => ({
  start: afterOf(position),
  after: afterOf(position),
  ...{ last: null, count: 0, ended: false },
});

/** @param since when the log last may have grown, as `mark` told it. @returns the events of the next page */
export const readOn = async (reader: Reader, pages: Pages, since: number): Promise<readonly StoredEvent[]> => {
  const page = await pages.page(reader.after, since);
  reader.after = page.next ?? reader.after;
  reader.ended = page.end;
  return page.events;
};

export const positionRead = ({ after }: Reader): bigint => after ?? -1n;

/** The checkpoint of whoever has had all that was read. */
export const readingOf = ({ last, count }: Reader, epoch: string): { last: Checkpoint | null; count: number } => {
  if (!last) return { last: null, count };
  const { id, stream, revision } = last;
  return { last: { epoch, position: positionIn(last), id, stream, revision: Number(revision) }, count };
};
