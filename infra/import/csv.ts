/** 表格 Rows of a CSV file as commands: heads by a table of columns, cells by the parser that is known to be right. */
import { type Info, parse } from 'csv-parse/sync';
import { apply, fenOf, halfWidth, trimmed } from './changes.ts';
import type { Column, ColumnTable } from './columns.ts';
import { ImportError } from './import-error.ts';
import type { ImportRow, RowFault } from './rows.ts';
import type { Note } from './shape.ts';

const DELIMITERS = [',', '\t', ';'] as const;

/** Cells of one row; undefined where the row is no row of a CSV file. */
export const cellsOf = (text: string, delimiter: string): readonly string[] | undefined => {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const rows = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false }) as string[][];
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
};
export type { Info };

const headOf = (text: string): string => apply(text, [trimmed, halfWidth]).value.replace(/\s/g, '').toLowerCase();

/** What one column is for: a field of the command, or one of the row's own words. */
type Use = { readonly column: Column } | { readonly word: 'key' | 'id' | 'row' | 'category' | 'command' } | 'ignored';

const OWN_WORDS = ['key', 'id', 'row', 'category', 'command'] as const;
const ROW_HEADS = ['行标识', '记录号'];

const useOf = (head: string, table: ColumnTable | undefined, ignored: ReadonlySet<string>): Use | undefined => {
  if (ignored.has(head)) return 'ignored';
  const word = OWN_WORDS.find((one) => one === head);
  if (word) return { word };
  if (ROW_HEADS.includes(head)) return { word: 'row' };
  const column = table?.columns.find(
    ({ field, heads }) => field.toLowerCase() === head || heads.some((one) => headOf(one) === head),
  );
  if (column) return { column };
  if (table?.key.some((one) => headOf(one) === head)) return { word: 'key' };
  return undefined;
};

export interface Head {
  readonly delimiter: string;
  readonly uses: readonly Use[];
  readonly table: ColumnTable | undefined;
}

/** Reads the head of a file. @throws ImportError on a column that nobody knows */
export const headOfFile = (
  text: string,
  { table, ignore }: { table: ColumnTable | undefined; ignore: readonly string[] },
): Head => {
  const delimiter = DELIMITERS.toSorted((a, b) => text.split(b).length - text.split(a).length)[0] ?? ',';
  const cells = cellsOf(text, delimiter) ?? [];
  const ignored = new Set(ignore.map(headOf));
  const uses = cells.map((cell): Use => {
    const use = useOf(headOf(cell), table, ignored);
    if (use) return use;
    // A field that no command takes is for the command to refuse, row by row.
    if (/^[A-Za-z][\w.]*$/.test(cell.trim())) return { column: { field: cell.trim(), heads: [] } };
    throw new ImportError(
      `column ${JSON.stringify(cell)}: not in the table of ${table?.kind ?? 'columns; choose one with --kind'}; ` +
        `leave it out with --ignore ${JSON.stringify(cell.trim())}`,
    );
  });
  const says = (word: string) => uses.some((use) => typeof use === 'object' && 'word' in use && use.word === word);
  if (!table && !(says('category') && says('command')))
    throw new ImportError('choose what the rows are with --kind, or give the columns category and command');
  return { delimiter, uses, table };
};

type Tree = Record<string, unknown>;

/** Sets a value at a path; a step that is a number makes a list. */
const put = (tree: Tree, path: string, value: unknown): void => {
  const steps = path.split('.');
  let at = tree;
  for (const [index, step] of steps.slice(0, -1).entries()) {
    const next = steps[index + 1] ?? '';
    if (!Object.hasOwn(at, step) || (Array.isArray(at[step]) && (at[step] as unknown[]).length === 0))
      at[step] = /^\d+$/.test(next) ? [] : {};
    at = at[step] as Tree;
  }
  at[steps.at(-1) ?? ''] = value;
};

const pointer = (field: string) => `/${field.replaceAll('.', '/')}`;

interface Cell {
  readonly column: Column;
  readonly text: string;
}
interface Gathered {
  readonly fields: Tree;
  readonly notes: Note[];
  readonly faults: RowFault[];
}

/** Parts of a plan; one that is no day and amount stays as it was written, for the command to refuse. */
const gatherPlan = (text: string, { fields, notes, faults }: Gathered, name: string): void => {
  const parts = text.split(/[;；]/).filter((part) => part.trim() !== '');
  const plan = parts.map((part, at) => {
    const [dueOn = '', amount, ...others] = part.split(/[:：]/);
    if (amount === undefined || others.length > 0) return part;
    const field = pointer(`${name}.${at}.fen`);
    const fen = fenOf(amount);
    if (!fen) faults.push({ code: 'AMOUNT_INVALID', field });
    else notes.push(...fen.changes.map((change) => ({ field, change })));
    return { dueOn: dueOn.trim(), fen: fen?.value ?? amount };
  });
  put(fields, name, plan);
};

const gather = ({ column, text }: Cell, gathered: Gathered): void => {
  const { fields, notes, faults } = gathered;
  if (column.form === 'instalments') return gatherPlan(text, gathered, column.field);
  const field = pointer(column.field);
  if (column.unit === 'yuan') {
    const fen = fenOf(text);
    if (!fen) faults.push({ code: 'AMOUNT_INVALID', field });
    else notes.push(...fen.changes.map((change) => ({ field, change })));
    put(fields, column.field, fen?.value ?? text);
    return;
  }
  const word = apply(text, [trimmed]).value;
  const code = column.words && Object.hasOwn(column.words, word) ? column.words[word] : undefined;
  if (code !== undefined) notes.push({ field, change: 'WORD_TO_CODE' });
  put(fields, column.field, code ?? text);
};

/** One row as a command, with what is wrong with it as a row. */
export const rowOfCells = (cells: readonly string[], { uses, table }: Head): ImportRow => {
  const gathered: Gathered = { fields: structuredClone(table?.defaults ?? {}) as Tree, notes: [], faults: [] };
  const words: Partial<Record<(typeof OWN_WORDS)[number], string>> = {};
  if (cells.length !== uses.length) gathered.faults.push({ code: 'COLUMNS_DIFFER', field: '/' });
  for (const [at, use] of uses.entries()) {
    const text = cells[at] ?? '';
    if (use === 'ignored' || text.trim() === '') continue;
    if ('word' in use) words[use.word] = text.trim();
    else gather({ column: use.column, text }, gathered);
  }
  const { fields, notes, faults } = gathered;
  return {
    category: words.category ?? table?.category ?? '',
    command: words.command ?? table?.command ?? '',
    ...(words.id && { id: words.id }),
    ...(words.key && { key: words.key }),
    ...(words.row && { row: words.row }),
    ...{ fields, notes, faults },
  };
};
