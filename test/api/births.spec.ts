// A birth over HTTP: reported once, whatever is repeated, raced or demanded, and never answered before it is durable.
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { openDesk, TOWNSHIP } from './desk.ts';

const desk = await openDesk();

/** Each test tells of another mother: births of one are looked at together. */
const mothers = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `p_AA${letter}SExQVFhcYGRobHB0eHw`);
let mother = '';
const nextMother = () => {
  mother = mothers.shift() ?? '';
  return mother;
};
beforeEach(() => {
  nextMother();
});

const report = (more: object = {}) => ({
  householdId: 'h_EBESExQVFhcYGRobHB0eHw',
  township: TOWNSHIP,
  mother: { id: mother, name: '王若兰', bornOn: '1995-05-05' },
  name: '王小明',
  sex: '1',
  bornOn: '2026-03-14',
  ...more,
});
const clerk = { role: 'TownshipWorker', division: TOWNSHIP } as const;
const eventsOf = async (type: string) => (await desk.logged()).filter((event) => event.type === type);

it('a birth that is reported is in the log before the answer, with revision, position and entity tag', async () => {
  const answer = await desk.post('/births', report(), { as: clerk });
  const body = answer.json();
  expect(answer.statusCode).toBe(201);
  expect(body).toMatchObject({ revision: 0, repeated: false, events: [{ type: 'BirthReported', revision: 0 }] });
  expect(body.events[0].names.childId).toMatch(/^p_/);
  expect(answer.headers.etag).toBe('"0"');
  expect(answer.headers['ledger-position']).toBe(body.position);
  const stored = await desk.log.read(`birth-${body.id}`);
  expect(stored.map(({ id }) => id)).toEqual([body.events[0].id]);
  expect(body.position.endsWith(`.${stored[0]?.position}`)).toBe(true);
});

it('the event says who reported it, in which role and office, and holds no name that can be read', async () => {
  const { id } = (await desk.post('/births', report(), { as: { ...clerk, sub: 'clerk-7' } })).json();
  const [event] = await desk.log.read(`birth-${id}`);
  const { actor, channel, purpose } = (event?.metadata ?? {}) as Record<string, unknown>;
  expect({ actor, channel, purpose }).toEqual({
    actor: { id: 'clerk-7', role: 'TownshipWorker', office: TOWNSHIP },
    channel: 'WINDOW',
    purpose: 'REGISTRATION',
  });
  expect(JSON.stringify(event?.data)).not.toMatch(/王若兰|王小明|1995-05-05/);
});

it('the same report with the same key is answered as before and written once', async () => {
  const key = randomUUID();
  const first = await desk.post('/births', report(), { key });
  const again = await desk.post('/births', report(), { key });
  expect([200, 201]).toContain(again.statusCode);
  expect({ ...again.json(), repeated: false }).toEqual(first.json());
  expect(again.headers.etag).toBe(first.headers.etag);
  expect(await desk.log.read(`birth-${first.json().id}`)).toHaveLength(1);
});

it('a repeat after somebody else wrote behind it is known as one, and answered as before', async () => {
  const { id } = (await desk.post('/births', report())).json();
  const key = randomUUID();
  const amendment = { field: 'name', value: '王晓明', reason: 'TYPING_ERROR' };
  const first = await desk.post(`/births/${id}/amendments`, amendment, { key });
  await desk.post(`/births/${id}/certificate`, { number: 'N990000003' });
  const again = await desk.post(`/births/${id}/amendments`, amendment, { key });
  expect(again.statusCode).toBe(200);
  expect(again.json()).toEqual({ ...first.json(), repeated: true });
});

it('another report under the same key is a conflict, and the first one stands', async () => {
  const key = randomUUID();
  const { id } = (await desk.post('/births', report(), { key })).json();
  const other = await desk.post('/births', report({ sex: '2' }), { key });
  expect(other.statusCode).toBe(409);
  expect(other.headers['content-type']).toContain('application/problem+json');
  expect(other.json()).toMatchObject({ code: 'KEY_REUSED', status: 409, id });
  expect(await desk.log.read(`birth-${id}`)).toHaveLength(1);
});

it('two desks that send the same report at once get one birth', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 8 }, () => desk.post('/births', report(), { key })));
  expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
  expect(answers.every(({ statusCode }) => statusCode === 200 || statusCode === 201)).toBe(true);
  expect(await desk.log.read(`birth-${answers[0]?.json().id}`)).toHaveLength(1);
});

it('a report that carries a fee receipt is refused with the law and the way to complain, and the attempt is recorded', async () => {
  const before = (await eventsOf('birth.BirthReported')).length;
  const answer = await desk.post('/births', report({ feeReceiptNo: '王若兰 123' }), { as: clerk });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({
    type: 'urn:county-ledger:problem:ref-01',
    code: 'REF-01',
    messageZh: expect.stringContaining('不得'),
    citations: expect.arrayContaining(['国办发〔2015〕96号']),
    alternative: { en: expect.stringContaining('without') },
    appeal: { days: 60 },
    details: { fields: ['feeReceiptNo'] },
  });
  const recorded = (await eventsOf('refusal.CommandRefused')).at(-1);
  expect(recorded?.stream).toBe(`refusal-${TOWNSHIP}-20260320-desk`);
  expect(recorded?.data).toEqual({
    code: 'REF-01',
    command: 'birth.ReportBirth',
    fields: ['feeReceiptNo'],
    office: TOWNSHIP,
    role: 'TownshipWorker',
  });
  expect(await eventsOf('birth.BirthReported')).toHaveLength(before);
});

it('what is implausible is refused until the officer stands by it with a reason', async () => {
  const early = report({ mother: { ...report().mother, bornOn: '2018-01-01' } });
  const doubted = await desk.post('/births', early);
  expect(doubted.statusCode).toBe(422);
  expect(doubted.json()).toMatchObject({ code: 'MOTHER_AGE_IMPLAUSIBLE', acceptable: true });
  const accept = [{ code: 'MOTHER_AGE_IMPLAUSIBLE', reason: 'DOCUMENT_SEEN' }];
  const stood = await desk.post('/births', { ...early, context: { accept } });
  expect(stood.statusCode).toBe(201);
  const [event] = await desk.log.read(`birth-${stood.json().id}`);
  expect(event?.metadata).toMatchObject({ accepted: accept });
});

it('a certificate number that another birth holds is a conflict', async () => {
  const [one, other] = await Promise.all([
    desk.post('/births', report()),
    desk.post('/births', report({ mother: { ...report().mother, id: nextMother() } })),
  ]);
  const number = 'N990000001';
  expect((await desk.post(`/births/${one.json().id}/certificate`, { number })).statusCode).toBe(201);
  const taken = await desk.post(`/births/${other.json().id}/certificate`, { number });
  expect(taken.statusCode).toBe(409);
  expect(taken.json()).toMatchObject({ code: 'NATURAL_KEY_TAKEN', details: { number: 'birthCertificate' } });
});

it('a certificate that is issued already is answered as it stands, and nothing is written', async () => {
  const { id } = (await desk.post('/births', report())).json();
  const number = 'N990000002';
  const issued = (await desk.post(`/births/${id}/certificate`, { number })).json();
  const again = await desk.post(`/births/${id}/certificate`, { number });
  expect(again.statusCode).toBe(200);
  expect(again.json()).toEqual({ id, revision: 1, position: issued.position, events: [], repeated: false });
});
