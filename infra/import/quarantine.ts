/** 隔离 Rows that were not taken: why, in both languages, and the bytes as they came, ready to be corrected and given again. */
import { join } from 'node:path';
import type { RejectionText } from '../../domain/kernel/refusal.ts';
import type { Format, RawRow } from './raw-rows.ts';
import { openOutput, type RowReport } from './report.ts';
import type { RowFault } from './rows.ts';

export type TextOf = (category: string, code: string) => RejectionText | undefined;

export const QUARANTINE = 'quarantine.ndjson';

const LF = Buffer.from('\n');

const told = (textOf: TextOf, category: string) => (fault: RowFault) => {
  const text = textOf(category, fault.code);
  const { alternative } = text ?? {};
  return {
    ...{ code: fault.code, field: fault.field },
    ...(text && { zh: text.zh, en: text.en }),
    ...(fault.rule && { rule: fault.rule }),
    ...((alternative || fault.remedy) && {
      remedy: { ...alternative, ...(fault.remedy && { field: fault.remedy }) },
    }),
    ...(text?.citations && { citations: text.citations }),
  };
};

interface Options {
  readonly format: Format;
  readonly textOf: TextOf;
}

/** Written anew by every run: what an earlier one kept out is read out of the file again. Readable to its owner alone. */
export const openQuarantine = (folder: string, { format, textOf }: Options) => {
  const reasons = openOutput(join(folder, QUARANTINE), 0);
  const raw = openOutput(join(folder, `quarantine-raw.${format}`), 0);
  return {
    /** The head of a CSV file, so that the rows kept out are a file of their own. */
    head: (bytes: Buffer) => {
      raw.write(bytes);
      raw.write(LF);
    },
    keep: ({ row, line, offset, bytes }: RawRow, { command = '', faults = [] }: RowReport) => {
      const category = command.split('.')[0] ?? '';
      const reason = {
        ...{ row, line, offset, ...(command && { command }) },
        problems: faults.map(told(textOf, category)),
        raw: bytes.toString('base64'),
      };
      reasons.write(Buffer.from(`${JSON.stringify(reason)}\n`));
      raw.write(bytes);
      raw.write(LF);
    },
    flush: () => {
      reasons.flush();
      raw.flush();
    },
    close: () => {
      reasons.close();
      raw.close();
    },
  };
};
export type Quarantine = ReturnType<typeof openQuarantine>;
