// What of the processes' logs a person at the terminal should see: warnings, errors, and last words.

export interface Surface {
  /** One line of a process's standard output or error. */
  hear(name: string, line: string): void;
  /** What a process that has ended said about it, in one line; empty when it said nothing. */
  lastWords(name: string): string;
}

const WARNING = 40;
const QUIET_MS = 10_000;

interface Logged {
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

const parse = (line: string): Logged | null => {
  if (!line.startsWith('{')) return null;
  try {
    const logged = JSON.parse(line) as Partial<Logged>;
    return typeof logged.level === 'number' ? (logged as Logged) : null;
  } catch {
    return null;
  }
};

/** Frames, carets and Node's signature surround what a dying process has to say. */
const isNoise = (line: string): boolean => /^\s|^\}|^$|^Node\.js v|^node:|^file:|^\(Use `node|Warning:/.test(line);

/** Repeats of a line within ten seconds are dropped: an outage would fill the screen. */
export const createSurface = (say: (line: string) => void): Surface => {
  const said = new Map<string, number>();
  const words = new Map<string, string>();
  const once = (line: string) => {
    const now = performance.now();
    if (now - (said.get(line) ?? -QUIET_MS) < QUIET_MS) return;
    if (said.size > 1_000) said.clear();
    said.set(line, now);
    say(line);
  };
  return {
    hear: (name, line) => {
      const logged = parse(line);
      if (!logged) {
        if (!isNoise(line)) words.set(name, line);
        return;
      }
      if (logged.level < WARNING) return;
      const text = [logged.msg, logged.err?.message].filter(Boolean).join(': ');
      words.set(name, text);
      once(`${name}: ${text}`);
    },
    lastWords: (name) => words.get(name) ?? '',
  };
};
