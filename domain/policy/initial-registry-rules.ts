/** 初始登记规则 The rule versions about stays and birth registration a new ledger is opened with. */
import { type Initial, rule } from './initial-rule.ts';

export const registryRules: readonly Initial[] = [
  rule({
    topic: 'residence',
    version: '1958-1',
    from: '1949-10-01',
    citation: '户口登记条例 13；流动人口计划生育工作条例 2；居住证暂行条例 2；第七次全国人口普查公报',
    body: {
      ...{ cityDays: 3, villageDays: 10, overlapDaysMax: 30 },
      ...{ childbearingFrom: 18, childbearingTo: 49, censusMonths: 6, permitMonths: 6 },
    },
  }),
  rule({
    topic: 'births',
    version: '1949-1',
    from: '1949-10-01',
    citation: '出生医学信息核对规则',
    body: { spacingMonths: 6, deliveryDays: 7 },
  }),
  rule({
    topic: 'birthRegistration',
    version: '2021-1',
    from: '2016-01-01',
    citation: '人口与计划生育法 18；国卫办人口发〔2021〕21号',
    body: { promiseWorkingDays: 7, notCounted: [] },
  }),
  // 湖南 Counts living children of both, born to them: neither adopted ones nor those of a former marriage.
  rule({
    topic: 'birthRegistration',
    version: '43-2022',
    province: '43',
    from: '2022-01-01',
    citation: '湖南省生育登记服务管理办法（2022）',
    body: { promiseWorkingDays: 7, notCounted: ['ADOPTED', 'DECEASED', 'OF_FORMER_MARRIAGE', 'WITH_ANOTHER'] },
  }),
  rule({
    topic: 'birthRegistration',
    version: '31-2021',
    province: '31',
    from: '2021-11-25',
    citation: '上海市人口与计划生育条例（2021修正）23—28',
    body: { promiseWorkingDays: 17, notCounted: [], furtherBirthNotice: { fromOrder: 4, workingDays: 17 } },
  }),
];
