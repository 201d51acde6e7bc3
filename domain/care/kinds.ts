/** 服务项目 The eighteen kinds of service a county offers, as its facilities, consents and episodes name them. */
import * as z from 'zod';

export const CARE_KINDS = [
  'PREMARITAL_EXAM',
  'PRECONCEPTION_CHECK',
  'FOLIC_ACID',
  'ANTENATAL_VISIT',
  'PRENATAL_SCREENING',
  'HIGH_RISK_CARE',
  'DELIVERY',
  'POSTNATAL_VISIT',
  'NEWBORN_SCREENING',
  'HEARING_SCREENING',
  'CHILD_CHECK',
  'CONTRACEPTION_COUNSEL',
  'CONTRACEPTION_SERVICE',
  'INFERTILITY_COUNSEL',
  'REPRODUCTIVE_HEALTH_SCREEN',
  'PARENTING_GUIDANCE',
  'ADOLESCENT_EDUCATION',
  'ELDER_CARE_LINK',
] as const;
export const CareKind = z.enum(CARE_KINDS);
export type CareKind = z.output<typeof CareKind>;

/** What may be known openly of a service to somebody: too coarse to tell a pregnancy or a method. */
export const CareGroup = z.enum(['CLINICAL', 'COUNSEL', 'OUTREACH']);
export type CareGroup = z.output<typeof CareGroup>;

/** Kinds that end with a delivery. */
export const BEFORE_DELIVERY: ReadonlySet<CareKind> = new Set([
  'ANTENATAL_VISIT',
  'PRENATAL_SCREENING',
  'HIGH_RISK_CARE',
]);
