/** 同意的拒绝事由 Why a consent is not taken, and why a service may not rest on one. */
import { demandRejections } from '../accountability/demands.ts';
import type { Rejections } from '../kernel/refusal.ts';

/** What to do where a consent is missing. */
export const askFirst = { zh: '请先取得本人同意。', en: "Ask for the person's own consent first." };
const informed = ['个人信息保护法 14', '个人信息保护法 29'];

export const consentRejections = {
  'REF-21': demandRejections['REF-21'],
  GUARDIAN_NEEDED: {
    zh: '不满十四周岁的，由监护人同意。',
    en: 'Under fourteen, a guardian consents.',
    citations: ['个人信息保护法 31', '未成年人保护法 72'],
    alternative: { zh: '请由监护人同意。', en: 'Let a guardian consent.' },
  },
  GUARDIAN_NOT_NAMED: {
    zh: '请注明同意的监护人。',
    en: 'Name the guardian who consents.',
    citations: ['个人信息保护法 31'],
  },
  GUARDIAN_IS_SELF: { zh: '监护人不能是本人。', en: 'Nobody is their own guardian.' },
  GUARDIAN_NOT_ABLE: {
    zh: '所填监护人没有登记、未成年或者已死亡。',
    en: 'The guardian named is not on record, not of age or no longer alive.',
    citations: ['民法典 27'],
  },
  CONSENT_ALREADY_GIVEN: { zh: '该同意已记录。', en: 'This consent is on record already.', conflict: true },
  CONSENT_UNKNOWN: {
    zh: '没有此人的该项同意。',
    en: 'This person has given no such consent.',
    citations: demandRejections['REF-21'].citations,
    alternative: askFirst,
  },
  CONSENT_TEXT_UNKNOWN: { zh: '没有该同意书文本。', en: 'No such text of consent is in use.', citations: informed },
  CONSENT_TEXT_OTHER_SCOPE: {
    zh: '该同意书文本不包括所列服务。',
    en: 'This text of consent does not cover the services named.',
    citations: informed,
    alternative: { zh: '请使用相应文本分别同意。', en: 'Let each be consented to by its own text.' },
  },
  CONSENT_TEXT_OTHER_LANGUAGE: {
    zh: '该同意书文本没有该语言。',
    en: 'This text of consent does not exist in that language.',
    citations: informed,
    alternative: { zh: '请口译说明并注明。', en: 'Have it interpreted, in a language of the text, and say so.' },
  },
  WITHDRAWN_BEFORE_GIVEN: { zh: '撤回日期早于同意日期。', en: 'It was withdrawn before it was given.' },
} as const satisfies Rejections;
