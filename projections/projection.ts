/** The kernel of read models, for whoever adds one: pure rows that evolve by events, with indexes and counters as functions of them. */
import type { AnyDecider, EventOf } from '../domain/kernel/decider.ts';

/** An event as a projection sees it: sealed fields closed (`{ $c }`), data lifted to the current version. */
export interface ViewEvent<D = Readonly<Record<string, unknown>>> {
  readonly data: D;
  readonly stream: string;
  readonly position: number;
  /** Civil date of the fact, or its month. */
  readonly occurredOn: string;
  /** Whether an import brought it in: what happened long ago, told now. */
  readonly isHistory: boolean;
}

/** An entry of an index: in which ordered set, and the text that sorts there. */
export interface Entry {
  readonly set: string;
  readonly member: string;
}
/** What a row adds to a counter, slot by slot. */
export interface Tally {
  readonly counter: string;
  readonly amounts: readonly number[];
}

/** One kind of row. */
export interface Table<R> {
  /** Begins the key of each of its rows; a letter, as every row pays for it. */
  readonly name: string;
  /** Of the row's form; the first element of its text. */
  readonly version: number;
  /** The row as a list, after version and watermark. */
  readonly pack: (row: R) => readonly unknown[];
  readonly unpack: (fields: readonly unknown[]) => R;
  readonly entries: (row: R, id: string) => readonly Entry[];
  readonly tally: (row: R, id: string) => Tally | undefined;
}

/** What an event does to one row. A row lives in the lane of its identifier. */
export interface Touch {
  readonly table: Table<unknown>;
  readonly id: string;
  readonly evolve: (row: unknown) => unknown;
}

/** @param evolve from the row, or none, to the row after the event, or none */
export const touch = <R>(table: Table<R>, id: string, evolve: (row: R | undefined) => R | undefined): Touch => ({
  table: table as Table<unknown>,
  id,
  evolve: evolve as Touch['evolve'],
});

export type Handler = (event: ViewEvent) => readonly Touch[];

export interface Projection {
  readonly name: string;
  /** By stored type, `category.EventName`. What has no entry touches nothing here. */
  readonly handlers: ReadonlyMap<string, Handler>;
  /** Counters that an event most probably moves, so that they come with the rows in one look-up. */
  readonly counters: (event: ViewEvent) => readonly string[];
}

type DataOf<E, T> = Extract<E, { type: T }> extends { data: infer D } ? D : never;
type Handlers<D extends AnyDecider> = {
  readonly [T in EventOf<D>['type']]?: (event: ViewEvent<DataOf<EventOf<D>, T>>) => readonly Touch[];
};

/** Handlers of one decider's events: the map is the list of what is read. */
export const on = <D extends AnyDecider>(category: D['category'], handlers: Handlers<D>): [string, Handler][] =>
  Object.entries(handlers).map(([type, handler]) => [`${category}.${type}`, handler as Handler]);
