// What a worker makes of a job, by where its lane is: applies what follows, drops the rest, stops before what it cannot read.
import { describe, expect, it } from 'vitest';
import { UnreadableEvent } from '../../domain/kernel/codec.ts';
import type { Checkpoint, LaneNote } from '../../projections/view-store.ts';
import { checkpointAt, type JobEvent, type LaneJob } from '../../workers/lane-job.ts';
import { createLaneWorker, type LaneRows } from '../../workers/lane-worker.ts';

const LANE = { group: 'registry', version: 1, lane: 7 };
const event = (position: number, type = 'person.PersonRegistered'): JobEvent => [
  ...([position, `event-${position}`, 'person-p_1', position, type, 1, '2026-03-14', {}] as const),
];
const job = (from: number, ...positions: number[]): LaneJob => {
  const events = positions.map((position) => event(position));
  return { from, to: checkpointAt('e', events.at(-1) ?? event(from)), events };
};

/** A lane that notes what it applied; rows that cannot read `unread` events, and miss or fail as often as told. */
const openLane = ({ at = -1, unread = -1, misses = 0, failures = 0, epoch = 'e' } = {}) => {
  let checkpoint: Checkpoint | null = at < 0 ? null : { ...checkpointAt(epoch, event(at)) };
  const applied: number[] = [];
  const notes: LaneNote[] = [];
  let [missing, failing] = [misses, failures];
  const unreadable = { type: 'a.B', stream: 'a-1', revision: 0n, position: BigInt(unread) };
  const rows: LaneRows = {
    async open(_, events) {
      if (failing-- > 0) throw new Error('the store is away');
      const held = checkpoint;
      const position = held?.position ?? -1;
      const stops = events.some(([one]) => one === unread);
      return {
        checkpoint: held,
        unreadable: stops ? new UnreadableEvent(unreadable, 'unheard of') : undefined,
        async commit(next) {
          if (missing-- > 0) {
            checkpoint = checkpointAt('e', event(position + 10));
            return false;
          }
          applied.push(...events.map(([one]) => one).filter((one) => one > position && one <= next.position));
          checkpoint = next;
          return true;
        },
      };
    },
  };
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const sleeps: number[] = [];
  const work = createLaneWorker({
    ...{ rows, log: quiet, closing: () => false },
    signs: { note: async (_, note) => void notes.push(note) },
    scheduler: { nowMs: () => 0, sleep: async (ms) => void sleeps.push(ms) },
  });
  return { deliver: (one: LaneJob) => work(LANE, one), applied, notes, sleeps, at: () => checkpoint?.position ?? -1 };
};

describe('a job', () => {
  it('that continues from where the lane is, is applied', async () => {
    const lane = openLane({ at: 10 });
    expect(await lane.deliver(job(10, 20, 30))).toBe('applied');
    expect([lane.applied, lane.at()]).toEqual([[20, 30], 30]);
  });

  it('that the lane has had is dropped', async () => {
    const lane = openLane({ at: 30 });
    expect(await lane.deliver(job(10, 20, 30))).toBe('repeated');
    expect(lane.applied).toEqual([]);
  });

  it('of which the lane has had a part is applied in its other part', async () => {
    const lane = openLane({ at: 20 });
    expect(await lane.deliver(job(10, 20, 30))).toBe('applied');
    expect(lane.applied).toEqual([30]);
  });

  it('that continues from further on is dropped, and the feeder hears of it', async () => {
    const lane = openLane({ at: 10 });
    expect(await lane.deliver(job(20, 30))).toBe('gap');
    expect([lane.applied, lane.notes]).toEqual([[], [{ is: 'gap', at: 10, from: 20 }]]);
  });

  it('without events only moves the checkpoint', async () => {
    const lane = openLane({ at: 10 });
    expect(await lane.deliver({ from: 10, to: checkpointAt('e', event(90)), events: [] })).toBe('applied');
    expect(lane.at()).toBe(90);
  });

  it('of another life of the ledger is dropped', async () => {
    const lane = openLane({ at: 10, epoch: 'earlier' });
    expect(await lane.deliver(job(10, 20))).toBe('foreign');
    expect(lane.applied).toEqual([]);
  });

  it('that another worker was faster with is begun again from where that one came', async () => {
    const lane = openLane({ at: 10, misses: 1 });
    expect(await lane.deliver(job(10, 20, 30))).toBe('applied');
    expect(lane.applied).toEqual([30]);
  });

  it('is kept, not given back, while the store is away', async () => {
    const lane = openLane({ at: 10, failures: 7 });
    expect(await lane.deliver(job(10, 20))).toBe('applied');
    expect(lane.sleeps).toEqual([20, 40, 80, 160, 320, 640, 1_000]);
  });

  it('is applied up to an event that cannot be read, and there the lane stops and says why', async () => {
    const lane = openLane({ at: 10, unread: 30 });
    expect(await lane.deliver(job(10, 20, 30, 40))).toBe('stopped');
    expect([lane.applied, lane.at()]).toEqual([[20], 20]);
    const note = { is: 'stopped', position: 30, type: 'person.PersonRegistered', schema: 1, reason: 'unheard of' };
    expect(lane.notes).toEqual([note]);
    expect(await lane.deliver(job(20, 30, 40))).toBe('stopped');
    expect(lane.at()).toBe(20);
  });

  it('with an event that cannot be read, but is behind the lane, is applied', async () => {
    const lane = openLane({ at: 30, unread: 30 });
    expect(await lane.deliver(job(10, 20, 30, 40))).toBe('applied');
    expect([lane.applied, lane.notes]).toEqual([[40], []]);
  });
});
