/** 各省征收规则 What provinces' rules said of the former fee and of further children, for replay of history alone. */
import { type Initial, rule } from './initial-rule.ts';
import type { FurtherChild, Levy, LevyScenario, Measure } from './levy-rules.ts';

const END = '2021-08-20';
/** From Decree 357 on where a rule is known by a case alone, not by its own text. */
const DECREE = '2002-09-01';

type How = Pick<Measure, 'furtherChildren' | 'plus'>;
const same: How = { furtherChildren: 'SAME' };
const times: How = { furtherChildren: 'TIMES' };
const plus = (hundredths: number): How => ({ furtherChildren: 'PLUS', plus: hundredths });
const fold = (scenario: LevyScenario, [min, max]: readonly [number, number], how: How = same): Measure => ({
  scenario,
  multiple: { min, max },
  ...how,
});
const sum = (scenario: LevyScenario, [min, max]: readonly [number, number]): Measure => ({
  scenario,
  fixed: { min: min * 100, max: max * 100 },
  ...same,
});

type Figure = Levy['figures'][number];
const urban = (figure: Omit<Figure, 'residence'>): Figure => ({ residence: 'URBAN', ...figure });
const rural = (figure: Omit<Figure, 'residence'>): Figure => ({ residence: 'RURAL', ...figure });
const both = (figure: Omit<Figure, 'residence'>): Figure[] => [urban(figure), rural(figure)];

const levy = (
  [version, province]: readonly [string, string],
  [from, to]: readonly [string, string],
  [citation, body]: readonly [string, Levy],
) => rule({ topic: 'levy', version, province, from, to, citation, body });

const chongqingA = levy(
  ['50-A', '50'],
  [DECREE, '2017-04-01'],
  [
    '重庆市社会抚养费征收办法（旧文本，2017年仍被引用）',
    {
      figures: [
        urban({ kind: 'URBAN_DISPOSABLE', area: 'COUNTY', yearBefore: 'BIRTH' }),
        rural({ kind: 'RURAL_NET', area: 'TOWNSHIP', yearBefore: 'BIRTH' }),
      ],
      raisedToIncome: true,
      per: 'EACH_PARTY',
      byOwnChildren: false,
      measures: [fold('FURTHER_CHILD', [200, 600])],
    },
  ],
);
const chongqingB = levy(
  ['50-B', '50'],
  ['2017-04-01', END],
  [
    '重庆市人口与计划生育条例（2016修订）相关征收条款',
    {
      figures: both({ kind: 'RESIDENTS_DISPOSABLE', area: 'COUNTY', yearBefore: 'BIRTH' }),
      raisedToIncome: false,
      per: 'EACH_PARTY',
      byOwnChildren: false,
      measures: [fold('FURTHER_CHILD', [200, 300], times), fold('WITH_A_THIRD_PARTY', [300, 500])],
    },
  ],
);
const henan = levy(
  ['41-2016', '41'],
  ['2016-05-27', END],
  [
    '河南省人口与计划生育条例（2016修正）35',
    {
      figures: [
        urban({ kind: 'URBAN_DISPOSABLE', area: 'COUNTY', yearBefore: 'DISCOVERY' }),
        rural({ kind: 'RURAL_NET', area: 'COUNTY', yearBefore: 'DISCOVERY' }),
      ],
      raisedToIncome: false,
      per: 'EACH_PARTY',
      byOwnChildren: false,
      measures: [fold('FURTHER_CHILD', [300, 300], times)],
    },
  ],
);
const shandong = levy(
  ['37-2016', '37'],
  ['2016-01-22', END],
  [
    '山东省人口与计划生育条例（2016修正）36—38',
    {
      figures: [
        urban({ kind: 'URBAN_DISPOSABLE', area: 'COUNTY', yearBefore: 'BIRTH' }),
        rural({ kind: 'RURAL_NET', area: 'COUNTY', yearBefore: 'BIRTH' }),
      ],
      raisedToIncome: false,
      per: 'EACH_PARTY',
      byOwnChildren: true,
      measures: [
        fold('FURTHER_CHILD', [300, 300], times),
        fold('UNMARRIED_FIRST', [20, 20]),
        fold('CONDITIONS_NOT_MET', [100, 100]),
        fold('WITH_A_THIRD_PARTY', [300, 300]),
      ],
    },
  ],
);
const jiangsu = levy(
  ['32-2006', '32'],
  [DECREE, '2014-03-28'],
  [
    '江苏省人口与计划生育条例（依2006年判例所述适用）',
    {
      figures: [
        urban({ kind: 'URBAN_DISPOSABLE', area: 'COUNTY', yearBefore: 'BIRTH' }),
        rural({ kind: 'RURAL_NET', area: 'TOWNSHIP', yearBefore: 'BIRTH' }),
      ],
      raisedToIncome: false,
      per: 'EACH_PARTY',
      byOwnChildren: false,
      measures: [fold('FURTHER_CHILD', [400, 400])],
    },
  ],
);
const hunan = levy(
  ['43-2009', '43'],
  [DECREE, '2016-03-30'],
  [
    '湖南省人口与计划生育条例（依2009年判例所述适用）',
    {
      figures: [...both({ kind: 'TOTAL_INCOME', area: 'COUNTY', yearBefore: 'BIRTH' })],
      raisedToIncome: true,
      per: 'COUPLE',
      byOwnChildren: false,
      measures: [
        fold('FURTHER_CHILD', [200, 600], plus(300)),
        fold('WITH_A_THIRD_PARTY', [600, 800], plus(300)),
        fold('NO_PERMIT', [30, 30]),
      ],
    },
  ],
);
const anhui = levy(
  ['34-old', '34'],
  [DECREE, '2014-01-23'],
  [
    '安徽省社会抚养费征收办法（旧文本）',
    {
      figures: both({ kind: 'TOTAL_INCOME', area: 'TOWNSHIP', yearBefore: 'BIRTH' }),
      raisedToIncome: true,
      per: 'COUPLE',
      byOwnChildren: false,
      measures: [
        fold('FURTHER_CHILD', [300, 400], plus(200)),
        sum('UNMARRIED_FIRST', [2_000, 5_000]),
        sum('SPACING', [1_000, 2_000]),
        sum('NO_PERMIT', [200, 500]),
      ],
    },
  ],
);
const beijing = levy(
  ['11-old', '11'],
  ['2002-12-01', '2016-03-24'],
  [
    '北京市社会抚养费征收管理办法（旧文本）',
    {
      figures: [
        urban({ kind: 'URBAN_DISPOSABLE', area: 'COUNTY', yearBefore: 'BIRTH' }),
        rural({ kind: 'RURAL_NET', area: 'COUNTY', yearBefore: 'BIRTH' }),
      ],
      raisedToIncome: false,
      per: 'COUPLE',
      byOwnChildren: false,
      measures: [fold('FURTHER_CHILD', [300, 1000])],
    },
  ],
);

const allowed = (
  [version, province]: readonly [string, string],
  [from, citation]: readonly [string, string],
  body: FurtherChild,
) => rule({ topic: 'furtherChild', version, province, from, citation, body });
const furtherChildren = [
  allowed(['37-2016', '37'], ['2016-01-22', '山东省人口与计划生育条例（2016修正）19—21'], {
    asOfRight: 2,
    grounds: [
      'CHILD_DISABLED',
      'ADOPTED_TWO_THEN_PREGNANT',
      'REMARRIED_TWO_AND_AT_MOST_ONE',
      'REMARRIED_ONE_AND_NONE_WITH_ONE_JOINT',
      'REMARRIED_ONE_EACH_WITH_ONE_JOINT',
    ],
  }),
  allowed(['41-2016', '41'], ['2016-05-27', '河南省人口与计划生育条例（2016修正）15、16'], {
    asOfRight: 2,
    asOfRightAfterRemarriage: 2,
    grounds: ['CHILD_DISABLED'],
  }),
  allowed(['11-2016', '11'], ['2016-03-24', '北京市人口与计划生育条例（2016修正）17'], {
    asOfRight: 2,
    grounds: ['LISTED_BY_PROVINCE'],
  }),
  allowed(['44-2021', '44'], ['2021-12-01', '广东省人口与计划生育条例（2021修正）18—20'], {
    asOfRight: 3,
    asOfRightAfterRemarriage: 3,
    grounds: ['CHILD_DISABLED', 'CHILD_DIED'],
  }),
  allowed(['31-2021', '31'], ['2021-11-25', '上海市人口与计划生育条例（2021修正）23—28'], {
    asOfRight: 3,
    grounds: ['CHILD_DISABLED'],
  }),
  allowed(['33-2021', '33'], ['2021-11-25', '浙江省人口与计划生育条例（2021修正）15—17'], {
    asOfRight: 3,
    grounds: [],
  }),
];

export const levyRules: readonly Initial[] = [
  chongqingA,
  chongqingB,
  henan,
  shandong,
  jiangsu,
  hunan,
  anhui,
  beijing,
  ...furtherChildren,
];
