/** One walk of the feeder through the log: where it stands, and the next page, asked for before it is needed. */
import type { StoredEvent } from '../domain/kernel/event-log.ts';
import { START } from '../projections/checkpoint.ts';
import type { Checkpoint } from '../projections/view-store.ts';
import { positionIn } from './lane-job.ts';
import type { Page, Pages } from './pages.ts';

export interface Reader {
  /** Where it began. */
  readonly start: bigint | null;
  /** Everything up to here was read. */
  after: bigint | null;
  last: StoredEvent | null;
  count: number;
  /** Whether nothing more was there. */
  ended: boolean;
  ahead: Promise<Page> | undefined;
}

const afterOf = (position: number) => (position === START ? null : BigInt(position));
export const readerFrom = (position: number): Reader => ({
  start: afterOf(position),
  after: afterOf(position),
  ...{ last: null, count: 0, ended: false, ahead: undefined },
});

/** @returns the events of the next page */
export const readOn = async (reader: Reader, pages: Pages): Promise<readonly StoredEvent[]> => {
  const asked = reader.ahead ?? pages.page(reader.after);
  reader.ahead = undefined;
  const page = await asked;
  reader.after = page.next ?? reader.after;
  reader.ended = page.end;
  return page.events;
};

/** Asks for the next page while this one is being cut. */
export const readAhead = (reader: Reader, pages: Pages): void => {
  if (reader.ended || reader.ahead) return;
  reader.ahead = pages.page(reader.after);
  // Whoever needs the page meets its error.
  reader.ahead.catch(() => undefined);
};

export const positionRead = ({ after }: Reader): bigint => after ?? -1n;

/** The checkpoint of whoever has had all that was read. */
export const readingOf = ({ last, count }: Reader, epoch: string): { last: Checkpoint | null; count: number } => {
  if (!last) return { last: null, count };
  const { id, stream, revision } = last;
  return { last: { epoch, position: positionIn(last), id, stream, revision: Number(revision) }, count };
};
