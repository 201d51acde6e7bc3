/** 读行 One raw row read: decoded, parsed, and told apart where it is no row. */
import { COLUMN_TABLES, type ColumnTable } from './columns.ts';
import { cellsOf, type Head, headOfFile, rowOfCells } from './csv.ts';
import { decodeRow, type Encoding, isBroken, type TextFault } from './encoding.ts';
import { ImportError } from './import-error.ts';
import type { Format, RawRow } from './raw-rows.ts';
import { type ImportRow, rowOfLine } from './rows.ts';

const ROW_BYTES_MAX = 1_000_000;

/** The table of a kind of CSV file. @throws ImportError */
export const tableOf = (kind: string | undefined, format: Format): ColumnTable | undefined => {
  if (kind === undefined) return undefined;
  if (format !== 'csv') throw new ImportError('--kind: rows of NDJSON name their commands themselves');
  const table = COLUMN_TABLES.find((one) => one.kind === kind);
  if (!table) throw new ImportError(`--kind: expected one of ${COLUMN_TABLES.map((one) => one.kind).join(', ')}`);
  return table;
};

interface Reading {
  readonly encoding: Encoding;
  readonly table: ColumnTable | undefined;
  readonly ignore: readonly string[];
}

/** @throws ImportError where the head cannot be read */
export const readHead = ({ bytes }: RawRow, { encoding, table, ignore }: Reading): Head => {
  const { text, fault } = decodeRow(bytes, encoding);
  if (fault)
    throw new ImportError(`the head of the file is not whole in ${encoding}; say the encoding with --encoding`);
  return headOfFile(text, { table, ignore });
};

const read = (text: string, head: Head | undefined, isUnclosed: boolean): ImportRow | undefined => {
  if (!head) return rowOfLine(text);
  const cells = isUnclosed ? undefined : cellsOf(text, head.delimiter);
  return cells && rowOfCells(cells, head);
};

/** A row whose text is not whole is read as far as it goes, so that it is known what it would have made. */
const withTextFault = (row: ImportRow, code: TextFault): ImportRow => {
  const fields = Object.entries(row.fields).filter(([, value]) => isBroken(value));
  const places = fields.length > 0 ? fields.map(([name]) => `/${name}`) : ['/'];
  return { ...row, faults: places.map((field) => ({ code, field })) };
};

export const readRow = (raw: RawRow, encoding: Encoding, head: Head | undefined): ImportRow => {
  const { category = '', command = '' } = head?.table ?? {};
  const faulty = (code: string): ImportRow => ({
    ...{ category, command, fields: {}, notes: [], faults: [{ code, field: '/' }] },
  });
  if (raw.bytes.length > ROW_BYTES_MAX) return faulty('ROW_TOO_LONG');
  const { text, fault } = decodeRow(raw.bytes, encoding);
  const row = read(text, head, raw.isUnclosed) ?? faulty('NOT_CSV');
  return fault ? withTextFault(row, fault) : row;
};
