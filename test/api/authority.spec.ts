// The table of authorities at its edge: every cell that refuses answers 403 and is on record, every cell that allows lets in.
import { expect, it } from 'vitest';
import * as z from 'zod';
import { commandRoutes } from '../../api/command-routes.ts';
import { exampleOfCommand } from '../../api/examples.ts';
import { COMMAND_AUTHORITIES, ROLES } from '../../domain/authorisation.ts';
import { openDesk, TOWNSHIP } from './desk.ts';

const desk = await openDesk();
const ID = 'EBESExQVFhcYGRobHB0eHw';
const addressOf = ({ path, decider }: (typeof commandRoutes)[number]) => path.replace(':id', `${decider.prefix}_${ID}`);

it.each(commandRoutes)('$name is carried out for the roles of the table, and for no other', async (route) => {
  const { name, type, spec } = route;
  const body = JSON.stringify(exampleOfCommand(type, spec.data));
  const allowed = [];
  for (const role of ROLES) {
    const { statusCode, body: said } = await desk.post(addressOf(route), body, { as: { role } });
    if (statusCode !== 403) allowed.push(role);
    else expect(JSON.parse(said)).toMatchObject({ code: 'NOT_ALLOWED', messageZh: expect.any(String) });
  }
  expect(allowed.toSorted()).toEqual(Object.keys(COMMAND_AUTHORITIES[name]?.roles ?? {}).toSorted());
});

it('whoever is refused is on record, without what was sent', async () => {
  const before = (await desk.logged()).length;
  const body = { name: '李若水', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP };
  const answer = await desk.post('/persons', body, { as: { role: 'Auditor', sub: 'auditor-3' } });
  expect(answer.statusCode).toBe(403);
  const [denied, ...others] = (await desk.logged()).slice(before);
  expect(others).toEqual([]);
  expect(denied).toMatchObject({
    type: 'access.AccessDenied',
    data: { command: 'person.RegisterPerson', reason: 'ROLE' },
  });
  expect(denied?.metadata).toMatchObject({ actor: { id: 'auditor-3', role: 'Auditor' } });
});

const township = (division: string) => ({ role: 'PublicSecurityClerk', division }) as const;
const status = async (answer: ReturnType<typeof desk.post>) => (await answer).statusCode;

it('a township office acts in its township, by what a command names and by where its subject lies', async () => {
  const body = { name: '李若水', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP };
  expect(await status(desk.post('/persons', body, { as: township('990121100') }))).toBe(403);
  const { id } = (await desk.post('/persons', body, { as: township(TOWNSHIP) })).json();
  const married = { status: '20', since: '2015-05-20' };
  const path = `/persons/${id}/marital-status`;
  const elsewhere = await desk.post(path, married, { as: township('990121100') });
  expect(elsewhere.statusCode).toBe(403);
  expect(elsewhere.json().code).toBe('NOT_YOUR_DIVISION');
  expect(await status(desk.post(path, married, { as: township(TOWNSHIP) }))).toBe(201);
});

it('of a birth the place is that of its report', async () => {
  const hospital = { role: 'TownshipWorker', division: TOWNSHIP } as const;
  const report = exampleOfCommand('ReportBirth', z.never()) as { readonly mother: object };
  // Of another mother than the report above: births of one are looked at together.
  const another = { ...report, mother: { ...report.mother, id: 'p_AAZSExQVFhcYGRobHB0eHw' }, township: TOWNSHIP };
  const { id } = (await desk.post('/births', another, { as: hospital })).json();
  const path = `/births/${id}/infant-death`;
  const death = { diedOn: '2026-03-16' };
  expect(await status(desk.post(path, death, { as: { ...hospital, division: '990121100' } }))).toBe(403);
  expect(await status(desk.post(path, death, { as: hospital }))).toBe(201);
});

it("another county's office has no say here", async () => {
  const { id } = (
    await desk.post('/persons', { name: '李若水', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP })
  ).json();
  const stranger = { role: 'CountyRegistrar', division: '990122' } as const;
  expect(await status(desk.post(`/persons/${id}/death`, { diedOn: '2026-03-01' }, { as: stranger }))).toBe(403);
});
