// Births of one mother close together: twins are joined by whoever reports them, and nobody slips in between.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deciders } from '../../../domain/index.ts';
import { addDays, addMonths } from '../../../domain/kernel/calendar.ts';
import { createCodec } from '../../../domain/kernel/codec.ts';
import { fold } from '../../../domain/kernel/decider.ts';
import { createExecute } from '../../../domain/kernel/execute.ts';
import { streamOf } from '../../../domain/kernel/identifier.ts';
import { ERASED } from '../../../domain/kernel/message.ts';
import { isRefusal } from '../../../domain/kernel/refusal.ts';
import type { ExecuteDeps } from '../../../domain/kernel/request.ts';
import { regimeOn } from '../../../domain/policy/regimes.ts';
import { createRuleBook } from '../../../domain/policy/rule-book.ts';
import { birth } from '../../../domain/registry/birth.ts';
import { deliveryKey, deliveryKeysAround, pluralityOf } from '../../../domain/registry/birth-spacing.ts';
import { birth as birthId, rules, specify } from '../../support/specify.ts';
import { countingCrypto } from '../../support/fixed-crypto.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { createMemoryVault } from '../../support/memory-vault.ts';
import { BIRTH, birthReported, born, FATHER, MOTHER } from './cast.ts';

const { commands, events } = birth;
const EARLIER = birthId(2);
const { given } = specify(birth, BIRTH);
const reportedOn = (bornOn: string, more: object = {}) =>
  events.BirthReported({ ...birthReported.data, bornOn, bornIn: bornOn.slice(0, 7), ...more });
const earlier = (bornOn: string, more: object = {}) => ({ [streamOf('birth', EARLIER)]: [reportedOn(bornOn, more)] });
const report = (bornOn: string, more: object = {}) => commands.ReportBirth({ ...born, bornOn, ...more });

describe('INV-06: a birth', () => {
  test.each([
    ['2025-09-14', true],
    ['2025-09-15', false],
    ['2026-03-06', false],
  ])('on 2026-03-14 after one on %s: %s', (before, fits) => {
    const asked = given().beside(earlier(before)).when(report('2026-03-14'));
    if (fits) asked.then(birthReported).taking(deliveryKey(MOTHER, '2026-03-14').value);
    else asked.thenRefused('BIRTHS_TOO_CLOSE', { birthId: EARLIER, spacingMonths: 6 });
  });
  test('BAD-08: three months after another is a doubt, whichever of the two is sent first', () => {
    given().beside(earlier('2025-12-14')).when(report('2026-03-14')).thenRefused('BIRTHS_TOO_CLOSE');
    given().beside(earlier('2026-03-14')).when(report('2025-12-14')).thenRefused('BIRTHS_TOO_CLOSE');
    given()
      .beside(earlier('2025-12-14'))
      .accepting('BIRTHS_TOO_CLOSE', 'MEDICAL_CERTIFICATE')
      .when(report('2026-03-14'))
      .then(birthReported);
  });
  test('of another mother is none of its concern', () =>
    given()
      .beside(earlier('2026-03-14', { motherId: FATHER }))
      .when(report('2026-03-14'))
      .then(birthReported));
  test('amended to another day is looked at again', () => {
    const amend = commands.AmendBirth({ field: 'bornOn', value: '2026-03-10', reason: 'MEDICAL_CERTIFICATE' });
    given(birthReported).beside(earlier('2025-10-01')).when(amend).thenRefused('BIRTHS_TOO_CLOSE');
    expect(given(birthReported).beside(earlier('2025-09-10')).when(amend).decision).toHaveProperty('events');
  });
  test('beside one whose day was erased is judged by its month, in the family’s favour', () => {
    const erased = { bornOn: ERASED as never };
    given()
      .beside({
        [streamOf('birth', EARLIER)]: [events.BirthReported({ ...birthReported.data, ...erased, bornIn: '2025-09' })],
      })
      .when(report('2026-03-14'))
      .then(birthReported);
    given()
      .beside({
        [streamOf('birth', EARLIER)]: [events.BirthReported({ ...birthReported.data, ...erased, bornIn: '2025-10' })],
      })
      .when(report('2026-03-14'))
      .thenRefused('BIRTHS_TOO_CLOSE');
  });
  test('less than six months from another always shares a half-year with it, or stands in the next', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 400 }), (day, apart) => {
        const one = addDays('1950-01-01', day);
        const other = addDays(one, apart);
        const around = deliveryKeysAround(MOTHER, other).map(({ value }) => value);
        if (other < addMonths(one, 6)) expect(around).toContain(deliveryKey(MOTHER, one).value);
      }),
    ));
});

describe('BAD-09: twins', () => {
  test('sent as two deliveries are proposed to be joined, never silently', () => {
    given()
      .beside(earlier('2026-03-14', { deliveryId: 'delivery-1' }))
      .when(report('2026-03-15'))
      .thenRefused('PLURAL_BIRTH_PROPOSED', { birthId: EARLIER, deliveryId: 'delivery-1' });
    given()
      .beside(earlier('2026-03-14'))
      .when(report('2026-03-14', { deliveryId: 'delivery-2' }))
      .thenRefused('PLURAL_BIRTH_PROPOSED', { birthId: EARLIER });
    expect(birth.rejections.PLURAL_BIRTH_PROPOSED.doubt).toBe(true);
  });
  test('of one delivery are two births, and the plurality their number', () => {
    const second = reportedOn('2026-03-15', { deliveryId: 'delivery-1' });
    given()
      .beside(earlier('2026-03-14', { deliveryId: 'delivery-1' }))
      .when(report('2026-03-15', { deliveryId: 'delivery-1' }))
      .then(second);
    const first = reportedOn('2026-03-14', { deliveryId: 'delivery-1' });
    const births = [first, second, reportedOn('2024-01-01')].map((event) => fold(birth, [event]));
    expect(pluralityOf('delivery-1', births)).toBe(2);
  });
  test('joined by an amendment are of one delivery', () => {
    const joined = events.BirthAmended({
      ...{
        childId: birthReported.data.childId,
        field: 'deliveryId',
        value: 'delivery-1',
        reason: 'MEDICAL_CERTIFICATE',
      },
    });
    given()
      .beside({ [streamOf('birth', EARLIER)]: [reportedOn('2026-03-14'), joined] })
      .when(report('2026-03-14', { deliveryId: 'delivery-1' }))
      .then(reportedOn('2026-03-14', { deliveryId: 'delivery-1' }));
  });
});

/** The write side on ports in memory. */
const openWard = () => {
  const crypto = countingCrypto();
  const log = createMemoryLog();
  const vault = createMemoryVault(crypto.random);
  const policy = { regimeOn: (date: string) => regimeOn(date).id, ...createRuleBook(rules) };
  const deps: ExecuteDeps = {
    ...{ log, crypto, keys: vault.keys, numbers: vault.numbers, deciders },
    codec: createCodec({ deciders, crypto, county: '990121' }),
    clock: { now: () => '2026-03-20T02:00:00.000Z' },
    policy: async () => policy,
    ledger: () => '990121/epoch',
    build: 'spec',
  };
  const execute = createExecute(deps);
  const actor = { id: 's-1', role: 'HealthInstitution', office: '990121' };
  const send = (bornOn: string, more: object = {}, idempotencyKey: string = randomUUID()) =>
    execute({
      ...{ category: 'birth', command: report(bornOn, more), actor, idempotencyKey },
      stated: { channel: 'WINDOW' },
    });
  return { send, log, vault };
};
const births = async ({ log }: ReturnType<typeof openWard>) => (await log.page(null, 99)).events.length;

describe('reports of one mother’s births that come at once', () => {
  test.each([
    ['of one day', ['2026-03-14', '2026-03-14']],
    ['on both sides of a half-year', ['2025-12-20', '2026-01-10']],
    ['four times', ['2026-01-10', '2025-12-20', '2026-01-11', '2025-12-21']],
  ])('%s leave one of them, and the others a refusal', async (_, days) => {
    const ward = openWard();
    const outcomes = await Promise.all(days.map((day) => ward.send(day)));
    expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.kind === 'refused')
        expect(['PLURAL_BIRTH_PROPOSED', 'BIRTHS_TOO_CLOSE', 'NATURAL_KEY_PENDING']).toContain(outcome.refusal.refused);
      else expect(outcome.kind).toBe('accepted');
    expect(await births(ward)).toBe(1);
  });
  test('of one delivery are both on record once they were sent again', async () => {
    const ward = openWard();
    const keys = [randomUUID(), randomUUID()];
    const sendBoth = () => Promise.all(keys.map((key) => ward.send('2026-03-14', { deliveryId: 'delivery-1' }, key)));
    await sendBoth();
    expect((await sendBoth()).every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(await births(ward)).toBe(2);
  });
  test('sent again with the same key is answered as before, a later birth beside it or not', async () => {
    const ward = openWard();
    const key = randomUUID();
    const first = await ward.send('2024-01-01', {}, key);
    await ward.send('2024-07-01');
    expect(await ward.send('2024-01-01', {}, key)).toEqual({ ...first, repeated: true });
  });
  test('read nothing but their own keys where the mother has no other', async () => {
    const ward = openWard();
    const read: string[] = [];
    const { log } = ward;
    const original = log.atOnce.read;
    log.atOnce.read = (stream, from) => {
      read.push(stream);
      return original(stream, from);
    };
    const first = await ward.send('2026-03-14');
    expect(read).toEqual([]);
    await ward.send('2024-03-14');
    expect(read).toEqual([]);
    await ward.send('2025-09-01');
    expect(read).toContain(first.stream);
  });
  test('where one is refused name what stands in the way, and nobody', async () => {
    const ward = openWard();
    await ward.send('2026-03-14');
    const second = await ward.send('2026-03-14');
    expect(second.kind === 'refused' && isRefusal(second.refusal)).toBe(true);
    expect(JSON.stringify(second.kind === 'refused' ? second.refusal.details : {})).not.toContain('若兰');
  });
});
