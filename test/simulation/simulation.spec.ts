// Some hundred storms over a county, and proof that the simulation finds what would break each promise.
import { describe, expect, test } from 'vitest';
import { bugs } from './bugs.ts';
import { runSeed } from './seed.ts';

const SEEDS = 250;
const SEEDS_A_BUG = 400;

test(`${SEEDS} storms leave every view as the log says, and every acknowledged command in it once`, async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { broken } = await runSeed(seed);
    expect(broken, `npm run simulate -- --seeds 1 --seed ${seed}`).toEqual([]);
  }
}, 90_000);

test('a seed runs the same way twice', async () => {
  const [once, again] = [await runSeed(7), await runSeed(7)];
  expect({ ...again, trace: [...again.trace] }).toEqual({ ...once, trace: [...once.trace] });
});

describe('the simulation finds it when', () => {
  test.each(Object.entries(bugs))(
    '%s',
    async (_, bug) => {
      for (let seed = 1; seed <= SEEDS_A_BUG; seed++) {
        const { broken } = await runSeed(seed, bug);
        if (broken.length > 0) return;
      }
      expect.fail(`${SEEDS_A_BUG} seeds found nothing`);
    },
    60_000,
  );
});
