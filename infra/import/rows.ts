/** 行 One row of an import: which command it gives, about what, with which fields; or what is wrong with it as a row. */
import * as z from 'zod';
import { CommandEvidence } from './stated.ts';
import type { Note } from './shape.ts';

/** One thing that keeps a row out; `field` is a JSON pointer. */
export interface RowFault {
  readonly code: string;
  readonly field: string;
  readonly rule?: string;
  readonly remedy?: string;
}

export interface ImportRow {
  readonly category: string;
  readonly command: string;
  /** Of the ledger. */
  readonly id?: string;
  /** Of the old register: of what the row makes, or of what it is about. */
  readonly key?: string;
  /** Names the row itself, so that a corrected file can be given again. */
  readonly row?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly stated?: CommandEvidence;
  readonly notes: readonly Note[];
  readonly faults: readonly RowFault[];
}

const Key = z.union([z.string().trim().min(1).max(100), z.int()]).transform(String);
const Line = z.strictObject({
  category: z.string().max(60),
  command: z.string().max(60),
  id: z.string().max(60).optional(),
  key: Key.optional(),
  row: Key.optional(),
  fields: z.record(z.string(), z.unknown()),
  context: CommandEvidence.optional(),
});

const broken = (fault: RowFault): ImportRow => ({ category: '', command: '', fields: {}, notes: [], faults: [fault] });

/** One line of NDJSON. */
export const rowOfLine = (text: string): ImportRow => {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return broken({ code: 'NOT_JSON', field: '/' });
  }
  const parsed = Line.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = `/${(issue?.path ?? []).map(String).join('/')}`;
    return broken({ code: 'ROW_MALFORMED', field, ...(issue && { rule: issue.message }) });
  }
  const { category, command, id, key, row, fields, context } = parsed.data;
  return {
    ...{ category, command, fields, notes: [], faults: [] },
    ...(id !== undefined && { id }),
    ...(key !== undefined && { key }),
    ...(row !== undefined && { row }),
    ...(context && { stated: context }),
  };
};
