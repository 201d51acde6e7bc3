/** 不予办理 Why a link between records of persons, a parentage or an annulled death is not recorded. */
import type { Rejections } from '../kernel/refusal.ts';

const citations = ['国办发〔2015〕96号', '户口登记条例 7'];

export const personLinkRejections = {
  NO_DEATH_ON_RECORD: { zh: '没有此人的死亡登记。', en: 'No death of this person is on record.' },
  DEATH_OF_THE_BIRTH: {
    zh: '死亡记录在出生记录中。',
    en: 'The death is on the record of the birth.',
    alternative: { zh: '请改用“撤销婴儿死亡报告”。', en: 'Annul the infant death on the birth instead.' },
    conflict: true,
  },
  PERSON_IS_DUPLICATE: {
    zh: '此记录与所列记录为同一人，请在所列记录中办理。',
    en: 'This record is carried on under the one named: act on that.',
    conflict: true,
  },
  LINKED_TO_ITSELF: { zh: '不能与自身关联。', en: 'A record is no duplicate of itself.' },
  SURVIVOR_UNKNOWN: { zh: '没有所填的保留记录。', en: 'The record to be kept is not on record.' },
  SURVIVOR_IS_DUPLICATE: {
    zh: '所填的保留记录本身已并入另一记录。',
    en: 'The record to be kept is itself carried on under another.',
    conflict: true,
  },
  LINKED_OTHERWISE: {
    zh: '此记录已并入另一记录。',
    en: 'This record is carried on under another one.',
    alternative: { zh: '请先撤销原关联。', en: 'Reverse that link first.' },
    conflict: true,
  },
  NOT_LINKED: { zh: '此记录没有关联。', en: 'This record is not linked.' },
  RECORDS_DIFFER: {
    zh: '两条记录的性别或者出生日期不一致。',
    en: 'Sex or date of birth of the two records differ.',
    alternative: { zh: '核实为同一人的，请附理由提交。', en: 'Where it was checked, send it with a reason.' },
    doubt: true,
  },
  CHILD_UNKNOWN: { zh: '没有所填子女的记录。', en: 'The child named is not on record.' },
  CHILD_IS_SELF: { zh: '子女不能是本人。', en: 'Nobody is their own child.' },
  CHILD_IS_OLDER: { zh: '所填子女的出生不晚于父母。', en: 'The child named was not born after the parent.' },
  PARENTAGE_RECORDED_OTHERWISE: {
    zh: '已记录另一种亲子关系。',
    en: 'Another relation of these two is on record.',
    conflict: true,
  },
  PARENT_NOT_ON_RECORD: {
    zh: '出生报告所载的母亲不是所填的人。',
    en: 'The birth on record names another mother.',
    citations,
    alternative: { zh: '有判决的，请选择“法院判决”。', en: 'Where a court decided, name its decision as proof.' },
  },
  PATERNITY_PROOF_NEEDED: {
    zh: '出生报告未载明该父亲；需要亲子鉴定或者判决。',
    en: 'The birth on record does not name this father: a parentage test or a court decision.',
    citations,
  },
  HISTORY_ALONE: {
    zh: '仅作为历史导入，现行办理请使用有效号码或者不填。',
    en: 'Taken in as history alone; what happens now uses a valid number or none.',
  },
} as const satisfies Rejections;
