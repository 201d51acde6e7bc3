/** 协议的拒绝事由 Why an agreement between counties is not taken, and why a message may not rest on one. */
import type { Rejections } from '../kernel/refusal.ts';
import { unlawfulFieldRejections } from './field-names.ts';
import { partyRejections } from './parties.ts';

const needed = ['个人信息保护法 6', '个人信息保护法 23', '个人信息保护法 34'];
const amend = { zh: '请先修订协议。', en: 'Amend the agreement first.' };

/** Of the agreement's own commands. */
export const agreementRejections = {
  ...partyRejections,
  ...unlawfulFieldRejections,
  AGREEMENT_ALREADY_SIGNED: { zh: '该协议已签订。', en: 'The agreement is signed already.', conflict: true },
  AGREEMENT_UNKNOWN: { zh: '没有该协议。', en: 'There is no such agreement.' },
  AGREEMENT_ENDED: { zh: '该协议已终止。', en: 'The agreement has ended.', conflict: true },
  DATE_IN_FUTURE: { zh: '日期晚于今日。', en: 'The date is later than today.' },
  NOT_IN_ORDER: {
    zh: '生效日期早于签订日期或者上一次修订。',
    en: 'It would begin before the agreement was signed or last amended.',
  },
  MESSAGE_LISTED_TWICE: { zh: '同一消息类型列出两次。', en: 'A kind of message is listed twice.' },
  FIELD_NOT_FOR_TYPE: {
    zh: '该消息类型没有此字段。',
    en: 'This kind of message has no such field.',
    citations: needed,
  },
  BASIS_NOT_FOR_TYPE: {
    zh: '所引法律依据不适用于该消息类型。',
    en: 'The law named does not allow this kind of message.',
    citations: needed,
  },
} as const satisfies Rejections;

/** INV-60: what a message must find in the agreement it rests on. */
export const restingRejections = {
  AGREEMENT_NEEDED: {
    zh: '发送消息须有双方协议。',
    en: 'A message takes an agreement between both counties.',
    citations: needed,
    alternative: { zh: '请先签订协议。', en: 'Sign an agreement first.' },
  },
  AGREEMENT_NOT_IN_FORCE: {
    zh: '协议当日无效。',
    en: 'The agreement is not in force on this day.',
    citations: needed,
    alternative: amend,
  },
  NOT_BETWEEN_THEM: {
    zh: '协议的当事方不是这两个县。',
    en: 'The agreement is between other counties.',
    citations: needed,
  },
  TYPE_NOT_AGREED: {
    zh: '协议没有列出该消息类型。',
    en: 'The agreement does not list this kind of message.',
    citations: needed,
    alternative: amend,
    recorded: true,
  },
  FIELD_NOT_AGREED: {
    zh: '协议没有列出该字段。',
    en: 'The agreement does not list this field.',
    citations: needed,
    alternative: amend,
    recorded: true,
  },
  BASIS_NOT_AGREED: {
    zh: '协议没有列出该法律依据。',
    en: 'The agreement does not list this law.',
    citations: needed,
    alternative: amend,
  },
} as const satisfies Rejections;
