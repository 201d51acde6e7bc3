// The pipeline as the processes that run it: killed at any moment, they begin again, and the views are right in the end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedStore, openEmbeddedStore } from '../../infra/embedded-store/open.ts';
import { type EventStore, openEventStore } from '../../infra/event-store/event-store.ts';
import { buildPrograms, type Programs } from '../../infra/local/programs.ts';
import { openVault, type Vault } from '../../infra/vault/vault.ts';
import { subjectOf } from '../../domain/kernel/identifier.ts';
import { appendAll, busyCounty, COUNTY, type Recorded } from '../support/county-log.ts';
import { base64url, bytes } from '../support/fixed-crypto.ts';
import { openRealPipeline, type RealPipeline } from '../support/real-pipeline.ts';
import { until } from '../support/waiting.ts';

const ROOT = join(import.meta.dirname, '../..');
const MASTER = bytes(3);
/** Processes need their time to start on a busy machine. */
const WAIT_MS = 60_000;

describe('the processes of the pipeline', { timeout: 2 * WAIT_MS }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'processes-'));
  const children = new Set<ChildProcess>();
  let said = '';
  let store: EmbeddedStore;
  let log: EventStore;
  let vault: Vault;
  let pipeline: RealPipeline;
  let events: readonly Recorded[];
  let programs: Programs;

  const start = (): ChildProcess => {
    const env = {
      ...process.env,
      ...{ DATA_DIR: dir, EVENTSTORE_URL: store.url, VAULT_URL: `sqlite:${join(dir, 'vault')}`, COUNTY_CODE: COUNTY },
      ...{ REDIS_URL: pipeline.servers.views.url, QUEUE_REDIS_URL: pipeline.servers.queue.url, LOG_LEVEL: 'warn' },
      ...{ LEDGER_MASTER_KEY: MASTER.toString('base64url'), LEDGER_MAC_KEY: base64url(8) },
      ...{ LEDGER_ID_KEY: base64url(7), LEDGER_JWT_SECRET: base64url(9) },
    };
    const { command, args } = programs('workers', 'all');
    const child = spawn(command, args, { cwd: ROOT, env });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    children.add(child);
    return child;
  };
  const kill = async (child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL') => {
    const ended = once(child, 'exit');
    child.kill(signal);
    children.delete(child);
    return ended;
  };

  beforeAll(async () => {
    programs = await buildPrograms();
    store = await openEmbeddedStore({ dir: join(dir, 'store') });
    log = openEventStore({ url: store.url });
    pipeline = await openRealPipeline(log);
    vault = await openVault({ url: `sqlite:${join(dir, 'vault')}`, masterKey: MASTER });
    events = (await busyCounty(90, 2, vault.keys)).events;
  });
  afterAll(async () => {
    await Promise.all([...children].map((child) => kill(child)));
    await pipeline.close();
    await log.close();
    await store.close();
    await vault.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const shown = (position: number) =>
    until(async () => (await pipeline.views.ask.reach(position)) === undefined, WAIT_MS);
  const third = () => Math.floor(events.length / 3);
  const registered = () => events.filter(({ event }) => event.type === 'person.PersonRegistered');
  const namesKnown = async (those: readonly Recorded[]) =>
    (await vault.directory.names(those.map(({ stream }) => subjectOf(stream)))).size === those.length;

  it('bring every event to the views and every name to the vault', async () => {
    start();
    const position = await appendAll(log, events.slice(0, third()));
    await shown(position);
    expect((await pipeline.verdict()).wrong).toEqual([]);
    const known = registered().filter((one) => events.indexOf(one) < third());
    await until(() => namesKnown(known), WAIT_MS);
  });

  it('lose nothing when they are killed under way', async () => {
    const [first] = [...children] as [ChildProcess];
    const appending = appendAll(log, events.slice(third(), 2 * third()));
    await kill(first);
    start();
    await appending;
    const position = await appendAll(log, events.slice(2 * third()));
    await shown(position);
    expect((await pipeline.verdict()).wrong).toEqual([]);
    await until(() => namesKnown(registered()), WAIT_MS);
  });

  it('end when told, with nothing under way', async () => {
    for (const child of children) expect(await kill(child, 'SIGTERM')).toEqual([0, null]);
  });

  it('speak of no person', () => {
    for (const name of ['王小明', '李秀英', '平安路']) expect(said).not.toContain(name);
  });
});
