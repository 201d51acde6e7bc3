/** The views as a plain walk through the log makes them: no lanes' jobs, no batches, no store; to compare with what they became. */
import type { Codec } from '../domain/kernel/codec.ts';
import type { EventLog, StoredEvent } from '../domain/kernel/event-log.ts';
import { categoryOf } from '../domain/kernel/identifier.ts';
import type { Group } from '../projections/groups.ts';
import { counterKey, laneOf, rowKey } from '../projections/keys.ts';
import type { Table, Touch, ViewEvent } from '../projections/projection.ts';
import { isHistory } from './lane-job.ts';

interface FoldedRow {
  readonly table: Table<unknown>;
  readonly id: string;
  row: unknown;
  position: number;
}
interface FoldedCounter {
  readonly amounts: number[];
  position: number;
}
/** One lane's rows and counters, each with the position of the last event that changed it. */
export interface FoldedLane {
  readonly rows: Map<string, FoldedRow>;
  readonly counters: Map<string, FoldedCounter>;
}

interface FoldDeps {
  readonly group: Pick<Group, 'categories' | 'projections' | 'lanes'>;
  readonly lift: Codec['lift'];
  /** Only these lanes are kept, as a county's whole views may not fit into one process. */
  readonly lanes: readonly number[];
}

const tallyOf = ({ table, row, id }: FoldedRow) => (row === undefined ? undefined : table.tally(row, id));

const addTally = (sums: Map<string, number[]>, row: FoldedRow, sign: 1 | -1) => {
  const tally = tallyOf(row);
  if (!tally) return;
  const held = sums.get(tally.counter) ?? tally.amounts.map(() => 0);
  tally.amounts.forEach((amount, slot) => {
    held[slot] = (held[slot] ?? 0) + sign * amount;
  });
  sums.set(tally.counter, held);
};

const applyTouch = (lane: FoldedLane, { table, id, evolve }: Touch, position: number, sums: Map<string, number[]>) => {
  const key = rowKey(table, id);
  const held = lane.rows.get(key) ?? { table, id, row: undefined, position };
  addTally(sums, held, -1);
  held.row = evolve(held.row);
  held.position = position;
  addTally(sums, held, 1);
  if (held.row === undefined) lane.rows.delete(key);
  else lane.rows.set(key, held);
};

const applySums = ({ counters }: FoldedLane, sums: ReadonlyMap<string, readonly number[]>, position: number) => {
  for (const [counter, added] of sums) {
    if (added.every((amount) => amount === 0)) continue;
    const held = counters.get(counterKey(counter)) ?? { amounts: added.map(() => 0), position };
    added.forEach((amount, slot) => {
      held.amounts[slot] = (held.amounts[slot] ?? 0) + amount;
    });
    held.position = position;
    counters.set(counterKey(counter), held);
  }
};

const viewOf = (event: StoredEvent, lift: Codec['lift']): ViewEvent => {
  const { schema, occurredOn } = event.metadata as { schema: number; occurredOn: string };
  const place = { stream: event.stream, position: Number(event.position) };
  return { ...place, occurredOn, isHistory: isHistory(event.metadata), data: lift(event, schema, event.data) };
};

export const createIndependentFold = ({ group, lift, lanes: wanted }: FoldDeps) => {
  const lanes = new Map<number, FoldedLane>(wanted.map((lane) => [lane, { rows: new Map(), counters: new Map() }]));
  let read = -1;

  const touchesOf = (event: StoredEvent): readonly Touch[] => {
    if (!group.categories.has(categoryOf(event.stream))) return [];
    const view = viewOf(event, lift);
    return group.projections.flatMap(({ handlers }) => handlers.get(event.type)?.(view) ?? []);
  };

  /** @throws UnreadableEvent */
  const take = (event: StoredEvent) => {
    const position = Number(event.position);
    const sums = new Map<number, Map<string, number[]>>();
    for (const touch of touchesOf(event)) {
      const number = laneOf(touch.id, group.lanes);
      const lane = lanes.get(number);
      if (!lane) continue;
      const own = sums.get(number) ?? new Map<string, number[]>();
      sums.set(number, own);
      applyTouch(lane, touch, position, own);
    }
    for (const [number, own] of sums) {
      const lane = lanes.get(number);
      if (lane) applySums(lane, own, position);
    }
    read = position;
  };

  return {
    lanes,
    /** The last event it has seen. */
    read: () => read,
    take,
    /** Walks on to a position, or to the end. */
    async walk(log: Pick<EventLog, 'page'>, upTo = Number.POSITIVE_INFINITY): Promise<void> {
      let after = read < 0 ? null : BigInt(read);
      for (;;) {
        const { events, next, end } = await log.page(after, PAGE_EVENTS);
        for (const event of events) {
          if (Number(event.position) > upTo) return;
          take(event);
        }
        if (end) return;
        after = next;
      }
    },
  };
};
export type IndependentFold = ReturnType<typeof createIndependentFold>;

const PAGE_EVENTS = 1_000;

export const rowText = ({ table, row, position }: FoldedRow): string =>
  JSON.stringify([table.version, position, ...table.pack(row)]);
