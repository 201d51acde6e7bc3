/** 计数 Counts of an import by outcome, code, change and flag, for its manifest and for whoever watches it. */
import type { Counts } from './manifest.ts';
import type { RowReport } from './report.ts';

const ordered = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));

export const createTally = () => {
  const outcomes = { taken: 0, unchanged: 0, quarantined: 0 };
  const codes = new Map<string, number>();
  const changes = new Map<string, number>();
  const flags = new Map<string, number>();
  const add = (counts: Map<string, number>, names: readonly string[]) => {
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  const counts = (): Counts => {
    const { taken, unchanged, quarantined } = outcomes;
    return { rows: taken + unchanged + quarantined, taken, unchanged, quarantined };
  };
  return {
    count: ({ outcome, faults = [], notes = [], flags: said = [] }: RowReport) => {
      outcomes[outcome] += 1;
      add(
        codes,
        faults.map(({ code }) => code),
      );
      add(
        changes,
        notes.map(({ change }) => change),
      );
      add(flags, said);
    },
    counts,
    sums: () => ({ codes: ordered(codes), changes: ordered(changes), flags: ordered(flags) }),
  };
};
