// Small steps that specs of the log share: events to write, whole logs to read, conditions to wait for.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Appended, EventLog, NewEvent, StoredEvent } from '../../domain/kernel/event-log.ts';

/** Events with new ids; `part` replaces what a spec cares about. */
export const eventsOf = (count: number, part: Partial<NewEvent> = {}): NewEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    type: 'household.Registered',
    data: { index },
    metadata: { schema: 1 },
    ...part,
  }));

export const freshStream = (): string => `household-${randomUUID()}`;

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

/** The answer to an append that must have succeeded. */
export const appendedAt = async (answer: Promise<Appended>): Promise<Extract<Appended, { appended: true }>> => {
  const appended = await answer;
  if (!appended.appended) throw new Error(`not appended: ${appended.why}`);
  return appended;
};

/** Every event after a position, page by page. */
export const pageAll = async (log: EventLog, after: bigint | null, max: number): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (let next = after; ; ) {
    const page = await log.page(next, max);
    if (page.events.length > max) throw new Error(`a page of ${page.events.length} events, asked were ${max}`);
    events.push(...page.events);
    if (page.end) return events;
    next = page.next;
  }
};

/** Waits for a condition; a spec that waits for nothing fails with the condition's own words. */
export const until = async (condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${condition.toString()}`);
    await pause(5);
  }
};
