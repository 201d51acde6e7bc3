/** 服务过程的拒绝事由 Why a step of an episode is not recorded; what would make a register of terminations, above all. */
import { demandRejections } from '../accountability/demands.ts';
import type { Rejections } from '../kernel/refusal.ts';

/** ICD-10 O04 to O07: terminations and their failed attempts. No list of them is kept. */
export const isTermination = (diagnosis: string): boolean => /^O0[4-7]/.test(diagnosis);

const free = ['人口与计划生育法 21', '计划生育技术服务管理条例 38'];
export const episodeRejections = {
  'REF-13': demandRejections['REF-13'],
  EPISODE_ALREADY_OPEN: { zh: '该服务过程已开始。', en: 'This episode is open already.', conflict: true },
  EPISODE_UNKNOWN: { zh: '没有此人的该项服务过程。', en: 'This person has no such episode of care.' },
  EPISODE_ERASED: {
    zh: '该服务过程的健康信息已依法删除。',
    en: 'The health data of this episode were erased.',
    citations: ['个人信息保护法 47'],
  },
  ALREADY_DELIVERED: { zh: '该服务已提供。', en: 'This service was given already.', conflict: true },
  NOT_DELIVERED: { zh: '该服务尚未提供。', en: 'This service was not given yet.', conflict: true },
  BOOKED_IN_PAST: { zh: '预约日期早于今日。', en: 'The day booked is past.' },
  OTHER_BIRTH: { zh: '所引出生不是此人的分娩。', en: "The birth named is not on record, or another mother's." },
  AFTER_DELIVERY: {
    zh: '产前服务不能晚于分娩。',
    en: 'A visit of a pregnancy cannot come after its end.',
    citations: ['母婴保健法 14'],
    alternative: { zh: '请登记为产后访视。', en: 'Record a postnatal visit instead.' },
  },
  FREE_OF_CHARGE: {
    zh: '该项目属于基本免费服务，不得向本人收费。',
    en: 'This item is on the basic free list: the person is not charged.',
    citations: free,
    alternative: {
      zh: '费用由财政或者医保承担；已收取的，请退还。',
      en: 'Bill the treasury or the insurance; refund what was taken.',
    },
    recorded: true,
  },
  NOT_ON_FREE_LIST: { zh: '该项目不在免费目录内。', en: 'This item is not on the free list.', citations: free },
  REFUND_BEFORE_CHARGE: { zh: '退费日期早于收费日期。', en: 'It was refunded before it was charged.' },
} as const satisfies Rejections;
