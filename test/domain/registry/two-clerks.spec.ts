// Two clerks who register one child at the same moment: one registration comes of it, and the other is told where.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { deciders } from '../../../domain/index.ts';
import { createCodec } from '../../../domain/kernel/codec.ts';
import { createExecute } from '../../../domain/kernel/execute.ts';
import { subjectOf } from '../../../domain/kernel/identifier.ts';
import { regimeOn } from '../../../domain/policy/regimes.ts';
import { createRuleBook } from '../../../domain/policy/rule-book.ts';
import { birth } from '../../../domain/registry/birth.ts';
import { household } from '../../../domain/registry/household.ts';
import { householdRegistration } from '../../../domain/registry/household-registration.ts';
import { person } from '../../../domain/registry/person.ts';
import { countingCrypto } from '../../support/fixed-crypto.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { createMemoryVault } from '../../support/memory-vault.ts';
import { rules, specify } from '../../support/specify.ts';
import {
  birthReported,
  birthStream,
  born,
  CHILD,
  county,
  ELSEWHERE,
  HOME,
  MOTHER,
  OTHER_VILLAGE,
  registrationStream,
  TOWNSHIP,
  takenOver,
  VILLAGE,
} from './cast.ts';

const { commands, events, rejections } = householdRegistration;

test('FX-49: of two clerks who register one child, one wins, and the other is told where, and what to do', () => {
  const child = specify(householdRegistration, CHILD).given;
  const beside = { ...county, ...birthStream(CHILD, birthReported), ...registrationStream(MOTHER, takenOver(HOME)) };
  const first = { parentId: MOTHER, follows: 'MOTHER', relation: '30', proof: 'STATEMENT' } as const;
  const register = (householdId: string) => commands.RegisterChild({ ...first, householdId, declaredOn: '2026-03-18' });
  const won = events.ChildRegistered({
    ...{ ...first, householdId: HOME, township: TOWNSHIP },
    ...{ sex: '2', bornIn: '2026-03', notices: [] },
  });
  child().beside(beside).when(register(HOME)).then(won);
  child(won).beside(beside).when(register(HOME)).thenNothing();
  child(won).beside(beside).when(register(ELSEWHERE)).thenRefused('ALREADY_REGISTERED', { office: TOWNSHIP });
  expect(rejections.ALREADY_REGISTERED).toMatchObject({ conflict: true, alternative: { zh: '请办理迁移。' } });
});

/** The write side on ports in memory, with a mother, two households, and a child born. */
const openOffice = async () => {
  const crypto = countingCrypto();
  const log = createMemoryLog();
  const vault = createMemoryVault(crypto.random);
  const policy = { regimeOn: (date: string) => regimeOn(date).id, ...createRuleBook(rules) };
  const execute = createExecute({
    ...{ log, crypto, keys: vault.keys, numbers: vault.numbers, deciders },
    codec: createCodec({ deciders, crypto, county: '990121' }),
    clock: { now: () => '2026-03-20T02:00:00.000Z' },
    policy: async () => policy,
    ledger: () => '990121/epoch',
    build: 'spec',
  });
  const send = async (category: string, command: { type: string; data: object }, id?: string) =>
    execute({
      ...{ category, command, idempotencyKey: randomUUID(), ...(id !== undefined && { id }) },
      actor: { id: 's-1', role: 'CountyRegistrar', office: '990121' },
      stated: { channel: 'WINDOW' },
    } as Parameters<typeof execute>[0]);
  const begin = async (category: string, command: { type: string; data: object }) => {
    const outcome = await send(category, command);
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return outcome;
  };
  const { mother: hers, ...report } = born;
  const who = { name: hers.name, sex: '2', bornOn: hers.bornOn, township: TOWNSHIP } as const;
  const mother = (await begin('person', person.commands.RegisterPerson(who))).id;
  const form = (village: string) =>
    household.commands.FormHousehold({ headId: mother, type: 'FAMILY', village, address: '平安路12号' });
  const homes = [
    (await begin('household', form(VILLAGE))).id,
    (await begin('household', form(OTHER_VILLAGE))).id,
  ] as const;
  const reported = birth.commands.ReportBirth({ ...report, householdId: homes[0], mother: { ...hers, id: mother } });
  const [told] = (await begin('birth', reported)).events;
  const child = told?.names.childId ?? '';
  return { send, log, mother, homes, child };
};

test('FX-49: at the same moment, too, one of the two is refused, and one registration is in the log', async () => {
  const { send, log, mother, homes, child } = await openOffice();
  const register = (householdId: string) =>
    commands.RegisterChild({
      ...{ parentId: mother, follows: 'MOTHER', relation: '30', proof: 'STATEMENT' },
      ...{ householdId, declaredOn: '2026-03-18' },
    });
  const outcomes = await Promise.all(homes.map((home) => send('householdRegistration', register(home), child)));
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'refused']);
  const refused = outcomes.find(({ kind }) => kind === 'refused');
  expect(refused).toMatchObject({ refusal: { refused: 'ALREADY_REGISTERED' } });
  const kept = (await log.page(null, 99)).events.filter(({ type }) => type.endsWith('ChildRegistered'));
  expect(kept.map(({ stream }) => subjectOf(stream))).toEqual([child]);
});
