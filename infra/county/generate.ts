// 合成县 The synthetic county: one seed, always the same commands, from the register's first day to the end of 2025.
import { createChance } from './chance.ts';
import type { CountyCommand } from './command.ts';
import { foundCounty } from './founding.ts';
import { liveYears } from './months.ts';
import { createCounty, inOrder } from './people.ts';

export interface CountySize {
  readonly seed: string;
  /** Households on the first day. */
  readonly households: number;
  readonly from: number;
  /** Last year, inclusive. */
  readonly until: number;
}

/** What `COUNTY=small` loads: some 500 households, 1,500 persons, ten years. */
export const SMALL: CountySize = { seed: 'county-small-1', households: 485, from: 2016, until: 2025 };

export const generateCounty = (size: CountySize): readonly CountyCommand[] => {
  const { county, drafts } = createCounty(createChance(size.seed));
  foundCounty(county, { day: `${size.from}-01-01`, households: size.households });
  liveYears(county, size);
  return inOrder(size.seed, drafts);
};
