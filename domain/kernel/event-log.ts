/** The log as the domain sees it: the only truth. `infra` serves it from an event store, tests and simulation from memory. */

/** An event as it is stored: canonical JSON both, so the same bytes whoever reads them. */
export interface StoredEvent {
  readonly id: string;
  /** `category.EventName`. */
  readonly type: string;
  readonly stream: string;
  /** 0-based place in its stream. */
  readonly revision: bigint;
  /** Place in the whole log; grows, has gaps, distinct for every event. */
  readonly position: bigint;
  /** The store's own clock, UTC milliseconds since 1970; a check on `recordedAt`, never a fact. */
  readonly storedAtMs: number;
  readonly data: unknown;
  /** `data` as its bytes in the log say it, where the reader has them: what was signed is not written anew to be checked. */
  readonly dataText?: string;
  readonly metadata: unknown;
}

/** An event about to be stored. Keys of both objects are in canonical order already. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export type Appended =
  | { readonly appended: true; readonly revision: bigint; readonly position: bigint }
  /** Another writer got there first; `actual` is the stream's last revision, or null when there is no stream. */
  | { readonly appended: false; readonly why: 'conflict'; readonly actual: bigint | null }
  /** Still not known whether it was written: the caller may only repeat the very same events. */
  | { readonly appended: false; readonly why: 'unknown' };

export interface EventLog {
  /** The events of a stream from a revision on (inclusive, default 0), oldest first; none when it does not exist. */
  read(stream: string, from?: bigint): Promise<readonly StoredEvent[]>;
  /**
   * Appends all events or none. Events appended before with the same ids and expectation count as appended.
   * @param expected last revision the caller has seen; null: the stream must not exist
   */
  append(stream: string, expected: bigint | null, events: readonly NewEvent[]): Promise<Appended>;
  /** Events of the whole log after a position (exclusive; null: from the start), in commit order, at most `max`. System events are left out; `next` is where to go on and `end` says that nothing more was there. */
  page(
    after: bigint | null,
    max: number,
  ): Promise<{ readonly events: readonly StoredEvent[]; readonly next: bigint | null; readonly end: boolean }>;
  /** Rings whenever the log may have grown, and at least once after every interruption; never says what is new. */
  follow(ring: () => void): Promise<{ close(): Promise<void> }>;
}
