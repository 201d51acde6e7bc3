/** 户口状况 The questions that household status answers: one household, one person, one township; each says how far it has read (RM-01). */
import { reflectedBy, START } from './checkpoint.ts';
import { countsIn } from './fold-batch.ts';
import { lanesOf, registry } from './groups.ts';
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
import { counterKey, laneOf, rowKey } from './keys.ts';
import { bodyOf } from './packing.ts';
import type { Table } from './projection.ts';
import type { GroupVersion, LaneRef, LaneSigns, LoadedLane, Progress, ViewReader } from './view-store.ts';
import type { Waiting } from './waiting.ts';

interface QueryDeps {
  readonly views: ViewReader;
  readonly signs: Pick<LaneSigns, 'progress'>;
  readonly waiting: Waiting;
  /** The version that answers now; undefined before there is one. */
  readonly active: () => Promise<GroupVersion | undefined>;
  /** How long an answer may wait for a position. */
  readonly waitMs: number;
}

interface Known<R> {
  readonly id: string;
  readonly row: R;
}
interface Page {
  readonly status: keyof typeof HOUSEHOLD_STATUS;
  /** The last household of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

const grouped = (ids: readonly string[]): ReadonlyMap<number, readonly string[]> => {
  const byLane = new Map<number, string[]>();
  for (const id of ids) {
    const lane = laneOf(id, registry.lanes);
    byLane.set(lane, [...(byLane.get(lane) ?? []), id]);
  }
  return byLane;
};

/** One look at one version: every lane that it touches lowers the position of the answer. */
const createLook = ({ views }: QueryDeps, of: GroupVersion, progress: Progress | null) => {
  let position = Number.POSITIVE_INFINITY;
  const refOf = (lane: number): LaneRef => ({ ...of, lane });
  const load = async (lane: number, keys: readonly string[]): Promise<LoadedLane> => {
    const loaded = await views.load(refOf(lane), keys);
    position = Math.min(position, reflectedBy(loaded.checkpoint, progress, lane));
    return loaded;
  };
  const unpacked = <R>(table: Table<R>, text: string | null | undefined): R | undefined =>
    text === null || text === undefined ? undefined : table.unpack((JSON.parse(text) as unknown[]).slice(2));
  return {
    load,
    position: () => (Number.isFinite(position) ? position : START),
    /** Only after `load` of the lane: so the answer's position is not beyond what the members show. */
    members: (lane: number, set: string, range: Parameters<ViewReader['members']>[2]) =>
      views.members(refOf(lane), set, range),
    /** Rows by identifier, one look-up a lane; those that are not there are left out. */
    async rows<R>(table: Table<R>, ids: readonly string[]): Promise<Known<R>[]> {
      const byLane = grouped(ids);
      const found = await Promise.all(
        [...byLane].map(async ([lane, those]) => {
          const { texts } = await load(
            lane,
            those.map((id) => rowKey(table, id)),
          );
          return those.flatMap((id, at): Known<R>[] => {
            const row = unpacked(table, texts[at]);
            return row === undefined ? [] : [{ id, row }];
          });
        }),
      );
      const all = new Map(found.flat().map((one) => [one.id, one]));
      return ids.flatMap((id) => all.get(id) ?? []);
    },
  };
};
type Look = ReturnType<typeof createLook>;

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
  const loaded = await Promise.all(lanesOf(registry).map((lane) => look.load(lane, [counterKey(township)])));
  for (const { texts } of loaded)
    for (const [slot, amount] of countsIn(texts[0]).entries()) slots[slot] = (slots[slot] ?? 0) + amount;
  return townshipCounts(slots);
};

/** The first members of one set of all lanes, in the order of their texts. */
const mergedMembers = async (look: Look, set: string, range: Parameters<ViewReader['members']>[2]) => {
  const lists = await Promise.all(lanesOf(registry).map((lane) => look.members(lane, set, range)));
  return lists
    .flat()
    .toSorted((a, b) => (a < b ? -1 : Number(a > b)))
    .slice(0, range.limit);
};

const pageOf = async (look: Look, township: string, { status, after, limit }: Page) => {
  const prefix = HOUSEHOLD_STATUS[status];
  const range = { prefix, limit, ...(after !== undefined && { after: prefix + bodyOf(after) }) };
  const ids = (await mergedMembers(look, householdsOf(township), range)).map((member) => `h_${member.slice(1)}`);
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
    await Promise.all(lanesOf(registry).map((lane) => look.load(lane, [])));
    const ids = (await mergedMembers(look, newbornsOf(code), range)).map((body) => `p_${body}`);
    const rows = await look.rows(persons, ids);
    return {
      newborns: rows.filter(({ row }) => row.status === 'newborn'),
      next: ids.length === limit ? ids.at(-1) : undefined,
    };
  };

export const householdStatusQueries = (deps: QueryDeps) => {
  const ask = async <T>(question: (look: Look) => Promise<T>, unknown: T): Promise<T & { position: number }> => {
    const of = await deps.active();
    if (!of) return { ...unknown, position: START };
    const look = createLook(deps, of, await deps.signs.progress(of));
    const answer = await question(look);
    return { ...answer, position: look.position() };
  };
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
