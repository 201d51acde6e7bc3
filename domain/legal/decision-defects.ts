/** 决定瑕疵 What a decision on paper lacks or has wrong, as codes for inspectors and for the party. */
import * as z from 'zod';
import { LINE_DEFECTS } from './levy.ts';

/** 引用 One article as a decision cites it. `divided`: whether the article has paragraphs or items, as its text shows. */
export const DecisionCitation = z.strictObject({
  instrument: z
    .string()
    .regex(/^[\p{L}\p{N}〔〕（）()]{2,60}$/u, 'the name of an instrument')
    .meta({ examples: ['社会抚养费征收管理办法', '人口与计划生育法'] }),
  article: z.int().positive().max(1500),
  paragraph: z.int().positive().max(50).optional(),
  item: z.int().positive().max(50).optional(),
  divided: z.boolean().optional(),
});
export type DecisionCitation = z.output<typeof DecisionCitation>;

/** Articles with several paragraphs or items, by instrument. */
const DIVIDED: Readonly<Record<string, readonly number[]>> = {
  社会抚养费征收管理办法: [3, 4, 5, 6],
  人口与计划生育法: [18, 41],
};

export const LEVY_DEFECTS = [
  ...LINE_DEFECTS,
  'CITATION_MISSING',
  'CITATION_IMPRECISE',
  'REMEDY_TEXT_MISSING',
  'AMOUNTS_NOT_BY_PARTY',
  'BASIS_DOUBTFUL',
  'WITHOUT_NOTICE',
  'NOTICE_OVER_LONG',
  'NOTICE_TOO_SHORT',
  'SERVICE_UNPROVEN',
] as const;
export type LevyDefect = (typeof LEVY_DEFECTS)[number];

/** An article that is divided is cited with its paragraph or item; a court annulled a levy because it was not. */
export const isImprecise = ({ instrument, article, paragraph, item, divided }: DecisionCitation): boolean => {
  const isDivided = divided ?? DIVIDED[instrument]?.includes(article) ?? false;
  return isDivided && paragraph === undefined && item === undefined;
};

export const paperDefects = (decision: {
  readonly citations: readonly DecisionCitation[];
  readonly remedyText: boolean;
  readonly byParty: boolean;
}): readonly LevyDefect[] => [
  ...(decision.citations.length === 0 ? (['CITATION_MISSING'] as const) : []),
  ...(decision.citations.some(isImprecise) ? (['CITATION_IMPRECISE'] as const) : []),
  ...(decision.remedyText ? [] : (['REMEDY_TEXT_MISSING'] as const)),
  ...(decision.byParty ? [] : (['AMOUNTS_NOT_BY_PARTY'] as const)),
];
