/** 服务条件 Whether a service may be given: for this person, at this facility, on this consent. Shared by what gives it. */
import type { Context } from '../kernel/decider.ts';
import { isErased } from '../kernel/message.ts';
import { type Rejections, refuse } from '../kernel/refusal.ts';
import type { CareItem } from '../policy/care-rules.ts';
import { ruleUnder } from '../policy/topics.ts';
import { ageOn, type Identity } from '../registry/vital.ts';
import { askFirst } from './consent-rejections.ts';
import type { ConsentState } from './consent.ts';
import type { FacilityState } from './facility.ts';
import type { CareKind } from './kinds.ts';

const consented = ['妇女权益保障法 21', '个人信息保护法 14', '计划生育技术服务管理条例 17'];
const licensed = ['计划生育技术服务管理条例 19', '母婴保健法 32'];
const elsewhere = { zh: '请转介到具备条件的机构。', en: 'Refer the person to a facility that may.' };

export const careRejections = {
  KIND_NOT_FOR_PERSON: {
    zh: '该服务项目不适用于此人的性别或者年龄。',
    en: 'This kind of service is not for somebody of that sex or age.',
    citations: ['母婴保健法 14'],
  },
  FACILITY_UNKNOWN: { zh: '没有该机构的登记。', en: 'No such facility is on record.' },
  FACILITY_NOT_LICENSED: {
    zh: '该机构当日没有有效的执业许可。',
    en: 'The facility held no verified licence on that day.',
    citations: licensed,
    alternative: elsewhere,
  },
  FACILITY_SUSPENDED: {
    zh: '该机构当日停业。',
    en: 'The facility was suspended on that day.',
    citations: licensed,
    alternative: elsewhere,
  },
  ITEM_NOT_APPROVED: {
    zh: '该机构当日没有获准开展该项目。',
    en: 'The facility was not approved for this item on that day.',
    citations: licensed,
    alternative: elsewhere,
  },
  PRACTITIONER_NOT_LICENSED: {
    zh: '该执业人员当日没有相应资格。',
    en: 'The practitioner was not licensed for this item on that day.',
    citations: licensed,
    alternative: elsewhere,
  },
  CONSENT_NEEDED: {
    zh: '该项目须经本人同意。',
    en: "This item takes the person's consent.",
    citations: consented,
    alternative: askFirst,
  },
  CONSENT_OTHER_PERSON: {
    zh: '所引同意不是此人的。',
    en: 'The consent named is not on record, or another person’s.',
    citations: consented,
    alternative: askFirst,
  },
  CONSENT_AFTER_SERVICE: {
    zh: '同意晚于服务。',
    en: 'The consent was given after the service.',
    citations: consented,
    alternative: {
      zh: '服务已经发生的，请作为问题报告。',
      en: 'Where the service was given, report it as one without consent.',
    },
  },
  CONSENT_EXPIRED: { zh: '同意已过期。', en: 'The consent had expired.', citations: consented, alternative: askFirst },
  CONSENT_WITHDRAWN: { zh: '同意已撤回。', en: 'The consent had been withdrawn.', citations: ['个人信息保护法 15'] },
  CONSENT_OTHER_SCOPE: {
    zh: '同意的范围不包括该项目。',
    en: 'The consent does not cover this item.',
    citations: consented,
    alternative: askFirst,
  },
} as const satisfies Rejections;

/** What the law says of a kind on a day. */
export const itemOn = (context: Context, kind: CareKind, on: string): CareItem | undefined =>
  ruleUnder('R4', 'care', { context, on })?.items.find((item) => item.kind === kind);

/** Sex unknown or not stated closes no door. */
export const personFault = ({ sex, ageMin, ageMax }: CareItem, who: Identity, on: string) => {
  const age = ageOn(who, on);
  const otherSex = sex !== undefined && (who.sex === '1' || who.sex === '2') && who.sex !== sex;
  const otherAge = age < ageMin || (ageMax !== undefined && age >= ageMax);
  return otherSex || otherAge ? refuse('KIND_NOT_FOR_PERSON') : undefined;
};

interface Within {
  readonly from: string;
  readonly until: string | undefined;
}
const holdsOn =
  (on: string) =>
  ({ from, until }: Within): boolean =>
    from <= on && (until === undefined || on < until);

export const facilityFault = (
  facility: FacilityState,
  { kind, on, practitioner }: { kind: CareKind; on: string; practitioner?: string },
) => {
  if (!facility.registered) return refuse('FACILITY_UNKNOWN', { field: '/facilityId' });
  const isOn = holdsOn(on);
  if (!facility.verified.some(isOn)) return refuse('FACILITY_NOT_LICENSED', { field: '/facilityId' });
  if (facility.suspended.some(isOn)) return refuse('FACILITY_SUSPENDED', { field: '/facilityId' });
  if (!facility.items.some((item) => item.kind === kind && item.from <= on)) return refuse('ITEM_NOT_APPROVED');
  if (practitioner === undefined) return undefined;
  const may = facility.practitioners.some(
    (one) => one.licence === practitioner && one.kinds.includes(kind) && isOn(one),
  );
  return may ? undefined : refuse('PRACTITIONER_NOT_LICENSED', { field: '/practitioner' });
};

/** Whether a consent carries a service: this person's, given before, neither expired nor withdrawn, and of its scope. */
export const consentFault = (
  consent: ConsentState | undefined,
  { personId, kind, on }: { personId: string; kind: CareKind; on: string },
) => {
  if (consent === undefined) return refuse('CONSENT_NEEDED', { field: '/consentId' });
  if (consent.status === 'none' || consent.personId !== personId)
    return refuse('CONSENT_OTHER_PERSON', { field: '/consentId' });
  if (consent.givenOn > on) return refuse('CONSENT_AFTER_SERVICE', { givenOn: consent.givenOn });
  if (on >= consent.expiresOn) return refuse('CONSENT_EXPIRED', { expiresOn: consent.expiresOn });
  if (consent.withdrawnOn !== undefined && consent.withdrawnOn <= on) return refuse('CONSENT_WITHDRAWN');
  const covers = !isErased(consent.scope) && consent.scope.includes(kind);
  return covers ? undefined : refuse('CONSENT_OTHER_SCOPE', { field: '/consentId' });
};
