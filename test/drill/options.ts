// What every drill is given: a folder of its own, what makes it repeatable, how often to strike, and where to say what it does.

export interface DrillOptions {
  readonly dataDir: string;
  readonly seed: string;
  /** From the command line; each drill has its own default. */
  readonly times?: number;
  readonly say: (line: string) => void;
}
