/** 待遇初始规则 The rates and conditions of benefits that a new ledger is opened with. */
import { type Initial, rule } from './initial-rule.ts';

const reward = (from: string, to: string | undefined, yuan: number) =>
  rule({
    topic: 'rewardAssistance',
    version: `${from.slice(0, 4)}-1`,
    from,
    ...(to && { to }),
    citation: '国办发〔2004〕21号；财政部 国家卫生健康委奖励扶助标准',
    body: { perYearFen: yuan * 100, fromYears: 60, bornFrom: '1933-01-01' },
  });
const special = (from: string, to: string | undefined, [died, disabled]: readonly [number, number]) =>
  rule({
    topic: 'specialAssistance',
    version: `${from.slice(0, 4)}-1`,
    from,
    ...(to && { to }),
    citation: '国人口发〔2007〕78号；财政部 国家卫生健康委特别扶助标准（城镇）',
    body: { diedPerMonthFen: died * 100, disabledPerMonthFen: disabled * 100, fromYears: 49 },
  });

export const benefitRules: readonly Initial[] = [
  rule({
    topic: 'childcareSubsidy',
    version: '2025-1',
    from: '2025-01-01',
    citation: '育儿补贴制度实施方案（2025）',
    body: { perYearFen: 360_000, firstMonth: '2025-01', underYears: 3, monthsMax: 36, orderMax: 3 },
  }),
  reward('2004-01-01', '2009-01-01', 600),
  reward('2009-01-01', '2012-01-01', 720),
  reward('2012-01-01', undefined, 960),
  special('2008-01-01', '2012-01-01', [100, 80]),
  special('2012-01-01', '2014-01-01', [135, 110]),
  special('2014-01-01', '2018-01-01', [340, 270]),
  special('2018-01-01', '2022-01-01', [450, 350]),
  special('2022-01-01', undefined, [590, 460]),
  rule({
    topic: 'oneChildReward',
    version: '2003-1',
    from: '2003-01-01',
    citation: '人口与计划生育法 31；省人口与计划生育条例',
    body: { perMonthFen: 1000, untilYears: 18 },
  }),
];
