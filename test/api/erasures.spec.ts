// An erasure over HTTP: ordered once, on record before a key goes, and complete also where a process died in between.
import { expect, it } from 'vitest';
import { createErasureFollower } from '../../api/erasures.ts';
import { COUNTY, openDesk, TOWNSHIP } from './desk.ts';

const desk = await openDesk();
const privacy = { role: 'PrivacyOfficer' } as const;
const register = async () =>
  (await desk.post('/persons', { name: '李若水', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP })).json()
    .id as string;
const order = (owner: string) => ({ owner, class: 'identity', authority: '平卫删〔2026〕3号' });

it('destroys the key of the class that was ordered, and the log keeps the order', async () => {
  const owner = await register();
  expect((await desk.vault.keys.find([`${owner}/identity@1`])).size).toBe(1);
  const answer = await desk.post('/erasures', order(owner), { as: privacy });
  expect(answer.statusCode).toBe(201);
  expect((await desk.vault.keys.find([`${owner}/identity@1`])).size).toBe(0);
  expect((await desk.log.read(`vault-${COUNTY}`)).at(-1)).toMatchObject({
    type: 'vault.KeyDestroyed',
    data: order(owner),
  });
  expect((await desk.post('/erasures', order(owner), { as: privacy })).json()).toMatchObject({ events: [] });
});

it('what needs the person after that says that they were erased', async () => {
  const owner = await register();
  await desk.post('/erasures', order(owner), { as: privacy });
  const answer = await desk.post(`/persons/${owner}/marital-status`, { status: '20', since: '2015-05-20' });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({ code: 'PERSON_ERASED', citations: expect.any(Array) });
});

it('an erased name is shown as erased', async () => {
  const owner = await register();
  await desk.fillDirectory();
  await desk.post('/erasures', order(owner), { as: privacy });
  const shown = (await desk.get(`/persons/${owner}`)).json();
  expect(shown.name === undefined || shown.name.erased === true).toBe(true);
  expect(JSON.stringify(shown)).not.toContain('李若水');
});

it('a process that begins completes what another left half done, and follows what comes', async () => {
  const [first, second] = [await register(), await register()];
  const destroyed: string[] = [];
  const keys = {
    destroy: async (owners: readonly string[]) => void destroyed.push(...owners),
    replayDestroyed: async (owners: readonly string[]) => void destroyed.push('replayed', ...owners),
  };
  await desk.post('/erasures', order(first), { as: privacy });
  const follow = createErasureFollower({ log: desk.log, keys, restored: () => false, county: COUNTY });
  await follow();
  expect(destroyed).toContain(`${first}/identity`);
  destroyed.length = 0;
  await desk.post('/erasures', order(second), { as: privacy });
  await follow();
  expect(destroyed).toEqual([`${second}/identity`]);
  expect(await follow()).toEqual([]);
});

it('a vault that was restored hears of every erasure before it is used', async () => {
  const destroyed: string[] = [];
  const replayDestroyed = async (owners: readonly string[]) => void destroyed.push(...owners);
  const keys = { destroy: async () => expect.unreachable(), replayDestroyed };
  await createErasureFollower({ log: desk.log, keys, restored: () => true, county: COUNTY })();
  expect(destroyed).toHaveLength((await desk.log.read(`vault-${COUNTY}`)).length);
});
