/** Keeps a group fed and worked on, whichever of its versions there are; fills a new one where the old cannot serve. */
import type { Group } from '../projections/groups.ts';
import type { Scheduler } from '../projections/scheduler.ts';
import type { FedVersion, GroupState, ViewKeeper } from '../projections/view-store.ts';
import type { Feeder } from './feeder.ts';
import type { FeederEnd } from './feeder-parts.ts';
import type { PipelineLog } from './lane-worker.ts';
import type { Verdict } from './verification.ts';
import { beginFilling, needsFilling, openState, showFilled, versionsIn } from './versions.ts';

type SomeFeeder = Pick<Feeder, 'run' | 'stop' | 'settle' | 'isCaughtUp' | 'progress'>;

export interface SupervisorDeps {
  readonly group: Group;
  readonly keeper: ViewKeeper;
  readonly scheduler: Scheduler;
  readonly say: PipelineLog;
  /** The version of a store that knows of none. */
  readonly initial: () => Promise<number>;
  /** Absent in a process that does not feed. */
  readonly feeder?: (version: number) => SomeFeeder;
  /** Absent in a process that does not work. @returns how to end it */
  readonly work?: (version: number) => Promise<() => Promise<void>>;
  /** Compares a version with the log; where feeders run. */
  readonly verify?: (version: number) => Promise<Verdict>;
  /** Throws away what waits in the queues of a version. */
  readonly emptyQueues?: (version: number) => Promise<void>;
}

interface Running {
  readonly fed: FedVersion;
  readonly feeder: SomeFeeder | undefined;
  readonly end: () => Promise<void>;
  ended: FeederEnd | undefined;
}

const LOOK_MS = 500;
/** Readers may still ask the old version for as long as they remember which one is active. */
const GRACE_MS = 5_000;
const RETRY_VERIFYING_MS = 30_000;

/** Starts and ends what belongs to a version in this process. */
const createRunning = ({ group, say, work, feeder: feederOf }: SupervisorDeps) => {
  const running = new Map<number, Running>();
  const start = async (fed: FedVersion) => {
    const { version } = fed;
    say.info({ group: group.name, version }, 'a version is taken up');
    const endWork = await work?.(version);
    const feeder = feederOf?.(version);
    const feeding = feeder?.run();
    const end = async () => {
      feeder?.settle();
      feeder?.stop();
      await feeding;
      await endWork?.();
    };
    const one: Running = { fed, feeder, ended: undefined, end };
    running.set(version, one);
    void feeding?.then((why) => {
      one.ended = why;
    });
  };
  const end = async (version: number) => {
    const one = running.get(version);
    running.delete(version);
    await one?.end();
    say.info({ group: group.name, version }, 'a version is left');
  };
  return { running, start, end };
};

type Parts = Pick<SupervisorDeps, 'group' | 'keeper' | 'scheduler' | 'say'>;

/** Views of another log, or of another life of it, are filled anew from the beginning. */
const replaceForeign = async ({ group, keeper, say }: Parts, state: GroupState, running: Iterable<Running>) => {
  for (const { fed, ended } of running) {
    const isAlone = state.filling === null || state.filling.version === fed.version;
    if (ended?.why !== 'foreign' || !isAlone) continue;
    say.error({ group: group.name, version: fed.version }, 'the views are of another log; a new version is filled');
    await beginFilling(keeper, group);
  }
};

/** Shows a filled version once it equals the log, and drops the one before it. */
const createSuccession = (deps: SupervisorDeps) => {
  const { group, keeper, scheduler, say } = deps;
  const leaving: { readonly version: number; readonly atMs: number }[] = [];
  let unverifiedUntilMs = 0;

  const isRight = async (version: number): Promise<boolean> => {
    if (!deps.verify) return true;
    // Whatever comes of it, a comparison reads the whole log: it is not tried again at once.
    unverifiedUntilMs = scheduler.nowMs() + RETRY_VERIFYING_MS;
    const verdict = await deps.verify(version);
    const fields = { group: group.name, version, verdict };
    if (verdict.wrongInAll === 0) say.info(fields, 'a filled version equals the log');
    else say.error(fields, 'a filled version differs from the log; the old one stays');
    return verdict.wrongInAll === 0;
  };

  return {
    async show({ fed, feeder }: Running): Promise<void> {
      if (!feeder?.isCaughtUp() || scheduler.nowMs() < unverifiedUntilMs || !(await isRight(fed.version))) return;
      const old = await showFilled(keeper, group, fed);
      if (old === undefined) return;
      say.info({ group: group.name, from: old?.version, to: fed.version }, 'a filled version is shown');
      if (old) leaving.push({ version: old.version, atMs: scheduler.nowMs() + GRACE_MS });
    },
    async drop(isRunning: (version: number) => boolean): Promise<void> {
      const due = leaving.findIndex(({ version, atMs }) => atMs <= scheduler.nowMs() && !isRunning(version));
      const [left] = due < 0 ? [] : leaving.splice(due, 1);
      if (!left) return;
      await deps.emptyQueues?.(left.version);
      await keeper.drop({ group: group.name, version: left.version }, group.lanes);
      say.info({ group: group.name, version: left.version }, 'an old version was dropped');
    },
  };
};

export const createSupervisor = (deps: SupervisorDeps) => {
  const { group, keeper, scheduler, say } = deps;
  const { running, start, end } = createRunning(deps);
  const succession = createSuccession(deps);
  let stopped = false;

  const look = async () => {
    let state = await openState(keeper, group, deps.initial);
    if (deps.feeder && needsFilling(state, group)) state = await beginFilling(keeper, group);
    const wanted = versionsIn(state).filter(({ shape }) => shape === group.shape);
    for (const version of running.keys()) if (!wanted.some((one) => one.version === version)) await end(version);
    for (const fed of wanted) if (!running.has(fed.version)) await start(fed);
    if (!deps.feeder) return;
    await replaceForeign(deps, state, running.values());
    const filling = state.filling && running.get(state.filling.version);
    if (filling) await succession.show(filling);
    await succession.drop((version) => running.has(version));
  };

  return {
    async run(): Promise<void> {
      while (!stopped) {
        try {
          await look();
        } catch (error) {
          say.warn({ group: group.name, err: error }, 'the versions of a group could not be looked at');
        }
        if (!stopped) await scheduler.sleep(LOOK_MS);
      }
      await Promise.all([...running.keys()].map(end));
    },
    stop() {
      stopped = true;
    },
    running: () =>
      [...running.values()].map(({ fed, feeder, ended }) => ({ ...fed, progress: feeder?.progress(), ended })),
  };
};
export type Supervisor = ReturnType<typeof createSupervisor>;
