// Two folds written apart, one for the views and one for holding them to, say the same of the whole synthetic county.
import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../domain/kernel/event-log.ts';
import { generateCounty, SMALL } from '../../infra/county/generate.ts';
import { type HouseholdRow, households, type PersonRow, persons } from '../../projections/household-rows.ts';
import { householdStatus } from '../../projections/household-status.ts';
import { differences, type ExpectedRows, foldIndependently } from '../drill/independent-fold.ts';
import { countingCrypto } from '../support/fixed-crypto.ts';
import { carryOut, countyDeps, everyEvent } from './in-memory.ts';

/** The projection alone, row by row in memory, packed and unpacked as in the views. */
const projected = (events: readonly StoredEvent[]): ExpectedRows => {
  const rows = { h: new Map<string, unknown>(), p: new Map<string, unknown>() };
  for (const { type, stream, position, data, metadata } of events) {
    const { occurredOn } = metadata as { occurredOn: string };
    const touches = householdStatus.handlers.get(type)?.({
      ...{ data: data as Record<string, unknown>, stream, position: Number(position), occurredOn, isHistory: false },
    });
    for (const { table, id, evolve } of touches ?? []) {
      const of = rows[table.name as 'h' | 'p'];
      const row = evolve(of.get(id));
      if (row === undefined) of.delete(id);
      else of.set(id, table.unpack(JSON.parse(JSON.stringify(table.pack(row))) as unknown[]));
    }
  }
  return {
    households: rows.h as Map<string, HouseholdRow>,
    persons: rows.p as Map<string, PersonRow>,
  };
};

const { deps, log } = countyDeps(countingCrypto(), 'epoch');
await carryOut(generateCounty({ ...SMALL, households: 120 }), deps);
const events = await everyEvent(log);

describe('独立折算 The independent fold', () => {
  it('says of every household and person what the projection says', () => {
    const expected = foldIndependently(events);
    expect([households.name, persons.name]).toEqual(['h', 'p']);
    expect(differences(expected, projected(events)).slice(0, 3)).toEqual([]);
    expect(expected.households.size).toBeGreaterThan(120);
    expect(expected.persons.size).toBeGreaterThan(320);
  });

  it('notices when one event of the log was left out, or seen late', () => {
    const move = events.findLastIndex(({ type }) => type === 'householdRegistration.MovedBetweenHouseholds');
    const death = events.findLastIndex(({ type }) => type === 'person.DeathRecorded');
    const expected = foldIndependently(events);
    for (const left of [move, death])
      expect(differences(expected, projected(events.toSpliced(left, 1))).length).toBeGreaterThan(0);
  });
});
