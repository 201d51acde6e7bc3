// Views of the desk: folded from its log by the code of the workers whenever they are asked, without feeder or queue.
import { householdStatusQueries } from '../../projections/household-queries.ts';
import { desks, type Group, lanesOf, registry } from '../../projections/groups.ts';
import { type RefusalLogQueries, refusalLogQueries } from '../../projections/refusal-queries.ts';
import type { Checkpoint } from '../../projections/view-store.ts';
import { createWaiting } from '../../projections/waiting.ts';
import { deciders } from '../../domain/index.ts';
import { createCodec } from '../../domain/kernel/codec.ts';
import type { EventLog, StoredEvent } from '../../domain/kernel/event-log.ts';
import { categoryOf } from '../../domain/kernel/identifier.ts';
import type { Crypto } from '../../domain/kernel/ports.ts';
import { readAll } from '../../domain/kernel/sight.ts';
import type { StatusQueries } from '../../api/ports.ts';
import { currentEpoch, epochsOf } from '../../workers/epoch.ts';
import { checkpointAt, jobEvent } from '../../workers/lane-job.ts';
import { createViewLane } from '../../workers/view-lane.ts';
import type { MemoryVault } from '../support/memory-vault.ts';
import { createMemoryViews } from '../support/memory-views.ts';
import { pageAll } from '../support/logs.ts';

interface Parts {
  readonly log: EventLog;
  readonly vault: MemoryVault;
  readonly crypto: Crypto;
  readonly county: string;
}
const GROUPS = [registry, desks];
const versionOf = ({ name }: Group) => ({ group: name, version: 1 });
const scheduler = {
  nowMs: () => performance.now(),
  sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
};

export const createDeskViews = ({ log, vault, crypto, county }: Parts) => {
  const codec = createCodec({ deciders, crypto, county });
  const views = createMemoryViews();
  const waitingFor = (group: Group) => {
    const active = async () => versionOf(group);
    return { active, waiting: createWaiting({ signs: views, scheduler, active, lanes: lanesOf(group) }) };
  };
  const queries = householdStatusQueries({ views, signs: views, ...waitingFor(registry), waitMs: 200 });
  const onDesks = waitingFor(desks);
  const refusalLog = refusalLogQueries({ group: desks, views, signs: views, active: onDesks.active });
  let read: bigint | null = null;
  let still = false;

  const fold = async (group: Group, events: readonly StoredEvent[], next: Checkpoint) => {
    const rows = createViewLane({ group, views, lift: codec.lift });
    const jobs = events
      .filter(({ stream }) => group.categories.has(categoryOf(stream)))
      .map((event) => jobEvent(event, group));
    for (const lane of lanesOf(group)) await (await rows.open({ ...versionOf(group), lane }, jobs)).commit(next);
    const due = lanesOf(group).map(() => next.position);
    await views.publish(versionOf(group), { epoch: next.epoch, read: next.position, due, stopped: null });
  };
  /** What feeder and workers would do meanwhile. */
  const catchUp = async () => {
    const events = await pageAll(log, read, 500);
    const last = events.at(-1);
    if (!last || still) return;
    read = last.position;
    const next = checkpointAt(currentEpoch(await epochsOf(log, county)), jobEvent(last, registry));
    for (const group of GROUPS) await fold(group, events, next);
  };
  const after =
    <A extends readonly unknown[], R>(ask: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await catchUp();
      return ask(...args);
    };
  const status: StatusQueries = {
    household: after(queries.household),
    person: after(queries.person),
    township: after(queries.township),
    reach: after(queries.reach),
    reflected: after(queries.reflected),
  };

  /** The directory as its worker would fill it: the names that registrations and births tell. */
  const fillDirectory = async () => {
    const decoded = await readAll({ codec, keys: vault.keys }, await pageAll(log, null, 500));
    const told = decoded.filter(({ type }) => type === 'PersonRegistered' || type === 'BirthReported');
    const entries = told.map(({ data, stored: { stream, position } }) => {
      const { childId, name, bornOn, citizenId } = data as Readonly<Record<string, string | undefined>>;
      const known = Object.entries({ name, bornOn, citizenId }).filter(([, value]) => value !== undefined);
      return { id: childId ?? stream.slice('person-'.length), position, ...Object.fromEntries(known) };
    });
    const at = await vault.directory.checkpoint('all', 1);
    const to = { position: (at?.position ?? -1n) + 1n, mark: '' };
    await vault.directory.commitLane({ lane: 'all', version: 1, from: at?.position ?? null, to, removed: [], entries });
  };
  const standStill = () => {
    still = true;
  };
  const refusals: RefusalLogQueries = { of: after(refusalLog.of) };
  const desksReach = after(async (position: number) => {
    const at = await onDesks.waiting.waitFor(position, 200);
    return at >= position ? undefined : at;
  });
  return { status, refusals, desksReach, fillDirectory, standStill };
};
