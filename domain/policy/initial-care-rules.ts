/** 服务初始规则 The kinds of service and the texts of consent that a new ledger is opened with. */
import type { CareItem } from './care-rules.ts';

type Traits = Partial<Omit<CareItem, 'kind' | 'group'>>;
const item =
  (group: CareItem['group'], traits: Pick<CareItem, 'consent' | 'facility'>) =>
  (kind: string, more: Traits = {}): CareItem => ({ kind, group, ageMin: 0, free: false, ...traits, ...more });
const clinical = item('CLINICAL', { consent: true, facility: true });
const counsel = item('COUNSEL', { consent: false, facility: true });
const outreach = item('OUTREACH', { consent: false, facility: false });
const woman = { sex: '2', ageMin: 10 } as const;
const free = { free: true } as const;

const items: readonly CareItem[] = [
  clinical('PREMARITAL_EXAM', { ageMin: 18, ...free }),
  clinical('PRECONCEPTION_CHECK', { ageMin: 18, ...free }),
  outreach('FOLIC_ACID', { ...woman, ...free }),
  clinical('ANTENATAL_VISIT', { ...woman, ...free }),
  clinical('PRENATAL_SCREENING', woman),
  clinical('HIGH_RISK_CARE', woman),
  clinical('DELIVERY', woman),
  clinical('POSTNATAL_VISIT', { ...woman, ...free }),
  clinical('NEWBORN_SCREENING', { ageMax: 1, ...free }),
  clinical('HEARING_SCREENING', { ageMax: 6, ...free }),
  clinical('CHILD_CHECK', { ageMax: 7, ...free }),
  counsel('CONTRACEPTION_COUNSEL', { ageMin: 14, ...free }),
  clinical('CONTRACEPTION_SERVICE', { ageMin: 14, ...free }),
  counsel('INFERTILITY_COUNSEL', { ageMin: 18, ...free }),
  clinical('REPRODUCTIVE_HEALTH_SCREEN', { ageMin: 14, ...free }),
  outreach('PARENTING_GUIDANCE', { ageMin: 14, ...free }),
  outreach('ADOLESCENT_EDUCATION', { ageMin: 10, ageMax: 19, ...free }),
  outreach('ELDER_CARE_LINK', { ageMin: 60, ...free }),
];
const consentTo = (text: string, kinds: readonly string[], validMonths: number) => ({
  text,
  kinds: [...kinds],
  languages: ['zh', 'ug', 'bo', 'mn', 'kk', 'ko', 'ii', 'za'],
  validMonths,
});

/** What a person may let another county's facility go on with; a consent of its own, beside that to the care itself. */
const TRANSFERRED = [
  ...['ANTENATAL_VISIT', 'HIGH_RISK_CARE', 'DELIVERY', 'POSTNATAL_VISIT'],
  ...['NEWBORN_SCREENING', 'HEARING_SCREENING', 'CHILD_CHECK'],
];

export const careBody = { items: [...items], licenceMonths: 36 };
export const consentsBody = {
  ownFromYears: 14,
  guardianFromYears: 18,
  texts: [
    consentTo('check-2021-1', ['PREMARITAL_EXAM', 'PRECONCEPTION_CHECK', 'REPRODUCTIVE_HEALTH_SCREEN'], 12),
    consentTo(
      'maternity-2021-1',
      ['ANTENATAL_VISIT', 'PRENATAL_SCREENING', 'HIGH_RISK_CARE', 'DELIVERY', 'POSTNATAL_VISIT'],
      12,
    ),
    consentTo('child-2021-1', ['NEWBORN_SCREENING', 'HEARING_SCREENING', 'CHILD_CHECK'], 36),
    consentTo('contraception-2021-1', ['CONTRACEPTION_SERVICE'], 6),
    consentTo('care-transfer-2021-1', TRANSFERRED, 12),
  ],
};
