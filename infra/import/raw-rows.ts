/** 原始行 Cuts a file into rows by its bytes alone, before anything is decoded, so that a row that cannot be taken is kept as it came. */
import { createReadStream } from 'node:fs';

export interface RawRow {
  /** 1-based place in the file, the head of a CSV not counted. */
  readonly row: number;
  /** 1-based line on which it begins. */
  readonly line: number;
  readonly offset: number;
  /** Without the line's end. */
  readonly bytes: Buffer;
  /** A quotation mark was opened and never closed: the row is its first line. */
  readonly isUnclosed: boolean;
}

export type Format = 'ndjson' | 'csv';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
/** Lines one quoted cell may run over. */
const LINES_MAX = 50;

interface Line {
  readonly offset: number;
  readonly bytes: Buffer;
}

async function* linesOf(file: string, skip: number): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = skip;
  for await (const chunk of createReadStream(file, { start: skip, highWaterMark: 1 << 18 })) {
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    let from = 0;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, from)) {
      yield { offset: offset + from, bytes: bytes.subarray(from, at + 1) };
      from = at + 1;
    }
    offset += from;
    rest = bytes.subarray(from);
  }
  if (rest.length > 0) yield { offset, bytes: rest };
}

/** Whether quotation marks stand in pairs. Neither UTF-8 nor GB18030 has this byte within another character. */
const isClosed = (bytes: Buffer): boolean => {
  let isEven = true;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) isEven = !isEven;
  return isEven;
};

const withoutEnd = (bytes: Buffer): Buffer => {
  let end = bytes.length;
  if (bytes[end - 1] === LF) end -= 1;
  if (bytes[end - 1] === CR) end -= 1;
  return bytes.subarray(0, end);
};

const joined = (lines: readonly Line[]): Line => ({
  offset: lines[0]?.offset ?? 0,
  bytes: lines.length === 1 ? (lines[0]?.bytes as Buffer) : Buffer.concat(lines.map(({ bytes }) => bytes)),
});

/** Lines joined where a quoted cell runs over several; one that is never closed is left to itself. */
async function* recordsOf(lines: AsyncIterable<Line>): AsyncGenerator<Line & { lines: number; isUnclosed: boolean }> {
  const open: Line[] = [];
  let isEven = true;
  function* giveUp() {
    // The first line is broken, what follows it may not be.
    while (open.length > 0) {
      const [first] = open.splice(0, 1);
      if (first) yield { ...first, lines: 1, isUnclosed: !isClosed(first.bytes) };
    }
    isEven = true;
  }
  for await (const line of lines) {
    open.push(line);
    isEven = isClosed(line.bytes) === isEven;
    if (isEven) {
      yield { ...joined(open), lines: open.length, isUnclosed: false };
      open.length = 0;
    } else if (open.length >= LINES_MAX) yield* giveUp();
  }
  yield* giveUp();
}

/**
 * The rows of a file, empty lines left out.
 * @param skip bytes of a byte order mark
 */
export async function* readRawRows(
  file: string,
  { format, skip }: { format: Format; skip: number },
): AsyncGenerator<RawRow> {
  const lines = linesOf(file, skip);
  const records = format === 'csv' ? recordsOf(lines) : lines;
  let [row, line] = [format === 'csv' ? 0 : 1, 1];
  for await (const record of records) {
    const bytes = withoutEnd(record.bytes);
    const isUnclosed = 'isUnclosed' in record && record.isUnclosed === true;
    if (bytes.length > 0) {
      yield { row, line, offset: record.offset, bytes, isUnclosed };
      row += 1;
    }
    line += 'lines' in record ? Number(record.lines) : 1;
  }
}
