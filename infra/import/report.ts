/** 逐行报告 What became of each row, a line a row in the order of the file; a whole beginning of it is where a killed import goes on. */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  ftruncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LegacyClass } from '../../domain/registry/legacy-identifier.ts';
import type { RowFault } from './rows.ts';
import type { Note } from './shape.ts';

/** No personal data in it: places, codes, pseudonyms and names of fields alone. */
export interface RowReport {
  readonly row: number;
  readonly line: number;
  readonly outcome: 'taken' | 'unchanged' | 'quarantined';
  readonly command?: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly events?: readonly string[];
  readonly notes?: readonly Note[];
  readonly flags?: readonly string[];
  readonly identifier?: LegacyClass;
  readonly faults?: readonly RowFault[];
  /** Stream of the finding that the row is one. */
  readonly finding?: string;
}

/** What a report is about: another of these is another report. */
export interface ReportHead {
  readonly report: 'county-ledger import';
  readonly v: 1;
  readonly ledger: string;
  readonly batch: string;
  readonly file: string;
  readonly kind: string | null;
  readonly dry: boolean;
}

const PRIVATE = { mode: 0o600 } as const;

/** Appends to a file that nobody else writes, a buffer at a time. */
export const openOutput = (file: string, from: number) => {
  const at = openSync(file, from === 0 ? 'w' : 'r+', PRIVATE.mode);
  if (from > 0) ftruncateSync(at, from);
  let position = from;
  let waiting: Buffer[] = [];
  let size = 0;
  const flush = () => {
    if (size === 0) return;
    writeSync(at, Buffer.concat(waiting), 0, size, position);
    position += size;
    waiting = [];
    size = 0;
  };
  return {
    write: (bytes: Buffer) => {
      waiting.push(bytes);
      size += bytes.length;
    },
    flush,
    close: () => {
      flush();
      fsyncSync(at);
      closeSync(at);
    },
  };
};
export type Output = ReturnType<typeof openOutput>;

export const digestOfFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('base64url');
};

export interface Earlier {
  /** What an earlier run says of the next row; undefined from where it ended. */
  next(): Promise<RowReport | undefined>;
  /** Bytes of the report that are whole. */
  readonly length: () => number;
}

const NOTHING: Earlier = { next: async () => undefined, length: () => 0 };

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const readEarlier = async (file: string, head: string): Promise<Earlier | 'another'> => {
  const lines = createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) return NOTHING;
  if (first.value !== head) return 'another';
  let length = Buffer.byteLength(head) + 1;
  return {
    next: async () => {
      const { done, value } = await lines.next();
      // A line that was cut when the import was killed is no line.
      const report = done ? undefined : (parsed(value) as RowReport | undefined);
      if (report) length += Buffer.byteLength(value as string) + 1;
      return report;
    },
    length: () => length,
  };
};

export const REPORT = 'report.ndjson';

/** The report of an earlier run in a folder, or none; `another` where it is about something else. */
export const findEarlier = async (folder: string, head: ReportHead): Promise<Earlier | 'another'> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, REPORT);
  return existsSync(file) ? readEarlier(file, JSON.stringify(head)) : NOTHING;
};
