// Every command of the synthetic county is one that the ledger accepts: no clerk had to override anything.
import { describe, expect, it } from 'vitest';
import { generateCounty, SMALL } from '../../infra/county/generate.ts';
import { countingCrypto } from '../support/fixed-crypto.ts';
import { carryOut, countyDeps, everyEvent } from './in-memory.ts';

describe('合成县 The synthetic county in the ledger', () => {
  it('is accepted whole, each command with an event of its own', async () => {
    const { deps, log } = countyDeps(countingCrypto(), 'epoch');
    const commands = generateCounty(SMALL);
    const done = await carryOut(commands, deps);
    const others = done.filter(({ outcome }) => outcome.kind !== 'accepted' || outcome.repeated);
    expect(others.map(({ command: { sequence, type }, outcome }) => ({ sequence, type, outcome })).slice(0, 5)).toEqual(
      [],
    );
    expect(await everyEvent(log)).toHaveLength(commands.length);
  }, 120_000);
});
