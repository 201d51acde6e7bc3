// The whole way on real parts: HTTP, vault, store, feeder, lanes, views and back, and an end that loses no answer.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bearer } from '../../api/issuer.ts';
import { type LedgerParts, startWholeLedger } from '../drill/ledger-parts.ts';

const TOWNSHIP = '990121001';
const dataDir = mkdtempSync(join(tmpdir(), 'county-ledger-'));
let ledger: LedgerParts;
const said: string[] = [];

beforeAll(async () => {
  ledger = await startWholeLedger({ dataDir, say: (line) => void said.push(line) });
}, 120_000);
afterAll(async () => {
  await ledger?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 30_000);

const headers = async (role: Bearer['role'] = 'CountyRegistrar', division = '990121') => ({
  authorization: `Bearer ${await ledger.token({ role, division })}`,
  'content-type': 'application/json',
});
interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  readonly body: any;
}
const post = async (path: string, body: object, key: string = randomUUID()): Promise<Answer> => {
  const response = await fetch(ledger.address + path, {
    method: 'POST',
    headers: { ...(await headers()), 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
};
const get = async (path: string, position: string): Promise<Answer> => {
  const response = await fetch(ledger.address + path, {
    headers: { ...(await headers('TownshipWorker', TOWNSHIP)), 'ledger-position': position },
  });
  return { status: response.status, body: await response.json() };
};

const mother = { name: '王若兰', sex: '2', bornOn: '1995-05-05', township: TOWNSHIP };
const foundHousehold = async () => {
  const { id } = (await post('/persons', mother)).body;
  const place = { village: `${TOWNSHIP}001`, address: '平安路12号' };
  const home = (await post('/households', { headId: id, type: 'FAMILY', ...place })).body.id;
  const registered = await post(`/persons/${id}/registration/take-over`, {
    ...{ householdId: home, relation: '01', registeredOn: '2026-03-20' },
  });
  return { id, home, position: registered.body.position };
};

it('a birth changes the status of its household, for whoever waits for its position', async () => {
  const { id, home, position } = await foundHousehold();
  const before = await get(`/households/${home}`, position);
  expect(before.body).toMatchObject({ headId: id, members: [{ personId: id, name: '王若兰' }], newborns: [] });
  const report = {
    ...{ householdId: home, township: TOWNSHIP, name: '王小明', sex: '1', bornOn: '2026-03-14' },
    mother: { id, name: mother.name, bornOn: mother.bornOn },
  };
  const key = randomUUID();
  const answers = await Promise.all([post('/births', report, key), post('/births', report, key)]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  const after = await get(`/households/${home}`, answers[0].body.position);
  expect(after.body.newborns).toMatchObject([{ name: '王小明', sex: '1', bornIn: '2026-03' }]);
  expect((await post('/births', { ...report, feeReceiptNo: '1' })).body.code).toBe('REF-01');
}, 30_000);

/** Births of one mother would be looked at together. */
const someMother = () => `p_${randomBytes(16).toString('base64url')}`;
it('many births at once are each there once', async () => {
  const { home } = await foundHousehold();
  const born = await Promise.all(
    Array.from({ length: 32 }, () =>
      post('/births', {
        ...{ householdId: home, township: TOWNSHIP, sex: '2', bornOn: '2026-03-14' },
        mother: { id: someMother(), name: mother.name, bornOn: mother.bornOn },
      }),
    ),
  );
  expect(born.map(({ status }) => status)).toEqual(Array(32).fill(201));
  const last =
    born
      .map(({ body }) => body.position as string)
      .toSorted((a, b) => place(a) - place(b))
      .at(-1) ?? '';
  expect((await get(`/households/${home}`, last)).body.newborns).toHaveLength(32);
}, 30_000);
const place = (position: string) => Number(position.split('.')[1]);

it('an API that is told to end answers what it began, and the next one finds everything', async () => {
  const pending = Array.from({ length: 16 }, () =>
    post('/persons', mother).catch((error: unknown) => ({ failed: error })),
  );
  const ended = Promise.all(pending);
  process.kill(ledger.pidOf('api'), 'SIGTERM');
  const answers = await ended;
  await ledger.ready();
  const taken = answers.filter((answer) => 'status' in answer && answer.status === 201);
  for (const answer of taken) {
    const { id, position } = (answer as Answer).body;
    expect((await get(`/persons/${id}`, position)).body).toMatchObject({ id, name: '王若兰' });
  }
  expect(answers.every((answer) => 'failed' in answer || answer.status === 201 || answer.status === 503)).toBe(true);
}, 60_000);
