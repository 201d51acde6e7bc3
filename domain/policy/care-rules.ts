/** 服务规则 What the law says of each kind of service, and which texts of consent are in use, as bodies of rule versions. */
import * as z from 'zod';

const Kind = z.string().regex(/^[A-Z_]{3,40}$/, 'a kind of service');

/** 服务项目 For each kind: for whom, whether free, whether it needs the person's consent and a facility approved for it. */
const Item = z.strictObject({
  kind: Kind,
  group: z.enum(['CLINICAL', 'COUNSEL', 'OUTREACH']),
  /** GB/T 2261.1, where it is for one sex alone. */
  sex: z.enum(['1', '2']).optional(),
  ageMin: z.int().nonnegative(),
  ageMax: z.int().positive().optional(),
  free: z.boolean(),
  consent: z.boolean(),
  facility: z.boolean(),
});
export const Care = z.strictObject({ items: z.array(Item).min(1), licenceMonths: z.int().positive() });
export type CareItem = z.output<typeof Item>;

/** 同意书文本 Texts of consent, each for some kinds, in some languages, good for some months; and the age of a person's own consent. */
const ConsentText = z.strictObject({
  text: z.string().regex(/^[a-z0-9-]{3,40}$/, 'the name of a text'),
  kinds: z.array(Kind).min(1),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/, 'a language of ISO 639')).min(1),
  validMonths: z.int().positive(),
});
export const Consents = z.strictObject({
  ownFromYears: z.int().positive(),
  guardianFromYears: z.int().positive(),
  texts: z.array(ConsentText).min(1),
});
