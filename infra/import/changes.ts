/** 规范化 What an import may change in a value as it was written, each change with a name, so that none is silent. */

export const CHANGES = [
  'SPACES',
  'TEXT_MARK',
  'FULL_WIDTH',
  'THOUSANDS_SEPARATOR',
  'TRAILING_ZERO',
  'CURRENCY_SIGN',
  'YUAN_TO_FEN',
  'TEXT_TO_NUMBER',
  'NUMBER_TO_TEXT',
  'DATE_FORM',
  'EXCEL_SERIAL',
  'TIME_DROPPED',
  'WORD_TO_CODE',
  'SMALL_LETTER',
  'FIFTEEN_DIGITS',
  'PLACEHOLDER_LEFT_OUT',
] as const;
export type Change = (typeof CHANGES)[number];

/** A value on its way to the form that is wanted, and how it got there. */
export interface Written {
  readonly value: unknown;
  readonly changes: readonly Change[];
}
type Step = (written: string) => readonly [value: string, change: Change] | undefined;

export const apply = (value: string, steps: readonly Step[]): { value: string; changes: readonly Change[] } => {
  let text = value;
  const changes: Change[] = [];
  for (const step of steps) {
    const made = step(text);
    if (!made || made[0] === text) continue;
    text = made[0];
    changes.push(made[1]);
  }
  return { value: text, changes };
};

/** Spaces around it, wide and invisible ones too. */
export const trimmed: Step = (text) => [text.replace(/^[\s\u200B\u00AD]+|[\s\u200B\u00AD]+$/g, ''), 'SPACES'];
/** What a spreadsheet puts before a number that it must not reckon with. */
export const unmarked: Step = (text) => [text.replace(/^'(?=\S)|^="(.*)"$/, '$1'), 'TEXT_MARK'];
export const halfWidth: Step = (text) => [
  text.replace(/[\uFF01-\uFF5E\u3000]/g, (wide) =>
    wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  ),
  'FULL_WIDTH',
];
export const withoutSeparators: Step = (text) =>
  /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? [text.replaceAll(',', ''), 'THOUSANDS_SEPARATOR'] : undefined;
export const withoutCurrency: Step = (text) => [text.replace(/^[¥￥]\s*|\s*(?:元|RMB|CNY)$/g, ''), 'CURRENCY_SIGN'];
export const withoutZeros: Step = (text) => [text.replace(/^([-+]?\d+)\.0+$/, '$1'), 'TRAILING_ZERO'];

const TIDY = [trimmed, unmarked, halfWidth] as const;
const NUMERIC = [...TIDY, withoutSeparators] as const;

/** A whole number, or the text as far as it came. */
export const integerOf = (written: string): Written => {
  const { value, changes } = apply(written, [...NUMERIC, withoutZeros]);
  return /^[-+]?\d{1,15}$/.test(value)
    ? { value: Number(value), changes: [...changes, 'TEXT_TO_NUMBER'] }
    : { value, changes };
};

/** Fen of an amount in yuan with at most two decimals; undefined where it is none. */
export const fenOf = (written: string): Written | undefined => {
  const { value, changes } = apply(written, [trimmed, unmarked, halfWidth, withoutCurrency, withoutSeparators]);
  const [, sign = '', yuan = '', cents = ''] = /^([-+]?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(value) ?? [];
  if (yuan === '') return undefined;
  const fen = Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
  return { value: sign === '-' ? -fen : fen, changes: [...changes, 'YUAN_TO_FEN'] };
};

const DAY_MS = 86_400_000;
/** The day after 28 February 1900 that never was: numbers before it are a day off, and its own is no day. */
const NO_DAY = 60;
const SERIAL_MAX = 73_050;

/** The civil date of a spreadsheet's serial number, counted from 1900; undefined where it is none. */
export const dateOfSerial = (serial: number): string | undefined => {
  if (serial < 1 || serial > SERIAL_MAX || serial === NO_DAY) return undefined;
  const first = Date.UTC(1899, 11, serial < NO_DAY ? 31 : 30);
  return new Date(first + serial * DAY_MS).toISOString().slice(0, 10);
};

const FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
] as const;

const withoutTime: Step = (text) => [text.replace(/[ T]0?0:00(?::00(?:\.0+)?)?Z?$|\.0+$/, ''), 'TIME_DROPPED'];

/** A date in a form whose order of year, month and day is certain, or a serial number; else the text as it came. */
export const dateOf = (written: string): Written => {
  const { value, changes } = apply(written, [...TIDY, withoutTime]);
  const form = FORMS.map((one) => one.exec(value)).find((found) => found !== null);
  if (form) {
    const [, year = '', month = '', day = ''] = form;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return { value: date, changes: date === value ? changes : [...changes, 'DATE_FORM'] };
  }
  const serial = /^\d{1,5}$/.test(value) ? dateOfSerial(Number(value)) : undefined;
  return serial === undefined ? { value, changes } : { value: serial, changes: [...changes, 'EXCEL_SERIAL'] };
};

const WORDS: Readonly<Record<string, boolean>> = {
  ...{ 是: true, 有: true, 对: true, 真: true, true: true, yes: true, y: true, '1': true, '√': true },
  ...{ 否: false, 无: false, 没有: false, 假: false, false: false, no: false, n: false, '0': false, '×': false },
};
export const booleanOf = (written: string): Written => {
  const { value, changes } = apply(written, TIDY);
  const word = WORDS[value.toLowerCase()];
  return word === undefined ? { value, changes } : { value: word, changes: [...changes, 'WORD_TO_CODE'] };
};

/** A code of letters and digits. */
export const codeOf = (written: string): Written => apply(written, TIDY);
/** Words of a person or office: only the spaces around them may go. */
export const wordsOf = (written: string): Written => apply(written, [trimmed, unmarked]);
