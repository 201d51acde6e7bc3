/** 先后 Rows that touch the same thing keep the order of the file; all others run side by side. */

interface Last {
  /** Of the row that wrote it last. */
  written: Promise<unknown> | undefined;
  /** Of rows that looked at it since. */
  readonly looked: Set<Promise<unknown>>;
}

export interface Touches {
  readonly writes: readonly string[];
  readonly looksAt: readonly string[];
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

  const waitsFor = (writes: readonly string[], looksAt: readonly string[]): Promise<unknown>[] => [
    ...writes.map(lastOf).flatMap(({ written, looked }) => [...(written ? [written] : []), ...looked]),
    ...looksAt.map(lastOf).flatMap(({ written }) => (written ? [written] : [])),
  ];

  /** Runs a row when everything that it depends on has run. Called in the order of the file. */
  return <T>({ writes, looksAt }: Touches, run: () => Promise<T>): Promise<T> => {
    const before = waitsFor(writes, looksAt);
    const running = before.length === 0 ? run() : Promise.all(before).then(run);
    // A row that failed does not stop those behind it: they are told of it by what it leaves behind.
    const over = running.then(
      () => undefined,
      () => undefined,
    );
    for (const last of writes.map(lastOf)) {
      last.written = over;
      last.looked.clear();
    }
    for (const id of looksAt) lastOf(id).looked.add(over);
    void over.then(() => {
      for (const last of writes.map(lastOf)) if (last.written === over) last.written = undefined;
      for (const id of looksAt) lasts.get(id)?.looked.delete(over);
      for (const id of [...writes, ...looksAt]) forget(id);
    });
    return running;
  };
};
export type Turns = ReturnType<typeof createTurns>;
