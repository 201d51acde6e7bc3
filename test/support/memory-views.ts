// The store of read models in memory, for pure specs and the simulation: the same promises, no timers, every answer at once.
import { checkpointText } from '../../projections/checkpoint.ts';
import type {
  Checkpoint,
  GroupState,
  GroupVersion,
  LaneChange,
  LaneNote,
  LaneRef,
  LaneSigns,
  LoadedLane,
  MemberRange,
  Progress,
  ViewKeeper,
  ViewReader,
  ViewWriter,
} from '../../projections/view-store.ts';

interface Lane {
  checkpoint: Checkpoint | null;
  note: LaneNote | null;
  readonly texts: Map<string, string>;
  readonly sets: Map<string, Set<string>>;
}

/** All that a copy of the store would hold. */
export interface MemoryViewsSnapshot {
  /** By group, version and number: `registry-v1-3`. */
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly progress: ReadonlyMap<string, Progress>;
  readonly states: ReadonlyMap<string, GroupState>;
}

export interface MemoryViews extends ViewReader, ViewWriter, LaneSigns, ViewKeeper {
  /** The same answers without waiting, for a simulation that decides itself when they arrive. */
  readonly atOnce: {
    load(lane: LaneRef, keys: readonly string[]): LoadedLane;
    commit(lane: LaneRef, change: LaneChange): true | Checkpoint | null;
    members(lane: LaneRef, set: string, range: MemberRange): readonly string[];
    lanes(
      of: GroupVersion,
      lanes: readonly number[],
    ): readonly { checkpoint: Checkpoint | null; note: LaneNote | null }[];
    note(lane: LaneRef, note: LaneNote): void;
    clearNote(lane: LaneRef, note: LaneNote): void;
    publish(of: GroupVersion, progress: Progress): void;
    progress(of: GroupVersion): Progress | null;
    state(group: string): GroupState;
    change(group: string, from: GroupState, to: GroupState): boolean;
    names(lane: LaneRef, prefix: string): readonly string[];
    drop(of: GroupVersion): void;
  };
  /** Every row, counter and set of a version, by lane: two stores of equal content give equal values. */
  content(of: GroupVersion): unknown;
  snapshot(): MemoryViewsSnapshot;
  restore(snapshot: MemoryViewsSnapshot): void;
  flush(): void;
}

const inOrder = (texts: Iterable<string>) => [...texts].toSorted((a, b) => (a < b ? -1 : Number(a > b)));
const versionName = ({ group, version }: GroupVersion) => `${group}-v${version}`;
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Lanes by version, then by number. */
type Lanes = Map<string, Map<number, Lane>>;
const copyOfLane = ({ checkpoint, note, texts, sets }: Lane): Lane => ({
  ...{ checkpoint, note, texts: new Map(texts) },
  sets: new Map([...sets].map(([name, members]) => [name, new Set(members)])),
});
const snapshotOf = (lanes: Lanes): Map<string, Lane> =>
  new Map(
    [...lanes].flatMap(([name, some]) =>
      [...some].map(([lane, held]) => [`${name}-${lane}`, copyOfLane(held)] as const),
    ),
  );
const restored = (lanes: Lanes, snapshot: MemoryViewsSnapshot['lanes']) => {
  lanes.clear();
  for (const [name, held] of snapshot) {
    const stop = name.lastIndexOf('-');
    const version = name.slice(0, stop);
    const some = lanes.get(version) ?? new Map<number, Lane>();
    lanes.set(version, some.set(Number(name.slice(stop + 1)), copyOfLane(held)));
  }
};

const createContents = () => {
  const lanes: Lanes = new Map();
  const progress = new Map<string, Progress>();
  const states = new Map<string, GroupState>();
  const lanesOf = (of: GroupVersion): Map<number, Lane> => {
    const name = versionName(of);
    const found = lanes.get(name) ?? new Map<number, Lane>();
    lanes.set(name, found);
    return found;
  };
  const laneOf = (ref: LaneRef): Lane => {
    const some = lanesOf(ref);
    const lane = some.get(ref.lane) ?? { checkpoint: null, note: null, texts: new Map(), sets: new Map() };
    some.set(ref.lane, lane);
    return lane;
  };
  return { lanes, progress, states, lanesOf, laneOf };
};
type Contents = ReturnType<typeof createContents>;

const commit = ({ laneOf }: Contents, ref: LaneRef, { expected, next, writes }: LaneChange) => {
  const lane = laneOf(ref);
  if (checkpointText(lane.checkpoint) !== checkpointText(expected)) return lane.checkpoint;
  for (const [name, members] of writes.entries) {
    const set = lane.sets.get(name) ?? new Set<string>();
    for (const [member, there] of members) there ? set.add(member) : set.delete(member);
    if (set.size > 0) lane.sets.set(name, set);
    else lane.sets.delete(name);
  }
  for (const [key, text] of [...writes.counters, ...writes.rows])
    text === null ? lane.texts.delete(key) : lane.texts.set(key, text);
  lane.note = null;
  lane.checkpoint = next;
  return true as const;
};

const createAnswers = (contents: Contents): MemoryViews['atOnce'] => {
  const { lanes, progress, states, lanesOf, laneOf } = contents;
  return {
    load: (ref, keys) => {
      const { checkpoint, texts } = laneOf(ref);
      return { checkpoint, texts: keys.map((key) => texts.get(key) ?? null) };
    },
    commit: (ref, change) => commit(contents, ref, change),
    members: (ref, set, { prefix, after, limit }) =>
      inOrder(laneOf(ref).sets.get(set) ?? [])
        .filter((member) => member.startsWith(prefix) && (after === undefined || member > after))
        .slice(0, limit),
    lanes: (of, wanted) => {
      const some = lanesOf(of);
      return wanted.map((lane) => {
        const { checkpoint = null, note = null } = some.get(lane) ?? {};
        return { checkpoint, note };
      });
    },
    note: (ref, note) => {
      laneOf(ref).note = note;
    },
    clearNote: (ref, note) => {
      if (same(laneOf(ref).note, note)) laneOf(ref).note = null;
    },
    publish: (of, next) => {
      const held = progress.get(versionName(of));
      if (held && held.epoch === next.epoch && held.read > next.read) return;
      progress.set(versionName(of), { ...next, due: [...next.due] });
    },
    progress: (of) => progress.get(versionName(of)) ?? null,
    state: (group) => states.get(group) ?? { active: null, filling: null },
    change: (group, from, to) => {
      if (!same(states.get(group) ?? { active: null, filling: null }, from)) return false;
      states.set(group, to);
      return true;
    },
    names: (ref, prefix) => [...laneOf(ref).texts.keys()].filter((name) => name.startsWith(prefix)),
    drop: (of) => {
      lanes.delete(versionName(of));
      progress.delete(versionName(of));
    },
  };
};

/** Asynchronous only in form. */
const answered = (atOnce: MemoryViews['atOnce']): ViewReader & ViewWriter & LaneSigns & ViewKeeper => ({
  load: async (lane, keys) => atOnce.load(lane, keys),
  commit: async (lane, change) => atOnce.commit(lane, change),
  members: async (lane, set, range) => atOnce.members(lane, set, range),
  lanes: async (of, wanted) => atOnce.lanes(of, wanted),
  note: async (lane, note) => atOnce.note(lane, note),
  clearNote: async (lane, note) => atOnce.clearNote(lane, note),
  publish: async (of, progress) => atOnce.publish(of, progress),
  progress: async (of) => atOnce.progress(of),
  state: async (group) => atOnce.state(group),
  change: async (group, from, to) => atOnce.change(group, from, to),
  names: async (lane, prefix) => atOnce.names(lane, prefix),
  drop: async (of) => atOnce.drop(of),
});

const fill = <K, V>(map: Map<K, V>, from: ReadonlyMap<K, V>) => {
  map.clear();
  for (const [key, value] of from) map.set(key, value);
};

export const createMemoryViews = (): MemoryViews => {
  const contents = createContents();
  const { lanes, progress, states } = contents;
  const atOnce = createAnswers(contents);
  const content = (of: GroupVersion) =>
    [...(lanes.get(versionName(of)) ?? [])]
      .toSorted(([one], [other]) => one - other)
      .flatMap(([lane, { texts, sets }]) => [
        ...inOrder(texts.keys()).map((key) => [lane, key, texts.get(key)]),
        ...inOrder(sets.keys()).map((set) => [lane, set, inOrder(sets.get(set) ?? [])]),
      ]);
  return {
    atOnce,
    ...answered(atOnce),
    content,
    snapshot: () => ({ lanes: snapshotOf(lanes), progress: new Map(progress), states: new Map(states) }),
    restore(snapshot) {
      restored(lanes, snapshot.lanes);
      fill(progress, snapshot.progress);
      fill(states, snapshot.states);
    },
    flush() {
      for (const map of [lanes, progress, states]) map.clear();
    },
  };
};
