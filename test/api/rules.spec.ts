// Rule versions as decisions know them: read behind busy desks, and before the first decision after a quiet time.
import { expect, it } from 'vitest';
import { createExecute } from '../../domain/kernel/execute.ts';
import { canonicalText } from '../../domain/kernel/canonical.ts';
import { uuidOf } from '../../domain/kernel/identifier.ts';
import { initialRules } from '../../domain/policy/initial-rules.ts';
import { openRules } from '../../api/rules.ts';
import { systemActor } from '../../api/opening.ts';
import { countyDeps } from '../county/in-memory.ts';
import { countingCrypto } from '../support/fixed-crypto.ts';

const COUNTY = '990121';

const openDesk = async () => {
  const { deps } = countyDeps(countingCrypto(), 'epoch');
  const { log, codec, keys, crypto } = deps;
  const clock = { ms: 0 };
  const troubles: unknown[] = [];
  const trouble = (error: unknown) => troubles.push(error);
  const store = { broken: false };
  const fragile: typeof log = {
    ...log,
    read: (stream, from) => (store.broken ? Promise.reject(new Error('no store')) : log.read(stream, from)),
  };
  const rules = await openRules({ log: fragile, codec, keys, crypto, county: COUNTY, trouble, nowMs: () => clock.ms });
  const [rule] = initialRules((body) => crypto.hash(canonicalText(body))).filter(({ topic }) => topic === 'findings');
  const load = () =>
    createExecute(deps)({
      ...{ category: 'policy', id: 'findings', command: { type: 'LoadRuleVersion', data: rule } },
      ...{ actor: systemActor(COUNTY), idempotencyKey: uuidOf(crypto, 'load'), stated: { channel: 'SYSTEM' } },
    });
  const known = async () => (await rules.policy()).ruleOn('findings', '2026-03-14') !== undefined;
  return { clock, store, troubles, load, known };
};

it('a version that another process loaded counts after ten seconds at the latest, also where nobody asked meanwhile', async () => {
  const desk = await openDesk();
  expect(await desk.known()).toBe(false);
  await desk.load();
  desk.clock.ms = 4_000;
  expect(await desk.known()).toBe(false);
  desk.clock.ms = 10_001;
  expect(await desk.known()).toBe(true);
});

it('a busy desk does not wait for it', async () => {
  const desk = await openDesk();
  await desk.load();
  desk.clock.ms = 5_001;
  expect(await desk.known()).toBe(false);
  await expect.poll(desk.known).toBe(true);
});

it('what is known stays in use while the store does not answer, and that is told', async () => {
  const desk = await openDesk();
  await desk.load();
  desk.clock.ms = 10_001;
  expect(await desk.known()).toBe(true);
  desk.clock.ms = 30_000;
  desk.store.broken = true;
  expect(await desk.known()).toBe(true);
  expect(desk.troubles).toHaveLength(1);
});
