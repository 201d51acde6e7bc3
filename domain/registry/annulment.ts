/** 撤销死亡登记 Why a death that is on record never was, and under which decision that is put right. */
import * as z from 'zod';

const AnnulReason = z.enum(['RECORDED_IN_ERROR', 'WRONG_PERSON', 'DECLARATION_REVOKED']);
/** 文号 The number of the decision under which something grave is put right. */
const DecisionNumber = z
  .string()
  .regex(/^[\p{L}\p{N}〔〕()（）第号字-]{4,40}$/u, 'the number of a decision, of 4 to 40 characters')
  .meta({ examples: ['平公户〔2026〕3号', '(2026)平法0121民特5号'] });
export const Annulment = z.strictObject({ reason: AnnulReason, authority: DecisionNumber });
