// How far the loading has come: a bar on a terminal, a line at every tenth elsewhere.
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  reached(count: number): void;
  end(): void;
}

const bar = (total: number, stream: NodeJS.WriteStream): Progress => {
  const format = 'loading the synthetic county |{bar}| {value}/{total} commands, {eta_formatted} left';
  const shown = new SingleBar({ format, stream, hideCursor: true, etaBuffer: 500 }, Presets.shades_classic);
  shown.start(total, 0);
  return { reached: (count) => shown.update(count), end: () => shown.stop() };
};

const lines = (total: number, stream: NodeJS.WritableStream): Progress => {
  let tenths = 0;
  return {
    reached: (count) => {
      const now = Math.floor((count * 10) / total);
      if (now === tenths) return;
      tenths = now;
      stream.write(`loading the synthetic county: ${count} of ${total} commands\n`);
    },
    end: () => undefined,
  };
};

export const showProgress = (total: number, stream: NodeJS.WriteStream): Progress =>
  stream.isTTY ? bar(total, stream) : lines(total, stream);
