/** Compares a version of a group with an independent fold of the log, while the log goes on; before readers are sent to it. */
import type { Codec } from '../domain/kernel/codec.ts';
import type { EventLog } from '../domain/kernel/event-log.ts';
import { positionOf } from '../projections/checkpoint.ts';
import { countsIn } from '../projections/fold-batch.ts';
import { type Group, lanesOf } from '../projections/groups.ts';
import type { GroupVersion, LaneRef, ViewKeeper, ViewReader } from '../projections/view-store.ts';
import { createIndependentFold, type FoldedLane, rowText } from './independent-fold.ts';

export interface VerificationDeps {
  readonly group: Group;
  readonly log: Pick<EventLog, 'page'>;
  readonly lift: Codec['lift'];
  readonly views: ViewReader & Pick<ViewKeeper, 'names'>;
}
export interface Verdict {
  /** Rows, counters and sets that were compared. */
  readonly compared: number;
  /** What an event changed meanwhile, so that it says nothing. */
  readonly moved: number;
  /** What is not as the log says, by name; the first few. */
  readonly wrong: readonly string[];
  readonly wrongInAll: number;
  /** Up to where. */
  readonly position: number;
}

const NAMES_A_LOAD = 1_000;
const MEMBERS_A_PAGE = 1_000;
const WRONG_SHOWN = 20;

interface Tally {
  compared: number;
  moved: number;
  wrong: string[];
}

const watermarkIn = (text: string | null) => (text === null ? -1 : Number((JSON.parse(text) as unknown[])[1]));
const isSameCount = (text: string | null, amounts: readonly number[]) => {
  const held = countsIn(text);
  return amounts.every((amount, slot) => amount === (held[slot] ?? 0)) && held.length <= amounts.length;
};

type Expected = ReadonlyMap<string, { readonly position: number; readonly isIn: (text: string | null) => boolean }>;
const expectedOf = ({ rows, counters }: FoldedLane): Expected =>
  new Map([
    ...[...rows].map(
      ([key, row]) => [key, { position: row.position, isIn: (text: string | null) => text === rowText(row) }] as const,
    ),
    ...[...counters].map(
      ([key, { amounts, position }]) =>
        [key, { position, isIn: (text: string | null) => isSameCount(text, amounts) }] as const,
    ),
  ]);

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

const compareTexts = async (
  { views }: VerificationDeps,
  lane: LaneRef,
  { read, expected }: { read: number; expected: Expected },
) => {
  const tally: Tally = { compared: 0, moved: 0, wrong: [] };
  const names = [...new Set([...expected.keys(), ...(await views.names(lane, ''))])].filter((name) =>
    /^[^z]:/.test(name),
  );
  for (const keys of chunks(names, NAMES_A_LOAD)) {
    const { checkpoint, texts } = await views.load(lane, keys);
    for (const [at, key] of keys.entries()) {
      const text = texts[at] ?? null;
      const wanted = expected.get(key);
      tally.compared += 1;
      if (watermarkIn(text) > read || (wanted?.position ?? -1) > positionOf(checkpoint)) tally.moved += 1;
      else if (wanted ? !wanted.isIn(text) : text !== null) tally.wrong.push(key);
    }
  }
  return tally;
};

const setsOf = ({ rows }: FoldedLane): ReadonlyMap<string, ReadonlySet<string>> => {
  const sets = new Map<string, Set<string>>();
  for (const { table, row, id } of rows.values())
    for (const { set, member } of table.entries(row, id)) sets.set(set, (sets.get(set) ?? new Set()).add(member));
  return sets;
};

const membersIn = async ({ views }: VerificationDeps, lane: LaneRef, set: string): Promise<readonly string[]> => {
  const all: string[] = [];
  for (;;) {
    const after = all.at(-1);
    const range = { prefix: '', limit: MEMBERS_A_PAGE, ...(after !== undefined && { after }) };
    const page = await views.members(lane, set, range);
    all.push(...page);
    if (page.length < MEMBERS_A_PAGE) return all;
  }
};

/** Of a lane that moved since it was read, sets say nothing: their members carry no position. */
const compareSets = async (deps: VerificationDeps, lane: LaneRef, folded: FoldedLane) => {
  const tally: Tally = { compared: 0, moved: 0, wrong: [] };
  for (const [set, expected] of setsOf(folded)) {
    const members = await membersIn(deps, lane, set);
    tally.compared += 1;
    if (members.length !== expected.size || members.some((member) => !expected.has(member)))
      tally.wrong.push(`z:${set}`);
  }
  return tally;
};

const compareLane = async (
  deps: VerificationDeps,
  lane: LaneRef,
  { read, folded }: { read: number; folded: FoldedLane },
) => {
  const at = async () => positionOf((await deps.views.load(lane, [])).checkpoint);
  const before = await at();
  const texts = await compareTexts(deps, lane, { read, expected: expectedOf(folded) });
  const sets = await compareSets(deps, lane, folded);
  const isStill = texts.moved === 0 && before === (await at());
  return isStill
    ? { compared: texts.compared + sets.compared, moved: 0, wrong: [...texts.wrong, ...sets.wrong] }
    : { compared: texts.compared, moved: texts.moved + sets.compared, wrong: texts.wrong };
};

/**
 * Everything of a lane follows from the log: its rows, counters and indexes.
 * @param lanes all of them, or some as a sample
 */
export const verify = async (
  deps: VerificationDeps,
  of: GroupVersion,
  lanes: readonly number[] = lanesOf(deps.group),
): Promise<Verdict> => {
  const fold = createIndependentFold({ group: deps.group, lift: deps.lift, lanes });
  await fold.walk(deps.log);
  const sum: Tally = { compared: 0, moved: 0, wrong: [] };
  for (const [number, folded] of fold.lanes) {
    const lane = await compareLane(deps, { ...of, lane: number }, { read: fold.read(), folded });
    sum.compared += lane.compared;
    sum.moved += lane.moved;
    sum.wrong.push(...lane.wrong.map((name) => `${number}/${name}`));
  }
  const { compared, moved, wrong } = sum;
  return { compared, moved, wrong: wrong.slice(0, WRONG_SHOWN), wrongInAll: wrong.length, position: fold.read() };
};
