// Care and benefits over HTTP: a consent from its giving to its withdrawal, a subsidy with one payee, unlawful demands on record.
import { expect, it } from 'vitest';
import { openDesk, TOWNSHIP } from './desk.ts';

const desk = await openDesk();
const nurse = { role: 'HealthInstitution', division: TOWNSHIP } as const;
const clerk = { role: 'TownshipWorker', division: TOWNSHIP } as const;
const officer = { role: 'BenefitOfficer' } as const;
const typed = async (type: string) => (await desk.logged()).filter((event) => event.type === type);
const registered = async (name: string, sex: '1' | '2') => {
  const answer = await desk.post('/persons', { name, sex, bornOn: '1990-01-01', township: TOWNSHIP });
  return answer.json().id as string;
};
const mother = await registered('李若兰', '2');

it('a consent is given, and taken back, and what it was about never stands open in the log', async () => {
  const consent = {
    ...{ personId: mother, scope: ['ANTENATAL_VISIT'], text: 'maternity-2021-1', language: 'zh' },
    ...{ explained: 'ORALLY', capacity: 'SELF', givenOn: '2026-03-01' },
  };
  const given = await desk.post('/consents', consent, { as: nurse });
  expect(given.statusCode).toBe(201);
  const { id } = given.json() as { id: string };
  expect(id).toMatch(/^cn_/);
  const back = { personId: mother, withdrawnOn: '2026-03-10' };
  expect((await desk.post(`/consents/${id}/withdrawal`, back, { as: nurse })).statusCode).toBe(201);
  const [stored] = await desk.log.read(`consent-${id}`);
  expect(JSON.stringify(stored?.data)).not.toContain('ANTENATAL');
});

it('REF-21: a husband’s consent is refused with the law, and the attempt is recorded', async () => {
  const consent = {
    ...{ personId: mother, scope: ['ANTENATAL_VISIT'], text: 'maternity-2021-1', language: 'zh' },
    ...{ explained: 'ORALLY', capacity: 'SPOUSE', givenOn: '2026-03-01' },
  };
  const answer = await desk.post('/consents', consent, { as: nurse });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({ code: 'REF-21', citations: expect.arrayContaining(['妇女权益保障法 21']) });
  expect((await typed('refusal.CommandRefused')).at(-1)?.data).toMatchObject({
    ...{ code: 'REF-21', command: 'consent.GiveConsent', fields: ['capacity'] },
  });
});

it.each([
  ['REF-04', 'pregnancyStatus'],
  ['REF-05', 'attendanceQuota'],
  ['REF-06', 'sterilisationDate'],
  ['REF-07', 'returnBy'],
  ['REF-13', 'fetalSex'],
  ['REF-15', 'fertilityIntention'],
  ['REF-19', 'incomeProof'],
])('%s: a demand for %s is refused by its own code, with an alternative, and recorded', async (code, field) => {
  const offer = { personId: mother, kind: 'FOLIC_ACID', offeredOn: '2026-03-01', [field]: '王若兰 123' };
  const answer = await desk.post('/service-episodes', offer, { as: nurse });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({ code, details: { fields: [field] }, alternative: { zh: expect.any(String) } });
  const recorded = (await typed('refusal.CommandRefused')).at(-1);
  expect(recorded?.data).toMatchObject({ code, command: 'serviceEpisode.OfferService', fields: [field] });
  expect(JSON.stringify(recorded?.data)).not.toContain('王若兰');
});

it('INV-30, FX-27: of two parents who claim for one child one is approved, the other told who holds it', async () => {
  const household = await desk.post('/households', {
    ...{ headId: mother, type: 'FAMILY', village: `${TOWNSHIP}001`, address: '平安路12号' },
  });
  const father = await registered('王建国', '1');
  const report = await desk.post('/births', {
    ...{ householdId: household.json().id, township: TOWNSHIP, sex: '2', bornOn: '2025-06-01' },
    ...{ mother: { id: mother, name: '李若兰', bornOn: '1990-01-01' }, father: { id: father, name: '王建国' } },
  });
  const [event] = await desk.log.read(`birth-${report.json().id}`);
  const { childId } = (event?.data ?? {}) as { childId?: string };
  const claimBy = async (personId: string, relation: string) => {
    const filed = await desk.post(
      '/benefit-claims',
      {
        ...{ personId, relation, childId, scheme: 'CHILDCARE_SUBSIDY', township: TOWNSHIP },
        ...{ account: 'acct_7f3a9b2c1d', filedOn: '2026-03-01' },
      },
      { as: clerk },
    );
    const path = `/benefit-claims/${filed.json().id}`;
    const check = { personId, source: 'REGISTER', result: 'CONSISTENT', checkedOn: '2026-03-02' };
    expect((await desk.post(`${path}/checks`, check, { as: clerk })).statusCode).toBe(201);
    const review = { personId, result: 'RECOMMENDED', reviewedOn: '2026-03-03' };
    expect((await desk.post(`${path}/review`, review, { as: clerk })).statusCode).toBe(201);
    return desk.post(`${path}/approval`, { personId, childId, decidedOn: '2026-03-05' }, { as: officer });
  };
  expect((await claimBy(mother, 'MOTHER')).statusCode).toBe(201);
  const second = await claimBy(father, 'FATHER');
  expect(second.statusCode).toBe(409);
  expect(second.json()).toMatchObject({ code: 'NATURAL_KEY_TAKEN', details: { number: 'payee' } });
});
