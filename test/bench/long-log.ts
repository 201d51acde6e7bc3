// A long log of the registry in short time: the synthetic county's own events, over and over under other identifiers.
import { createHash, randomUUID } from 'node:crypto';
import type { NewEvent, StoredEvent } from '../../domain/kernel/event-log.ts';
import { leafOf } from '../../domain/kernel/codec.ts';
import { base64urlOf, beside, bytesOf, subjectOf } from '../../domain/kernel/identifier.ts';
import type { Crypto } from '../../domain/kernel/ports.ts';
import { generateCounty, SMALL } from '../../infra/county/generate.ts';
import { COUNTY } from '../../infra/county/places.ts';
import { carryOut, countyDeps, everyEvent } from '../county/in-memory.ts';
import type { BareClient } from './bare-client.ts';

const IDENTIFIER = /[phb]_[A-Za-z0-9_-]{22}/g;

type Names = ReadonlyMap<string, string>;
export interface Copied {
  readonly stream: string;
  readonly revision: bigint;
  readonly event: NewEvent;
}

/** A body from the old one and the number of the copy; its first two bytes are the locality, as in every created id. */
const otherBody = (id: string, copy: number): string => {
  const body = createHash('sha256').update(`${copy}${id}`).digest().subarray(0, 14);
  return base64urlOf([...body.subarray(0, 2), ...body]);
};

/** Children keep their tie to their birth, and lie beside their household. */
const namesOf = (events: readonly StoredEvent[], copy: number): Names => {
  const names = new Map<string, string>();
  const rename = (id: string) => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const other = `${id.slice(0, 2)}${otherBody(id, copy)}`;
    names.set(id, other);
    return other;
  };
  for (const { type, stream, data } of events) {
    if (type !== 'birth.BirthReported') continue;
    const { childId, householdId } = data as { childId: string; householdId: string };
    names.set(childId, beside(rename(subjectOf(stream)), 'p', rename(householdId)));
  }
  for (const event of events)
    for (const [id] of `${event.stream} ${JSON.stringify([event.data, event.metadata])}`.matchAll(IDENTIFIER))
      if (bytesOf(id.slice(2)).length === 16) rename(id);
  return names;
};

/** The same event of other people: its sealed bytes open for nobody, which no reader of the registry ever tries. */
const copyOf = (event: StoredEvent, names: Names, crypto: Crypto): Copied => {
  const renamed = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replace(IDENTIFIER, (id) => names.get(id) ?? id)) as T;
  const [stream, data] = [renamed(event.stream), renamed(event.data as NewEvent['data'])];
  const { mac: _, ...open } = renamed(event.metadata as NewEvent['metadata']) as Record<string, unknown>;
  const { type, revision } = event;
  const keys = (open.keys as string[]).toSorted();
  const unsigned = { id: randomUUID(), type, data, metadata: { ...open, keys } };
  const mac = crypto.eventMac(leafOf(crypto, { county: COUNTY, stream, revision }, unsigned));
  return { stream, revision, event: { ...unsigned, metadata: { ...unsigned.metadata, mac } } };
};

export interface LongLog {
  readonly events: number;
  /** Share of each type, in percent. */
  readonly mix: Readonly<Record<string, number>>;
}

const mixOf = (events: readonly StoredEvent[]): LongLog['mix'] => {
  const counts = new Map<string, number>();
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries(
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([type, count]) => [type.slice(type.indexOf('.') + 1), Number(((100 * count) / events.length).toFixed(1))]),
  );
};

const countyEvents = async (
  households: number,
  { crypto, epoch }: { crypto: Crypto; epoch: string },
): Promise<readonly StoredEvent[]> => {
  const { deps, log } = countyDeps(crypto, epoch);
  await carryOut(generateCounty({ ...SMALL, households }), deps);
  return everyEvent(log);
};

/** Households of the county that is copied: small, so that many copies can be written beside each other. */
const HOUSEHOLDS = 80;

/** Fills a store with so many events of the mix, as if as many counties lived side by side, each in its own order. */
export const fillLongLog = async (
  client: BareClient,
  { events: wanted, ...made }: { events: number; crypto: Crypto; epoch: string },
): Promise<LongLog> => {
  const county = await countyEvents(HOUSEHOLDS, made);
  const copies = Array.from({ length: Math.ceil(wanted / county.length) }, (_, copy) => copy);
  const writeCopy = async (copy: number): Promise<void> => {
    const names = namesOf(county, copy);
    for (const one of county.slice(0, wanted - copy * county.length)) {
      const { stream, revision, event } = copyOf(one, names, made.crypto);
      await client.append(stream, revision === 0n ? null : revision - 1n, [event]);
    }
  };
  await Promise.all(copies.map(writeCopy));
  return { events: wanted, mix: mixOf(county) };
};

/** Birth reports of as many children, each with people and a household of its own. */
export const birthCopies = async (count: number, crypto: Crypto, epoch: string): Promise<readonly Copied[]> => {
  const births = (await countyEvents(HOUSEHOLDS, { crypto, epoch })).filter(
    ({ type }) => type === 'birth.BirthReported',
  );
  return Array.from({ length: count }, (_, copy) => {
    const birth = births[copy % births.length] as StoredEvent;
    return copyOf(birth, namesOf([birth], copy), crypto);
  });
};
