/** The small values every part of the ledger speaks in: identifiers, civil dates, instants, codes. */
import * as z from 'zod';
import { isCivilDate } from './calendar.ts';

/** What an event can concern; `person:p_…` in its keys. Short prefixes are part of every stored identifier. */
export const ID_PREFIX = {
  person: 'p',
  household: 'h',
  birth: 'b',
  stay: 'rs',
  birthRegistration: 'bs',
  consent: 'cn',
  episode: 'se',
  facility: 'fc',
  stock: 'ss',
  claim: 'bc',
  onlyChildCertificate: 'oc',
  specialFamily: 'sf',
  feeCase: 'lf',
  enforcementCase: 'ec',
  complaint: 'cp',
  review: 'rc',
  investigation: 'di',
  agreement: 'ca',
  exchange: 'xc',
  finding: 'fi',
  dataRequest: 'dr',
  task: 't',
  staff: 's',
} as const;
export type IdKind = keyof typeof ID_PREFIX;

/** Sixteen bytes in base64url; the first two are the locality, which chooses the lane. */
const ID_BODY = '[A-Za-z0-9_-]{21}[AQgw]';

/** What a schema says about a field beyond its shape; read by the codec, never by a decision. */
export interface FieldMark {
  /** The field names a thing that the event concerns: it becomes one of the event's keys. */
  readonly key?: string;
  readonly sealed?: SealMark;
}
export interface SealMark {
  /** Name of the top-level field that holds the owner's identifier, or SUBJECT for the stream's own. */
  readonly owner: string;
  readonly class: OwnerClass;
}
export const OWNER_CLASSES = ['identity', 'contact', 'health', 'legacy'] as const;
export type OwnerClass = (typeof OWNER_CLASSES)[number];

/** Marks of fields, kept beside the schemas so that no generated document shows them. */
export const marks = z.registry<FieldMark>();

/** A schema whose value becomes a key of the event, `kind:value`. */
export const keyOf = <S extends z.ZodType>(schema: S, kind: string): S => {
  marks.add(schema, { key: kind });
  return schema;
};

/** The schema of an identifier; its value becomes a key of the event. */
export const idOf = (kind: IdKind) =>
  keyOf(
    z.string().regex(new RegExp(`^${ID_PREFIX[kind]}_${ID_BODY}$`), `an identifier of the form ${ID_PREFIX[kind]}_…`),
    kind,
  );

/** 人 Pseudonym of a natural person; never a citizen identity number. */
export const PersonId = idOf('person');
/** 户 One household of the register. */
export const HouseholdId = idOf('household');
/** 出生 One birth; see `birthOf` for its tie to the child. */
export const BirthId = idOf('birth');
/** 工作人员 A member of staff. */
export const StaffId = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,40}$/, 'a staff identifier of at most 40 letters, digits, _ . -');

/** 民用日期 Civil date in Asia/Shanghai, `YYYY-MM-DD`, a day that exists. */
export const CivilDate = z.string().refine(isCivilDate, 'a day that exists, as YYYY-MM-DD').meta({ format: 'date' });
/** Month of a civil date, `YYYY-MM`: what stays readable of births, deaths and marriages. */
export const CivilMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as YYYY-MM');
/** A point of time, UTC with milliseconds, as RFC 3339 writes it. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'an instant as YYYY-MM-DDTHH:MM:SS.sssZ');

/** 县级代码 County division, six digits (GB/T 2260). */
export const CountyCode = z.string().regex(/^\d{6}$/, 'six digits of GB/T 2260');
/** 乡级代码 Township, nine digits (GB/T 10114). */
export const TownshipCode = z.string().regex(/^\d{9}$/, 'nine digits: county and township');
/** 村级代码 Village or community, twelve digits. */
export const VillageCode = z.string().regex(/^\d{12}$/, 'twelve digits: county, township and village');
/** County, township or village. */
export const DivisionCode = z.string().regex(/^\d{6}(\d{3}){0,2}$/, 'a division code of 6, 9 or 12 digits');

/** 性别 GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated. */
export const Sex = z.enum(['0', '1', '2', '9']);
/** SHA-256 of a document, base64url. */
export const Digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'a SHA-256 digest in base64url');
export const Uuid = z.uuid();
