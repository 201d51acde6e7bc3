// A synthetic ledger of former fees, drawn by a seed: as large on average, and enforced as often, as audits and samples say.
import fc from 'fast-check';
import type { CommandOf } from '../../../domain/kernel/decider.ts';
import type { feeCase } from '../../../domain/legal/fee-case.ts';
import type { Income } from '../../../domain/policy/levy-rules.ts';
import { ask, filing, levy, line, notice, serving, yuan } from './cast.ts';

/** What an audit of five counties found on average. */
export const MEAN_YUAN = 15_520;
/** Of the sampled enforcement cases of one year. */
export const OUTCOMES = { WITHDRAWN: 13, REFUSED: 2, GRANTED: 148 } as const;
const SAMPLED = OUTCOMES.WITHDRAWN + OUTCOMES.REFUSED + OUTCOMES.GRANTED;

const COUNTY = '500235';
const TOWNSHIP = '500235100';
const YEARS = [2008, 2009, 2010, 2011] as const;
/** Rural net incomes of one township, in yuan. */
const INCOMES: Readonly<Record<number, number>> = { 2008: 3_900, 2009: 4_300, 2010: 5_000, 2011: 6_000 };
/** Multiples in hundredths, of which 3.23 on average; with the incomes they come to the mean. */
const MULTIPLES = [200, 250, 300, 350, 400, 440] as const;

type Asked = CommandOf<typeof feeCase>;
export interface Ledger {
  readonly figures: Income['entries'];
  readonly cases: readonly { readonly commands: readonly Asked[] }[];
}

const court = '云阳县人民法院';
const enforced = (at: number): Asked[] => {
  const ruling = { number: `（2019）行审${at}号`, ruledOn: '2019-06-20', court };
  const requested = ask.RequestEnforcement({ requestedOn: '2019-05-20', court });
  const place = at % SAMPLED;
  // What was withdrawn was asked for, and nothing came of it.
  if (place < OUTCOMES.WITHDRAWN) return [requested];
  if (place < OUTCOMES.WITHDRAWN + OUTCOMES.REFUSED)
    return [requested, ask.RefuseEnforcement({ ...ruling, ground: 'LAW' })];
  return [requested, ask.GrantEnforcement({ ...ruling, restrictions: [] })];
};

const drawn = (at: number, [year, multiple]: readonly [number, number]): readonly Asked[] => {
  const figureFen = yuan(INCOMES[year] ?? 0);
  const decided = line({
    division: TOWNSHIP,
    figureYear: year,
    figureFen,
    multiple,
    amountFen: (figureFen * multiple) / 100,
  });
  return [
    filing({ county: COUNTY, fileNumber: `云人口案${at}`, bornOn: `${year + 1}-03-10`, filedOn: `${year + 1}-06-01` }),
    notice(`${year + 1}-07-01`),
    levy({ decidedOn: `${year + 1}-08-25`, number: `云征${at}`, lines: [decided] }),
    serving(`${year + 1}-09-01`),
    ...enforced(at),
  ];
};

/** The same seed draws the same ledger. */
export const drawLedger = (seed: number, count: number): Ledger => {
  const facts = fc.tuple(fc.constantFrom(...YEARS), fc.constantFrom(...MULTIPLES));
  const sampled = fc.sample(facts, { seed, numRuns: count });
  return {
    figures: YEARS.map((year) => ({ division: TOWNSHIP, year, kind: 'RURAL_NET', fen: yuan(INCOMES[year] ?? 0) })),
    cases: sampled.map((fact, at) => ({ commands: drawn(at, fact) })),
  };
};
