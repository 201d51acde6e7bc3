// What every bench is given: a folder of its own, how long it may be, and where to say what it is doing.

export interface BenchOptions {
  readonly dataDir: string;
  /** From the command line; each bench has its own default. */
  readonly events?: number;
  readonly say: (line: string) => void;
}
