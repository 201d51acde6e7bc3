/** 政策法规期 The regimes of population law: which bundle of rules was in force when a fact happened. */
import type { RegimeId } from './topics.ts';

export interface Regime {
  readonly id: RegimeId;
  /** First day; the oldest regime covers every day before. */
  readonly from: string;
  /** First day no longer covered; the youngest has none. */
  readonly to?: string;
  /** The instrument that began it. */
  readonly source: string;
  readonly zh: string;
  readonly en: string;
}

/** Where a province let couples with one only child have a second; elsewhere by the end of that year. */
const SECOND_CHILD_FROM: ReadonlyMap<string, string> = new Map([
  ['33', '2014-01-17'],
  ['50', '2014-03-26'],
]);
const SECOND_CHILD_EVERYWHERE = '2015-01-01';

type Begun = Omit<Regime, 'to'>;
const BEFORE_SECOND_CHILD: readonly Begun[] = [
  { id: 'R0', from: '1949-10-01', source: '地方计划生育条例', zh: '地方规定期', en: 'provincial rules alone' },
  {
    id: 'R1',
    from: '2002-09-01',
    source: '人口与计划生育法（2001）；国务院令第357号',
    zh: '计划生育法期',
    en: 'one child advocated by the Law',
  },
];
const SECOND_CHILD: Omit<Begun, 'from'> = {
  id: 'R2',
  source: '全国人大常委会关于调整完善生育政策的决议（2013-12-28）',
  zh: '单独二孩期',
  en: 'two children where a parent is an only child',
};
const AFTER_SECOND_CHILD: readonly Begun[] = [
  { id: 'R3', from: '2016-01-01', source: '人口与计划生育法（2015修正）', zh: '全面二孩期', en: 'two children' },
  {
    id: 'R3t',
    from: '2021-05-31',
    source: '中央政治局会议（2021-05-31）；中发〔2021〕30号',
    zh: '三孩过渡期',
    en: 'three children announced, the Law not yet amended',
  },
  {
    id: 'R4',
    from: '2021-08-20',
    source: '人口与计划生育法（2021修正）',
    zh: '三孩及配套支持期',
    en: 'three children as of right; no sanction attaches to any number',
  },
];

/** Oldest first, without a gap: each ends on the day the next begins. */
export const regimesOf = (province?: string): readonly Regime[] => {
  const from = SECOND_CHILD_FROM.get(province ?? '') ?? SECOND_CHILD_EVERYWHERE;
  const begun = [...BEFORE_SECOND_CHILD, { ...SECOND_CHILD, from }, ...AFTER_SECOND_CHILD];
  return begun.map((regime, at) => {
    const next = begun[at + 1];
    return next ? { ...regime, to: next.from } : regime;
  });
};

/**
 * The regime in force on a date, in a province (two digits of GB/T 2260). Ask with the date of the fact, never with
 * today's. Where the province's date is not on record, its second-child rule counts from the day all had it.
 * @throws never: the oldest regime covers every earlier date
 */
export const regimeOn = (date: string, province?: string): Regime => {
  const regimes = regimesOf(province);
  return regimes.findLast(({ from }) => from <= date) ?? (regimes[0] as Regime);
};
