/** 不予办理 Why a registration is not made, moved, cancelled or restored, and what to do instead. */
import type { Rejections } from '../kernel/refusal.ts';

const citations = ['户口登记条例 6'];

export const registrationRejections = {
  ALREADY_REGISTERED: {
    zh: '此人已在所列办事处登记户口；一人只能有一处常住户口。',
    en: 'This person is registered at the office named; one person has one place of permanent registration.',
    citations,
    alternative: { zh: '请办理迁移。', en: 'Move the registration instead.' },
    conflict: true,
  },
  NOT_REGISTERED: { zh: '此人没有户口登记。', en: 'This person has no registration.', citations },
  REGISTERED_BEFORE: {
    zh: '此人曾在本县登记并已迁出。',
    en: 'This person was registered here and moved out.',
    citations,
    alternative: { zh: '请办理迁入。', en: 'Register the move back in.' },
    conflict: true,
  },
  NOT_A_MEMBER: { zh: '此人不是该户成员。', en: 'This person is not registered in that household.', conflict: true },
  SAME_HOUSEHOLD: { zh: '迁出户与迁入户相同。', en: 'The household left and the one joined are the same.' },
  SAME_COUNTY: {
    zh: '迁出地与迁入地为同一县。',
    en: 'The county left and the county of the household are the same.',
    alternative: { zh: '县内请办理户间迁移。', en: 'Within the county, move between households.' },
  },
  NOT_DECEASED: { zh: '没有死亡登记。', en: 'No death is on record.', citations: ['户口登记条例 8'] },
  NOT_CANCELLED: { zh: '此人的户口没有被注销。', en: 'No registration of this person was cancelled.', conflict: true },
  REFUSALS_ARE_HISTORY: {
    zh: '过去的违法不予登记只作为历史导入；现在发生的，请直接登记并投诉。',
    en: 'Unlawful refusals of the past are imported as history; what happens now is registered, and complained of.',
    citations: ['国办发〔2015〕96号'],
    alternative: { zh: '请办理登记，并可以投诉。', en: 'Register the person; a complaint can be opened.' },
  },
} as const satisfies Rejections;
