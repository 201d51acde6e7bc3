// Where a subject lies, when the views do not know it yet or are down: as the log says.
import { expect, it } from 'vitest';
import { ViewsUnavailableError } from '../../api/availability.ts';
import { createTownships } from '../../api/townships.ts';
import { openDesk, TOWNSHIP } from './desk.ts';

const desk = await openDesk();
const OTHER = '990121100';
const down = {
  household: () => Promise.reject(new ViewsUnavailableError()),
  person: () => Promise.reject(new ViewsUnavailableError()),
};
const empty = {
  household: async () => ({ household: undefined, newborns: [], position: -1 }),
  person: async () => ({ person: undefined, township: undefined, position: -1 }),
};
const idOf = async (answer: ReturnType<typeof desk.post>) => (await answer).json().id as string;

const mother = await idOf(
  desk.post('/persons', { name: '王若兰', sex: '2', bornOn: '1995-05-05', township: TOWNSHIP }),
);
const home = await idOf(
  desk.post('/households', { headId: mother, type: 'FAMILY', village: `${OTHER}001`, address: '平安路12号' }),
);
const child = { name: '王小明', sex: '1', bornOn: '2026-03-14' };
const birth = await idOf(
  desk.post('/births', {
    ...child,
    householdId: home,
    township: TOWNSHIP,
    mother: { id: mother, name: '王若兰', bornOn: '1995-05-05' },
  }),
);

it.each([
  ['know nobody yet', empty],
  ['are down', down],
] as const)('while the views %s, the log says where somebody lies', async (_, status) => {
  const townships = createTownships({ status, log: desk.log });
  expect(await townships.ofPerson(mother)).toBe(TOWNSHIP);
  expect(await townships.ofHousehold(home)).toBe(OTHER);
  expect(await townships.ofBirth(birth)).toBe(TOWNSHIP);
  expect(await townships.ofPerson('p_AAESExQVFhcYGRobHB0eHw')).toBeUndefined();
});

it('whoever is registered lies where their household does, wherever it moved', async () => {
  const relation = { householdId: home, relation: '01', registeredOn: '2026-03-20' };
  await desk.post(`/persons/${mother}/registration/take-over`, relation);
  const townships = createTownships({ status: empty, log: desk.log });
  expect(await townships.ofPerson(mother)).toBe(OTHER);
  await desk.post(`/households/${home}/move`, {
    village: `${TOWNSHIP}001`,
    address: '平安路1号',
    movedOn: '2026-03-20',
  });
  expect(await townships.ofPerson(mother)).toBe(TOWNSHIP);
});

it('any other fault is not taken for an outage', async () => {
  const broken = { ...empty, person: () => Promise.reject(new TypeError('broken')) };
  await expect(createTownships({ status: broken, log: desk.log }).ofPerson(mother)).rejects.toThrow('broken');
});
