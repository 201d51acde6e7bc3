// What is no command is told field by field what is wrong with it: never a fault of ours, and nothing in the log.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandRoutes } from '../../api/command-routes.ts';
import { BODY_MAX_BYTES } from '../../api/json-body.ts';
import { COMMAND_AUTHORITIES } from '../../domain/authorisation.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { fitting, misfitting, notObjects } from '../support/arbitraries.ts';
import { COUNTY, type Desk, openDesk, TOWNSHIP } from './desk.ts';

const desk = await openDesk();
const person = { name: '李若水', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP };
type Answer = Awaited<ReturnType<Desk['post']>>;

const expectProblem = (answer: Answer, status: number, code: string) => {
  expect(answer.json()).toMatchObject({ status, code, type: expect.stringMatching(/^urn:county-ledger:problem:/) });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.body).not.toMatch(/node_modules|\.ts:\d/);
};
const send = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  desk.app.inject({
    method: 'POST',
    url: '/persons',
    payload,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${desk.tokenOf()}`,
      'idempotency-key': randomUUID(),
      ...headers,
    },
  });

it('another content type than JSON is told which is taken', async () => {
  expectProblem(await send('name=a', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'NOT_JSON');
  expectProblem(await send('<a/>', { 'content-type': 'text/xml' }), 415, 'NOT_JSON');
});

it('ten megabytes are refused for their size', async () => {
  const large = JSON.stringify({ ...person, name: '长'.repeat(3_500_000) });
  expect(large.length).toBeGreaterThan(BODY_MAX_BYTES);
  expectProblem(await send(large), 413, 'TOO_LARGE');
});

it('bytes that are no UTF-8, half of a surrogate pair, and text that is no JSON are named', async () => {
  const broken = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
  for (const [body, rule] of [
    [broken, 'UTF-8'],
    [JSON.stringify({ ...person, name: 'x' }).replace('"x"', '"\\ud800"'), 'surrogate'],
    ['{"name":', 'not JSON'],
    ['', ''],
    ['{"__proto__":{"a":1}}', 'name'],
    [`${'['.repeat(100)}${']'.repeat(100)}`, 'deep'],
  ] as const) {
    const answer = await send(body);
    expectProblem(answer, 400, 'INVALID');
    expect(answer.json().problems[0].rule).toContain(rule);
  }
});

it('a command without a key that is a UUID is told to bring one', async () => {
  for (const key of ['', 'abc', '123', '5f2b8f0e-6a1c-4b57-9d3e'])
    expect((await desk.post('/persons', person, { key })).json().problems).toMatchObject([
      { field: 'header Idempotency-Key', remedy: expect.stringContaining('UUID') },
    ]);
});

it('a context with a field too many, or a wrong one, is told so', async () => {
  const answer = await desk.post('/persons', { ...person, context: { channel: 'SYSTEM', permit: 1 } });
  expectProblem(answer, 400, 'INVALID');
  expect(
    answer
      .json()
      .problems.map(({ field }: { field: string }) => field)
      .sort(),
  ).toEqual(['/context/channel', '/context/permit']);
});

it('an identifier in the address that is none is told the form of one', async () => {
  const answer = await desk.post('/births/x_1/certificate', { number: 'N990000001' });
  expectProblem(answer, 400, 'INVALID');
  expect(answer.json().problems).toMatchObject([{ field: '/id', rule: expect.stringContaining('b_') }]);
});

it('an address or a method that there is not is not found', async () => {
  expectProblem(await desk.get('/nothing'), 404, 'NOT_FOUND');
  expectProblem(await desk.get('/births'), 404, 'NOT_FOUND');
  expectProblem(await desk.get('/persons/%ff'), 400, 'INVALID');
});

it('a rule version whose digest is not that of its body is refused', async () => {
  const rule = {
    ...{ topic: 'registration', version: 'x-1', from: '2030-01-01', citation: '户口登记条例 7' },
    ...{ digest: 'LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564', body: { declarationMonths: 1 } },
  };
  const answer = await desk.post('/rules', rule, { as: { role: 'LegalReviewer' } });
  expectProblem(answer, 400, 'INVALID');
  expect(answer.json().problems[0].field).toBe('/digest');
});

/** A role that may give the command at all. */
const roleOf = (name: string): Role =>
  (Object.keys(COMMAND_AUTHORITIES[name]?.roles ?? {})[0] ?? 'CountyRegistrar') as Role;
const addressOf = ({ path, decider }: (typeof commandRoutes)[number]) =>
  path.replace(':id', `${decider.prefix}_EBESExQVFhcYGRobHB0eHw`);
const told = (answer: Answer) => {
  const problem = answer.json();
  expect(problem).toMatchObject({
    code: expect.any(String),
    messageZh: expect.any(String),
    messageEn: expect.any(String),
  });
  if (problem.code === 'INVALID')
    expect(problem.problems[0]).toMatchObject({
      field: expect.any(String),
      rule: expect.any(String),
      remedy: expect.any(String),
    });
};
/** Refusals are on record; nothing else may be. */
const written = async (from: Desk) =>
  (await from.logged()).filter(({ type }) => type !== 'refusal.CommandRefused').length;

describe.each(commandRoutes)('$name', (route) => {
  const { spec } = route;
  const as = { role: roleOf(route.name), division: COUNTY } as const;

  it('with any one field wrong is refused with field, rule and remedy, and nothing is written', async () => {
    const before = await written(desk);
    await fc.assert(
      fc.asyncProperty(misfitting(spec.data), async ({ data }) => {
        const answer = await desk.post(addressOf(route), JSON.stringify(data), { as });
        expect([400, 409, 413, 422]).toContain(answer.statusCode);
        told(answer);
      }),
      { numRuns: 12 },
    );
    expect(await written(desk)).toBe(before);
  });

  it('that is no object at all is refused', async () => {
    const before = await written(desk);
    for (const body of notObjects) {
      const answer = await desk.post(addressOf(route), JSON.stringify(body), { as });
      expect(answer.statusCode).toBe(400);
      told(answer);
    }
    expect(await written(desk)).toBe(before);
  });

  it('that fits its schema is carried out, already so, or refused in words', async () => {
    await fc.assert(
      fc.asyncProperty(fitting(spec.data), async (data) => {
        const answer = await desk.post(addressOf(route), JSON.stringify(data), { as });
        expect([200, 201, 400, 403, 409, 422]).toContain(answer.statusCode);
        if (answer.statusCode >= 400) told(answer);
      }),
      { numRuns: 6 },
    );
  });
});
