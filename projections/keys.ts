/** Names within a lane: rows, counters, indexes, checkpoint. Every row pays for the length of its name. */
import { localityOf } from '../domain/kernel/identifier.ts';
import type { Table } from './projection.ts';

export const rowKey = ({ name }: Pick<Table<unknown>, 'name'>, id: string): string =>
  `${name}:${id.slice(id.indexOf('_') + 1)}`;
export const counterKey = (counter: string): string => `n:${counter}`;
export const setKey = (set: string): string => `z:${set}`;

/** The lane of an identifier, whatever it names. */
export const laneOf = (id: string, lanes: number): number => localityOf(id) % lanes;
