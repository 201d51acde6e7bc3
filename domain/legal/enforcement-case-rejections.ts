/** 不予办理 Why something is not done in a case against a provider: nobody is punished without notice, hearing and proof. */
import type { Rejections } from '../kernel/refusal.ts';

export const enforcementRejections = {
  CASE_ALREADY_OPEN: { zh: '该案件已立案。', en: 'This case is open already.', conflict: true },
  CASE_UNKNOWN: { zh: '没有该案件。', en: 'There is no such case.' },
  CASE_CLOSED: { zh: '该案件已结案。', en: 'The case is closed.', conflict: true },
  CASE_TRANSFERRED: {
    zh: '该案件已移送公安机关。',
    en: 'The case was transferred to the police.',
    citations: ['行政处罚法 27'],
    conflict: true,
  },
  STANDARD_NOT_MET: {
    zh: '不符合立案标准。',
    en: 'The standard for opening a case is not met.',
    citations: ['行政处罚法 54'],
    alternative: { zh: '请继续核查线索，或者移送有管辖权的机关。', en: 'Follow the clue further, or pass it on.' },
  },
  PRESCRIBED: {
    zh: '违法行为在法定期限内未被发现，不再给予处罚。',
    en: 'The act was not discovered within the time after which it is no longer punished.',
    citations: ['行政处罚法 36'],
  },
  TWO_OFFICERS: {
    zh: '执法应当由两名以上具有执法资格的人员实施。',
    en: 'It takes two officers at least, each with a licence to enforce.',
    citations: ['行政处罚法 42'],
    alternative: { zh: '请由两名执法人员重新取证。', en: 'Let two licensed officers take it anew.' },
  },
  EVIDENCE_UNKNOWN: { zh: '案卷中没有所列证据。', en: 'Evidence named is not on the file.' },
  EVIDENCE_EXCLUDED: {
    zh: '以非法手段取得的证据，不得作为认定案件事实的根据。',
    en: 'What was obtained unlawfully proves nothing.',
    citations: ['行政处罚法 46'],
    recorded: true,
  },
  NO_EVIDENCE: {
    zh: '没有合法取得的证据。',
    en: 'There is no evidence that was lawfully obtained.',
    citations: ['行政处罚法 46'],
  },
  RIGHTS_NOT_TOLD: {
    zh: '未告知陈述、申辩和听证等权利，不得作出处罚决定。',
    en: 'A notice says what is proposed, why, and that the party may answer and be heard.',
    citations: ['行政处罚法 44', '行政处罚法 62'],
  },
  NOT_NOTIFIED: { zh: '尚未事先告知当事人。', en: 'The party was not notified.', citations: ['行政处罚法 44'] },
  DEFENCE_NOT_HEARD: {
    zh: '尚未听取当事人的陈述、申辩，期限也未届满。',
    en: 'The party was not heard, and may still answer.',
    citations: ['行政处罚法 45', '行政处罚法 62'],
  },
  AGGRAVATED: {
    zh: '不得因当事人陈述、申辩或者要求听证而给予更重的处罚。',
    en: 'Nobody is punished more than they were notified of for having answered or asked to be heard.',
    citations: ['行政处罚法 45'],
    alternative: {
      zh: '有新的证据的，请先补充证据并重新告知。',
      en: 'Where there is new evidence, take it and notify the party anew.',
    },
    recorded: true,
  },
  HEARING_NOT_OFFERED: {
    zh: '拟给予的处罚不属于听证范围。',
    en: 'Nothing was proposed of which a hearing is held.',
    citations: ['行政处罚法 63'],
  },
  HEARING_REQUEST_LATE: {
    zh: '听证申请已超过期限。',
    en: 'The hearing was asked for too late.',
    citations: ['行政处罚法 64'],
  },
  HEARING_NOT_REQUESTED: { zh: '没有听证申请。', en: 'No hearing was asked for.' },
  HEARING_NOTICE_SHORT: {
    zh: '听证通知应当在举行七个工作日前送达。',
    en: 'The notice of a hearing comes seven working days before it.',
    citations: ['行政处罚法 64'],
  },
  HEARING_NOT_NOTIFIED: {
    zh: '没有通知，或者早于通知的日期。',
    en: 'The hearing was not notified, or not for that day.',
  },
  HEARING_HELD_ALREADY: { zh: '听证已举行。', en: 'The hearing was held already.', conflict: true },
  PRESIDER_INVESTIGATED: {
    zh: '听证不得由本案调查人员主持。',
    en: 'Nobody presides who investigated the case.',
    citations: ['行政处罚法 64'],
  },
  HEARING_NOT_HELD: {
    zh: '当事人要求听证，尚未举行；或者听证申请期限尚未届满。',
    en: 'A hearing was asked for and not held, or may still be asked for.',
    citations: ['行政处罚法 63', '行政处罚法 65'],
  },
  REVIEWS_OWN_CASE: {
    zh: '调查人员、决定人不得审核本案。',
    en: 'Nobody reviews or decides a case they investigated, nor decides one they reviewed.',
    citations: ['行政处罚法 57', '行政处罚法 58'],
    recorded: true,
  },
  LEGAL_REVIEW_MISSING: {
    zh: '未经法制审核或者审核未通过，不得作出决定。',
    en: 'Nothing is decided before a legal review was passed on all of it.',
    citations: ['行政处罚法 58'],
  },
  DECISION_TOO_LATE: {
    zh: '自立案之日起已超过办案期限。',
    en: 'The time from the opening of the case to its decision has run out.',
    citations: ['行政处罚法 60'],
    alternative: { zh: '请结案，并登记为问题。', en: 'Close the case, and raise a finding.' },
  },
  CITATION_IMPRECISE: {
    zh: '引用法律应当具体到条、款、项。',
    en: 'The law is cited by article, and by paragraph or item where it has several.',
    citations: ['行政处罚法 59'],
  },
  FINE_MISFIT: { zh: '罚款种类与金额不符。', en: 'Whether there is a fine, and how much, do not go together.' },
  FINE_OUT_OF_RANGE: {
    zh: '罚款不在法定幅度内。',
    en: 'The fine is outside the range of the law.',
    citations: ['人口与计划生育法 40', '人口与计划生育法 41'],
  },
  NOT_SERIOUS: {
    zh: '情节不严重的，对组织者、介绍者给予警告，不处罚款。',
    en: 'Organisers are warned; they are fined where it is serious.',
    citations: ['国家卫生和计划生育委员会令第9号'],
  },
  REMEDY_TOO_SHORT: {
    zh: '告知的救济期限短于法定期限。',
    en: 'The remedy notice names a shorter limit than the law gives.',
    citations: ['行政复议法 20'],
  },
  DECIDED_ALREADY: { zh: '已有处罚决定。', en: 'A decision is on record.', conflict: true },
  NOT_DECIDED: { zh: '没有处罚决定。', en: 'No decision is on record.' },
  NOT_SERVED: { zh: '没有送达记录。', en: 'No service of the decision is on record.' },
  SERVED_ALREADY: { zh: '已有另一送达日期。', en: 'Another day of service is on record.', conflict: true },
  SUM_DIFFERS: { zh: '各期之和与罚款不符。', en: 'The instalments do not add up to what is owed.' },
  GRANTED_ALREADY: { zh: '已批准分期缴纳。', en: 'Instalments were granted already.', conflict: true },
  NOT_IMPOSED: { zh: '没有给予该种处罚。', en: 'No penalty of this kind was imposed.' },
  MORE_THAN_OWED: { zh: '缴纳超过应缴数额。', en: 'It is more than is owed.' },
  RECORDED_OTHERWISE: {
    zh: '同一编号已登记，内容不同。',
    en: 'This number is on record with other content.',
    conflict: true,
  },
  ENDING_MISFIT: { zh: '结案理由与案卷不符。', en: 'The case does not end this way by what is on its file.' },
  FILE_INCOMPLETE: {
    zh: '案卷缺少全过程记录中的步骤，不能归档。',
    en: 'A step of the full-process record is missing; the file is not archived.',
    citations: ['行政处罚法 47'],
    alternative: { zh: '请补记所列步骤。', en: 'Record the steps named.' },
  },
  CASE_OPEN: { zh: '案件尚未结案。', en: 'The case is not closed yet.', conflict: true },
  BEFORE_EARLIER: { zh: '日期早于此前记录的事实。', en: 'The date is before what was recorded earlier.' },
  DATE_IN_FUTURE: { zh: '日期晚于今日。', en: 'The date is later than today.' },
  AMOUNTS_ERASED: {
    zh: '该当事人的金额信息已依法删除，不能计算。',
    en: 'The sums of this party were erased; they cannot be reckoned with.',
    citations: ['个人信息保护法 47'],
  },
} as const satisfies Rejections;
export type EnforcementRejection = keyof typeof enforcementRejections | 'NO_RULE_IN_FORCE';
