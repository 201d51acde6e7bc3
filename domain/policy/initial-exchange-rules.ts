/** 信息交换初始规则 The messages a new ledger exchanges with other counties, and the limits of those of the former regime. */
import type { AnswerTerm, ExchangeMessage, HistoricHandling } from './exchange-rules.ts';
import { rule } from './initial-rule.ts';

const days = (amount: number): AnswerTerm => ({ amount, unit: 'day' });
const workingDays = (amount: number): AnswerTerm => ({ amount, unit: 'workingDay' });
const yesNo = (...fields: string[]) => fields.map((field) => ({ field, answer: 'YES_NO' as const }));
const value = (...fields: string[]) => fields.map((field) => ({ field, answer: 'VALUE' as const }));

/** What finds somebody in another county's register. */
const IDENTITY = ['identityToken', 'citizenId', 'name', 'bornOn', 'sex'] as const;
const noticed = { precededBy: 'NOTICE', content: 'identity' } as const;

const messages: readonly ExchangeMessage[] = [
  {
    ...{ ...noticed, type: 'X1', answer: 'REQUIRED', term: workingDays(15), basis: ['PFP-14', 'RPR-13'] },
    tells: [...IDENTITY, 'relation', 'appliedOn'],
    asks: [
      ...yesNo('registeredHere', 'marriageRecorded', 'childRegistered', 'birthServiceRegistered'),
      ...value('registrationOrder'),
    ],
  },
  {
    ...{ ...noticed, type: 'X2', answer: 'REQUIRED', term: workingDays(10), basis: ['MIH-23'] },
    tells: [...IDENTITY, 'certificateNumber', 'issuedBy'],
    asks: yesNo('certificateValid', 'certificateIssuedHere'),
  },
  {
    ...{ ...noticed, type: 'X3', answer: 'REQUIRED', term: workingDays(10) },
    basis: ['PFP-25', 'PFP-31', 'PFP-32', 'CCS-2025'],
    tells: [...IDENTITY, 'scheme', 'fromMonth', 'toMonth'],
    asks: [...yesNo('paidForPeriod', 'entitledHere'), ...value('paidUntil')],
  },
  {
    ...{ type: 'X4', answer: 'REQUIRED', term: workingDays(5), basis: ['MIH-14', 'MIH-24'], content: 'health' },
    ...{ precededBy: 'SEPARATE_CONSENT', consentTexts: ['care-transfer-2021-1'] },
    tells: [...IDENTITY, 'clinicalSummary', 'treatingFacility'],
    asks: yesNo('takenOver'),
  },
  {
    ...{ ...noticed, type: 'X5', answer: 'NONE', basis: ['PFP-14'] },
    tells: ['identityToken', 'placeCode', 'arrivedOn', 'leftOn'],
    asks: [],
  },
  {
    ...{ type: 'X6', answer: 'OPTIONAL', basis: ['PIPL-46'], content: 'identity' },
    ...{ precededBy: 'NOTHING' },
    tells: [...IDENTITY, 'correctedField', 'correctedValue', 'reason'],
    asks: yesNo('corrected'),
  },
  {
    ...{ type: 'X7', answer: 'NONE', basis: ['STA-11'], content: 'none', precededBy: 'NOTHING' },
    tells: ['division', 'month', 'counts'],
    asks: [],
  },
];

const historic: readonly HistoricHandling[] = [
  { type: 'H1', handling: 'URGENT', answer: true, term: days(15) },
  { type: 'H1', handling: 'ORDINARY', answer: true, term: days(30) },
  { type: 'H1', handling: 'INTER_PROVINCIAL', answer: true, term: workingDays(15) },
  { type: 'H1', handling: 'FIRST_CHILD', answer: true, term: workingDays(15), sendWithin: workingDays(7) },
  { type: 'H2', handling: 'ORDINARY', answer: false, term: days(30) },
  { type: 'H3', handling: 'ORDINARY', answer: true, term: days(30) },
  { type: 'H3', handling: 'FIRST_CHILD', answer: true, term: days(30), sendWithin: workingDays(15) },
  { type: 'H4', handling: 'ORDINARY', answer: false, term: days(30) },
  { type: 'H5', handling: 'ORDINARY', answer: true, term: days(30) },
];

export const exchangeRules = [
  rule({
    topic: 'exchange',
    version: '2021-1',
    from: '2021-08-20',
    citation: '人口与计划生育法 14；居住证暂行条例 13；母婴保健法 14、23、24；个人信息保护法 6、23、29、46；统计法 11',
    body: { messages: [...messages] },
  }),
  // Repealed by Decree 747, signed on that day.
  rule({
    topic: 'exchangeHistory',
    version: '2009-1',
    from: '2009-10-01',
    to: '2021-09-09',
    citation: '流动人口计划生育工作条例（国务院令第555号）16、20、21；省际信息交换平台规则',
    body: { messages: [...historic] },
  }),
];
