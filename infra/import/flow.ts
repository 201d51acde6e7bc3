/** 流程 Many rows under way at once, told in the order of the file: a bounded number runs, a bounded number is read ahead. */

interface Limits {
  readonly inFlight: number;
  /** Rows begun and not told yet. */
  readonly ahead: number;
}

/** Lets so many run at a time; the others wait in the order in which they came. */
const createGate = (limit: number) => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(run: () => Promise<T>): Promise<T> => {
    if (running >= limit) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      // Whoever waited takes this place.
      if (next) next();
      else running -= 1;
    }
  };
};

/** @param tell called for each row in the order in which they were begun; a row that throws ends the flow before it */
export const createFlow = <T>({ inFlight, ahead }: Limits, tell: (result: T) => void) => {
  const gate = createGate(inFlight);
  const under = new Set<Promise<unknown>>();
  let [begun, told] = [0, 0];
  let failure: { readonly error: unknown } | undefined;
  let chain: Promise<unknown> = Promise.resolve();
  let wake: (() => void) | undefined;

  const settle = async (running: Promise<T>): Promise<void> => {
    try {
      const result = await running;
      if (!failure) tell(result);
    } catch (error) {
      failure ??= { error };
    }
    told += 1;
    wake?.();
  };
  return {
    gate,
    failed: () => failure !== undefined,
    /** Takes a row that is under way; resolves when a further one may begin. */
    take: async (running: Promise<T>): Promise<void> => {
      begun += 1;
      under.add(running);
      const over = () => void under.delete(running);
      running.then(over, over);
      chain = chain.then(() => settle(running));
      while (begun - told >= ahead) await new Promise<void>((woken) => (wake = woken));
    },
    /** When every row that was begun is over. @throws what the first one threw */
    end: async (): Promise<void> => {
      await chain;
      await Promise.allSettled(under);
      if (failure) throw failure.error;
    },
  };
};
