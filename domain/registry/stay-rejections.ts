/** 不予办理 Why something about a stay is not recorded, and what to do instead. */
import type { Rejections } from '../kernel/refusal.ts';

export const stayRejections = {
  STAY_AT_REGISTERED_PLACE: {
    zh: '居住地与户籍地相同，不属于流动。',
    en: 'The place of the stay is the registered place: nobody floats from a place to itself.',
    citations: ['户口登记条例 15'],
    alternative: {
      zh: '请核对居住地；在户籍地居住无需登记。',
      en: 'Check the place; living where one is registered needs no stay.',
    },
  },
  REGISTERED_PLACE_NEEDED: {
    zh: '此人未在本县登记户口，请注明户籍地。',
    en: 'This person is not registered in this county: name the registered place.',
    alternative: {
      zh: '请填写户籍地代码，由本人陈述即可。',
      en: "Give its division code; the person's word is enough.",
    },
  },
  REGISTERED_PLACE_DIFFERS: {
    zh: '所填户籍地与本县登记不一致。',
    en: 'The registered place given differs from the registration on record.',
    alternative: { zh: '可以不填，以登记为准。', en: 'Leave it out; the registration on record is used.' },
    conflict: true,
  },
  STAY_UNKNOWN: {
    zh: '没有此人在该地的该次居住登记。',
    en: 'No such stay of this person in that township is on record.',
  },
  STAY_ENDED: { zh: '该次居住已登记离开。', en: 'The departure from this stay is on record.', conflict: true },
  STAY_ALREADY_DECLARED: {
    zh: '此人在该地已有居住登记。',
    en: 'A stay of this person in that township is open.',
    alternative: { zh: '请变更该次登记，或者先登记离开。', en: 'Update that stay, or declare the departure first.' },
    conflict: true,
  },
  BEFORE_ARRIVAL: { zh: '日期早于到达日期。', en: 'The date is before the arrival.' },
  STAY_TOO_SHORT: {
    zh: '居住未满所需月数，不能记录居住证。',
    en: 'The stay is shorter than a residence permit takes.',
    citations: ['居住证暂行条例 2'],
    alternative: {
      zh: '本省条件更宽的，请附理由提交；服务不以居住证为前提。',
      en: 'Where the province asks for less, send it with a reason; no service depends on the permit.',
    },
    doubt: true,
  },
  MARRIAGE_BIRTH_CERTIFICATE_ENDED: {
    zh: '婚育证明已取消，不得查验、办理；只作为历史导入。',
    en: 'The marriage-and-birth certificate is abolished: it is neither shown nor issued, only imported as history.',
    citations: ['国务院令第747号', '人口与计划生育法 14'],
    alternative: {
      zh: '按居住地提供服务，无需任何证明。',
      en: 'Serve people where they live, without any certificate.',
    },
    recorded: true,
  },
  NOT_IN_ITS_TIME: {
    zh: '该证明只在1998年至2021年9月之间存在。',
    en: 'This certificate existed from 1998 until September 2021 alone.',
    citations: ['流动人口计划生育工作条例'],
  },
} as const satisfies Rejections;
