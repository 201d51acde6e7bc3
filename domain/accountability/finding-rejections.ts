/** 不予办理 Why something is not done with a finding: nobody verifies their own work, and whoever was harmed comes first. */
import type { Rejections } from '../kernel/refusal.ts';

export const findingRejections = {
  FINDING_ALREADY_RAISED: { zh: '该问题已登记。', en: 'This finding is on record already.', conflict: true },
  FINDING_UNKNOWN: { zh: '没有该问题的登记。', en: 'No such finding is on record.' },
  FINDING_CLOSED: {
    zh: '该问题已销号。',
    en: 'This finding is closed.',
    alternative: { zh: '如有新情况，请重新打开。', en: 'Reopen it where something new came to light.' },
    conflict: true,
  },
  FINDING_DISMISSED: {
    zh: '该问题经异议裁定不成立。',
    en: 'A contest found that there is nothing to put right.',
    conflict: true,
  },
  FINDING_NOT_CLOSED: { zh: '该问题尚未销号。', en: 'This finding is not closed.', conflict: true },
  FINDING_NOT_ASSIGNED: { zh: '该问题尚未交办。', en: 'Nobody was given this finding yet.', conflict: true },
  NOT_THE_ASSIGNED_OFFICE: {
    zh: '该问题交由其他机关整改。',
    en: 'Another office was given this finding to put right.',
    alternative: { zh: '请由承办机关办理，或者重新交办。', en: 'Let that office do it, or assign it anew.' },
  },
  NOTHING_REPORTED: { zh: '尚未提交整改证据。', en: 'No evidence of what was done is on record.', conflict: true },
  VERIFIES_ITSELF: {
    zh: '核查人不得是承办人，也不得属于承办机关或者其下级。',
    en: 'Nobody verifies what they, their office or an office above them put right.',
    citations: ['本县整改工作规则：核查与整改分离'],
    alternative: { zh: '请由其他机关的人员核查。', en: 'Let somebody of another office verify it.' },
    recorded: true,
  },
  HARMED_NOT_TOLD: {
    zh: '权益受到损害的人尚未被告知并得到救济，不能销号。',
    en: 'It is not closed while somebody it harmed was not told and offered a remedy.',
    citations: ['本县整改工作规则：先救济、后销号', '国家赔偿法 4'],
    alternative: { zh: '请先告知当事人并提供救济。', en: 'Tell them and offer a remedy first.' },
  },
  CONTEST_OPEN: { zh: '异议尚未裁定。', en: 'A contest is not decided yet.', conflict: true },
  NO_CONTEST: { zh: '没有待裁定的异议。', en: 'No contest waits for a decision.', conflict: true },
  CONTESTED_ALREADY: { zh: '该问题已提出过异议。', en: 'It was contested once already.', conflict: true },
  NOT_HIGHER: {
    zh: '只能提请承办机关以外、不隶属于它的机关督办。',
    en: 'It goes to an office that is neither the assigned one nor below it.',
  },
  ALREADY_REMEDIED: {
    zh: '该项救济已登记，日期不同。',
    en: 'This remedy is on record with another day.',
    conflict: true,
  },
  LOOK_BACK_TOO_EARLY: {
    zh: '回头看的日期未到。',
    en: 'It is too early to look back.',
    alternative: { zh: '请在所列日期起办理。', en: 'Do so from the day named.' },
  },
  LOOK_BACK_DONE: { zh: '回头看已通过。', en: 'The look-back was passed already.', conflict: true },
  PLANNED_AFTER_DUE: { zh: '整改完成日期晚于到期日。', en: 'The plan ends after the day it is due.' },
  BEFORE_EARLIER: { zh: '日期早于此前记录的事实。', en: 'The date is before what was recorded earlier.' },
  DATE_IN_FUTURE: { zh: '日期晚于今日。', en: 'The date is later than today.' },
  DUE_DATE_WAITS: {
    zh: '该年节假日安排尚未公布，到期日待定。',
    en: "The year's holidays are not announced yet: the last day waits for them.",
    conflict: true,
  },
  NOT_OVERDUE: { zh: '该问题尚未逾期。', en: 'This finding is not overdue.', conflict: true },
} as const satisfies Rejections;
export type FindingRejection = keyof typeof findingRejections;
