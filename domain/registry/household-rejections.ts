/** 不予办理 Why a household is not formed, changed, split, merged or dissolved, and what to do instead. */
import type { Rejections } from '../kernel/refusal.ts';

const citations = ['户口登记条例 5'];

export const householdRejections = {
  HOUSEHOLD_ALREADY_FORMED: { zh: '该户已立户。', en: 'This household is formed already.', conflict: true },
  HOUSEHOLD_NOT_FORMED: { zh: '没有该户。', en: 'There is no such household.' },
  HOUSEHOLD_DISSOLVED: { zh: '该户已销户。', en: 'This household is dissolved.', conflict: true },
  OTHER_COUNTY: {
    zh: '该村不在本县。',
    en: 'This village lies in another county.',
    alternative: { zh: '迁往外县的，请为每个成员办理迁出。', en: 'To leave the county, move each member out.' },
  },
  HEAD_NOT_ADULT: {
    zh: '户主应为成年人；没有成年人的，由年长者或者监护人担任并说明理由。',
    en: 'The head of a household is an adult; where it has none, the eldest or a guardian, with a reason.',
    citations: [...citations, '民法典 17'],
    alternative: { zh: '请另选户主，或者附理由提交。', en: 'Choose another head, or send it with a reason.' },
    doubt: true,
  },
  HEAD_NOT_MEMBER: {
    zh: '户主应为该户成员；没有成年成员的，可由监护人担任并说明理由。',
    en: 'The head is a member of the household; where it has no adult, a guardian may be, with the reason GUARDIAN.',
    citations,
  },
  MEMBERS_LEFT: {
    zh: '该户还有登记的成员，不能销户。',
    en: 'Somebody is still registered in this household: it is not dissolved.',
    citations,
    alternative: { zh: '请先为其办理迁移或者注销。', en: 'Move or cancel their registrations first.' },
    conflict: true,
  },
  NOT_REGISTERED_THERE: {
    zh: '此人没有登记在该户。',
    en: 'This person is not registered in that household.',
    alternative: { zh: '请先办理此人的户口登记或者迁移。', en: 'Register or move the person first.' },
    conflict: true,
  },
  OTHER_HOUSEHOLD_UNKNOWN: { zh: '没有所填的另一户。', en: 'The other household named does not stand.' },
  SAME_HOUSEHOLD: { zh: '迁出户与迁入户相同。', en: 'The household left and the one joined are the same.' },
} as const satisfies Rejections;
