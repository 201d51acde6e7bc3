/** 初始规则 The rule versions a new ledger is opened with: limits of registration, limits of remedies, invented divisions. */
import type { Division } from './divisions.ts';
import { benefitRules } from './initial-benefit-rules.ts';
import { exchangeRules } from './initial-exchange-rules.ts';
import { legalRules } from './initial-legal-rules.ts';
import { registryRules } from './initial-registry-rules.ts';
import { type Initial, rule } from './initial-rule.ts';
import { consentsBody, careBody } from './initial-care-rules.ts';
import type { RuleVersion } from './rule-versions.ts';

const FOUNDED = '1949-10-01';
const NUMERALS = ['一', '二', '三', '四', '五', '六'] as const;

const standing = (code: string, name: string): Division => ({ code, name, validFrom: FOUNDED });
const serial = (number: number) => String(number).padStart(3, '0');

/** 001–199 residents' committees, 200–399 villagers' committees. */
const villagesOf = (township: string, [residents, villagers]: readonly [number, number]): Division[] => [
  ...NUMERALS.slice(0, residents).map((numeral, at) => standing(`${township}${serial(at + 1)}`, `第${numeral}社区`)),
  ...NUMERALS.slice(0, villagers).map((numeral, at) => standing(`${township}${serial(at + 200)}`, `第${numeral}村`)),
];
const township = (code: string, name: string): Division[] => {
  const kind = Number(code.slice(6));
  const committees = kind < 100 ? ([6, 0] as const) : kind < 200 ? ([2, 6] as const) : ([0, 6] as const);
  return [standing(code, name), ...villagesOf(code, committees)];
};

/** 平安县 A county that does not exist, under the unassigned prefixes 98 and 99, and its invented neighbours. */
const invented: readonly Division[] = [
  standing('990121', '平安县'),
  ...township('990121001', '甲街道'),
  ...township('990121002', '子街道'),
  ...township('990121003', '丑街道'),
  ...township('990121100', '乙镇'),
  ...township('990121101', '丙镇'),
  ...township('990121102', '寅镇'),
  ...township('990121200', '丁乡'),
  ...township('990121201', '戊乡'),
  // 己乡 was joined to 丙镇, and its one village with it.
  { code: '990121299', name: '己乡', validFrom: FOUNDED, validTo: '2019-01-01', successor: '990121101' },
  { code: '990121299200', name: '旧一村', validFrom: FOUNDED, validTo: '2019-01-01', successor: '990121101205' },
  ...['990122', '990123', '980121', '980122'].flatMap((county, at) => [
    standing(county, `邻${NUMERALS[at] ?? ''}县`),
    ...township(`${county}001`, '甲街道'),
    ...township(`${county}100`, '乙镇'),
    ...township(`${county}200`, '丁乡'),
  ]),
];

/** Two counties whose codes changed, as registers of earlier years still write them. */
const renamed: readonly Division[] = [
  { code: '500225', name: '大足县', validFrom: '1997-03-14', validTo: '2011-10-22', successor: '500111' },
  { code: '500111', name: '大足区', validFrom: '2011-10-22' },
  { code: '632121', name: '平安县', validFrom: FOUNDED, validTo: '2013-02-08', successor: '630221' },
  { code: '630221', name: '平安县', validFrom: '2013-02-08', validTo: '2015-01-01', successor: '630203' },
  { code: '630203', name: '平安区', validFrom: '2015-01-01' },
];

const byCode = (a: Division, b: Division) => (a.code < b.code ? -1 : 1);

const RULES: readonly Initial[] = [
  ...legalRules,
  ...benefitRules,
  ...registryRules,
  ...exchangeRules,
  rule({
    topic: 'dataRequests',
    version: '2021-1',
    from: '2021-11-01',
    citation: '个人信息保护法 45、50',
    body: { workingDays: 15 },
  }),
  rule({
    topic: 'divisions',
    version: 'syn-1',
    from: FOUNDED,
    citation: 'GB/T 2260；GB/T 10114；统计用区划代码和城乡划分代码编制规则',
    body: { list: [...invented, ...renamed].sort(byCode) },
  }),
  rule({
    topic: 'registration',
    version: '1958-1',
    from: FOUNDED,
    citation: '户口登记条例 5、7；民法典 17',
    body: { declarationMonths: 1, adultYears: 18, motherAgeMin: 10, motherAgeMax: 60 },
  }),
  rule({
    topic: 'remedies',
    version: '1999-1',
    from: '1999-10-01',
    to: '2024-01-01',
    citation: '行政复议法（1999）9',
    body: { reconsiderationDays: 60 },
  }),
  rule({
    topic: 'remedies',
    version: '2024-1',
    from: '2024-01-01',
    citation: '行政复议法（2023修订）20',
    body: { reconsiderationDays: 60 },
  }),
  rule({
    topic: 'care',
    version: '2021-1',
    from: '2001-10-01',
    citation: '人口与计划生育法 21；计划生育技术服务管理条例 3、14、38；母婴保健法 32',
    body: careBody,
  }),
  rule({
    topic: 'consents',
    version: '2021-1',
    from: '2001-10-01',
    citation: '妇女权益保障法 21；个人信息保护法 14、31；母婴保健法 19',
    body: consentsBody,
  }),
];

/** Ready for `LoadRuleVersion`; `digestOf` is the SHA-256 of a body's canonical JSON. */
export const initialRules = (digestOf: (body: RuleVersion['body']) => string): readonly RuleVersion[] =>
  RULES.map((initial) => {
    const body = initial.body as unknown as RuleVersion['body'];
    return { ...initial, body, digest: digestOf(body) };
  });
