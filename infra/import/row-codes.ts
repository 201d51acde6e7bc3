/** 行代码 Why a row is kept out before any decision on it: each code with both languages and what to do about it. */
import type { RejectionText } from '../../domain/kernel/refusal.ts';
import { citizenIdRejections } from '../../domain/registry/citizen-id.ts';

const say = (zh: string, en: string, remedy: readonly [zh: string, en: string]): RejectionText => ({
  ...{ zh, en },
  alternative: { zh: remedy[0], en: remedy[1] },
});
const correct = [
  '更正后用同一批次名重新导入。',
  'Correct the row and import it again under the same batch name.',
] as const;
const { PLACEHOLDER, CHECK_DIGIT_FAILED, DATE_CONFLICT } = citizenIdRejections;

export const ROW_CODES = {
  BROKEN_TEXT: say(
    '文字已损坏（含替换字符），原始字节已保留，不作姓名索引。',
    'The text is broken; its bytes are kept, and it is indexed as no name.',
    ['请按原件补录该行。', 'Enter the row again from the original paper.'],
  ),
  MIXED_ENCODING: say(
    '该行编码与文件其余部分不同，原始字节已保留。',
    'The row is not in the encoding of the file; its bytes are kept.',
    ['请统一为UTF-8或者GB18030后重新导入。', 'Bring the file into one encoding, UTF-8 or GB18030.'],
  ),
  NOT_CSV: say('该行的引号不成对或者位置不对。', 'The quotation marks of this row do not fit together.', correct),
  NOT_JSON: say('该行不是JSON对象。', 'This line is no JSON object.', correct),
  ROW_MALFORMED: say('该行缺少必要的内容。', 'The row lacks what every row has.', [
    '每行应有category、command、fields，以及id或key。',
    'Every row has category, command, fields, and an id or a key.',
  ]),
  ROW_TOO_LONG: say('该行过长。', 'The row is too long.', [
    '每行不超过一百万字节。',
    'A row has at most a million bytes.',
  ]),
  COLUMNS_DIFFER: say('该行的列数与表头不符。', 'The row has another number of cells than the head.', correct),
  UNKNOWN_COMMAND: say(
    '没有该类记录或者该办理事项，或者不能导入。',
    'There is no such command, or it is none of history.',
    ['请对照/openapi.json所列事项。', 'Compare with the commands in /openapi.json.'],
  ),
  SUBJECT_MISSING: say('没有说明该行关于谁或者什么。', 'The row does not say what it is about.', [
    '请填写id或者key。',
    'Give an id or a key.',
  ]),
  SUBJECT_UNEXPECTED: say('新建记录的行不填id。', 'A row that makes something names no id of the ledger.', [
    '请改填key。',
    'Give a key of the old register instead.',
  ]),
  KEY_REPEATED: say('同一批次中该编号已被另一行使用。', 'Another row of this file has made this key already.', correct),
  REFERENCE_UNKNOWN: say(
    '所引用的旧编号在本文件此前各行和账本中均不存在。',
    'A key named here stands neither in an earlier row nor in the ledger.',
    ['请先导入所引用的记录。', 'Import what it refers to first.'],
  ),
  REFERENCE_NOT_TAKEN: say('所引用的记录本身未被接收。', 'What this row refers to was itself kept out.', [
    '请先更正所引用的行。',
    'Correct the row it refers to first.',
  ]),
  FIELD_INVALID: say('字段不符合要求。', 'A field is not as it must be.', correct),
  AMOUNT_INVALID: say('金额不是至多两位小数的元数。', 'This is no amount in yuan with at most two decimals.', correct),
  IDENTIFIER_MALFORMED: say('不是15位或者18位身份号码。', 'This is no identity number of 15 or 18 characters.', [
    '请核对证件；没有有效号码的，可以不填。',
    'Compare with the document; without a valid number leave it out.',
  ]),
  KEY_REUSED: say('同一行标识此前导入过不同内容。', 'A row of this name was imported before with other content.', [
    '更正已导入的记录请使用更正事项。',
    'Correct what is on record by a correction instead.',
  ]),
  CONTENDED: say('该记录正被其他人办理。', 'Others were writing this record all the time.', [
    '请稍后重新导入同一文件。',
    'Import the same file again later.',
  ]),
  PLACEHOLDER,
  CHECK_DIGIT_FAILED,
  DATE_CONFLICT,
} as const satisfies Readonly<Record<string, RejectionText>>;
export type RowCode = keyof typeof ROW_CODES;
