// How far an answer is, and how a question waits until it is far enough.
import { describe, expect, it } from 'vitest';
import { positionText, readPosition, reflectedBy, sameEpoch } from '../../projections/checkpoint.ts';
import type { Checkpoint, Progress } from '../../projections/view-store.ts';
import { createWaiting } from '../../projections/waiting.ts';

const at = (position: number, epoch = 'e'): Checkpoint => ({
  ...{ epoch, position, id: `event-${position}`, stream: 'household-h', revision: 0 },
});
const progress = (read: number, ...due: number[]): Progress => ({ epoch: 'e', read, due, stopped: null });

describe('a lane reflects', () => {
  it('its checkpoint, as long as more is due to it', () => {
    expect(reflectedBy(at(10), progress(90, 20), 0)).toBe(10);
  });
  it('all that was read, when nothing more is due to it', () => {
    expect(reflectedBy(at(20), progress(90, 20), 0)).toBe(90);
    expect(reflectedBy(null, progress(90, -1), 0)).toBe(90);
  });
  it('its checkpoint alone, where nobody said what is due or another log was read', () => {
    expect(reflectedBy(at(20), null, 0)).toBe(20);
    expect(reflectedBy(at(20, 'earlier'), progress(90, 20), 0)).toBe(20);
    expect(reflectedBy(at(20), progress(90), 0)).toBe(20);
  });
});

describe('a question', () => {
  const ask = (reached: (nowMs: number) => number, epoch?: () => string) => {
    let nowMs = 0;
    let looks = 0;
    const scheduler = {
      nowMs: () => nowMs,
      sleep: async (ms: number) => {
        nowMs += ms;
      },
    };
    const signs = {
      progress: async () => null,
      lanes: async (_: unknown, lanes: readonly number[]) => {
        looks += 1;
        return lanes.map((lane) => ({ checkpoint: at(reached(nowMs) + lane), note: null }));
      },
    };
    const active = async () => ({ group: 'registry', version: 1 });
    return {
      waiting: createWaiting({ signs, scheduler, active, lanes: [0, 1], ...(epoch && { epoch }) }),
      looks: () => looks,
      nowMs: () => nowMs,
    };
  };

  it('waits until every lane that it reads is there', async () => {
    const { waiting, nowMs } = ask((ms) => (ms < 30 ? 5 : 50));
    expect(await waiting.waitFor(50, 1_000)).toBe(50);
    expect(nowMs()).toBeGreaterThanOrEqual(30);
    expect(await waiting.waitFor(51, 0, [1])).toBe(51);
  });

  it('waits no longer than it may, and hears how far the lanes are', async () => {
    const { waiting, nowMs } = ask(() => 5);
    expect(await waiting.waitFor(50, 100)).toBe(5);
    expect(nowMs()).toBe(100);
  });

  it('of an epoch that a restore began is not answered by lanes of the life before it', async () => {
    const { waiting } = ask(
      () => 50,
      () => 'restored',
    );
    expect(await waiting.waitFor(40, 100)).toBe(-1);
    expect(
      await ask(
        () => 50,
        () => 'e',
      ).waiting.waitFor(40, 100),
    ).toBe(50);
  });

  it('of many callers at once is one look', async () => {
    const { waiting, looks } = ask(() => 5);
    await Promise.all(Array.from({ length: 50 }, () => waiting.waitFor(3, 100)));
    expect(looks()).toBe(1);
  });
});

describe('a position', () => {
  it('is read as it was written', () => {
    expect(readPosition(positionText('f1d0-7c1e', 12n))).toEqual({ epoch: 'f1d0-7c1e', position: 12 });
    expect(readPosition(positionText('a.b', -1))).toEqual({ epoch: 'a.b', position: -1 });
  });
  it.each(['', '12', 'e.', 'e.x', '.5', 'e.-2', 'e.12345678901234567'])('is not %j', (text) => {
    expect(readPosition(text)).toBeUndefined();
  });
  it('of a log in which no ledger was opened yet goes over into its first life', () => {
    expect(sameEpoch('unopened', 'e')).toBe(true);
    expect(sameEpoch('e', 'f')).toBe(false);
  });
});
