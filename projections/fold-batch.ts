/** Folds a lane's batch: which rows it needs, what becomes of them, of their index entries and of the counters. */
import { counterKey, laneOf, rowKey } from './keys.ts';
import type { Entry, Projection, Table, Touch, ViewEvent } from './projection.ts';
import type { Writes } from './view-store.ts';

/** A stored event lifted for views, with its type. */
export interface TypedEvent extends ViewEvent {
  readonly type: string;
}
interface Step {
  readonly position: number;
  readonly touches: readonly (Touch & { readonly key: string })[];
}
/** A batch before its rows are known. */
export interface Plan {
  readonly steps: readonly Step[];
  /** Rows, and counters that will probably move. */
  readonly keys: ReadonlySet<string>;
}
export interface LaneOfGroup {
  readonly projections: readonly Projection[];
  readonly lane: number;
  readonly lanes: number;
}

/** Plans a batch event by event: names the rows of its own lane that each one touches. */
export const createPlan = ({ projections, lane, lanes }: LaneOfGroup) => {
  const steps: Step[] = [];
  const keys = new Set<string>();
  const add = (event: TypedEvent): void => {
    const touches: Step['touches'][number][] = [];
    for (const { handlers, counters } of projections) {
      const before = touches.length;
      for (const { table, id, evolve } of handlers.get(event.type)?.(event) ?? []) {
        if (laneOf(id, lanes) !== lane) continue;
        const key = rowKey(table, id);
        keys.add(key);
        touches.push({ table, id, evolve, key });
      }
      if (touches.length > before) for (const counter of counters(event)) keys.add(counterKey(counter));
    }
    if (touches.length > 0) steps.push({ position: event.position, touches });
  };
  return { add, plan: { steps, keys } as Plan };
};

/** A row while its batch is folded. */
interface Cell {
  readonly table: Table<unknown>;
  row: unknown;
  watermark: number;
  changed: boolean;
}
type Texts = ReadonlyMap<string, string | null>;
type Amounts = Map<string, number[]>;

export interface Folded {
  readonly rows: ReadonlyMap<string, string | null>;
  /** Per set, whether each member is there afterwards. */
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
  /** What each event adds to counters, in order. */
  readonly moves: readonly { readonly position: number; readonly amounts: ReadonlyMap<string, readonly number[]> }[];
}

const UNSEEN = -1;

const cellOf = ({ table }: Touch, text: string | null | undefined): Cell => {
  if (text === null || text === undefined) return { table, row: undefined, watermark: UNSEEN, changed: false };
  const [version, watermark, ...fields] = JSON.parse(text) as [number, number, ...unknown[]];
  if (version !== table.version) throw new Error(`a row of table ${table.name} has version ${version}`);
  return { table, row: table.unpack(fields), watermark, changed: false };
};

const textOf = ({ table, row, watermark }: Cell) =>
  row === undefined ? null : JSON.stringify([table.version, watermark, ...table.pack(row)]);

const addTally = (amounts: Amounts, { cell, id, sign }: { cell: Cell; id: string; sign: 1 | -1 }) => {
  const tally = cell.row === undefined ? undefined : cell.table.tally(cell.row, id);
  if (!tally) return;
  const key = counterKey(tally.counter);
  const held = amounts.get(key);
  if (!held) amounts.set(key, sign === 1 ? [...tally.amounts] : tally.amounts.map((amount) => -amount));
  else
    for (let slot = 0; slot < tally.amounts.length; slot++)
      held[slot] = (held[slot] ?? 0) + sign * (tally.amounts[slot] ?? 0);
};

const entriesOf = ({ table, row }: Cell, id: string) => (row === undefined ? [] : table.entries(row, id));

const mark = (entries: Folding['entries'], { set, member }: Entry, there: boolean) => {
  const members = entries.get(set) ?? new Map<string, boolean>();
  members.set(member, there);
  entries.set(set, members);
};

const isAmong = (list: readonly Entry[], { set, member }: Entry) => {
  for (const one of list) if (one.member === member && one.set === set) return true;
  return false;
};
/** Also what came and went within one batch: a torn write of a shorter batch may have left it in the index. */
const markEntries = (entries: Folding['entries'], before: readonly Entry[], after: readonly Entry[]) => {
  for (const one of before) if (!isAmong(after, one)) mark(entries, one, false);
  for (const one of after) if (!isAmong(before, one)) mark(entries, one, true);
};

const movesAnything = (amounts: Amounts) => {
  for (const held of amounts.values()) for (const amount of held) if (amount !== 0) return true;
  return false;
};

/** Thrown where an event cannot be folded onto its row. */
export class FoldFault extends Error {
  override readonly name = 'FoldFault';
  readonly position: number;
  constructor(position: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.position = position;
  }
}

type Touched = Step['touches'][number];
interface Folding {
  readonly texts: Texts;
  readonly cells: Map<string, Cell>;
  readonly entries: Map<string, Map<string, boolean>>;
}

/** One event onto one row: what it takes away from indexes and counters, and what it adds. */
const foldTouch = (
  { cells, entries, texts }: Folding,
  one: Touched,
  at: { position: number; amounts: Amounts; seen: Set<string> },
) => {
  const { key, id } = one;
  const { position, amounts, seen } = at;
  const cell = cells.get(key) ?? cellOf(one, texts.get(key));
  cells.set(key, cell);
  if (cell.watermark > position || (cell.watermark === position && !seen.has(key))) return;
  seen.add(key);
  const entriesBefore = entriesOf(cell, id);
  addTally(amounts, { cell, id, sign: -1 });
  const evolved = one.evolve(cell.row);
  cell.changed ||= cell.row !== undefined || evolved !== undefined;
  cell.row = evolved;
  cell.watermark = position;
  markEntries(entries, entriesBefore, entriesOf(cell, id));
  addTally(amounts, { cell, id, sign: 1 });
};

/** @throws FoldFault */
const foldStep = (folding: Folding, { position, touches }: Step): Amounts => {
  const amounts: Amounts = new Map();
  const seen = new Set<string>();
  try {
    for (const one of touches) foldTouch(folding, one, { position, amounts, seen });
  } catch (error) {
    throw new FoldFault(position, error);
  }
  return amounts;
};

/** Event by event; a row that has seen an event, or a later one, does not see it again. */
export const foldRows = (steps: Plan['steps'], texts: Texts): Folded => {
  const folding: Folding = { texts, cells: new Map(), entries: new Map() };
  const moves: { position: number; amounts: Amounts }[] = [];
  for (const step of steps) {
    const amounts = foldStep(folding, step);
    // What two rows move to nothing must count as seen, too: of a torn batch, one of them may be there without the other.
    if (step.touches.length > 1 || movesAnything(amounts)) moves.push({ position: step.position, amounts });
  }
  const changed = [...folding.cells].filter(([, cell]) => cell.changed);
  return { rows: new Map(changed.map(([key, cell]) => [key, textOf(cell)])), entries: folding.entries, moves };
};

/** Counters that the rows moved and nobody has loaded yet. */
export const missingCounters = ({ moves }: Folded, texts: Texts): string[] => {
  const missing = new Set<string>();
  for (const { amounts } of moves) for (const key of amounts.keys()) if (!texts.has(key)) missing.add(key);
  return [...missing];
};

const COUNTER_VERSION = 1;

/** Slots of a counter's row; none where it was never written. */
export const countsIn = (text: string | null | undefined): readonly number[] =>
  text === null || text === undefined ? [] : (JSON.parse(text) as number[]).slice(2);

const watermarkIn = (text: string | null | undefined) =>
  text === null || text === undefined ? UNSEEN : ((JSON.parse(text) as number[])[1] ?? UNSEEN);

const foldCounters = ({ moves }: Folded, texts: Texts): Map<string, string> => {
  const counters = new Map<string, { watermark: number; slots: number[] }>();
  for (const { position, amounts } of moves)
    for (const [key, added] of amounts) {
      const text = texts.get(key);
      const counter = counters.get(key) ?? { watermark: watermarkIn(text), slots: [...countsIn(text)] };
      counters.set(key, counter);
      if (counter.watermark >= position) continue;
      added.forEach((amount, slot) => {
        for (let at = counter.slots.length; at <= slot; at++) counter.slots[at] = 0;
        counter.slots[slot] = (counter.slots[slot] ?? 0) + amount;
      });
      counter.watermark = position;
    }
  return new Map(
    [...counters].map(([key, { watermark, slots }]) => [key, JSON.stringify([COUNTER_VERSION, watermark, ...slots])]),
  );
};

/** Everything a batch writes, in the groups in which it must be written. */
export const writesOf = (folded: Folded, texts: Texts): Writes => ({
  entries: folded.entries,
  counters: foldCounters(folded, texts),
  rows: folded.rows,
});
