/** 户口状况 The questions that household status answers: one household, one person, one township; each says how far it has read (RM-01). */
import { countsIn } from './fold-batch.ts';
import { registry } from './groups.ts';
import {
  HOUSEHOLD_STATUS,
  type HouseholdRow,
  householdStatus,
  households,
  householdsOf,
  newbornsOf,
  type PersonRow,
  persons,
  REPORTED_NEWBORNS,
  type TownshipCounts,
  townshipCounts,
} from './household-rows.ts';
import { counterKey, laneOf } from './keys.ts';
import { createAsk, type Known, type Look, type LookDeps } from './look.ts';
import { bodyOf } from './packing.ts';
import type { Waiting } from './waiting.ts';

interface QueryDeps extends Omit<LookDeps, 'group'> {
  readonly waiting: Waiting;
  /** How long an answer may wait for a position. */
  readonly waitMs: number;
}

interface Page {
  readonly status: keyof typeof HOUSEHOLD_STATUS;
  /** The last household of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

const NEWBORNS_MAX = 100;
const newbornsIn = async (look: Look, householdId: string) => {
  const body = bodyOf(householdId);
  const lane = laneOf(householdId, registry.lanes);
  const found = await look.members(lane, REPORTED_NEWBORNS, { prefix: body, limit: NEWBORNS_MAX });
  const rows = await look.rows(
    persons,
    found.map((member) => `p_${member.slice(body.length)}`),
  );
  return rows.filter(({ row }) => row.status === 'newborn' && row.householdId === householdId);
};

/** Counts of all lanes together. */
const countsOf = async (look: Look, township: string): Promise<TownshipCounts> => {
  const slots: number[] = [];
  for (const [text] of await look.everywhere([counterKey(township)]))
    for (const [slot, amount] of countsIn(text).entries()) slots[slot] = (slots[slot] ?? 0) + amount;
  return townshipCounts(slots);
};

const pageOf = async (look: Look, township: string, { status, after, limit }: Page) => {
  const prefix = HOUSEHOLD_STATUS[status];
  const range = { prefix, limit, ...(after !== undefined && { after: prefix + bodyOf(after) }) };
  const ids = (await look.merged(householdsOf(township), range)).map((member) => `h_${member.slice(1)}`);
  const rows = await look.rows(households, ids);
  return {
    // A household may have moved away between the two look-ups.
    households: rows.filter(({ row }) => row.township === township && householdStatus(row) === status),
    next: ids.length === limit ? ids.at(-1) : undefined,
  };
};

interface Household {
  readonly household: HouseholdRow | undefined;
  readonly newborns: readonly Known<PersonRow>[];
}
const householdOf =
  (id: string) =>
  async (look: Look): Promise<Household> => {
    const [found] = await look.rows(households, [id]);
    return { household: found?.row, newborns: await newbornsIn(look, id) };
  };

interface Person {
  readonly person: PersonRow | undefined;
  /** Of the household where somebody is registered: it may have moved since. */
  readonly township: string | undefined;
}
const personOf =
  (id: string) =>
  async (look: Look): Promise<Person> => {
    const [found] = await look.rows(persons, [id]);
    const person = found?.row;
    if (person?.status !== 'registered' || person.householdId === undefined) return { person, township: undefined };
    const [home] = await look.rows(households, [person.householdId]);
    return { person, township: home?.row.township };
  };

interface Township {
  readonly counts: TownshipCounts;
  readonly households: readonly Known<HouseholdRow>[];
  readonly next: string | undefined;
}
const townshipOf =
  (code: string, page: Page) =>
  async (look: Look): Promise<Township> => {
    const counts = await countsOf(look, code);
    return { counts, ...(await pageOf(look, code, page)) };
  };

interface Newborns {
  readonly newborns: readonly Known<PersonRow>[];
  readonly next: string | undefined;
}
const waitingNewborns =
  (code: string, { after, limit }: Pick<Page, 'after' | 'limit'>) =>
  async (look: Look): Promise<Newborns> => {
    const range = { prefix: '', limit, ...(after !== undefined && { after: bodyOf(after) }) };
    await look.everywhere([]);
    const ids = (await look.merged(newbornsOf(code), range)).map((body) => `p_${body}`);
    const rows = await look.rows(persons, ids);
    return {
      newborns: rows.filter(({ row }) => row.status === 'newborn'),
      next: ids.length === limit ? ids.at(-1) : undefined,
    };
  };

export const householdStatusQueries = (deps: QueryDeps) => {
  const ask = createAsk({ ...deps, group: registry });
  const nobody: Person = { person: undefined, township: undefined };
  const nothing = { households: [], next: undefined };

  return {
    household: (id: string) => ask(householdOf(id), { household: undefined, newborns: [] }),
    person: (id: string) => ask(personOf(id), nobody),
    /** Households of a township by status, page by page, and what is counted there. */
    township: (code: string, page: Page) => ask(townshipOf(code, page), { counts: townshipCounts([]), ...nothing }),
    /** Newborns of a township whom nobody has registered yet. */
    newborns: (code: string, page: Pick<Page, 'after' | 'limit'>) =>
      ask(waitingNewborns(code, page), { newborns: [], next: undefined }),
    /** Waits until every answer reflects a position. @returns undefined, or how far the views are where that took too long */
    async reach(position: number): Promise<number | undefined> {
      const at = await deps.waiting.waitFor(position, deps.waitMs);
      return at >= position ? undefined : at;
    },
    /** The lowest position that every answer reflects. */
    reflected: () => deps.waiting.reflected(),
  };
};
export type HouseholdStatusQueries = ReturnType<typeof householdStatusQueries>;
