/** 问题说明 Every way in which the API says no, as problem documents (RFC 9457) for clerks, citizens and programs. */
import type { FieldProblem } from '../domain/kernel/intake.ts';
import type { Refusal, RejectionText } from '../domain/kernel/refusal.ts';

interface Sentence {
  readonly zh: string;
  readonly en: string;
}
interface ProblemText extends Sentence {
  readonly status: number;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
}

/** What only the edge can say: refusals of the domain bring their own sentences. */
export const problemTexts = {
  INVALID: { status: 400, zh: '请求内容不符合要求。', en: 'The request does not have the form asked for.' },
  NOT_SIGNED_IN: { status: 401, zh: '需要登录凭证。', en: 'A token is needed: Authorization: Bearer ….' },
  TOKEN_BROKEN: { status: 401, zh: '登录凭证无法识别。', en: 'The token cannot be read, or its signature is wrong.' },
  TOKEN_EXPIRED: { status: 401, zh: '登录凭证已过期。', en: 'The token has expired; ask for a new one.' },
  TOKEN_FOREIGN: {
    status: 401,
    zh: '登录凭证不是为本账本签发的。',
    en: 'The token was issued by somebody else, or for another ledger.',
  },
  NOT_ALLOWED: { status: 403, zh: '您的角色无权进行此操作。', en: 'Your role may not do this.' },
  NOT_YOUR_DIVISION: {
    status: 403,
    zh: '该对象不在您的管辖范围内。',
    en: 'This concerns a division outside your jurisdiction.',
  },
  NOT_FOUND: { status: 404, zh: '没有找到。', en: 'There is nothing of this name.' },
  NOT_THIS_METHOD: { status: 405, zh: '该地址不支持此方法。', en: 'This address does not answer to this method.' },
  STALE: {
    status: 409,
    zh: '记录已被他人更改；尚未看到的变更附后。',
    en: 'The record has changed since the revision you named; what you have not seen is listed.',
  },
  KEY_REUSED: {
    status: 409,
    zh: '该幂等键已用于另一内容的请求。',
    en: 'This Idempotency-Key was used for a request with another content; take a new key.',
  },
  KEY_ERASED: {
    status: 409,
    zh: '该请求涉及的信息已依法删除，无法核对是否重复。',
    en: 'The data of the earlier request were erased; whether this is the same one cannot be told.',
  },
  CONTENDED: {
    status: 409,
    retryAfter: 1,
    zh: '多人同时更改同一记录，请稍后重试。',
    en: 'Too many were changing this record at once; nothing was written. Send it again.',
  },
  OTHER_EPOCH: {
    status: 410,
    zh: '该位置属于恢复之前的账本。',
    en: 'This position belongs to the ledger before it was restored.',
  },
  TOO_LARGE: { status: 413, zh: '请求内容过大。', en: 'The body is larger than this address takes.' },
  NOT_JSON: { status: 415, zh: '请以 application/json 提交。', en: 'Send the body as application/json in UTF-8.' },
  TOO_MANY: { status: 429, zh: '查询过于频繁。', en: 'Too many requests of this kind; wait a little.' },
  INTERNAL: {
    status: 500,
    zh: '系统内部错误，请提供请求编号。',
    en: 'Something is broken here; name the request id when you report it.',
  },
  OUTCOME_UNKNOWN: {
    status: 503,
    retryAfter: 2,
    zh: '尚不确定是否已写入，请用同一幂等键重试。',
    en: 'It is not known whether this was written. Send it again with the same Idempotency-Key.',
  },
  NOT_AVAILABLE: {
    status: 503,
    retryAfter: 2,
    zh: '暂时无法提供服务。',
    en: 'A part of the ledger does not answer at the moment.',
  },
  NOT_YET_VISIBLE: {
    status: 504,
    retryAfter: 1,
    zh: '查询视图尚未更新到所要求的位置。',
    en: 'The views have not come to the position asked for within the time allowed.',
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
export type ProblemCode = keyof typeof problemTexts;

/** The legal remedy named beside a refusal that rests on law. */
const appeal = {
  organ: { zh: '本级人民政府（行政复议机关）', en: "the people's government of the same level (reconsideration)" },
  days: 60,
  basis: '行政复议法 20、24',
} as const;

/** A problem document; `requestId` is added where it is sent. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly messageZh: string;
  readonly messageEn: string;
  readonly citations?: readonly string[];
  readonly alternative?: Sentence;
  readonly appeal?: typeof appeal;
  readonly problems?: readonly FieldProblem[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly [further: string]: unknown;
}

const urnOf = (code: string) => `urn:county-ledger:problem:${code.toLowerCase().replaceAll('_', '-')}`;

export const problem = (code: ProblemCode, further: Readonly<Record<string, unknown>> = {}): Problem => {
  const { status, zh, en } = problemTexts[code];
  return { type: urnOf(code), title: en, status, code, messageZh: zh, messageEn: en, ...further };
};

export const invalid = (problems: readonly FieldProblem[]): Problem => problem('INVALID', { problems });

export const retryAfterOf = ({ code }: Problem): number | undefined =>
  (problemTexts as Readonly<Record<string, ProblemText>>)[code]?.retryAfter;

/** A refusal of the domain in its own words. */
export const problemOfRefusal = ({ refused, details }: Refusal, text: RejectionText): Problem => ({
  type: urnOf(refused),
  title: text.en,
  status: text.conflict ? 409 : 422,
  code: refused,
  messageZh: text.zh,
  messageEn: text.en,
  ...(text.citations && { citations: text.citations }),
  ...(text.alternative && { alternative: text.alternative }),
  ...(text.citations && !text.conflict && { appeal }),
  ...(text.doubt && { acceptable: true }),
  ...(Object.keys(details).length > 0 && { details }),
});

/** A problem on its way out of a route; the one thing here that is thrown, because Fastify's hooks end that way. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(of: Problem) {
    super(of.title);
    this.problem = of;
  }
}
