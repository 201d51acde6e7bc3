// Two desks at one file: whoever names an older revision is shown what happened since, and nothing is written.
import { expect, it } from 'vitest';
import { COUNTY, openDesk, TOWNSHIP } from './desk.ts';

const desk = await openDesk();

const register = async () =>
  (await desk.post('/persons', { name: '李若水', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP })).json()
    .id as string;
const married = { status: '20', since: '2015-05-20' };

it('a command on the revision last seen is carried out', async () => {
  const id = await register();
  const answer = await desk.post(`/persons/${id}/marital-status`, married, { headers: { 'if-match': '"0"' } });
  expect(answer.statusCode).toBe(201);
  expect(answer.headers.etag).toBe('"1"');
});

it('BAD-37: a command on an older revision is told the events it has not seen', async () => {
  const id = await register();
  await desk.post(`/persons/${id}/marital-status`, married, {
    as: { sub: 'clerk-2', division: TOWNSHIP, role: 'TownshipWorker' },
  });
  const stale = await desk.post(
    `/persons/${id}/corrections`,
    { field: 'name', value: '李若冰', reason: 'TYPING_ERROR' },
    { headers: { 'if-match': '"0"' } },
  );
  expect(stale.statusCode).toBe(409);
  expect(stale.json()).toMatchObject({
    code: 'STALE',
    revision: 1,
    unseen: [
      {
        type: 'MaritalStatusRecorded',
        revision: 1,
        recordedAt: '2026-03-20T02:00:00.000Z',
        actor: { role: 'TownshipWorker', office: TOWNSHIP },
        data: { status: '20', since: '2015-05-20' },
      },
    ],
  });
  expect(stale.json().unseen[0].actor).not.toHaveProperty('id');
  expect(await desk.log.read(`person-${id}`)).toHaveLength(2);
});

it('whoever may not see names is not shown them among the unseen events either', async () => {
  const hospital = { role: 'HealthInstitution', division: COUNTY } as const;
  const birth = {
    householdId: 'h_EBESExQVFhcYGRobHB0eHw',
    township: TOWNSHIP,
    mother: { id: 'p_AAESExQVFhcYGRobHB0eHw', name: '王若兰', bornOn: '1995-05-05' },
    sex: '1',
    bornOn: '2026-03-14',
  };
  const { id } = (await desk.post('/births', birth, { as: hospital })).json();
  await desk.post(`/births/${id}/amendments`, { field: 'name', value: '王小明', reason: 'TYPING_ERROR' });
  const stale = await desk.post(
    `/births/${id}/certificate`,
    { number: 'N990000009' },
    {
      as: hospital,
      headers: { 'if-match': '"0"' },
    },
  );
  expect(stale.statusCode).toBe(409);
  expect(stale.json().unseen).toEqual([expect.not.objectContaining({ data: expect.anything() })]);
  expect(stale.body).not.toContain('王小明');
});

it('an If-Match that is no revision in quotes is told what it should be', async () => {
  const id = await register();
  for (const etag of ['5', 'W/"5"', '"5", "6"', '*', '"-1"', '""']) {
    const answer = await desk.post(`/persons/${id}/marital-status`, married, { headers: { 'if-match': etag } });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().problems).toMatchObject([
      { field: 'header If-Match', rule: expect.any(String), remedy: expect.any(String) },
    ]);
  }
});
