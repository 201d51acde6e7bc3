/** 事项的拒绝事由 Why a step of a message between counties is not taken. */
import { careRejections } from '../care/standing.ts';
import type { Rejections } from '../kernel/refusal.ts';
import { vitalRejections } from '../registry/vital.ts';
import { agreementRejections, restingRejections } from './agreement-rejections.ts';
import { unlawfulFieldRejections } from './field-names.ts';
import { partyRejections } from './parties.ts';

const { CONSENT_EXPIRED, CONSENT_WITHDRAWN, CONSENT_OTHER_PERSON } = careRejections;
const { PERSON_UNKNOWN, DATE_IN_FUTURE } = vitalRejections;
const { AGREEMENT_UNKNOWN, FIELD_NOT_FOR_TYPE } = agreementRejections;
const minimal = ['个人信息保护法 6'];
const consented = ['个人信息保护法 23', '个人信息保护法 29'];

const sending = {
  REQUEST_ALREADY_SUBMITTED: { zh: '该事项已发送。', en: 'This message was sent already.', conflict: true },
  MESSAGE_DIFFERS: {
    zh: '同一编号已收到另一内容的消息。',
    en: 'Another message came under this number before.',
    conflict: true,
  },
  HISTORY_NOT_TOLD: {
    zh: '历史消息须写明发送日期。',
    en: 'A former message is taken in with the day it was sent.',
  },
  HANDLING_UNKNOWN: { zh: '该历史消息没有此种办理方式。', en: 'A former message of this kind was not handled so.' },
  FIELD_TWICE: { zh: '同一字段列出两次。', en: 'A field is named twice.' },
  NOTHING_ASKED: { zh: '须写明所问事项。', en: 'Nothing is asked that could be answered.' },
  NOTHING_TO_ANSWER: { zh: '该消息类型不作答复。', en: 'This kind of message is not answered.' },
  NOTICE_NEEDED: {
    zh: '须先告知本人。',
    en: 'The person is told of it first.',
    citations: ['个人信息保护法 17', '个人信息保护法 23', '个人信息保护法 35'],
    alternative: { zh: '请告知本人并写明所用文本。', en: 'Tell the person, and name the text that was used.' },
  },
  SEPARATE_CONSENT_NEEDED: {
    zh: '保健转接须有本人的单独同意。',
    en: 'Passing on somebody’s care takes a separate consent of their own.',
    citations: consented,
    alternative: {
      zh: '请说明接收机构后取得单独同意；不同意不影响其他服务。',
      en: 'Explain who receives it and ask; nothing else depends on the answer.',
    },
    recorded: true,
  },
} as const satisfies Rejections;

const steps = {
  REQUEST_UNKNOWN: { zh: '没有该事项。', en: 'There is no such message.' },
  NOT_DELIVERED: {
    zh: '该事项尚未送达。',
    en: 'The message has not arrived yet.',
    alternative: { zh: '请在送达后重试。', en: 'Try again once it has arrived.' },
    conflict: true,
  },
  ALREADY_DELIVERED: { zh: '该事项已于另一时间送达。', en: 'The message arrived at another time.', conflict: true },
  REQUEST_RETURNED: { zh: '该事项已退回。', en: 'The message was returned.', conflict: true },
  REQUEST_WITHDRAWN: { zh: '该事项已撤回。', en: 'The message was withdrawn.', conflict: true },
  REQUEST_STOPPED: {
    zh: '本人已撤回同意，不得再使用。',
    en: 'The person withdrew the consent; nothing of it is used any more.',
    citations: ['个人信息保护法 15'],
  },
  REQUEST_ANSWERED: { zh: '该事项已答复。', en: 'The message is answered already.', conflict: true },
  NOT_ANSWERED: { zh: '该事项尚未答复。', en: 'The message is not answered yet.', conflict: true },
  TIME_IS_THE_LEDGERS: {
    zh: '办理时间以账本为准，不能填写。',
    en: 'The time of a step here is the ledger’s own and is not stated.',
  },
  BEFORE_WHAT_IT_FOLLOWS: { zh: '日期早于前一步骤。', en: 'The date is before the step it follows.' },
  PERSON_NOT_NAMED: { zh: '请写明已配对的人。', en: 'Name the person who was found.' },
  PERSON_NOT_OURS: {
    zh: '其他县的系统不得写明本县的人。',
    en: 'Another county’s system names nobody of this register.',
  },
  METHOD_NOT_ALLOWED: {
    zh: '核对不入户，只查已有记录或者由本人自愿说明。',
    en: 'Nobody is visited to verify: records are looked up, or the person says it freely.',
    citations: ['个人信息保护法 6', '民法典 1032'],
    alternative: { zh: '请查阅已有记录。', en: 'Look it up in what is on record.' },
    recorded: true,
  },
  ANSWER_NOT_ASKED: { zh: '答复了没有问的事项。', en: 'The answer tells what was not asked.', citations: minimal },
  ANSWER_MISSING: { zh: '有未答复的问项。', en: 'Something that was asked is not answered.' },
  YES_OR_NO_ALONE: {
    zh: '该问项只答是或者否。',
    en: 'This is answered by yes or no alone.',
    citations: minimal,
    alternative: { zh: '请删除具体内容。', en: 'Leave the value out.' },
  },
} as const satisfies Rejections;

const review = {
  FEEDBACK_ACCEPTED: { zh: '该答复已被接受。', en: 'The answer was accepted.', conflict: true },
  CONTEST_OPEN: { zh: '尚有未决的争议。', en: 'A contest is not decided yet.', conflict: true },
  CONTEST_DECIDED: { zh: '该争议已作出决定。', en: 'The contest was decided already.', conflict: true },
  NOTHING_CONTESTED: { zh: '没有该项争议。', en: 'Nothing of the kind is contested.' },
  NOTHING_TO_CONTEST: { zh: '没有可以提出争议的内容。', en: 'There is nothing of the kind to contest.' },
  NOT_NEUTRAL: {
    zh: '争议由双方以外的机关决定。',
    en: 'A contest is decided by an office of neither side.',
  },
  SAMPLED_OTHERWISE: { zh: '抽查结果已登记，内容不同。', en: 'The sample found otherwise before.', conflict: true },
  NO_DEADLINE: { zh: '该事项没有答复期限。', en: 'No last day is set for an answer.' },
  DEADLINE_PASSED: { zh: '期限在中止之前已经届满。', en: 'The last day had passed before.' },
  DEADLINE_SUSPENDED: { zh: '期限已中止。', en: 'The deadline is suspended.', conflict: true },
  DEADLINE_RUNS: { zh: '期限没有中止。', en: 'The deadline is not suspended.', conflict: true },
  DEADLINE_WAITS: {
    zh: '该年度节假日安排尚未公布，期限待定。',
    en: 'The holidays of that year are not announced: the last day waits.',
    conflict: true,
  },
  NOT_OVERDUE: { zh: '期限尚未届满。', en: 'The last day has not passed.', conflict: true },
  FIELD_NOT_CARRIED: { zh: '该事项没有此字段。', en: 'The message carried no such field.' },
  NOT_RESTING_ON_CONSENT: {
    zh: '该事项不以同意为依据。',
    en: 'The message does not rest on a consent.',
  },
  CONSENT_STANDS: { zh: '该同意没有撤回。', en: 'The consent was not withdrawn.' },
} as const satisfies Rejections;

export const caseRejections = {
  ...partyRejections,
  ...unlawfulFieldRejections,
  ...restingRejections,
  ...{ CONSENT_EXPIRED, CONSENT_WITHDRAWN, CONSENT_OTHER_PERSON, PERSON_UNKNOWN, DATE_IN_FUTURE },
  ...{ AGREEMENT_UNKNOWN, FIELD_NOT_FOR_TYPE },
  ...sending,
  ...steps,
  ...review,
} as const satisfies Rejections;
