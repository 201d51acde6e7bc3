/** 登记类规则 What rules say of stays, of birth registration as a service and of births close together, as bodies of rule versions. */
import * as z from 'zod';

/** 居住登记 Within how many days an arrival is declared, how long two stays may overlap, who counts as floating by which text. */
export const Residence = z.strictObject({
  cityDays: z.int().positive(),
  villageDays: z.int().positive(),
  overlapDaysMax: z.int().positive(),
  /** 成年育龄人员 The ages the former decree spoke of, both included. */
  childbearingFrom: z.int().positive(),
  childbearingTo: z.int().positive(),
  /** 人户分离 Months away from which the census counts somebody. */
  censusMonths: z.int().positive(),
  permitMonths: z.int().positive(),
});
export type Residence = z.output<typeof Residence>;

/** 生育登记服务 What a place promises whoever registers, and how a province counts the order of a birth. */
export const BirthRegistration = z.strictObject({
  promiseWorkingDays: z.int().positive(),
  /** Children that are not counted. */
  notCounted: z.array(z.enum(['ADOPTED', 'DECEASED', 'OF_FORMER_MARRIAGE', 'WITH_ANOTHER'])),
  /** 再生育告知 Whether the province has a procedure of its own for a further child; it concerns benefits alone. */
  furtherBirthNotice: z.strictObject({ fromOrder: z.int().positive(), workingDays: z.int().positive() }).optional(),
});
export type BirthRegistration = z.output<typeof BirthRegistration>;

/** 生育间隔 How far apart births of one mother are; closer ones are of one delivery, or a doubt. */
export const Births = z.strictObject({
  /** At most six: earlier births are looked for by half-years. */
  spacingMonths: z.int().positive().max(6),
  /** Children born within so few days are most likely of one delivery. */
  deliveryDays: z.int().positive(),
});
export type Births = z.output<typeof Births>;
