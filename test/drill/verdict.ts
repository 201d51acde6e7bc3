// What a drill found: everything that was acknowledged is in the log once, and the views say what the log says.
import { differences, foldIndependently } from './independent-fold.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { openRegistryViews } from './registry-views.ts';
import { type ReadBack, readWholeLog } from './whole-log.ts';

export interface Verdict {
  /** Acknowledged, and not in the log. */
  readonly lost: number;
  /** Commands that are in the log more than once. */
  readonly duplicated: number;
  /** Rows of the views that are missing, too many, or other than the log says. */
  readonly wrong: number;
}

export const isFlawless = ({ lost, duplicated, wrong }: Verdict): boolean => lost + duplicated + wrong === 0;
export const verdictText = ({ lost, duplicated, wrong }: Verdict): string =>
  `lost: ${lost}, duplicated: ${duplicated}, wrong: ${wrong}`;

/** Every command of the register's desks makes one event. */
const repeatedCommands = (events: readonly ReadBack[]): number => {
  const seen = new Map<string, number>();
  for (const { type, metadata } of events) {
    const { command } = metadata as { command?: { id: string } };
    if (!command || !/^(person|household|householdRegistration|birth)\./.test(type)) continue;
    seen.set(command.id, (seen.get(command.id) ?? 0) + 1);
  }
  return [...seen.values()].filter((count) => count > 1).length;
};

const REFLECTED_WITHIN_MS = 120_000;

/** Waits until the views reflect the whole log, then compares. */
export const judge = async (
  ledger: LedgerParts,
  { acknowledged, say }: { acknowledged: readonly string[]; say: (line: string) => void },
): Promise<Verdict> => {
  const events = await readWholeLog(ledger.urls.store);
  const views = openRegistryViews(ledger.urls.views);
  try {
    const last = events.at(-1);
    await views.until(Number(last?.position ?? -1n), REFLECTED_WITHIN_MS);
    const ids = new Set(events.map(({ id }) => id));
    const wrong = differences(foldIndependently(events), await views.all());
    for (const one of wrong.slice(0, 3)) say(`wrong: ${JSON.stringify(one)}`);
    return {
      lost: acknowledged.filter((id) => !ids.has(id)).length,
      duplicated: repeatedCommands(events) + (events.length - ids.size),
      wrong: wrong.length,
    };
  } finally {
    views.close();
  }
};
