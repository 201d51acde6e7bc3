/** 登记项目 The registry's shared fields: names, codes of the national standards, certificate numbers, short texts. */
import * as z from 'zod';

/** Controls, invisible format characters, halves of surrogates, private use, replacement characters of broken encodings. */
const UNSEEN = String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}�`;

/** Plain text on one line, at most so many characters; markup in it is text like any other. */
export const line = (charactersMax: number) =>
  z
    .string()
    .max(charactersMax * 2)
    .regex(
      new RegExp(`^[^\\s${UNSEEN}](?:[^${UNSEEN}]{0,${charactersMax - 2}}[^\\s${UNSEEN}])?$`, 'u'),
      `one line of at most ${charactersMax} characters, without control characters or spaces around it`,
    );

/** The dot within names of many peoples, and its lookalikes; kept as written, one for matching. */
const NAME_DOTS = '·•・‧･';
/** 姓名 Two to 25 letters of any script, single dots, hyphens, apostrophes or spaces between them. */
export const Name = z
  .string()
  .max(50)
  .regex(
    new RegExp(String.raw`^(?=.{2,25}$)[\p{L}\p{M}]+(?:[${NAME_DOTS} '’-][\p{L}\p{M}]+)*$`, 'u'),
    'a name of 2 to 25 letters, with · between its parts',
  )
  .meta({ examples: ['王小明', '阿依古丽·买买提', '欧阳若兰'] });

/** A name as it is compared: compatibility forms, one dot, no spaces, small letters. What was written is kept beside it. */
export const nameForMatching = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(new RegExp(`[${NAME_DOTS}]`, 'gu'), '·')
    .replace(/\s/gu, '')
    .toLowerCase();

/** 公民身份号码 Its form alone; whether it can be true is `checkCitizenId`'s. */
export const CitizenId = z
  .string()
  .regex(/^\d{17}[\dX]$/, 'seventeen digits and a check character, 18 in all')
  .meta({ examples: ['990121199001010014', '990121199001010022', '990121202106010031'] });

/** 民族 GB/T 3304: 01 Han … 56 Jino, 97 other, 98 foreign descent. */
export const EthnicCode = z
  .string()
  .regex(/^(?:0[1-9]|[1-4]\d|5[0-6]|9[78])$/, 'a code of GB/T 3304')
  .meta({ examples: ['01', '05', '56'] });

/** 婚姻状况 GB/T 2261.2. */
export const MaritalStatus = z.enum(['10', '20', '21', '22', '23', '30', '40', '90']);
export const isMarried = (status: string): boolean => status.startsWith('2');

/** 家庭关系 GB/T 4761: relation to the head of household. */
export const Relation = z
  .string()
  .regex(/^(?:0[1-9]|[1-8]\d|9[0-9])$/, 'a code of GB/T 4761')
  .meta({ examples: ['02', '10', '20', '30', '97'] });

/** 出生证编号 A letter and nine digits. */
export const CertificateNumber = z
  .string()
  .regex(/^[A-Z]\d{9}$/, 'a capital letter and nine digits')
  .meta({ examples: ['N990000001', 'N990000002'] });

/** 户别 GB hukou kinds reduced to two: a family's, or an institution's. */
export const HouseholdType = z.enum(['FAMILY', 'COLLECTIVE']);

/** Door and street within the village; village and address together are the contact. */
export const Address = line(100).meta({ examples: ['平安路12号3单元401室', '张家沟27号'] });
/** Where somebody died, in words. */
export const Place = line(60).meta({ examples: ['平安县人民医院', '家中'] });
/** An institution, not a person: its name or code. */
export const Institution = line(60).meta({ examples: ['平安县妇幼保健院', '平安县人民医院'] });
/** 分娩 What joins children of one delivery. */
export const DeliveryId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/, 'at most 40 letters, digits, _ or -')
  .meta({ examples: ['delivery-1'] });

/** 更正理由 Codes, so that no personal data hide in a reason. */
export const CorrectionReason = z.enum([
  'TYPING_ERROR',
  'DOCUMENT_SHOWN',
  'DECLARED_BY_PERSON',
  'COURT_DECISION',
  'NAME_CHANGED',
  'MEDICAL_CERTIFICATE',
]);
/** 迁移原因 Why somebody moves between households or counties. */
export const MoveReason = z.enum([
  'MARRIAGE',
  'DIVORCE',
  'FAMILY',
  'SPLIT',
  'ADOPTION',
  'HOUSING',
  'WORK',
  'STUDY',
  'RETURN',
  'OTHER',
]);

/** One field of a record put right: its value in the form of that field. */
export const correctionOf = <F extends Readonly<Record<string, z.ZodType>>>(
  fields: F,
  examples: readonly { field: keyof F & string; value: string; reason: z.output<typeof CorrectionReason> }[],
) =>
  z
    .strictObject({
      field: z.enum(Object.keys(fields) as [keyof F & string, ...(keyof F & string)[]]),
      value: z.string().max(100),
      reason: CorrectionReason,
    })
    .superRefine(({ field, value }, issues) => {
      const problems = fields[field]?.safeParse(value).error?.issues ?? [];
      for (const { message } of problems) issues.addIssue({ code: 'custom', path: ['value'], message });
    })
    .meta({ examples: [...examples] });
