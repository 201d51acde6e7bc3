/** 进度 How far an import has come: a bar on a terminal, a line at every tenth elsewhere. */
import { Presets, SingleBar } from 'cli-progress';
import type { Survey } from './encoding.ts';

export interface ImportProgress {
  reached(rows: number, of: Pick<Survey, 'lines'>): void;
  end(): void;
}

const bar = (what: string, stream: NodeJS.WriteStream): ImportProgress => {
  const format = `${what} |{bar}| {value}/{total} lines, {eta_formatted} left`;
  const shown = new SingleBar({ format, stream, hideCursor: true, etaBuffer: 500 }, Presets.shades_classic);
  return {
    reached: (rows, { lines }) => {
      if (!shown.isActive) shown.start(lines, rows);
      shown.update(rows);
    },
    end: () => shown.stop(),
  };
};

/** A file that is read in a moment needs no lines about it. */
const LINES_MIN = 1_000;

const lines = (what: string, stream: NodeJS.WritableStream): ImportProgress => {
  let tenths = 0;
  return {
    reached: (rows, of) => {
      const now = Math.floor((rows * 10) / Math.max(1, of.lines));
      if (now === tenths || of.lines < LINES_MIN) return;
      tenths = now;
      stream.write(`${what}: ${rows} of ${of.lines} lines\n`);
    },
    end: () => undefined,
  };
};

export const showImport = (stream: NodeJS.WriteStream, isDry: boolean): ImportProgress => {
  const what = isDry ? 'dry run' : 'import';
  return stream.isTTY ? bar(what, stream) : lines(what, stream);
};
