/** 征收数额 What a levy came to by the rule of its province and day, and what is wrong with what was decided. */
import type { Income, IncomeKind, Levy, LevyScenario, Measure } from '../policy/levy-rules.ts';
import { roundHalfUp } from './fen.ts';

/** 一名子女的征收 What a decision states for one child: the figure it took, the multiple, and what it came to. */
export interface LevyLine {
  readonly scenario: LevyScenario;
  readonly residence: 'URBAN' | 'RURAL';
  readonly division: string;
  /** How many children beyond the rule, this one included. */
  readonly extraChildren: number;
  readonly figureYear: number;
  readonly figureFen: number;
  /** In hundredths, for one child beyond the rule. */
  readonly multiple: number;
  readonly amountFen: number;
  /** Actual income, where the decision states it. */
  readonly incomeFen?: number | undefined;
}

export const LINE_DEFECTS = [
  'RULE_UNKNOWN',
  'SCENARIO_UNKNOWN',
  'BASE_UNKNOWN',
  'BASE_DIFFERS',
  'BASE_YEAR_WRONG',
  'MULTIPLE_OUT_OF_RANGE',
  'AMOUNT_OUT_OF_RANGE',
  'ARITHMETIC_MISMATCH',
] as const;
export type LineDefect = (typeof LINE_DEFECTS)[number];

type Counting = Pick<Measure, 'furtherChildren' | 'plus'>;

/** The multiple for all children beyond the rule together, in hundredths. */
export const wholeMultiple = (multiple: number, extraChildren: number, { furtherChildren, plus }: Counting): number => {
  if (furtherChildren === 'TIMES') return multiple * extraChildren;
  return furtherChildren === 'PLUS' ? multiple + (plus ?? 0) * (extraChildren - 1) : multiple;
};

/** Figure times multiple, half up to the fen. */
export const levyAmount = (figureFen: number, hundredths: number): number => roundHalfUp(figureFen * hundredths, 100);

export interface Known {
  readonly rule: Levy | undefined;
  readonly income: Income | undefined;
  readonly bornOn: string;
  readonly discoveredOn: string | undefined;
}

const figureIn = (income: Income | undefined, [division, year, kind]: readonly [string, number, IncomeKind]) =>
  income?.entries.find((entry) => entry.division === division && entry.year === year && entry.kind === kind)?.fen;

/** Of which year the figure had to be; undefined where the rule counts from a discovery that nobody dated. */
const yearOfFigure = (anchor: 'BIRTH' | 'DISCOVERY', { bornOn, discoveredOn }: Known): number | undefined => {
  const on = anchor === 'BIRTH' ? bornOn : discoveredOn;
  return on === undefined ? undefined : Number(on.slice(0, 4)) - 1;
};

const figureDefects = (line: LevyLine, rule: Levy, known: Known): LineDefect[] => {
  const wanted = rule.figures.find(({ residence }) => residence === line.residence);
  if (!wanted) return ['BASE_UNKNOWN'];
  const year = yearOfFigure(wanted.yearBefore, known);
  const wrongYear: LineDefect[] = year !== undefined && year !== line.figureYear ? ['BASE_YEAR_WRONG'] : [];
  const published = figureIn(known.income, [line.division, line.figureYear, wanted.kind]);
  const raised = rule.raisedToIncome && (line.incomeFen ?? 0) > (published ?? 0) ? line.incomeFen : published;
  if (raised === undefined) return [...wrongYear, 'BASE_UNKNOWN'];
  return raised === line.figureFen ? wrongYear : [...wrongYear, 'BASE_DIFFERS'];
};

const outside = (value: number, { min, max }: { min: number; max: number }) => value < min || value > max;

export interface Checked {
  /** What it comes to by the stored inputs; undefined where they or the rule do not say. */
  readonly expectedFen: number | undefined;
  readonly defects: readonly LineDefect[];
}

/** Without a rule only one child's figure and multiple can be multiplied; of several it is not known how they count. */
const withoutRule = (line: LevyLine, missing: LineDefect): Checked => {
  if (line.extraChildren > 1) return { expectedFen: undefined, defects: [missing] };
  const expectedFen = levyAmount(line.figureFen, line.multiple);
  return { expectedFen, defects: [missing, ...mismatch(expectedFen, line)] };
};
/** More than one fen apart: one fen is a rounding of the day. */
const mismatch = (expectedFen: number, { amountFen }: LevyLine): LineDefect[] =>
  Math.abs(expectedFen - amountFen) > 1 ? ['ARITHMETIC_MISMATCH'] : [];

/** One child's line by the rule of its province and day. What is not known is said, never guessed. */
export const checkLine = (line: LevyLine, known: Known): Checked => {
  const { rule } = known;
  if (!rule) return withoutRule(line, 'RULE_UNKNOWN');
  const measure = rule.measures.find(({ scenario }) => scenario === line.scenario);
  if (!measure) return withoutRule(line, 'SCENARIO_UNKNOWN');
  if (measure.fixed)
    return { expectedFen: undefined, defects: outside(line.amountFen, measure.fixed) ? ['AMOUNT_OUT_OF_RANGE'] : [] };
  const expectedFen = levyAmount(line.figureFen, wholeMultiple(line.multiple, line.extraChildren, measure));
  const range = measure.multiple && outside(line.multiple, measure.multiple);
  const defects: LineDefect[] = [
    ...figureDefects(line, rule, known),
    ...(range ? (['MULTIPLE_OUT_OF_RANGE'] as const) : []),
    ...mismatch(expectedFen, line),
  ];
  return { expectedFen, defects };
};
