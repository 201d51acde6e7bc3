// Kills any process of the ledger at any moment while desks work, many times; then everything must be as if nothing had happened.
import { setTimeout as pause } from 'node:timers/promises';
import { createChance } from '../../infra/county/chance.ts';
import type { DrillOptions } from './options.ts';
import { PARTS, type Part, startWholeLedger } from './ledger-parts.ts';
import { type RegisterLoad, startRegisterLoad } from './register-load.ts';
import { isFlawless, judge, verdictText } from './verdict.ts';
import { COUNTY } from '../../infra/county/places.ts';

const DESKS = 16;
const KILLS = 30;
const PAUSE_MIN_MS = 300;
const PAUSE_MAX_MS = 1_500;
/** Between two kills the desks get so much done, or wait so long: otherwise nothing would run that could be killed. */
const PROGRESS = 40;
const STILL_MS = 10_000;
/** Sometimes the next part dies while the last one is not up again. */
const AT_ONCE = 0.2;

/** Every part as often as any other, in no order that anybody could prepare for. */
const victimsOf = (seed: string, kills: number, parts: readonly Part[]): readonly Part[] => {
  const chance = createChance(seed);
  const victims: Part[] = [];
  while (victims.length < kills) {
    const turn = [...parts];
    while (turn.length > 0) victims.push(turn.splice(chance.between(0, turn.length - 1), 1)[0] as Part);
  }
  return victims.slice(0, kills);
};

const LOOK_AGAIN_MS = 20;

const countsOf = (victims: readonly Part[]): string =>
  PARTS.map((part) => [part, victims.filter((victim) => victim === part).length] as const)
    .filter(([, count]) => count > 0)
    .map(([part, count]) => `${part} ${count}`)
    .join(', ');

const progress = async ({ acknowledged }: RegisterLoad): Promise<void> => {
  const [wanted, deadline] = [acknowledged.length + PROGRESS, performance.now() + STILL_MS];
  while (acknowledged.length < wanted && performance.now() < deadline) await pause(LOOK_AGAIN_MS);
};

export const killAll = async (options: DrillOptions): Promise<boolean> => {
  const { dataDir, say, seed, times = KILLS } = options;
  const ledger = await startWholeLedger({ dataDir, say: () => undefined });
  try {
    const token = await ledger.token({ role: 'CountyRegistrar', division: COUNTY });
    const load = await startRegisterLoad({ address: ledger.address, token }, DESKS);
    const chance = createChance(`${seed} pauses`);
    const victims = victimsOf(
      seed,
      times,
      PARTS.filter((part) => part !== 'store' || !ledger.foreignStore),
    );
    for (const [at, victim] of victims.entries()) {
      if (!chance.happens(AT_ONCE)) await progress(load);
      await pause(chance.between(PAUSE_MIN_MS, PAUSE_MAX_MS));
      ledger.kill(victim);
      say(`kill -9 ${at + 1} of ${victims.length}: ${victim}; ${load.acknowledged.length} acknowledged so far`);
    }
    await load.stop();
    await ledger.ready();
    const verdict = await judge(ledger, { acknowledged: load.acknowledged, say });
    console.log(`kill-all: killed ${countsOf(victims)}; acknowledged: ${load.acknowledged.length}`);
    console.log(verdictText(verdict));
    return isFlawless(verdict);
  } finally {
    await ledger.stop();
  }
};
