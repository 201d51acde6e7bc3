/** 待遇申领的拒绝事由 Why a step of a claim is not taken, and what can be done instead; none of them denies a benefit. */
import type { Rejections } from '../kernel/refusal.ts';

const plan = ['育儿补贴制度实施方案（2025）'];
const decide = { zh: '请由经办人审核后作出决定。', en: 'Let an officer look at it and decide.' };
export const claimRejections = {
  CLAIM_ALREADY_FILED: { zh: '该申领已受理。', en: 'This claim is filed already.', conflict: true },
  CLAIM_UNKNOWN: { zh: '没有此人的该项申领。', en: 'This person has no such claim.' },
  CLAIM_NOT_APPROVED: {
    zh: '该申领未获批准或者已终止。',
    en: 'This claim is not approved, or has ended.',
    conflict: true,
  },
  CLAIM_DECIDED: { zh: '该申领已有决定。', en: 'This claim is decided already.', conflict: true },
  FACTS_NOT_CHECKED: {
    zh: '尚未核查事实。',
    en: 'The facts were not checked yet.',
    alternative: {
      zh: '请先向掌握信息的部门核查，不得要求本人再交。',
      en: 'Ask the offices that hold them, not the person.',
    },
    conflict: true,
  },
  NOT_REVIEWED: { zh: '乡级尚未审核。', en: 'The township did not review it yet.', conflict: true },
  CHILD_NOT_NAMED: { zh: '该待遇应当注明子女。', en: 'For this benefit the child is named.' },
  CIRCUMSTANCE_NOT_NAMED: { zh: '特别扶助应当注明情形。', en: 'For special assistance the circumstance is named.' },
  NOT_A_PARENT: {
    zh: '申领人不是出生报告所载的父母。',
    en: 'The applicant is not the parent whom the report of the birth names.',
    citations: plan,
    alternative: { zh: '监护人申领的，请注明监护关系。', en: 'A guardian applies as guardian.' },
  },
  NOT_THIS_PLACE: {
    zh: '应当向子女户籍所在地申领。',
    en: 'The claim is filed where the child is registered.',
    citations: plan,
    alternative: { zh: '请向所列办事处申领，可以网上办理。', en: 'File it at the office named, or online.' },
  },
  CHILD_OVER_AGE: {
    zh: '该子女已没有可以发放的月份。',
    en: 'No month is left that the scheme could pay for this child.',
    citations: [...plan, '行政复议法 11', '行政复议法 20'],
    alternative: {
      zh: '有异议的，可以附理由重新提交，由经办人决定；不服决定的，六十日内可以申请复议。',
      en: 'Where you disagree, send it again with a reason: an officer decides, and a reconsideration is open for sixty days.',
    },
    doubt: true,
  },
  HUMAN_DECISION_NEEDED: {
    zh: '不予批准只能由经办人决定，不得自动作出。',
    en: 'Only an officer rejects a claim; no process does.',
    citations: ['个人信息保护法 24', '行政复议法 11'],
    alternative: decide,
    recorded: true,
  },
  DISPROOF_NEEDED: {
    zh: '历史情况不能确定的，按有利于申请人处理；不予批准须注明推翻的决定。',
    en: 'What is undetermined is decided for the applicant; a rejection names the decision that disproves it.',
    citations: ['立法法 104', '行政复议法 44'],
    alternative: { zh: '请批准该申领。', en: 'Approve the claim.' },
  },
  MONTHS_REVERSED: { zh: '终止月份早于起始月份。', en: 'The last month is before the first.' },
  MONTH_BEFORE_SCHEME: {
    zh: '该月份早于待遇的起始月份，不发放。',
    en: 'The month lies before the first that is paid.',
    citations: plan,
    alternative: { zh: '请从所列月份起发放。', en: 'Pay from the month named on.' },
  },
  MONTH_AFTER_END: {
    zh: '该月份在待遇的最后月份之后，不发放。',
    en: 'The month lies after the last that is paid.',
    citations: plan,
    alternative: { zh: '请发放至所列月份。', en: 'Pay up to the month named.' },
  },
  MONTH_PAID: { zh: '该月份已发放。', en: 'This month is paid already.', conflict: true },
  MONTH_NOT_DUE: { zh: '该月份尚未到期。', en: 'This month is not due yet.' },
  BENEFIT_SUSPENDED: { zh: '该待遇已暂停。', en: 'This benefit is suspended.', conflict: true },
  NOT_SUSPENDED: { zh: '该待遇没有暂停。', en: 'This benefit is not suspended.', conflict: true },
  PAYEE_DIED: {
    zh: '领取人已死亡。',
    en: 'The payee has died.',
    alternative: { zh: '请变更领取人或者终止。', en: 'Change the payee, or end the benefit.' },
    conflict: true,
  },
  NO_RATE: { zh: '该月份没有已载入的标准。', en: 'No rate is loaded for this month.' },
  NOT_PAID: { zh: '所列月份没有发放。', en: 'The months named were not paid.' },
  SAME_PAYEE: { zh: '领取人没有变化。', en: 'The payee is the same.' },
  NO_OVERPAYMENT: { zh: '没有确认的多发。', en: 'No overpayment is established.', conflict: true },
  HEARING_NEEDED: {
    zh: '因经办差错多发的，未经听取意见不得向善意领取人追回。',
    en: "What the office's own error overpaid is not recovered from somebody in good faith without a hearing.",
    alternative: { zh: '请先听取意见，或者免予追回。', en: 'Hear the person first, or waive the recovery.' },
    recorded: true,
  },
  PAST_REWARDS_KEPT: {
    zh: '再生育后停止发放，已经领取的奖励不予追回。',
    en: 'After a further birth the reward stops; what was received before is kept.',
    citations: ['河南省人口与计划生育条例 38', '人口与计划生育法 31'],
    alternative: { zh: '请自已发放的月份之后终止。', en: 'End it after the months that were paid.' },
  },
  NOTICE_REVERSED: { zh: '公示期满日早于起始日。', en: 'The notice ends before it begins.' },
} as const satisfies Rejections;
