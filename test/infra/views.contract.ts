// What every store of read models promises (视图存储); each one has a spec that names it and runs these.
import { expect, test } from 'vitest';
import type {
  Checkpoint,
  LaneRef,
  LaneSigns,
  Progress,
  ViewKeeper,
  ViewReader,
  ViewWriter,
  Writes,
} from '../../projections/view-store.ts';

export type Views = ViewReader & ViewWriter & LaneSigns & ViewKeeper;

let versions = 0;
/** A lane that no other test has touched. */
const freshLane = (lane = 7): LaneRef => ({ group: 'registry', version: 1_000 + versions++, lane });
export const checkpoint = (position: number, epoch = 'e'): Checkpoint => ({
  ...{ epoch, position, id: `event-${position}`, stream: 'household-h', revision: position },
});
export const writes = (some: Partial<Writes> = {}): Writes => ({
  entries: new Map(),
  counters: new Map(),
  rows: new Map(),
  ...some,
});
const entries = (set: string, members: Record<string, boolean>): Pick<Writes, 'entries'> => ({
  entries: new Map([[set, new Map(Object.entries(members))]]),
});
const progressAt = (read: number, epoch = 'e'): Progress => ({ epoch, read, due: [read, 0], stopped: null });

export const viewsContract = (views: () => Views) => {
  test('a lane that nobody wrote has no checkpoint and no rows', async () => {
    expect(await views().load(freshLane(), ['h:1'])).toEqual({ checkpoint: null, texts: [null] });
  });

  test('rows, counters and checkpoint are there together', async () => {
    const lane = freshLane();
    const change = writes({ rows: new Map([['h:1', '[1]']]), counters: new Map([['n:1', '[2]']]) });
    expect(await views().commit(lane, { expected: null, next: checkpoint(5), writes: change })).toBe(true);
    expect(await views().load(lane, ['n:1', 'h:2', 'h:1'])).toEqual({
      checkpoint: checkpoint(5),
      texts: ['[2]', null, '[1]'],
    });
  });

  test('a batch for another checkpoint changes nothing and hears the real one', async () => {
    const lane = freshLane();
    await views().commit(lane, { expected: null, next: checkpoint(5), writes: writes() });
    const late = { expected: null, next: checkpoint(6), writes: writes({ rows: new Map([['h:1', '[1]']]) }) };
    expect(await views().commit(lane, late)).toEqual(checkpoint(5));
    const other = { ...late, expected: checkpoint(5, 'another') };
    expect(await views().commit(lane, other)).toEqual(checkpoint(5));
    expect(await views().load(lane, ['h:1'])).toEqual({ checkpoint: checkpoint(5), texts: [null] });
  });

  test('a batch that expects a checkpoint where none is hears that there is none', async () => {
    const change = { expected: checkpoint(1), next: checkpoint(2), writes: writes() };
    expect(await views().commit(freshLane(), change)).toBeNull();
  });

  test('of two writers at one checkpoint, one wins', async () => {
    const lane = freshLane();
    const write = (by: string) =>
      views().commit(lane, {
        expected: null,
        next: checkpoint(1),
        writes: writes({ rows: new Map([['h:1', by]]) }),
      });
    const answers = await Promise.all([write('"one"'), write('"other"')]);
    expect(answers).toContain(true);
    expect(answers).toContainEqual(checkpoint(1));
  });

  test('a row goes where its text is null', async () => {
    const lane = freshLane();
    const rows = new Map([['h:1', '[1]']]);
    await views().commit(lane, { expected: null, next: checkpoint(1), writes: writes({ rows }) });
    const gone = writes({ rows: new Map([['h:1', null]]) });
    await views().commit(lane, { expected: checkpoint(1), next: checkpoint(2), writes: gone });
    expect((await views().load(lane, ['h:1'])).texts).toEqual([null]);
  });

  test('members come and go, and are read in order, by prefix, page by page', async () => {
    const lane = freshLane();
    const come = writes(entries('h:t', { ab: true, aa: true, ac: true, b: true, a: true }));
    await views().commit(lane, { expected: null, next: checkpoint(1), writes: come });
    const go = writes(entries('h:t', { ab: false, ad: true }));
    await views().commit(lane, { expected: checkpoint(1), next: checkpoint(2), writes: go });
    const members = (range: { prefix: string; after?: string; limit: number }) => views().members(lane, 'h:t', range);
    expect(await members({ prefix: '', limit: 10 })).toEqual(['a', 'aa', 'ac', 'ad', 'b']);
    expect(await members({ prefix: 'a', limit: 10 })).toEqual(['a', 'aa', 'ac', 'ad']);
    expect(await members({ prefix: 'a', after: 'aa', limit: 1 })).toEqual(['ac']);
    expect(await members({ prefix: 'c', limit: 1 })).toEqual([]);
    expect(await views().members(lane, 'nobody', { prefix: '', limit: 1 })).toEqual([]);
  });

  test('a batch may be large', async () => {
    const lane = freshLane();
    const many = Array.from({ length: 9_001 }, (_, index) => String(index).padStart(5, '0'));
    const change = writes({
      ...entries('h:t', Object.fromEntries(many.map((name) => [name, true]))),
      rows: new Map(many.map((name) => [`h:${name}`, `"${name}"`])),
    });
    expect(await views().commit(lane, { expected: null, next: checkpoint(1), writes: change })).toBe(true);
    expect((await views().load(lane, ['h:00000', 'h:04000', 'h:09000'])).texts).toEqual([
      '"00000"',
      '"04000"',
      '"09000"',
    ]);
    expect(await views().members(lane, 'h:t', { prefix: '', limit: 10_000 })).toHaveLength(9_001);
    expect(await views().names(lane, 'h:0900')).toEqual(['h:09000']);
  });

  test('a note stands until the lane goes on, or until it is taken away', async () => {
    const lane = freshLane();
    const gap = { is: 'gap', at: 3, from: 5 } as const;
    const noteOf = async () => (await views().lanes(lane, [lane.lane]))[0]?.note;
    await views().note(lane, gap);
    expect(await noteOf()).toEqual(gap);
    await views().clearNote(lane, { ...gap, from: 6 });
    expect(await noteOf()).toEqual(gap);
    await views().clearNote(lane, gap);
    expect(await noteOf()).toBeNull();
    await views().note(lane, { is: 'stopped', position: 4, type: 'a.B', schema: 1, reason: 'unknown' });
    await views().commit(lane, { expected: null, next: checkpoint(5), writes: writes() });
    expect(await views().lanes(lane, [lane.lane, 8])).toEqual([
      { checkpoint: checkpoint(5), note: null },
      { checkpoint: null, note: null },
    ]);
  });

  test('of two words about progress the further one is kept, and a new epoch begins anew', async () => {
    const of = freshLane();
    expect(await views().progress(of)).toBeNull();
    await views().publish(of, progressAt(5));
    await views().publish(of, progressAt(4));
    expect(await views().progress(of)).toEqual(progressAt(5));
    await views().publish(of, { ...progressAt(5), due: [1, 1] });
    expect((await views().progress(of))?.due).toEqual([1, 1]);
    await views().publish(of, progressAt(2, 'later'));
    expect(await views().progress(of)).toEqual(progressAt(2, 'later'));
  });

  test('who changes the state of a group must have seen it', async () => {
    const group = `group-${versions++}`;
    const none = await views().state(group);
    expect(none).toEqual({ active: null, filling: null });
    const first = { active: { version: 1, shape: 1 }, filling: null };
    expect(await views().change(group, none, first)).toBe(true);
    expect(await views().change(group, none, first)).toBe(false);
    expect(await views().change(group, first, { ...first, filling: { version: 2, shape: 2 } })).toBe(true);
    expect((await views().state(group)).filling).toEqual({ version: 2, shape: 2 });
  });

  test('a version is dropped whole, and no other with it', async () => {
    const [lane, other] = [freshLane(), { ...freshLane(), lane: 11 }];
    for (const one of [lane, { ...lane, lane: 3 }, other]) {
      const change = writes({ ...entries('h:t', { a: true }), rows: new Map([['h:1', '1']]) });
      await views().commit(one, { expected: null, next: checkpoint(1), writes: change });
      await views().publish(one, progressAt(1));
    }
    await views().drop(lane, 16);
    for (const one of [lane, { ...lane, lane: 3 }]) {
      expect(await views().load(one, ['h:1'])).toEqual({ checkpoint: null, texts: [null] });
      expect(await views().members(one, 'h:t', { prefix: '', limit: 1 })).toEqual([]);
    }
    expect(await views().progress(lane)).toBeNull();
    expect((await views().load(other, ['h:1'])).texts).toEqual(['1']);
    expect(await views().progress(other)).toEqual(progressAt(1));
  });
};
