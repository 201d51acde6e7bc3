/** 法制规则 Rule versions of working days, remedies, surcharge, interest and penalties a new ledger is opened with. */
import { holidayTables } from './holiday-tables.ts';
import { type Initial, rule } from './initial-rule.ts';
import { levyRules } from './initial-levy-rules.ts';

const holidays = holidayTables.map((body) =>
  rule({
    topic: 'holidays',
    version: `${body.year}-1`,
    from: `${body.year}-01-01`,
    to: `${body.year + 1}-01-01`,
    citation: `国务院办公厅关于${body.year}年部分节假日安排的通知`,
    body: { ...body, daysOff: [...body.daysOff], workingWeekends: [...body.workingWeekends] },
  }),
);

const days = (amount: number) => ({ amount, unit: 'day' as const });
const workingDays = (amount: number) => ({ amount, unit: 'workingDay' as const });
const months = (amount: number) => ({ amount, unit: 'month' as const });
const years = (amount: number) => ({ amount, unit: 'year' as const });
const yuan = (amount: number) => amount * 100;

const suits = [
  rule({
    topic: 'suits',
    version: '2000-1',
    from: '2000-03-10',
    to: '2015-05-01',
    citation: '行政诉讼法（1989）38、39；法释〔2000〕8号 41、42',
    body: { direct: months(3), afterReview: days(15), untold: years(2), longStop: years(5) },
  }),
  rule({
    topic: 'suits',
    version: '2015-1',
    from: '2015-05-01',
    to: '2018-02-08',
    citation: '行政诉讼法（2014修正）45、46；法释〔2000〕8号 41；法释〔2015〕9号 26',
    body: { direct: months(6), afterReview: days(15), untold: years(2), longStop: years(5) },
  }),
  rule({
    topic: 'suits',
    version: '2018-1',
    from: '2018-02-08',
    citation: '行政诉讼法（2017修正）45、46；法释〔2018〕1号 64',
    body: { direct: months(6), afterReview: days(15), untold: years(1), longStop: years(5) },
  }),
];

const reviews = [
  rule({
    topic: 'review',
    version: '1999-1',
    from: '1999-10-01',
    to: '2024-01-01',
    citation: '行政复议法（1999）12、17、23、31、40',
    body: {
      ...{ intake: workingDays(5), copy: workingDays(7), reply: days(10) },
      ...{ decision: days(60), extensionDays: 30, organ: 'GOVERNMENT_OR_HIGHER_DEPARTMENT' },
    },
  }),
  rule({
    topic: 'review',
    version: '2024-1',
    from: '2024-01-01',
    citation: '行政复议法（2023修订）20、21、24、30、48、62、88',
    body: {
      ...{ intake: workingDays(5), copy: workingDays(7), reply: workingDays(10), decision: days(60) },
      ...{ extensionDays: 30, simplified: days(30), untold: years(1), longStop: years(5), organ: 'GOVERNMENT' },
    },
  }),
];

const enforcement = [
  rule({
    topic: 'courtEnforcement',
    version: '2000-1',
    from: '2000-03-10',
    to: '2012-01-01',
    citation: '法释〔2000〕8号 88',
    body: { applyWithin: days(180) },
  }),
  rule({
    topic: 'courtEnforcement',
    version: '2012-1',
    from: '2012-01-01',
    citation: '行政强制法 53、54；法释〔2018〕1号 156',
    body: { applyWithin: months(3), demand: workingDays(10) },
  }),
];

const surcharges = [
  rule({
    topic: 'surcharge',
    version: '2002-1',
    from: '2002-09-01',
    to: '2012-01-01',
    citation: '社会抚养费征收管理办法（国务院令第357号）8',
    body: { permilleAMonth: 2, cappedAtPrincipal: false },
  }),
  rule({
    topic: 'surcharge',
    version: '2012-1',
    from: '2012-01-01',
    to: '2021-08-20',
    citation: '社会抚养费征收管理办法（国务院令第357号）8；行政强制法 45（2）',
    body: { permilleAMonth: 2, cappedAtPrincipal: true },
  }),
];

/** 一年期定期存款基准利率 In hundredths of a per cent, from the day each applied. */
const RATES: readonly (readonly [from: string, basisPoints: number])[] = [
  ['2012-07-06', 300],
  ['2014-11-22', 275],
  ['2015-03-01', 250],
  ['2015-05-11', 225],
  ['2015-06-28', 200],
  ['2015-08-26', 175],
  ['2015-10-24', 150],
];
const deposits = RATES.map(([from, annualBasisPoints]) =>
  rule({
    topic: 'deposits',
    version: `${from}-1`,
    from,
    citation: '国家赔偿法 36（7）；中国人民银行公布的一年期整存整取定期存款基准利率',
    body: { annualBasisPoints, daysInYear: 360 },
  }),
);

const penalties = [
  rule({
    topic: 'penalties',
    version: '2021-1',
    from: '2021-08-20',
    citation: '人口与计划生育法（2021修正）40、41；国家卫生和计划生育委员会令第9号；行政处罚法（2021修订）60、61、64',
    body: {
      ...{ incomeFrom: yuan(10_000), timesIncome: { min: 2, max: 6 } },
      otherwise: { min: yuan(10_000), max: yuan(30_000) },
      childcare: { min: yuan(5_000), max: yuan(50_000) },
      childcareSerious: { min: yuan(50_000), max: yuan(100_000) },
      organiser: { min: yuan(5_000), max: yuan(30_000) },
      ...{ decideDays: 90, serve: workingDays(7), hearingRequest: workingDays(5), hearingNotice: workingDays(7) },
    },
  }),
];

/** 本县工作规则 What the county set itself, or a regulation sets every office, for putting right what went wrong. */
const accountability = [
  rule({
    topic: 'findings',
    version: '2002-1',
    from: '2002-09-01',
    citation: '本县整改工作规则：问题整改期限、回头看',
    body: { critical: workingDays(5), major: days(30), minor: days(60), lookBackDays: 90 },
  }),
  rule({
    topic: 'complaints',
    version: '2005-1',
    from: '2005-05-01',
    citation: '信访条例（2005）22、33；信访工作条例（2022）22、34',
    body: { accept: days(15), answer: days(60) },
  }),
];

export const legalRules: readonly Initial[] = [
  ...holidays,
  ...suits,
  ...reviews,
  ...enforcement,
  ...surcharges,
  ...deposits,
  ...penalties,
  ...accountability,
  ...levyRules,
];
