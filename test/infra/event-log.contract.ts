// What every log (事件日志) must do, in memory or in an event store, run against each by event-log.spec.ts.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Appended, EventLog, NewEvent, StoredEvent } from '../../domain/kernel/event-log.ts';
import { createMemoryLog } from '../support/memory-log.ts';
import { appendedAt, eventsOf, freshStream, idsOf } from '../support/logs.ts';
import { pagingContract, ringingContract } from './event-following.contract.ts';

export interface LogUnderTest {
  readonly log: EventLog;
  /** One of the store's own events, of which a real log is full. */
  writeSystemEvent(): Promise<void>;
  close(): Promise<void>;
}

const revisions = (events: readonly StoredEvent[]): number[] => events.map(({ revision }) => Number(revision));

export const describeEventLog = (name: string, open: () => Promise<LogUnderTest>): void => {
  describe(name, () => {
    let opened: LogUnderTest;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const log = (): EventLog => opened.log;
    writing(log);
    repeating(log);
    refusing(log);
    pagingContract(log, () => opened.writeSystemEvent());
    ringingContract(log);
    agreeing(log);
  });
};

const writing = (log: () => EventLog) => {
  test('a stream to which nobody has written has no events', async () => {
    expect(await log().read(freshStream())).toEqual([]);
  });

  test('an event comes back as it was written, to the byte', async () => {
    const stream = freshStream();
    const data = { amount: 1.5, list: [1, null, true, ''], 'name"\n': '张三 👶', nested: { z: '‮' } };
    const [event] = eventsOf(1, { data, type: 'household.出生登记' }) as [NewEvent];
    const { position } = await appendedAt(log().append(stream, null, [event]));
    const [back] = await log().read(stream);
    expect(back).toEqual({
      ...event,
      dataText: JSON.stringify(event.data),
      stream,
      revision: 0n,
      position,
      storedAtMs: expect.any(Number),
    });
    expect(JSON.stringify([back?.data, back?.metadata])).toBe(JSON.stringify([event.data, event.metadata]));
  });

  test('the store states its own time in milliseconds', async () => {
    const stream = freshStream();
    await log().append(stream, null, eventsOf(1));
    const [back] = await log().read(stream);
    expect(Math.abs((back?.storedAtMs ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('an append answers with the revision and position of its last event', async () => {
    const stream = freshStream();
    const first = await appendedAt(log().append(stream, null, eventsOf(3)));
    const second = await appendedAt(log().append(stream, first.revision, eventsOf(2)));
    const events = await log().read(stream);
    expect(revisions(events)).toEqual([0, 1, 2, 3, 4]);
    expect(first).toEqual({ appended: true, revision: 2n, position: events[2]?.position });
    expect(second).toEqual({ appended: true, revision: 4n, position: events[4]?.position });
  });

  test('a stream is read from any revision on, and holds nothing behind its end', async () => {
    const stream = freshStream();
    await log().append(stream, null, eventsOf(5));
    expect(revisions(await log().read(stream, 2n))).toEqual([2, 3, 4]);
    expect(revisions(await log().read(stream, 4n))).toEqual([4]);
    expect(await log().read(stream, 5n)).toEqual([]);
    expect(await log().read(stream, 500n)).toEqual([]);
  });

  test('a stream of more events than one answer holds is read whole', async () => {
    const stream = freshStream();
    await log().append(stream, null, eventsOf(1_000));
    expect(revisions(await log().read(stream))).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
    await log().append(stream, 999n, eventsOf(203));
    expect((await log().read(stream)).length).toBe(1_203);
  });

  test('whoever expects another revision than the last is told the last, and writes nothing', async () => {
    const [stream, missing] = [freshStream(), freshStream()];
    await log().append(stream, null, eventsOf(3));
    const conflict = (actual: bigint | null) => ({ appended: false, why: 'conflict', actual });
    expect(await log().append(stream, null, eventsOf(1))).toEqual(conflict(2n));
    expect(await log().append(stream, 1n, eventsOf(2))).toEqual(conflict(2n));
    expect(await log().append(stream, 9n, eventsOf(1))).toEqual(conflict(2n));
    expect(await log().append(missing, 0n, eventsOf(1))).toEqual(conflict(null));
    expect(revisions(await log().read(stream))).toEqual([0, 1, 2]);
    expect(await log().read(missing)).toEqual([]);
  });

  test('of twenty clerks who open the same stream one succeeds', async () => {
    const stream = freshStream();
    const answers = await Promise.all(Array.from({ length: 20 }, () => log().append(stream, null, eventsOf(1))));
    const lost = answers.filter((answer) => !answer.appended);
    expect(lost).toEqual(lost.map(() => ({ appended: false, why: 'conflict', actual: 0n })));
    expect(lost.length).toBe(19);
    expect(revisions(await log().read(stream))).toEqual([0]);
  });
};

const repeating = (log: () => EventLog) => {
  test('the same events again count as appended, and are there once', async () => {
    const stream = freshStream();
    const [opening, more] = [eventsOf(2), eventsOf(2)];
    const first = await log().append(stream, null, opening);
    expect(await log().append(stream, null, opening)).toEqual(first);
    const second = await log().append(stream, 1n, more);
    expect(await log().append(stream, 1n, more)).toEqual(second);
    expect(await log().append(stream, null, opening)).toEqual(first);
    expect(idsOf(await log().read(stream))).toEqual(idsOf([...opening, ...more]));
  });

  test('the first of several events again count as appended, with some new ones they do not', async () => {
    const stream = freshStream();
    const events = eventsOf(3);
    await log().append(stream, null, events);
    const conflict = { appended: false, why: 'conflict', actual: 2n };
    expect(await log().append(stream, null, events.slice(0, 2))).toMatchObject({ appended: true, revision: 1n });
    expect(await log().append(stream, null, [...events, ...eventsOf(1)])).toEqual(conflict);
    expect(await log().append(stream, 0n, events)).toEqual(conflict);
    expect((await log().read(stream)).length).toBe(3);
  });

  test('an id decides alone: other content under it is taken for the same', async () => {
    const stream = freshStream();
    const events = eventsOf(1, { data: { first: true } });
    const first = await log().append(stream, null, events);
    const others = events.map((event) => ({ ...event, data: { first: false }, type: 'household.Other' }));
    expect(await log().append(stream, null, others)).toEqual(first);
    expect((await log().read(stream)).map(({ data }) => data)).toEqual([{ first: true }]);
  });

  test('the same id in another stream is another event, and twice in one append are two', async () => {
    const [one, other, twice] = [freshStream(), freshStream(), freshStream()];
    const events = eventsOf(1);
    expect(await log().append(one, null, events)).toMatchObject({ appended: true, revision: 0n });
    expect(await log().append(other, null, events)).toMatchObject({ appended: true, revision: 0n });
    expect(await log().append(twice, null, [...events, ...events])).toMatchObject({ appended: true, revision: 1n });
    expect(revisions(await log().read(twice))).toEqual([0, 1]);
  });
};

const refusing = (log: () => EventLog) => {
  test('what cannot be stored is thrown back before anything is sent', async () => {
    const stream = freshStream();
    const cycle: Record<string, unknown> = {};
    cycle['itself'] = cycle;
    const unfit: Partial<NewEvent>[] = [
      ...[{ type: '' }, { type: '$metadata' }, { id: 'not-an-id' }, { id: randomUUID().toUpperCase() }],
      ...[{ data: { n: 1n } }, { data: cycle }, { metadata: { n: 1n } }, { metadata: cycle }],
    ];
    for (const part of unfit) await expect(log().append(stream, null, eventsOf(1, part))).rejects.toThrow(TypeError);
    await expect(log().append(stream, null, [])).rejects.toThrow(TypeError);
    await expect(log().append(stream, -1n, eventsOf(1))).rejects.toThrow(TypeError);
    for (const name of ['', '$streams', '$$household-1'])
      await expect(log().append(name, null, eventsOf(1))).rejects.toThrow(TypeError);
    expect(await log().append(stream, null, eventsOf(1))).toMatchObject({ appended: true, revision: 0n });
  });

  test('an append of more than 1 MiB is thrown back whole, one just below is stored', async () => {
    const stream = freshStream();
    const large = (kibibytes: number) => ({ data: { text: 'x'.repeat(kibibytes * 1024) } });
    await expect(log().append(stream, null, eventsOf(20, large(100)))).rejects.toThrow(RangeError);
    await expect(log().append(stream, null, eventsOf(1, large(1_024)))).rejects.toThrow(RangeError);
    await expect(log().append(stream, null, eventsOf(2, { data: { text: '张'.repeat(200_000) } }))).rejects.toThrow();
    expect(await log().read(stream)).toEqual([]);
    expect(await log().append(stream, null, eventsOf(10, large(101)))).toMatchObject({ appended: true, revision: 9n });
  });
};

/** Appends with ids out of a small pool, so that repetitions and overlaps of every kind occur. */
const attempts = fc.array(
  fc.record({ first: fc.nat(4), count: fc.integer({ min: 1, max: 3 }), expected: fc.option(fc.nat(5)) }),
  { minLength: 1, maxLength: 12 },
);

const withoutPosition = (answer: Appended) => (answer.appended ? { ...answer, position: 'some' } : answer);

const agreeing = (log: () => EventLog) => {
  test('it answers any sequence of appends as the log in memory does', async () => {
    await fc.assert(
      fc.asyncProperty(attempts, async (sequence) => {
        const [stream, pool, model] = [freshStream(), eventsOf(7), createMemoryLog()];
        for (const { first, count, expected } of sequence) {
          const events = pool.slice(first, first + count);
          const revision = expected === null ? null : BigInt(expected);
          const answer = await log().append(stream, revision, events);
          expect(withoutPosition(answer)).toEqual(withoutPosition(await model.append(stream, revision, events)));
        }
        expect(idsOf(await log().read(stream))).toEqual(idsOf(await model.read(stream)));
      }),
      { numRuns: 40 },
    );
  });
};
