/** 不予办理 Why something is not done in a former fee case: the fee has ended, and history is taken in as history alone. */
import { demandRejections } from '../accountability/demands.ts';
import type { Rejections } from '../kernel/refusal.ts';

const ended = {
  zh: '2021年8月20日起不再征收；已征收的部分不因政策调整退还，未征收的不再征收。',
  en: 'Nothing is levied since 2021-08-20: what was collected is not returned for the change of policy, what was not is not collected.',
};
const sources = ['人口与计划生育法（2021修正）', '国务院令第747号', '中发〔2021〕30号'];

export const feeCaseRejections = {
  'REF-02': {
    zh: '不得作出新的社会抚养费征收决定。',
    en: 'No new social maintenance fee can be levied.',
    citations: sources,
    alternative: ended,
    recorded: true,
  },
  'REF-03': {
    zh: '不得再收取、催缴、加收或者申请强制执行原社会抚养费。',
    en: 'An old fee can no longer be collected, demanded, added to or enforced.',
    citations: [...sources, '（2023）云2323执恢39号'],
    alternative: { zh: '请终止征收并解除限制措施。', en: 'Cease the collection and have restrictions lifted.' },
    recorded: true,
  },
  'REF-14': demandRejections['REF-14'],
  'REF-16': demandRejections['REF-16'],
  DECIDED_AFTER_THE_END: {
    zh: '决定日期在2021年8月20日或者以后，征收没有法律依据，不予导入，并对作出机关立问题。',
    en: 'The decision is dated 2021-08-20 or later: it had no basis, is not taken in, and is a finding against its office.',
    citations: sources,
    recorded: true,
  },
  AFTER_THE_END: {
    zh: '日期在2021年8月20日或者以后。',
    en: 'The date is 2021-08-20 or later.',
    citations: sources,
    alternative: {
      zh: '收到款项的，登记为违法收取并退还。',
      en: 'Money that came in is recorded as an unlawful receipt and returned.',
    },
  },
  CASE_ALREADY_FILED: { zh: '该案件已立案。', en: 'The case is filed already.', conflict: true },
  CASE_NOT_FILED: { zh: '没有该案件。', en: 'There is no such case.' },
  CASE_ENDED: {
    zh: '该案件已终止或者结案。',
    en: 'The case has ended.',
    citations: sources,
    conflict: true,
  },
  CASE_SEALED: { zh: '该案件已封存。', en: 'The case is sealed.', citations: ['个人信息保护法 47'], conflict: true },
  CHILD_NOT_IN_CASE: { zh: '所列子女不在该案件中。', en: 'A child named is not part of the case.' },
  BORN_AFTER_THE_END: {
    zh: '2021年8月20日以后出生的，不存在任何征收。',
    en: 'To a birth since 2021-08-20 no fee ever attached.',
    citations: sources,
    recorded: true,
  },
  AMOUNT_NOT_THE_SUM: { zh: '金额与已登记的不符。', en: 'The sums do not go together with what is on record.' },
  NOT_DECIDED: { zh: '没有征收决定。', en: 'No decision is on record.' },
  DECIDED_ALREADY: { zh: '已有另一征收决定。', en: 'Another decision is on record.', conflict: true },
  NOT_SERVED: { zh: '没有送达记录。', en: 'No service of the decision is on record.' },
  SERVED_ALREADY: { zh: '已有另一送达日期。', en: 'Another day of service is on record.', conflict: true },
  BEFORE_THE_DECISION: { zh: '日期早于决定日期。', en: 'The date is before the decision.' },
  BEFORE_THE_BIRTH: { zh: '日期早于子女出生。', en: 'The date is before the birth of the child.' },
  BEFORE_THE_END: {
    zh: '日期早于2021年8月20日，不是违法收取。',
    en: 'The date is before 2021-08-20; then it was no unlawful receipt.',
  },
  NOT_REQUESTED: { zh: '没有相应的申请。', en: 'Nothing of the kind was asked for.' },
  ANSWERED_ALREADY: { zh: '已作出另一答复。', en: 'It was answered already.', conflict: true },
  RECORDED_OTHERWISE: {
    zh: '同一编号已登记，内容不同。',
    en: 'This number is on record with other content.',
    conflict: true,
  },
  DATE_IN_FUTURE: { zh: '日期晚于今日。', en: 'The date is later than today.' },
  AMOUNTS_ERASED: {
    zh: '该当事人的金额信息已依法删除，不能计算。',
    en: 'The sums of this party were erased; they cannot be reckoned with.',
    citations: ['个人信息保护法 47'],
  },
  NO_SUCH_RESTRICTION: { zh: '没有登记此项限制。', en: 'No such restriction is on record.' },
  SAME_DECISION: { zh: '所列的是同一决定。', en: 'It is the same decision.' },
  REFUND_WITHOUT_GROUND: {
    zh: '仅因政策调整不退还；退还须有撤销、减少、重复征收、违法收取、计算错误或者多缴。',
    en: 'A change of policy alone refunds nothing: it takes an annulment, a reduction, a duplicate, an unlawful receipt, an error or a surplus.',
    citations: ['国家赔偿法 4', '国家赔偿法 36'],
    alternative: {
      zh: '认为决定违法的，可以申请复议或者提起诉讼；确有困难的，转介救助。',
      en: 'Whoever holds the decision unlawful may ask for review or sue; hardship is referred for assistance.',
    },
  },
  NOTHING_TO_REFUND: { zh: '没有可退还的款项。', en: 'There is nothing to refund on this ground.' },
  CASE_OPEN: { zh: '案件尚未终止。', en: 'The case has not ended yet.', conflict: true },
  NOT_LESS: { zh: '变更只能减少数额。', en: 'A variation can only lessen the sum.', citations: ['行政复议法 63'] },
} as const satisfies Rejections;
export type FeeCaseRejection = keyof typeof feeCaseRejections | 'NO_RULE_IN_FORCE';
