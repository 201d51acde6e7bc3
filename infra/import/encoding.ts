/** 编码 Which encoding a file is in, and the text of one row of it: UTF-8 or GB18030, whose rows may be mixed or broken. */
import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ImportError } from './import-error.ts';

export const ENCODINGS = ['utf-8', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface Survey {
  /** SHA-256 of the whole file, base64url. */
  readonly digest: string;
  readonly bytes: number;
  readonly lines: number;
  /** Bytes of the byte order mark. */
  readonly mark: number;
  readonly encoding: Encoding;
}

export type TextFault = 'BROKEN_TEXT' | 'MIXED_ENCODING';
export interface Decoded {
  /** With replacement characters where the bytes are none of the encoding's. */
  readonly text: string;
  readonly fault?: TextFault;
}

const strict = {
  'utf-8': new TextDecoder('utf-8', { fatal: true }),
  gb18030: new TextDecoder('gb18030', { fatal: true }),
};
const lenient = { 'utf-8': new TextDecoder('utf-8'), gb18030: new TextDecoder('gb18030') };

const strictly = (bytes: Buffer, encoding: Encoding): string | undefined => {
  try {
    return strict[encoding].decode(bytes);
  } catch {
    return undefined;
  }
};

/** Replacement characters, halves of surrogates, private use; and what replacement characters become when read as GBK. */
const BROKEN = /[\uFFFD\p{Cs}\p{Co}]|锟斤|斤拷|烫烫|屯屯/u;

/** Three bytes a character, Chinese alone: text of the other encoding hardly ever looks so. */
const isChineseUtf8 = (bytes: Buffer): boolean => {
  const text = strictly(bytes, 'utf-8');
  return text !== undefined && /^[\x20-\x7e\t\r\n\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef·]*$/.test(text);
};

/** The text of one row. What is not whole in the file's encoding is said, never guessed. */
export const decodeRow = (bytes: Buffer, encoding: Encoding): Decoded => {
  if (isAscii(bytes)) return { text: bytes.toString('latin1') };
  const text = strictly(bytes, encoding);
  if (text === undefined || (encoding === 'gb18030' && isChineseUtf8(bytes)))
    return { text: lenient[encoding].decode(bytes), fault: 'MIXED_ENCODING' };
  return BROKEN.test(text) ? { text, fault: 'BROKEN_TEXT' } : { text };
};

/** Whether text anywhere in a value is broken, were it written with escapes. */
export const isBroken = (value: unknown): boolean => {
  if (typeof value === 'string') return !value.isWellFormed() || BROKEN.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isBroken);
};

const LF = 0x0a;

/** Counts lines that only one of the two encodings can be, so that a few broken ones do not turn the whole file. */
const createVote = () => {
  let [utf8, other] = [0, 0];
  return {
    cast: (line: Buffer) => {
      if (isAscii(line)) return;
      if (isUtf8(line)) utf8 += 1;
      else other += 1;
    },
    outcome: (): Encoding => (other > utf8 ? 'gb18030' : 'utf-8'),
  };
};

const markOf = (start: Buffer): number => {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 3;
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    throw new ImportError('the file is in UTF-16; save it as CSV UTF-8 or as CSV (GBK) and try again');
  return 0;
};

/** Reads the file once: its digest, its size, and the encoding that most of its lines are in. */
export const surveyFile = async (file: string): Promise<Survey> => {
  const hash = createHash('sha256');
  const vote = createVote();
  let [bytes, lines, mark] = [0, 0, 0];
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
    const read = chunk as Buffer;
    if (bytes === 0) mark = markOf(read);
    hash.update(read);
    bytes += read.length;
    const all: Buffer = rest.length > 0 ? Buffer.concat([rest, read]) : read;
    let from = 0;
    for (let at = all.indexOf(LF); at >= 0; at = all.indexOf(LF, from)) {
      vote.cast(all.subarray(from, at));
      lines += 1;
      from = at + 1;
    }
    rest = all.subarray(from);
  }
  if (rest.length > 0) lines += 1;
  vote.cast(rest);
  const encoding = mark > 0 ? 'utf-8' : vote.outcome();
  return { digest: hash.digest('base64url'), bytes, lines, mark, encoding };
};
