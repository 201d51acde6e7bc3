/** 先后 Rows that touch the same thing keep the order of the file; all others run side by side. */

interface Last {
  /** Of the row that wrote it last. */
  written: Promise<unknown> | undefined;
  /** Of rows that looked at it since. */
  readonly looked: Set<Promise<unknown>>;
}

/** Whether a row waits for those before it, by the identifiers it writes and looks at. */
export const createTurns = () => {
  const lasts = new Map<string, Last>();
  const lastOf = (id: string): Last => {
    const last = lasts.get(id) ?? { written: undefined, looked: new Set() };
    lasts.set(id, last);
    return last;
  };
  const forget = (id: string) => {
    const last = lasts.get(id);
    if (last && !last.written && last.looked.size === 0) lasts.delete(id);
  };

  /** Runs a row when everything that it depends on has run. Called in the order of the file. */
  return <T>(touches: { writes: string; looksAt: readonly string[] }, run: () => Promise<T>): Promise<T> => {
    const { writes, looksAt } = touches;
    const before: Promise<unknown>[] = [];
    const own = writes === '' ? undefined : lastOf(writes);
    if (own) before.push(...(own.written ? [own.written] : []), ...own.looked);
    for (const id of looksAt) {
      const { written } = lastOf(id);
      if (written) before.push(written);
    }
    const running = before.length === 0 ? run() : Promise.all(before).then(run);
    // A row that failed does not stop those behind it: they are told of it by what it leaves behind.
    const over = running.then(
      () => undefined,
      () => undefined,
    );
    if (own) {
      own.written = over;
      own.looked.clear();
    }
    for (const id of looksAt) lastOf(id).looked.add(over);
    void over.then(() => {
      if (own?.written === over) own.written = undefined;
      for (const id of looksAt) lasts.get(id)?.looked.delete(over);
      for (const id of [writes, ...looksAt]) forget(id);
    });
    return running;
  };
};
export type Turns = ReturnType<typeof createTurns>;
