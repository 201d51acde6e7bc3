// Who signs in: nobody without a token of this ledger that still holds, and each refusal says which it is.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openIssuer } from '../../api/issuer.ts';
import { COUNTY, openDesk, secret, TOWNSHIP } from './desk.ts';

const desk = await openDesk();
const bearer = { sub: 's-1', role: 'CountyRegistrar', division: COUNTY } as const;

const ask = (authorization?: string) =>
  desk.app.inject({
    method: 'POST',
    url: '/persons',
    payload: { name: '李若水', sex: '2', bornOn: '1990-01-01', township: TOWNSHIP },
    headers: { 'idempotency-key': randomUUID(), ...(authorization !== undefined && { authorization }) },
  });

const refusedAs = async (code: string, authorization?: string) => {
  const before = (await desk.logged()).length;
  const answer = await ask(authorization);
  expect(answer.statusCode).toBe(401);
  expect(answer.headers['www-authenticate']).toContain('Bearer');
  expect(answer.json()).toMatchObject({
    code,
    status: 401,
    messageZh: expect.any(String),
    requestId: expect.any(String),
  });
  expect(await desk.logged()).toHaveLength(before);
};

it('a token of this ledger is taken, again and again', async () => {
  const token = `Bearer ${desk.issuer.issue(bearer)}`;
  expect((await ask(token)).statusCode).toBe(201);
  expect((await ask(token)).statusCode).toBe(201);
});

it('without a token nobody is let in', () => refusedAs('NOT_SIGNED_IN'));

it('another scheme than Bearer, or text that is no token, is broken', async () => {
  await refusedAs('TOKEN_BROKEN', 'Basic czpz');
  await refusedAs('TOKEN_BROKEN', 'Bearer abc');
  await refusedAs('TOKEN_BROKEN', 'Bearer a.b.c');
});

it('an expired token says so', () => refusedAs('TOKEN_EXPIRED', `Bearer ${desk.issuer.issue(bearer, -60)}`));

it('a token that expires while its check is remembered is not taken any more', async () => {
  let now = Date.now();
  const clocked = await openIssuer({ secret, county: COUNTY });
  const token = clocked.issue(bearer, '1h');
  expect(clocked.check(token, now)).toHaveProperty('officer');
  now += 2 * 3_600_000;
  expect(clocked.check(token, now)).toEqual({ refused: 'TOKEN_EXPIRED' });
});

it("a token of another secret, or of another county's ledger, is foreign", async () => {
  const stranger = await openIssuer({ secret: Buffer.alloc(32, 1), county: COUNTY });
  const neighbour = await openIssuer({ secret, county: '990122' });
  await refusedAs('TOKEN_FOREIGN', `Bearer ${stranger.issue(bearer)}`);
  await refusedAs('TOKEN_FOREIGN', `Bearer ${neighbour.issue(bearer)}`);
});

it('a token that says it is unsigned is not taken', async () => {
  const [, payload] = desk.issuer.issue(bearer).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  await refusedAs('TOKEN_BROKEN', `Bearer ${header}.${payload}.AA`);
});

it('a token of a role that there is not is not taken', () =>
  refusedAs('TOKEN_BROKEN', `Bearer ${desk.issuer.issue({ ...bearer, role: 'Boss' as 'Auditor' })}`));
