// Fixtures that take more than one decider: two desks at one child, and the regime of an event's own date.
import { expect, test } from 'vitest';
import { regimeOn } from '../../domain/policy/regimes.ts';
import { createLedger, keyOf } from './county-model/ledgers.ts';

const COUNTY = '990121';
const home = (headId: string) => ({ headId, type: 'FAMILY', village: '990121001001', address: '平安路12号' });

/** A mother registered, a household, and a child born to her. */
const open = async () => {
  const ledger = createLedger(COUNTY);
  let asked = 0;
  const ask = async (name: string, data: object, id?: string) => {
    const [category = '', type = ''] = name.split('.');
    asked += 1;
    const answer = await ledger.ask({ category, type, data, key: keyOf(asked), ...(id !== undefined && { id }) });
    if (answer.kind !== 'accepted') throw new Error(`${name} ${JSON.stringify(answer)}`);
    return answer;
  };
  const someone = { name: '李若兰', sex: '2', bornOn: '1990-01-01', township: '990121001' };
  const { id: motherId } = await ask('person.RegisterPerson', someone);
  const { id: first } = await ask('household.FormHousehold', home(motherId));
  const taking = { householdId: first, relation: '02', registeredOn: '2020-01-01' };
  await ask('householdRegistration.TakeOverRegistration', taking, motherId);
  const born = await ask('birth.ReportBirth', {
    ...{ householdId: first, township: '990121001', sex: '2', bornOn: '2026-02-14' },
    mother: { id: motherId, name: '李若兰', bornOn: '1990-01-01' },
  });
  return { ledger, motherId, first, childId: born.events[0]?.names.childId ?? '' };
};

test('FX-49: of two clerks who register the same child at once one wins, and the other is told what is so', async () => {
  const { ledger, motherId, first, childId } = await open();
  const registering = (proof: string, key: number) =>
    ledger.ask({
      ...{ category: 'householdRegistration', type: 'RegisterChild', id: childId, key: keyOf(key) },
      data: {
        ...{ householdId: first, parentId: motherId, follows: 'MOTHER', relation: '30', declaredOn: '2026-03-01' },
        proof,
      },
    });
  const answers = await Promise.all([registering('BIRTH_CERTIFICATE', 6), registering('PARENTAGE_TEST', 7)]);
  expect(answers.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
  const other = answers.find(({ kind }) => kind !== 'accepted');
  expect(['refused', 'unchanged']).toContain(other?.kind);
  const told = await ledger.told();
  expect(told.filter(({ type }) => type === 'ChildRegistered')).toHaveLength(1);
});

test('BAD-35: no command states a regime, and every event carries that of its own date', async () => {
  const { ledger, first, motherId } = await open();
  const stated = { householdId: first, reason: 'WORK', toCounty: '990122', movedOn: '2018-05-01', regimeId: 'R1' };
  const asked = { category: 'householdRegistration', type: 'MoveOut', id: motherId, data: stated };
  expect((await ledger.ask({ ...asked, key: keyOf(10) })).kind).toBe('misfit');
  const { regimeId: _, ...plain } = stated;
  expect((await ledger.ask({ ...asked, data: plain, key: keyOf(11) })).kind).toBe('accepted');
  const moved = (await ledger.told()).find(({ type }) => type === 'MovedOut');
  expect(moved?.metadata.regime).toBe(regimeOn('2018-05-01').id);
});
