// What the feeder promises: whatever becomes of jobs, workers, queues and views, every lane gets every event of its own once.
import { beforeAll, describe, expect, it } from 'vitest';
import { lanesOf, registry } from '../../projections/groups.ts';
import { reflectedBy } from '../../projections/checkpoint.ts';
import { groupHealth } from '../../projections/health.ts';
import { BYTES_MAX, EVENTS_MAX, jobText, type LaneJob } from '../../workers/lane-job.ts';
import { laneOf } from '../../projections/keys.ts';
import { streamOf } from '../../domain/kernel/identifier.ts';
import {
  appendAll,
  busyCounty,
  COUNTY,
  countyEvents,
  RECORDED_AT,
  recorded,
  type Recorded,
} from '../support/county-log.ts';
import { createMemoryLog } from '../support/memory-log.ts';
import { person } from '../support/specify.ts';
import { createMemoryPipeline, type MemoryPipeline } from '../support/memory-pipeline.ts';

let county: readonly Recorded[];
beforeAll(async () => {
  county = await countyEvents();
});

const reflects =
  ({ views, version }: MemoryPipeline, position: number) =>
  () => {
    const progress = views.atOnce.progress(version);
    const states = views.atOnce.lanes(version, lanesOf(registry));
    return states.every(({ checkpoint }, lane) => reflectedBy(checkpoint, progress, lane) >= position);
  };

/** A pipeline over the whole county, up to the moment at which the feeder has sent what it may. */
const halfWay = async (): Promise<{
  pipeline: MemoryPipeline;
  last: number;
  feeder: ReturnType<MemoryPipeline['feed']>;
}> => {
  const pipeline = createMemoryPipeline();
  const last = await appendAll(pipeline.log, county);
  const feeder = pipeline.feed();
  await pipeline.time.until(() => pipeline.queues.sent.length >= registry.lanes - 1);
  return { pipeline, last, feeder };
};
const inTheEnd = async (pipeline: MemoryPipeline, last: number) => {
  pipeline.queues.flow();
  await pipeline.time.until(reflects(pipeline, last));
  expect(await pipeline.wrong()).toEqual([]);
};

describe('every lane gets its events, whatever becomes of jobs', () => {
  it('when nothing goes wrong', async () => {
    const { pipeline, last } = await halfWay();
    pipeline.work();
    await inTheEnd(pipeline, last);
    expect(pipeline.lines).toEqual([]);
  });

  const mishaps: Readonly<Record<string, (jobs: readonly LaneJob[]) => readonly LaneJob[]>> = {
    'when all jobs are lost': () => [],
    'when the first job of every lane is lost': (jobs) => jobs.slice(1),
    'when jobs are repeated': (jobs) => [...jobs, ...jobs],
    'when jobs come in another order': (jobs) => jobs.toReversed(),
  };
  it.each(Object.entries(mishaps))('%s', async (_, change) => {
    const pipeline = createMemoryPipeline();
    const middle = Math.floor(county.length / 3);
    await appendAll(pipeline.log, county.slice(0, middle));
    pipeline.feed();
    await pipeline.time.until(() => pipeline.queues.sent.length >= registry.lanes);
    await appendAll(pipeline.log, county.slice(middle, 2 * middle));
    await pipeline.time.elapse(1_000);
    pipeline.queues.change(change);
    const last = await appendAll(pipeline.log, county.slice(2 * middle));
    pipeline.work();
    await inTheEnd(pipeline, last);
  });

  it('when views go back to an older copy, or are gone', async () => {
    const { pipeline, last } = await halfWay();
    pipeline.work();
    await pipeline.queues.step();
    const copy = pipeline.views.snapshot();
    await inTheEnd(pipeline, last);
    pipeline.views.restore(copy);
    await pipeline.time.elapse(2_000);
    await inTheEnd(pipeline, last);
    pipeline.views.flush();
    await pipeline.time.elapse(2_000);
    await inTheEnd(pipeline, last);
  });

  it('when the queue is out of reach for a while', async () => {
    const pipeline = createMemoryPipeline();
    const last = await appendAll(pipeline.log, county);
    pipeline.queues.broken = true;
    pipeline.feed();
    await pipeline.time.elapse(5_000);
    pipeline.queues.broken = false;
    pipeline.work();
    await inTheEnd(pipeline, last);
  });

  it('when two feeders feed', async () => {
    const { pipeline, last } = await halfWay();
    pipeline.feed();
    pipeline.work();
    await inTheEnd(pipeline, last);
  });

  it('when the feeder is another one in the middle', async () => {
    const { pipeline, last, feeder } = await halfWay();
    pipeline.work();
    await pipeline.queues.step();
    feeder.stop();
    await pipeline.time.until(() => true);
    pipeline.queues.change(() => []);
    pipeline.feed();
    await inTheEnd(pipeline, last);
  });
});

/** So much about one person that its lane takes several full jobs, and something about another at the end. */
const longFile = async (pipeline: MemoryPipeline) => {
  const [somebody, another] = [person(1), person(2)];
  const facts = { township: `${COUNTY}001`, sex: '1', bornIn: '1990-05', name: '王小明', bornOn: '1990-05-06' };
  const correction = { field: 'name', value: '王晓明', previous: '王小明', reason: 'TYPING_ERROR' };
  const { vault, codec } = await busyCounty(1);
  const file: Recorded[] = [];
  for (let revision = 0n; revision < 2_300n; revision++) {
    const message =
      revision === 0n ? { type: 'PersonRegistered', data: facts } : { type: 'PersonFactCorrected', data: correction };
    file.push(await recorded(codec, streamOf('person', somebody), message, { revision, ring: vault.keys }));
  }
  const last = await recorded(
    codec,
    streamOf('person', another),
    { type: 'PersonRegistered', data: facts },
    { ring: vault.keys },
  );
  await appendAll(pipeline.log, file);
  const position = await appendAll(pipeline.log, [last]);
  const [full, other] = [somebody, another].map((id) => laneOf(id, registry.lanes)) as [number, number];
  return { full, other, position };
};

describe('a lane with much to do', () => {
  it('gets full jobs, a few at a time, and again what was lost among them', async () => {
    const pipeline = createMemoryPipeline();
    const { full, position } = await longFile(pipeline);
    pipeline.feed();
    await pipeline.time.until(() => pipeline.queues.jobs(full).length === 3);
    for (const job of pipeline.queues.jobs(full)) expect(job.events.length).toBeGreaterThan(100);
    await pipeline.time.elapse(1_000);
    expect(pipeline.queues.jobs(full)).toHaveLength(3);
    pipeline.queues.change((jobs) => (jobs.length === 3 ? jobs.slice(1) : jobs));
    pipeline.work();
    await inTheEnd(pipeline, position);
    expect(pipeline.lines.some(({ message }) => message === 'a lane missed a job')).toBe(true);
  });

  it('does not hold up the others while nobody works on it', async () => {
    const pipeline = createMemoryPipeline();
    const { full, other, position } = await longFile(pipeline);
    pipeline.work(pipeline.codec.lift, [other]);
    pipeline.queues.flow();
    pipeline.feed();
    const isThere = () => {
      const [state] = pipeline.views.atOnce.lanes(pipeline.version, [other]);
      return (
        reflectedBy(state?.checkpoint ?? null, pipeline.views.atOnce.progress(pipeline.version), other) >= position
      );
    };
    await pipeline.time.until(isThere, 30_000);
    expect(pipeline.queues.jobs(full)).toHaveLength(3);
    pipeline.work();
    await inTheEnd(pipeline, position);
  });
});

describe('the feeder keeps its measure', () => {
  it('has at most three jobs of a lane under way, and each within its limits', async () => {
    const pipeline = createMemoryPipeline();
    await appendAll(pipeline.log, county);
    pipeline.feed();
    await pipeline.time.elapse(10_000);
    for (const lane of lanesOf(registry)) expect(pipeline.queues.jobs(lane).length).toBeLessThanOrEqual(3);
    for (const { job } of pipeline.queues.sent) {
      expect(job.events.length).toBeLessThanOrEqual(EVENTS_MAX);
      expect(jobText(job).length).toBeLessThanOrEqual(BYTES_MAX);
    }
  });

  it('does not send again what waits for a worker, and does not wait for a lane on which nobody works', async () => {
    const { pipeline, last } = await halfWay();
    const busy = lanesOf(registry).filter((lane) => lane !== 3);
    pipeline.work(pipeline.codec.lift, busy);
    pipeline.queues.flow();
    await pipeline.time.elapse(60_000);
    expect(pipeline.queues.jobs(3).length).toBeLessThanOrEqual(3);
    const progress = pipeline.views.atOnce.progress(pipeline.version);
    const states = pipeline.views.atOnce.lanes(pipeline.version, busy);
    for (const [at, lane] of busy.entries())
      expect(reflectedBy(states[at]?.checkpoint ?? null, progress, lane)).toBeGreaterThanOrEqual(last);
    pipeline.work(pipeline.codec.lift, [3]);
    await inTheEnd(pipeline, last);
  });

  it('gives a job just what the registry needs: nothing sealed, no envelope', async () => {
    const { pipeline } = await halfWay();
    const texts = pipeline.queues.sent.map(({ job }) => JSON.stringify(job));
    expect(texts.length).toBeGreaterThanOrEqual(registry.lanes - 1);
    for (const text of texts) expect(text).not.toMatch(/"(sealed|mac|actor|salt|command)"/);
  });

  it('moves all checkpoints to where it has read, when asked', async () => {
    const { pipeline, last, feeder } = await halfWay();
    pipeline.work();
    await inTheEnd(pipeline, last);
    feeder.settle();
    await pipeline.time.until(() => pipeline.checkpoints().every((position) => position === last));
  });
});

const forged = ({ event }: Recorded) => ({ ...event, id: crypto.randomUUID(), data: { ...event.data, sex: '1' } });

describe('the feeder stops', () => {
  it('before an event that this ledger did not make, and says where', async () => {
    const pipeline = createMemoryPipeline();
    const [some, rest] = [county.slice(0, 40), county.slice(40)];
    const last = await appendAll(pipeline.log, some);
    await pipeline.log.append('person-p_AAAAAAAAAAAAAAAAAAAAAA', null, [forged(some[0] as Recorded)]);
    await appendAll(pipeline.log, rest);
    pipeline.work();
    pipeline.queues.flow();
    const { ended } = pipeline.feed();
    let end: Awaited<typeof ended> | undefined;
    void ended.then((why) => {
      end = why;
    });
    await pipeline.time.until(() => end !== undefined);
    expect(end).toMatchObject({ why: 'false-event', type: some[0]?.event.type });
    expect(end?.why === 'false-event' && end.position).toBeGreaterThan(last);
    expect(pipeline.views.atOnce.progress(pipeline.version)).toMatchObject({
      ...{ read: last, stopped: { reason: 'this ledger did not make the event' } },
    });
    expect(reflects(pipeline, last)()).toBe(true);
    expect(reflects(pipeline, last + 1)()).toBe(false);
  });

  it('where the views are of another log', async () => {
    const { pipeline, last, feeder } = await halfWay();
    pipeline.work();
    await inTheEnd(pipeline, last);
    feeder.stop();
    const other = createMemoryPipeline();
    await appendAll(
      other.log,
      county.slice(1).filter(({ stream }) => stream !== county[0]?.stream),
    );
    const { ended } = pipeline.feed(other.log);
    await pipeline.time.elapse(1_000);
    expect(await ended).toEqual({ why: 'foreign' });
  });
});

describe('an event that a release cannot read', () => {
  const unreadable =
    (pipeline: MemoryPipeline): typeof pipeline.codec.lift =>
    (stored, schema, data) => {
      if (stored.type === 'birth.BirthReported')
        return pipeline.codec.lift({ ...stored, type: 'birth.Unheard' }, schema, data);
      return pipeline.codec.lift(stored, schema, data);
    };

  it('stops its lanes alone, loudly, and another release goes on from there', async () => {
    const pipeline = createMemoryPipeline();
    const last = await appendAll(pipeline.log, county);
    pipeline.feed();
    const end = pipeline.work(unreadable(pipeline));
    pipeline.queues.flow();
    await pipeline.time.elapse(30_000);
    const states = pipeline.views.atOnce.lanes(pipeline.version, lanesOf(registry));
    const stopped = lanesOf(registry).filter((lane) => states[lane]?.note?.is === 'stopped');
    expect(stopped.length).toBeGreaterThan(0);
    expect(pipeline.lines.filter(({ level }) => level === 'error').length).toBeGreaterThanOrEqual(stopped.length);
    for (const { note, checkpoint } of states)
      if (note?.is === 'stopped') {
        expect(note).toMatchObject({ type: 'birth.BirthReported', schema: 1 });
        expect(checkpoint?.position ?? -1).toBeLessThan(note.position);
      }
    const progress = pipeline.views.atOnce.progress(pipeline.version);
    for (const lane of lanesOf(registry).filter((one) => !stopped.includes(one)))
      expect(reflectedBy(states[lane]?.checkpoint ?? null, progress, lane)).toBeGreaterThanOrEqual(last);
    const health = await groupHealth(pipeline.views, pipeline.version, lanesOf(registry));
    expect(health.stopped.map(({ lane }) => lane)).toEqual(stopped);
    expect(health.lag).toBeGreaterThan(0);
    await end();
    for (const lane of stopped) {
      const note = states[lane]?.note;
      if (note) pipeline.views.atOnce.clearNote({ ...pipeline.version, lane }, note);
    }
    pipeline.work();
    await inTheEnd(pipeline, last);
  });
});

describe('the clocks of API and event store', () => {
  const APART = 'the clocks of API and event store differ';
  const toldBy = async (storeIsLateMs: number) => {
    const pipeline = createMemoryPipeline(
      registry,
      createMemoryLog({ now: () => Date.parse(RECORDED_AT) + storeIsLateMs }),
    );
    const last = await appendAll(pipeline.log, county);
    pipeline.feed();
    pipeline.work();
    await inTheEnd(pipeline, last);
    const health = await groupHealth(pipeline.views, pipeline.version, lanesOf(registry));
    return { lines: pipeline.lines.filter(({ message }) => message === APART), apart: health.clocksApart };
  };

  it('may be five seconds apart', async () => {
    expect(await toldBy(5_000)).toEqual({ lines: [], apart: 0 });
    expect(await toldBy(-5_000)).toEqual({ lines: [], apart: 0 });
  });

  it('further apart raise an alarm, once a minute and not once an event, and are counted', async () => {
    for (const lateMs of [5_001, -5_001]) {
      const { lines, apart } = await toldBy(lateMs);
      expect(lines).toHaveLength(1);
      expect(lines[0]?.level).toBe('error');
      expect(apart).toBeGreaterThan(county.length / 2);
    }
  });
});
