/** 拒绝台账 Commands that offices were refused, for inspectors: which demand, under which code, how often; never about whom (RM-23). */
import type { refusal } from '../domain/accountability/refusals.ts';
import { on, type Projection, type Table, touch } from './projection.ts';

/** One refusal as an inspector reads it. */
export interface RefusalRow {
  readonly on: string;
  readonly code: string;
  /** `category.Command`. */
  readonly command: string;
  /** Names of the fields that demanded it. */
  readonly fields: readonly string[];
  readonly office: string;
  readonly role: string;
}

const COUNTY_DIGITS = 6;
const POSITION_DIGITS = 16;
export const ofOffice = (office: string) => `o:${office}`;
/** An office and the county it belongs to; a county office is both. */
const placesOf = (office: string) => [...new Set([office.slice(0, COUNTY_DIGITS), office])];
const refusalId = (office: string, position: number) =>
  `of_${office}-${String(position).padStart(POSITION_DIGITS, '0')}`;
export const countOf = (office: string, code: string) => `r:${office} ${code}`;

export const refusals: Table<RefusalRow> = {
  name: 'r',
  version: 1,
  pack: ({ on: day, code, command, fields, office, role }) => [day, code, command, fields, office, role],
  unpack: ([day, code, command, fields, office, role]) => ({
    ...{ on: String(day), code: String(code), command: String(command), fields: fields as string[] },
    ...{ office: String(office), role: String(role) },
  }),
  entries: ({ on: day, office }, id) =>
    placesOf(office).map((place) => ({ set: ofOffice(place), member: `${day} ${id}` })),
  tally: ({ office, code }) => ({ counter: countOf(office, code), amounts: [1] }),
};

export const refusalLog: Projection = {
  name: 'refusal-log',
  handlers: new Map(
    on<typeof refusal>('refusal', {
      CommandRefused: ({ data, occurredOn, position }) => [
        touch(refusals, refusalId(data.office, position), () => ({ on: occurredOn, ...data })),
      ],
    }),
  ),
  counters: ({ data }) => [countOf(String(data['office']), String(data['code']))],
};
