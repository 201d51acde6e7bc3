/** 消息类型 The messages between counties: six about one person, one of counts; and the former five, which history alone knows. */
import * as z from 'zod';
import { CITATION_CODES } from '../policy/citations.ts';

/** About one person: 生育登记核对, 出生证核对, 待遇核对, 保健转接, 居住服务告知, 更正告知. */
export const CASE_TYPES = ['X1', 'X2', 'X3', 'X4', 'X5', 'X6'] as const;
/** X7 汇总统计 carries counts, and no case is opened for it. */
export const AgreedType = z.enum([...CASE_TYPES, 'X7']);
export type AgreedType = z.output<typeof AgreedType>;
/** 协查, 避孕节育报告, 一孩通报, 孕检结果, 社会抚养费通报. */
export const HISTORIC_TYPES = ['H1', 'H2', 'H3', 'H4', 'H5'] as const;
export const HistoricType = z.enum(HISTORIC_TYPES);
export type HistoricType = z.output<typeof HistoricType>;
export const HistoricHandlingKind = z.enum(['URGENT', 'ORDINARY', 'FIRST_CHILD', 'INTER_PROVINCIAL']);
export type HistoricHandlingKind = z.output<typeof HistoricHandlingKind>;

export const SentType = z.enum([...CASE_TYPES, ...HISTORIC_TYPES]);
export type SentType = z.output<typeof SentType>;
/** Openly a former message is one and no more: which it was would tell a pregnancy, a method or a debt. */
export const OpenType = z.enum([...CASE_TYPES, 'H']);
export type OpenType = z.output<typeof OpenType>;
export const isHistoric = (type: string): type is HistoricType => type.startsWith('H');

export const FieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{1,39}$/, 'the name of a field, of at most 40 letters and digits')
  .meta({ examples: ['name', 'citizenId', 'certificateNumber', 'paidForPeriod'] });
export const Basis = z
  .array(z.enum(CITATION_CODES))
  .min(1)
  .max(6)
  .meta({ examples: [['PFP-14'], ['MIH-23'], ['PFP-31', 'CCS-2025']] });
