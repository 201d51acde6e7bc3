/** One look at one version of a group, for whoever answers questions: rows and members of its lanes, and how far the answer has read. */
import { reflectedBy, START } from './checkpoint.ts';
import { type Group, lanesOf } from './groups.ts';
import { laneOf, rowKey } from './keys.ts';
import type { Table } from './projection.ts';
import type { GroupVersion, LaneRef, LaneSigns, LoadedLane, Progress, ViewReader } from './view-store.ts';

export interface LookDeps {
  readonly group: Pick<Group, 'lanes'>;
  readonly views: ViewReader;
  readonly signs: Pick<LaneSigns, 'progress'>;
  /** The version that answers now; undefined before there is one. */
  readonly active: () => Promise<GroupVersion | undefined>;
}

export interface Known<R> {
  readonly id: string;
  readonly row: R;
}
type Range = Parameters<ViewReader['members']>[2];

const grouped = (ids: readonly string[], lanes: number): ReadonlyMap<number, readonly string[]> => {
  const byLane = new Map<number, string[]>();
  for (const id of ids) {
    const lane = laneOf(id, lanes);
    byLane.set(lane, [...(byLane.get(lane) ?? []), id]);
  }
  return byLane;
};

/** One look at one version: every lane that it touches lowers the position of the answer. */
const createLook = ({ views, group }: LookDeps, of: GroupVersion, progress: Progress | null) => {
  const lanes = lanesOf(group);
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
    members: (lane: number, set: string, range: Range) => views.members(refOf(lane), set, range),
    /** Some texts of every lane, lane by lane; of none, how far each lane is. */
    everywhere: async (keys: readonly string[]) =>
      (await Promise.all(lanes.map((lane) => load(lane, keys)))).map(({ texts }) => texts),
    /** The first members of one set of all lanes, in the order of their texts; after `everywhere`. */
    async merged(set: string, range: Range): Promise<readonly string[]> {
      const lists = await Promise.all(lanes.map((lane) => views.members(refOf(lane), set, range)));
      return lists
        .flat()
        .toSorted((a, b) => (a < b ? -1 : Number(a > b)))
        .slice(0, range.limit);
    },
    /** Rows by identifier, one look-up a lane; those that are not there are left out. */
    async rows<R>(table: Table<R>, ids: readonly string[]): Promise<Known<R>[]> {
      const byLane = grouped(ids, group.lanes);
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
export type Look = ReturnType<typeof createLook>;

/** @returns ask: the answer to a question with the lowest position that it reflects; what is unknown before there is a version */
export const createAsk =
  (deps: LookDeps) =>
  async <T>(question: (look: Look) => Promise<T>, unknown: T): Promise<T & { position: number }> => {
    const of = await deps.active();
    if (!of) return { ...unknown, position: START };
    const look = createLook(deps, of, await deps.signs.progress(of));
    const answer = await question(look);
    return { ...answer, position: look.position() };
  };
