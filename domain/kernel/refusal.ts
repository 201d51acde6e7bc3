/** 拒绝 Why nothing was done: a value with a code, never thrown; its sentences are beside the rule that refuses. */

/** What a citizen or officer is told: both languages, the law, and what can be done instead. */
export interface RejectionText {
  readonly zh: string;
  readonly en: string;
  /** Instrument and article. */
  readonly citations?: readonly string[];
  readonly alternative?: { readonly zh: string; readonly en: string };
  /** Implausible rather than unlawful: accepted when the command is repeated with this code and a reason. */
  readonly doubt?: true;
  /** Coercive, or in breach of a person's right: the attempt is recorded for inspectors. */
  readonly recorded?: true;
  /** The command is right but comes at the wrong moment or against another's holding: 409 rather than 422 over HTTP. */
  readonly conflict?: true;
}
export type Rejections = Readonly<Record<string, RejectionText>>;

/** Business refusal: expected, typed, never thrown. `details` name fields, limits and offices, never personal data. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  readonly details: Readonly<Record<string, unknown>>;
}

export const refuse = <const Code extends string>(refused: Code, details: Refusal['details'] = {}): Refusal<Code> => ({
  refused,
  details,
});

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;

/** Reasons with which an officer may stand by an implausible statement; codes, so that no personal data hide in them. */
export const ACCEPT_REASONS = [
  'DOCUMENT_SEEN',
  'MEDICAL_CERTIFICATE',
  'COURT_DECISION',
  'DECLARED_IN_WRITING',
  'CHECKED_WITH_OFFICE',
] as const;
export type AcceptReason = (typeof ACCEPT_REASONS)[number];

/** Refusals the kernel itself gives, whatever the command. */
export const kernelRejections = {
  'REF-01': {
    zh: '出生、户口登记和任何服务不得以缴费凭证、准生证、结婚证、子女数或者其他材料为前提。',
    en: 'No registration or service may be tied to a fee receipt, a permit, a marriage, a number of children or anything else not asked for here.',
    citations: ['户口登记条例 7', '国办发〔2015〕96号', '中发〔2021〕30号', '民法典 1071'],
    alternative: {
      zh: '请删除所列字段后重新提交；如有人提出此类要求，可以投诉。',
      en: 'Send the command again without the fields named; a complaint can be opened against whoever demanded them.',
    },
    recorded: true,
  },
  PERSON_ERASED: {
    zh: '该主体的此类信息已依法删除，不能再写入。',
    en: 'Data of this class were erased for this subject; none can be written again.',
    citations: ['个人信息保护法 47'],
  },
  NATURAL_KEY_TAKEN: {
    zh: '该号码已被其他记录使用。',
    en: 'This number is already held by another record.',
    alternative: { zh: '请核对号码，或查看已有记录。', en: 'Check the number, or open the record that holds it.' },
    conflict: true,
  },
  NATURAL_KEY_PENDING: {
    zh: '该号码正在登记中，请稍后以同一请求重试。',
    en: 'This number is being registered at this moment; send the same request again shortly.',
    conflict: true,
  },
  NO_RULE_IN_FORCE: {
    zh: '该日期没有已载入的有效规则。',
    en: 'No rule version in force on that date is loaded.',
    alternative: { zh: '请先载入规则版本。', en: 'Load the rule version first.' },
  },
} as const satisfies Rejections;
export type KernelRejection = keyof typeof kernelRejections;
