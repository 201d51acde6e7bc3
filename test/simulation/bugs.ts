// Deliberate bugs, one for each promise: the simulation is only worth what it finds.
import { UNOPENED } from '../../projections/checkpoint.ts';
import type { LaneChange, LaneRef, Progress } from '../../projections/view-store.ts';
import type { LaneJob } from '../../workers/lane-job.ts';
import type { LaneQueues } from '../../workers/queue.ts';
import type { MemoryViews } from '../support/memory-views.ts';
import type { Parts, Sabotage } from './county.ts';
import type { Life } from './world.ts';

const changedViews = (views: MemoryViews, change: Partial<MemoryViews>): Partial<Parts> => ({
  views: { ...views, ...change },
});
const changedSending = ({ queues }: Parts, change: (lane: LaneRef, job: LaneJob) => LaneJob): Partial<Parts> => ({
  queues: {
    ...queues,
    of: (life: Life): LaneQueues => {
      const own = queues.of(life);
      return { ...own, send: (lane, job) => own.send(lane, change(lane, job)) };
    },
  },
});
const withoutWatermark = (text: string | null) => text?.replace(/^\[(\d+),\d+/, '[$1,-1') ?? null;

export const bugs: Readonly<Record<string, Sabotage>> = {
  'a worker writes although another has moved the checkpoint': ({ views }) =>
    changedViews(views, {
      commit: async (lane: LaneRef, change: LaneChange) => {
        const { checkpoint } = views.atOnce.load(lane, []);
        return views.atOnce.commit(lane, { ...change, expected: checkpoint });
      },
    }),

  'nobody looks at the watermark of a row': ({ views }) =>
    changedViews(views, {
      load: async (lane: LaneRef, keys) => {
        const { checkpoint, texts } = views.atOnce.load(lane, keys);
        return { checkpoint, texts: texts.map(withoutWatermark) };
      },
    }),

  'a job does not say where it continues from': (parts) => changedSending(parts, (_, job) => ({ ...job, from: -1 })),

  'an event goes to one of its lanes only': (parts) =>
    changedSending(parts, ({ lane }, job) => ({
      ...job,
      events: job.events.filter(([, , , , type]) => !type.endsWith('TakenOver') || lane % 2 === 0),
    })),

  'the feeder believes that what it sent has arrived': ({ views }) =>
    changedViews(views, {
      lanes: async (of, lanes) => {
        const progress = views.atOnce.progress(of);
        return views.atOnce.lanes(of, lanes).map(({ note, checkpoint }, at) => ({
          note: note?.is === 'gap' ? null : note,
          checkpoint: checkpoint && { ...checkpoint, position: progress?.due[lanes[at] ?? 0] ?? checkpoint.position },
        }));
      },
    }),

  'lanes say that they reflect what they have not seen': ({ views }) =>
    changedViews(views, {
      publish: async (of, progress: Progress) =>
        views.atOnce.publish(of, { ...progress, due: progress.due.map(() => -1) }),
    }),

  'an append does not look at the expected revision': ({ log }) => ({
    log: {
      ...log,
      atOnce: {
        ...log.atOnce,
        append: (stream, _, events) =>
          log.atOnce.append(stream, log.atOnce.read(stream).at(-1)?.revision ?? null, events),
      },
    },
  }),

  'a number is given back before the log was asked': ({ vault }) => ({
    vault: {
      ...vault,
      numbers: {
        ...vault.numbers,
        take: async (keys, by) => {
          const inTheWay = await vault.numbers.take(keys, by);
          await vault.numbers.release(by.command);
          return inTheWay;
        },
      },
    },
  }),

  'an append acknowledges before it is durable': ({ log }) => {
    let writes = 0;
    return {
      log: {
        ...log,
        atOnce: {
          ...log.atOnce,
          append: (stream, expected, events) => {
            const before = log.snapshot();
            const appended = log.atOnce.append(stream, expected, events);
            writes += 1;
            if (writes % 9 === 0) log.restore(before);
            return appended;
          },
        },
      },
    };
  },

  'nobody asks of which life of the ledger a lane speaks': ({ views }) =>
    changedViews(views, {
      lanes: async (of, lanes) =>
        views.atOnce.lanes(of, lanes).map(({ note, checkpoint }) => ({
          note,
          checkpoint: checkpoint && { ...checkpoint, epoch: UNOPENED },
        })),
    }),

  'a name is written without a look at what the directory holds': ({ vault }) => ({
    vault: { ...vault, directory: { ...vault.directory, rows: async () => new Map() } },
  }),
};
