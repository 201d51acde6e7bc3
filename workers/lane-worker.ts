/** Applies the jobs of a lane, whatever became of them on the way: in order, once, or not at all. */
import { UnreadableEvent } from '../domain/kernel/codec.ts';
import { positionOf, sameEpoch } from '../projections/checkpoint.ts';
import type { Scheduler } from '../projections/scheduler.ts';
import type { Checkpoint, LaneNote, LaneRef, LaneSigns } from '../projections/view-store.ts';
import { checkpointAt, type JobEvent, type LaneJob } from './lane-job.ts';

/** Where a lane's rows lie: in the views, or in the vault. */
export interface LaneRows {
  /** Reads events, up to the first that cannot be read, and with one look-up the checkpoint and the rows they touch. */
  open(lane: LaneRef, events: readonly JobEvent[]): Promise<OpenBatch>;
}
export interface OpenBatch {
  readonly checkpoint: Checkpoint | null;
  /** The first event that this release cannot read. */
  readonly unreadable: UnreadableEvent | undefined;
  /**
   * Applies what follows the checkpoint and moves it, in one step. @returns false where another has moved it meanwhile
   * @throws UnreadableEvent on an event that no row can take, having written nothing
   */
  commit(next: Checkpoint): Promise<boolean>;
}

export interface PipelineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
export interface LaneWorkerDeps {
  readonly rows: LaneRows;
  readonly signs: Pick<LaneSigns, 'note'>;
  readonly scheduler: Scheduler;
  readonly log: PipelineLog;
  /** Whether the process is about to end: a job that fails is then given back at once. */
  readonly closing: () => boolean;
}
type Dropped = 'repeated' | 'gap' | 'foreign';
export type Delivered = 'applied' | 'stopped' | Dropped;

const RETRY_MS = 20;
const RETRY_MAX_MS = 1_000;

/** Why a job has nothing for a lane at a checkpoint. */
const dropped = (job: LaneJob, checkpoint: Checkpoint | null): Dropped | undefined => {
  if (checkpoint !== null && !sameEpoch(checkpoint.epoch, job.to.epoch)) return 'foreign';
  const at = positionOf(checkpoint);
  if (at >= job.to.position) return 'repeated';
  return at < job.from ? 'gap' : undefined;
};

/** A transient error is waited out here: a retry by the queue would change the order. */
const createPersistence =
  ({ scheduler, log, closing }: LaneWorkerDeps) =>
  async <T>(lane: LaneRef, attempt: () => Promise<T>): Promise<T> => {
    for (let pauseMs = RETRY_MS; ; pauseMs = Math.min(2 * pauseMs, RETRY_MAX_MS)) {
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof UnreadableEvent || closing()) throw error;
        log.warn({ ...lane, err: error }, 'a lane waits for its store');
        await scheduler.sleep(pauseMs);
      }
    }
  };

const stopNote = ({ events }: LaneJob, error: UnreadableEvent): LaneNote => {
  const position = Number(error.position);
  const [, , , , type = '', schema = 0] = events.find((event) => event[0] === position) ?? [];
  return { is: 'stopped', position, type, schema, reason: error.reason };
};

/** What of a job is still to do, as far as is known. */
interface Rest {
  readonly events: readonly JobEvent[];
  readonly unreadable: UnreadableEvent | undefined;
}
const before = (events: readonly JobEvent[], error: UnreadableEvent): Rest => ({
  events: events.filter(([position]) => position < Number(error.position)),
  unreadable: error,
});

/** What a worker says when a lane does not go on. */
const createNotices = ({ signs, log }: LaneWorkerDeps, persist: ReturnType<typeof createPersistence>) => ({
  async drop(lane: LaneRef, job: LaneJob, why: { is: Dropped; at: number }): Promise<Delivered> {
    if (why.is === 'gap') {
      await persist(lane, () => signs.note(lane, { is: 'gap', at: why.at, from: job.from }));
      log.warn({ ...lane, at: why.at, from: job.from }, 'a lane missed a job');
    }
    if (why.is === 'foreign') log.warn({ ...lane, epoch: job.to.epoch }, 'a job of another epoch was dropped');
    return why.is;
  },
  async stop(lane: LaneRef, job: LaneJob, error: UnreadableEvent): Promise<Delivered> {
    const note = stopNote(job, error);
    await persist(lane, () => signs.note(lane, note));
    log.error({ ...lane, note, err: error }, 'a lane stopped at an event that this release cannot read');
    return 'stopped';
  },
});

export const createLaneWorker = (deps: LaneWorkerDeps) => {
  const { rows } = deps;
  const persist = createPersistence(deps);
  const { drop, stop } = createNotices(deps, persist);

  /** One look and one step; what is still to do where that was not the end. */
  const attempt = async (lane: LaneRef, job: LaneJob, rest: Rest): Promise<Delivered | Rest> => {
    const batch = await persist(lane, () => rows.open(lane, rest.events));
    const at = positionOf(batch.checkpoint);
    const why = dropped(job, batch.checkpoint);
    if (why) return drop(lane, job, { is: why, at });
    const unreadable = batch.unreadable ?? rest.unreadable;
    // Another worker, of a release that can read it, is past that event.
    if (unreadable && at >= Number(unreadable.position))
      return { events: job.events.filter(([position]) => position > at), unreadable: undefined };
    const readable = unreadable ? before(rest.events, unreadable).events : rest.events;
    const last = readable.findLast(([position]) => position > at);
    if (unreadable && !last) return stop(lane, job, unreadable);
    const next = unreadable && last ? checkpointAt(job.to.epoch, last) : job.to;
    if (!(await persist(lane, () => batch.commit(next)))) return rest;
    return unreadable ? stop(lane, job, unreadable) : 'applied';
  };

  /** @returns what became of a job; throws only where the process is about to end */
  return async (lane: LaneRef, job: LaneJob): Promise<Delivered> => {
    let rest: Rest = { events: job.events, unreadable: undefined };
    for (;;) {
      try {
        const outcome = await attempt(lane, job, rest);
        if (typeof outcome === 'string') return outcome;
        rest = outcome;
      } catch (error) {
        if (!(error instanceof UnreadableEvent)) throw error;
        rest = before(rest.events, error);
      }
    }
  };
};
export type LaneWorker = ReturnType<typeof createLaneWorker>;
