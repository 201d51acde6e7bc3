// One county, the same facts, different multiples: found from the decisions themselves.
import { expect, test } from 'vitest';
import { type DecidedLine, unevenStandards } from '../../../domain/legal/uniformity.ts';

const decided = (township: string, multiple: number): DecidedLine => ({
  ...{ township, multiple, scenario: 'FURTHER_CHILD', residence: 'RURAL', extraChildren: 1 },
});

test('RC-15: Huan: fourteen times in five townships and twenty-eight in three is found', () => {
  const townships = ['01', '02', '03', '04', '05', '06', '07', '08'];
  const lines = townships.map((township, at) => decided(township, at < 5 ? 1400 : 2800));
  expect(unevenStandards(lines)).toEqual([
    {
      facts: 'FURTHER_CHILD RURAL 1',
      multiples: [
        { multiple: 1400, townships: ['01', '02', '03', '04', '05'] },
        { multiple: 2800, townships: ['06', '07', '08'] },
      ],
    },
  ]);
});

test('the same multiple everywhere, or other facts, are no finding', () => {
  const other = { ...decided('02', 2800), residence: 'URBAN' as const };
  expect(unevenStandards([decided('01', 1400), decided('02', 1400), other])).toEqual([]);
});
