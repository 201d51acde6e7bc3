// Two logs of one exchange side by side: both know each case under the sender's number, and where they differ it is said.
import { describe, expect, test } from 'vitest';
import { exchangeCase } from '../../../domain/exchange/exchange-case.ts';
import { reconcileCases } from '../../../domain/exchange/reconciliation.ts';
import { answered, arrived, type CaseEvent, caseOf, DIGEST, returned, sent } from './cast.ts';

const { events } = exchangeCase;
/** The same message as the addressee keeps it. */
const theirs = events.RequestSubmitted({
  ...{ ...sent.data, side: 'RECEIVED', personId: undefined, notice: undefined, message: DIGEST },
});
const here = (...more: CaseEvent[]) => [caseOf(sent, ...more)];
const there = (...more: CaseEvent[]) => [caseOf(theirs, ...more)];
const { correlation } = sent.data;

describe('INV-65: the logs of two counties', () => {
  test('agree where both tell the same, each with its own pseudonyms', () => {
    expect(reconcileCases(here(arrived(sent), answered(sent)), there(arrived(theirs), answered(theirs)))).toEqual([]);
    expect(reconcileCases([], [])).toEqual([]);
    expect(reconcileCases([caseOf()], [])).toEqual([]);
  });
  test('differ where one lacks a case', () => {
    expect(reconcileCases(here(), [])).toEqual([{ correlation, kind: 'MISSING_THERE' }]);
    expect(reconcileCases([], there())).toEqual([{ correlation, kind: 'MISSING_HERE' }]);
    expect(reconcileCases([...here(), ...here()], there())).toEqual([{ correlation, kind: 'TWICE_HERE' }]);
    expect(reconcileCases(here(), [...there(), ...there()])).toEqual([{ correlation, kind: 'TWICE_THERE' }]);
  });
  test('differ where they reckon another last day, and so another timeliness', () =>
    expect(
      reconcileCases(
        here(arrived(sent), answered(sent)),
        there(arrived(theirs, '2026-03-02', '2026-03-11'), answered(theirs, '2026-03-12', false)),
      ),
    ).toEqual([
      {
        ...{ correlation, kind: 'DIFFERS' },
        differences: [
          { what: 'due', ours: { on: '2026-03-23' }, theirs: { on: '2026-03-11' } },
          { what: 'inTime', ours: true, theirs: false },
        ],
      },
    ]));
  test('differ where one has not heard of the answer or of the return yet', () => {
    const kinds = (ours: readonly CaseEvent[], others: readonly CaseEvent[]) =>
      reconcileCases(here(...ours), there(...others)).flatMap((found) =>
        found.kind === 'DIFFERS' ? found.differences.map(({ what }) => what) : [],
      );
    expect(kinds([arrived(sent)], [arrived(theirs), answered(theirs)])).toEqual([
      ...['status', 'answeredOn', 'answeredBy', 'inTime'],
    ]);
    expect(kinds([arrived(sent)], [arrived(theirs), returned(theirs)])).toEqual(['status', 'defect']);
    expect(kinds([], [arrived(theirs)])).toEqual(['status', 'deliveredAt', 'due']);
  });
  test('say the same of each other, whoever asks', () => {
    const [a, b] = [here(arrived(sent)), there(arrived(theirs), answered(theirs))];
    const turned = reconcileCases(b, a).map((found) =>
      found.kind === 'DIFFERS'
        ? {
            ...found,
            differences: found.differences.map(({ what, ours, theirs: o }) => ({ what, ours: o, theirs: ours })),
          }
        : found,
    );
    expect(turned).toEqual(reconcileCases(a, b));
  });
});
