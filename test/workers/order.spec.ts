// What a process of the pipeline may be told, and what it answers to the rest.
import { expect, it } from 'vitest';
import { OrderError, parseOrder } from '../../workers/order.ts';

it('is a feeder, a worker or both, of all groups and lanes unless told otherwise', () => {
  expect(parseOrder(['all'])).toEqual({ run: 'all', groups: ['registry', 'directory', 'desks'], lanes: undefined });
  expect(parseOrder(['worker', '--groups', 'registry', '--lanes', '4-7'])).toEqual({
    ...{ run: 'worker', groups: ['registry'], lanes: [4, 5, 6, 7] },
  });
});

it('rebuilds a group', () => {
  expect(parseOrder(['rebuild', 'registry'])).toEqual({ run: 'rebuild', group: 'registry' });
});

it.each([
  [[]],
  [['boss']],
  [['rebuild']],
  [['rebuild', 'nothing']],
  [['worker', '--lanes', '7-4']],
  [['worker', '--lanes', '0-16']],
  [['worker', '--lanes', 'x']],
  [['feeder', '--groups', 'registry,nothing']],
  [['feeder', '--colour', 'red']],
])('refuses %j in one line', (args) => {
  expect(() => parseOrder(args)).toThrow(OrderError);
  expect(() => parseOrder(args)).toThrow(/^[^\n]+$/);
});
