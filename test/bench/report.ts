// What a bench prints: one JSON line for each result, and the small arithmetic of rounds.

export interface Result {
  readonly bench: string;
  /** The rate measured to the rate it is held to, or a limit to the amount measured: at least the target, if it meets it. */
  readonly ratio: number;
  readonly target: number;
  readonly meets: boolean;
  /** Which event store was under it. */
  readonly server: string;
  readonly measured: Readonly<Record<string, unknown>>;
}

const rounded = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;

export const report = ({ measured, ...result }: Result): void =>
  console.log(JSON.stringify({ ...result, ...measured }, (_, value: unknown) => rounded(value)));

/** A rate that must reach a part of another rate. */
export const reaches = (bench: string, ratio: number, least: number) => ({
  ...{ bench, ratio, target: least, meets: ratio >= least },
});

/** An amount that must stay below a limit. */
export const stays = (bench: string, amount: number, limit: number) => ({
  ...{ bench, ratio: limit / amount, target: 1, meets: amount <= limit },
});

export const quantile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Tasks of one round a second, `inFlight` of them at a time. */
export const rateOf = async (
  count: number,
  inFlight: number,
  task: (index: number, lane: number) => Promise<unknown>,
): Promise<number> => {
  let next = 0;
  const work = async (lane: number) => {
    while (next < count) {
      const index = next;
      next += 1;
      await task(index, lane);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, (_, lane) => work(lane)));
  return count / ((performance.now() - startedAt) / 1000);
};

/** What stood in an environment variable's address, without what may be secret in it. */
export const serverName = (url: string | undefined): string =>
  url === undefined ? 'embedded store' : `EVENTSTORE_URL ${url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '')}`;
