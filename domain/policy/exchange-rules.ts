/** 信息交换规则 Which message between counties may carry and ask what, by when it is answered, on which law, as bodies of rule versions. */
import * as z from 'zod';

const FieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{1,39}$/, 'the name of a field');
const LawCode = z.string().regex(/^[A-Z0-9]{2,6}-[0-9-]{1,8}$/, 'a registered code of the law');
/** 答复期限 Days as they are, or days of work. */
export const AnswerTerm = z.strictObject({ amount: z.int().min(1).max(120), unit: z.enum(['day', 'workingDay']) });
export type AnswerTerm = z.output<typeof AnswerTerm>;

/** 问项 What may be asked, and whether the answer is yes or no alone or the value itself. */
const Question = z.strictObject({ field: FieldName, answer: z.enum(['YES_NO', 'VALUE']) });

/** 消息类型 One kind of message: what it tells, what it asks, what the person must have agreed to or been told. */
const Message = z.strictObject({
  type: z.enum(['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7']),
  tells: z.array(FieldName).min(1),
  asks: z.array(Question),
  answer: z.enum(['REQUIRED', 'OPTIONAL', 'NONE']),
  /** Where no agreement says otherwise; without it an answer has no last day. */
  term: AnswerTerm.optional(),
  basis: z.array(LawCode).min(1),
  /** 告知或者单独同意 What must precede the message. */
  precededBy: z.enum(['NOTHING', 'NOTICE', 'SEPARATE_CONSENT']),
  /** Texts of consent that are such a separate consent. */
  consentTexts: z.array(z.string().regex(/^[a-z0-9-]{3,40}$/, 'the name of a text')).optional(),
  /** Under which class of data its content is sealed. */
  content: z.enum(['identity', 'health', 'none']),
});
export type ExchangeMessage = z.output<typeof Message>;
export const Exchange = z.strictObject({ messages: z.array(Message).min(1) });
export type Exchange = z.output<typeof Exchange>;

/** 历史消息 How a message of the former regime had to be handled. */
const Handling = z.strictObject({
  type: z.enum(['H1', 'H2', 'H3', 'H4', 'H5']),
  handling: z.enum(['URGENT', 'ORDINARY', 'FIRST_CHILD', 'INTER_PROVINCIAL']),
  answer: z.boolean(),
  /** To answer it, or where none is owed to take it in. */
  term: AnswerTerm,
  /** Within which it was to be sent after the application or fact it is about. */
  sendWithin: AnswerTerm.optional(),
});
export type HistoricHandling = z.output<typeof Handling>;
export const ExchangeHistory = z.strictObject({ messages: z.array(Handling).min(1) });
