/** 不予办理 Why something about a birth registration is not done. None of it is the number of anybody's children. */
import { demandRejections } from '../accountability/demands.ts';
import type { Rejections } from '../kernel/refusal.ts';

const guidance = ['人口与计划生育法 18', '国卫办人口发〔2021〕21号'];

export const birthRegistrationRejections = {
  'REF-19': demandRejections['REF-19'],
  APPLICATION_ALREADY_MADE: { zh: '该申请已受理。', en: 'This application is on record already.', conflict: true },
  APPLICATION_UNKNOWN: {
    zh: '该办事处没有此人的该项申请。',
    en: 'This office holds no such application of this person.',
  },
  APPLICATION_ENDED: {
    zh: '该申请已登记、撤回或者转办。',
    en: 'This application is registered, withdrawn or referred.',
    conflict: true,
  },
  APPLICANTS_ARE_ONE: { zh: '申请人与配偶不能是同一人。', en: 'Applicant and spouse cannot be one person.' },
  CHILD_NOT_NAMED: {
    zh: '出生后登记的，请填写所登记的子女。',
    en: 'A registration after the birth names the child.',
  },
  COMPLETION_REQUESTED_BEFORE: {
    zh: '补正只能一次告知。',
    en: 'What is missing is asked for once.',
    citations: guidance,
    alternative: { zh: '请由申请人承诺后办理。', en: "Take the applicant's commitment instead, and register." },
    conflict: true,
  },
  COMMITMENT_GIVEN_FOR_IT: {
    zh: '申请人已对该项作出承诺。',
    en: 'The applicant gave a commitment in place of it.',
    citations: guidance,
    alternative: { zh: '请办理登记。', en: 'Register it.' },
    conflict: true,
  },
  BEFORE_APPLICATION: { zh: '日期早于申请日期。', en: 'The date is before the application.' },
  BIRTH_APPROVAL_ENDED: {
    zh: '生育不再审批，不发准生证；只作为历史导入。',
    en: 'No birth is approved or permitted any more; permits and approvals are imported as history alone.',
    citations: [...guidance, '中发〔2021〕30号'],
    alternative: {
      zh: '请办理生育登记，登记不以子女数为条件。',
      en: 'Register the birth; no number of children matters.',
    },
    recorded: true,
  },
  NOT_BEFORE_ITS_END: {
    zh: '2021年8月20日起没有此类决定。',
    en: 'No such decision has existed since 2021-08-20.',
    citations: guidance,
  },
  NO_FURTHER_BIRTH_PROCEDURE: {
    zh: '本省没有再生育告知程序。',
    en: 'This province has no procedure for a further child.',
    citations: guidance,
    alternative: { zh: '请直接登记。', en: 'Register it; nothing else is needed.' },
  },
  FURTHER_BIRTH_ANSWERED: { zh: '已作出再生育告知。', en: 'The notice on a further child was given.', conflict: true },
  ORDER_NEEDS_NO_NOTICE: {
    zh: '该孩次无需再生育告知。',
    en: 'A birth of this order needs no such notice.',
    citations: guidance,
  },
} as const satisfies Rejections;
