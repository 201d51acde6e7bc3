// Household status over HTTP: what a command brought about is seen from its position on, by who may see it, on record.
import { describe, expect, it } from 'vitest';
import { SEARCHES_A_MINUTE } from '../../api/search-routes.ts';
import { type Desk, openDesk, TOWNSHIP } from './desk.ts';

const today = '2026-03-20';
const found = async (desk: Desk) => {
  const mother = (
    await desk.post('/persons', { name: '王若兰', sex: '2', bornOn: '1995-05-05', township: TOWNSHIP })
  ).json().id as string;
  const place = { village: `${TOWNSHIP}001`, address: '平安路12号' };
  const home = (await desk.post('/households', { headId: mother, type: 'FAMILY', ...place })).json().id as string;
  const joined = await desk.post(`/persons/${mother}/registration/take-over`, {
    ...{ householdId: home, relation: '01', registeredOn: today },
  });
  expect(joined.statusCode).toBe(201);
  return { mother, home, position: joined.json().position as string };
};
const birthIn = (home: string, mother: string) => ({
  householdId: home,
  township: TOWNSHIP,
  mother: { id: mother, name: '王若兰', bornOn: '1995-05-05' },
  name: '王小明',
  sex: '1',
  bornOn: '2026-03-14',
});
const accesses = async (desk: Desk) => (await desk.logged()).filter(({ type }) => type.startsWith('access.'));
const worker = { role: 'TownshipWorker', division: TOWNSHIP } as const;

describe('a household', async () => {
  const desk = await openDesk();
  const { mother, home, position } = await found(desk);

  it('shows its members, and from the position of a birth on the newborn that waits for registration', async () => {
    const before = await desk.get(`/households/${home}`, { headers: { 'ledger-position': position } });
    expect(before.statusCode).toBe(200);
    expect(before.json()).toMatchObject({
      ...{ id: home, status: 'active', type: 'FAMILY', township: TOWNSHIP, headId: mother },
      members: [{ personId: mother, isHead: true, since: today }],
      newborns: [],
    });
    const born = (await desk.post('/births', birthIn(home, mother))).json();
    const after = await desk.get(`/households/${home}`, { headers: { 'ledger-position': born.position } });
    expect(after.json().newborns).toMatchObject([{ sex: '1', bornIn: '2026-03' }]);
    expect(after.headers['ledger-position']).toBe(after.json().position);
    expect(Number(after.json().position.split('.')[1])).toBeGreaterThanOrEqual(Number(born.position.split('.')[1]));
  });

  it('is opened on record, with who and why, before it is answered', async () => {
    const count = (await accesses(desk)).length;
    await desk.get(`/households/${home}`, { as: { ...worker, sub: 'clerk-9' }, headers: { purpose: 'BENEFIT' } });
    const opened = (await accesses(desk)).slice(count);
    expect(opened.map(({ type }) => type)).toEqual(['access.FileOpened']);
    expect(opened[0]?.stream).toBe(`access-${TOWNSHIP}-20260320-desk`);
    expect(opened[0]?.data).toEqual({ subjectKey: `household:${home}`, what: 'NAMES' });
    expect(opened[0]?.metadata).toMatchObject({ purpose: 'BENEFIT', actor: { id: 'clerk-9', role: 'TownshipWorker' } });
  });

  it('shows names to who may see them, and pseudonyms to others', async () => {
    await desk.fillDirectory();
    const seen = (await desk.get(`/households/${home}`, { as: worker })).json();
    expect(seen.members[0].name).toBe('王若兰');
    expect(seen.newborns[0].name).toBe('王小明');
    const benefit = (await desk.get(`/households/${home}`, { as: { role: 'BenefitOfficer' } })).json();
    expect(benefit.members[0]).not.toHaveProperty('name');
  });

  it('of another township is closed to a township office, and the attempt is on record', async () => {
    const answer = await desk.get(`/households/${home}`, { as: { ...worker, division: '990121100' } });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().code).toBe('NOT_YOUR_DIVISION');
    expect((await accesses(desk)).at(-1)).toMatchObject({
      type: 'access.AccessDenied',
      data: { subject: `household:${home}`, query: 'household', reason: 'JURISDICTION' },
    });
  });

  it('is closed to an inspector without an investigation', async () => {
    for (const path of [`/households/${home}`, `/persons/${mother}`]) {
      const answer = await desk.get(path, { as: { role: 'Inspector' } });
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({
        code: 'REF-22',
        citations: expect.any(Array),
        alternative: expect.any(Object),
      });
      expect((await accesses(desk)).at(-1)?.data).toMatchObject({ reason: 'REF-22' });
    }
  });

  it('that there is not is not found', async () => {
    const answer = await desk.get('/households/h_AAESExQVFhcYGRobHB0eHw');
    expect(answer.statusCode).toBe(404);
  });

  it('is shown with the place of its member, and in its township with counts', async () => {
    expect((await desk.get(`/persons/${mother}`)).json()).toMatchObject({
      ...{ id: mother, name: '王若兰', status: 'registered', householdId: home, township: TOWNSHIP },
      moves: [{ kind: 'takenOver', householdId: home }],
    });
    const township = (await desk.get(`/townships/${TOWNSHIP}?limit=5`)).json();
    expect(township).toMatchObject({ counts: { households: 1, persons: 1, newborns: 1 }, households: [{ id: home }] });
    const counts = (await desk.get(`/townships/${TOWNSHIP}`, { as: { role: 'StatisticsOfficer' } })).json();
    expect(counts.counts).toEqual(township.counts);
    expect(counts).not.toHaveProperty('households');
  });
});

describe('a position', async () => {
  const desk = await openDesk();
  const { home, position } = await found(desk);
  const [epoch] = position.split('.');
  const at = (text: string) => desk.get(`/households/${home}`, { headers: { 'ledger-position': text } });

  it('that the views do not reach in time is answered with how far they are', async () => {
    const answer = await at(`${epoch}.999999999`);
    expect(answer.statusCode).toBe(504);
    expect(answer.json()).toMatchObject({ code: 'NOT_YET_VISIBLE', reflected: expect.stringContaining(`${epoch}.`) });
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('of another life of the ledger is gone', async () => {
    const answer = await at('5f2b8f0e-6a1c-8b57-9d3e-0c7f4a1b2d3c.1');
    expect(answer.statusCode).toBe(410);
    expect(answer.json()).toMatchObject({ code: 'OTHER_EPOCH', epoch });
  });

  it('that is none is told so', async () => {
    for (const text of ['5', 'abc', `${epoch}.x`]) expect((await at(text)).statusCode).toBe(400);
  });
});

describe('a search', async () => {
  const desk = await openDesk();
  const { mother } = await found(desk);
  await desk.fillDirectory();
  const search = (body: object, as: object = worker) => desk.post('/searches', body, { as });
  const wanted = { name: '王若蘭', bornOn: '1995-05-05' };

  it('finds by name and day of birth, lookalikes included, and is on record without its words', async () => {
    const answer = await search(wanted);
    expect(answer.json().hits).toEqual([{ id: mother, name: '王若兰', township: TOWNSHIP, status: 'registered' }]);
    const [last] = (await accesses(desk)).slice(-1);
    expect(last).toMatchObject({ type: 'access.SearchRun', data: { kind: 'NAME_AND_BIRTH_DATE', hits: 1 } });
    expect(JSON.stringify(last?.data)).not.toMatch(/王若|1995-05-05/);
  });

  it('finds nobody outside the reach of the office', async () => {
    expect((await search(wanted, { ...worker, division: '990121100' })).json().hits).toEqual([]);
  });

  it('by a name alone, or by both ways at once, is none', async () => {
    for (const body of [{ name: '王若兰' }, { ...wanted, citizenId: '990121199505050025' }, {}])
      expect((await search(body)).statusCode).toBe(400);
  });

  it('is refused to roles without it', async () => {
    expect((await search(wanted, { role: 'Auditor' })).statusCode).toBe(403);
    expect((await search(wanted, { role: 'Inspector' })).statusCode).toBe(422);
  });

  it('too many in a minute have to wait', async () => {
    const as = { ...worker, sub: 'curious' };
    const answers = [];
    for (let asked = 0; asked <= SEARCHES_A_MINUTE; asked++) answers.push(await search(wanted, as));
    const last = answers.at(-1);
    expect(answers.slice(0, -1).every(({ statusCode }) => statusCode === 200)).toBe(true);
    expect(last?.statusCode).toBe(429);
    expect(last?.json()).toMatchObject({ code: 'TOO_MANY', status: 429 });
    expect((await search(wanted)).statusCode).toBe(200);
  });
});

it('without a view that has caught up, a lagging answer says from when it is', async () => {
  const desk = await openDesk();
  const { home, mother, position } = await found(desk);
  await desk.get(`/households/${home}`);
  desk.standStill();
  const { position: born } = (await desk.post('/births', birthIn(home, mother))).json();
  const answer = (await desk.get(`/households/${home}`)).json();
  expect(answer.newborns).toEqual([]);
  expect(Number(answer.position.split('.')[1])).toBeGreaterThanOrEqual(Number(position.split('.')[1]));
  expect(Number(answer.position.split('.')[1])).toBeLessThan(Number(born.split('.')[1]));
  expect(answer.position.split('.')[0]).toBe(born.split('.')[0]);
});

it('a position of before a restore is gone, and told the last event that both lives of the ledger have', async () => {
  const desk = await openDesk({ restored: true });
  const { home, position } = await found(desk);
  const [opened] = await desk.log.read('ledger-990121');
  const answer = await desk.get(`/households/${home}`, { headers: { 'ledger-position': `${opened?.id}.5` } });
  expect(answer.statusCode).toBe(410);
  expect(answer.json()).toMatchObject({ epoch: position.split('.')[0], lastCommonEvent: opened?.id });
});
