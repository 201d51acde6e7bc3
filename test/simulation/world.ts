// One process in which every wait is an entry of a seeded heap: virtual time, and a fate for each call.
import { type Chance, createChance } from '../../infra/county/chance.ts';

/** One life of a process: after its crash nothing it waits for ever comes back. */
export interface Life {
  readonly name: string;
  alive: boolean;
  /** Its clock differs from the world's by this much. */
  readonly skewMs: number;
}
/** What may befall a call: nothing, an error before its effect, an error after it, or the caller's death before or after. */
export type Fate = 'ok' | 'lost-request' | 'lost-answer' | 'crash-before' | 'crash-after';

export interface Weather {
  readonly lostRequest: number;
  readonly lostAnswer: number;
  readonly crash: number;
}
export const CALM: Weather = { lostRequest: 0, lostAnswer: 0, crash: 0 };

/** The error a simulated part gives when it cannot be reached. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}
const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap; the smallest of what is due first. */
const createHeap = () => {
  const entries: Entry[] = [];
  const swap = (a: number, b: number) => {
    [entries[a], entries[b]] = [entries[b]!, entries[a]!];
  };
  return {
    size: () => entries.length,
    push: (entry: Entry) => {
      let at = entries.push(entry) - 1;
      while (at > 0 && before(entries[at]!, entries[(at - 1) >> 1]!)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    pop: (): Entry | undefined => {
      const top = entries[0];
      const last = entries.pop();
      if (!top || !last || entries.length === 0) return top;
      entries[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let least = at;
        if (left < entries.length && before(entries[left]!, entries[least]!)) least = left;
        if (right < entries.length && before(entries[right]!, entries[least]!)) least = right;
        if (least === at) return top;
        swap(at, least);
        at = least;
      }
    },
  };
};

/**
 * Runs `turn` until it says that it was the last; between two turns every promise that can go on has gone on. Many turns
 * are asked for at once, as a look at the event loop costs more than most of them.
 */
const inTurns = (turn: () => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    let over = false;
    const take = () => {
      if (over) return;
      try {
        over = turn();
        if (over) resolve();
      } catch (error) {
        over = true;
        reject(error as Error);
      }
    };
    const takeSome = () => {
      if (over) return;
      for (let asked = 0; asked < TURNS_AT_ONCE; asked++) setImmediate(take);
      setImmediate(takeSome);
    };
    takeSome();
  });
const TURNS_AT_ONCE = 64;

/** Where virtual time begins: 2026-01-05T01:00:00Z, a Monday morning in the county. */
const START_MS = 1_767_574_800_000;
const LATENCY_MAX_MS = 20;

export const createWorld = (seed: number) => {
  const chance: Chance = createChance(`simulation ${seed}`);
  const heap = createHeap();
  let now = START_MS;
  let order = 0;
  let weather: Weather = CALM;
  let onCrash: (life: Life) => void = () => {};
  const trace: string[] = [];

  let struck = true;
  const schedule = (delay: number, run: () => void) => heap.push({ at: now + delay, order: order++, run });
  const crash = (life: Life) => {
    if (!life.alive) return;
    life.alive = false;
    trace.push(`${now - START_MS} ${life.name} dies`);
    onCrash(life);
  };
  const fateOf = (): Fate => {
    const drawn = chance.draw();
    const { lostRequest, lostAnswer, crash: death } = weather;
    if (drawn < lostRequest) return 'lost-request';
    if (drawn < lostRequest + lostAnswer) return 'lost-answer';
    if (drawn < lostRequest + lostAnswer + death) return chance.happens(0.5) ? 'crash-before' : 'crash-after';
    return 'ok';
  };

  /** One call of a port: waits, meets its fate, takes effect, answers. `unsure` is the answer when only the answer was lost. */
  const call = <T>(life: Life, name: string, effect: () => T, unsure?: () => T): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (!life.alive) return;
      schedule(1 + chance.between(0, LATENCY_MAX_MS - 1), () => {
        if (!life.alive) return;
        const fate = fateOf();
        if (fate !== 'ok') trace.push(`${now - START_MS} ${life.name} ${name} ${fate}`);
        if (fate === 'crash-before') return crash(life);
        if (fate === 'lost-request') return unsure ? resolve(unsure()) : reject(new Unreachable(name));
        try {
          const answer = effect();
          if (fate === 'crash-after') return crash(life);
          if (fate === 'lost-answer') return unsure ? resolve(unsure()) : reject(new Unreachable(name));
          resolve(answer);
        } catch (error) {
          reject(error as Error);
        }
      });
    });

  /** A wait for time alone; never fails, but the process may die in it. */
  const sleep = (life: Life, ms: number): Promise<void> =>
    new Promise((resolve) => {
      schedule(ms + chance.between(0, 2), () => life.alive && resolve());
    });

  /** Runs until nothing is due before `untilMs`, or `done` says so. @returns how many waits ended */
  const run = async (untilMs: number, done: () => boolean = () => false): Promise<number> => {
    const end = now + untilMs;
    let waits = 0;
    await inTurns(() => {
      const entry = done() ? undefined : heap.pop();
      if (!entry) return true;
      if (entry.at > end) {
        heap.push(entry);
        now = end;
        return true;
      }
      now = Math.max(now, entry.at);
      entry.run();
      waits += 1;
      return false;
    });
    return waits;
  };

  return {
    chance,
    trace,
    call,
    sleep,
    run,
    schedule,
    crash,
    now: () => now,
    instant: (life: Life) => new Date(now + life.skewMs).toISOString(),
    life: (name: string, skewMs = 0): Life => ({ name, alive: true, skewMs }),
    setWeather: (next: Weather) => {
      weather = next;
    },
    /** A disaster that comes again until the storm is over. */
    strike: (delay: number, run: () => void) => schedule(delay, () => struck && run()),
    isStormy: () => struck,
    endStrikes: () => {
      struck = false;
    },
    whenCrashed: (react: (life: Life) => void) => {
      onCrash = react;
    },
  };
};
export type World = ReturnType<typeof createWorld>;
