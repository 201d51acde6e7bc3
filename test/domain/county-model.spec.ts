// Random histories of two counties at once keep every law that their logs alone can show; a failing seed replays its history.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { feeCase } from '../../domain/legal/fee-case.ts';
import { type FeeEvent, explain } from '../../domain/legal/explanation.ts';
import { type Lived, live } from './county-model/history.ts';
import { broken, ofCategory } from './county-model/invariants.ts';
import { move } from './county-model/moves.ts';

const HISTORIES = 60;
/** Every so many histories one is lived twice. */
const TWICE_OF = 4;
const TIMEOUT_MS = 180_000;
const histories = fc.array(move, { minLength: 1, maxLength: 80, size: 'max' });

/** What is told of every fee case, which the same history tells byte for byte. */
const toldOf = ({ counties }: Lived): string =>
  counties
    .flatMap((told) => ofCategory(told, feeCase.category))
    .map(([, history]) => JSON.stringify(explain(history as unknown as FeeEvent[])))
    .join('\n');

test(
  'INV-01, INV-08, INV-10, INV-30, INV-40 to INV-42, INV-46 to INV-49, INV-60, INV-63 to INV-66, INV-90, INV-92, INV-93',
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(TWICE_OF - 1), async (moves, twice) => {
        const lived = await live(moves);
        expect(broken(lived)).toEqual([]);
        for (const { events } of lived.counties) for (const { type } of events) seen.add(type);
        if (twice > 0) return;
        const again = await live(moves);
        expect(again.bytes === lived.bytes, 'INV-93: the same events').toBe(true);
        expect(toldOf(again)).toBe(toldOf(lived));
      }),
      { numRuns: HISTORIES },
    );
    // A model in which nothing happens any more would keep every law.
    for (const type of ['ChildRegistered', 'ClaimApproved', 'DecisionServed', 'CollectionCeased', 'RequestDelivered'])
      expect(seen).toContain(type);
  },
  TIMEOUT_MS,
);
