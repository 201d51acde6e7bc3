// 删除 What is left of a person whose keys are destroyed: nothing, in any file, in no backup made afterwards.
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { ERASED } from '../../../domain/kernel/message.ts';
import { createWrite, openDatabase } from '../../../infra/vault/database.ts';
import { createDirectory } from '../../../infra/vault/directory.ts';
import { createRandomBytes } from '../../../infra/vault/sealing.ts';
import type { Vault } from '../../../infra/vault/vault.ts';
import { batch, entry, person } from './vault.contract.ts';
import { createVaultFolders, holds } from './vault-folders.ts';

const folders = createVaultFolders();
afterAll(folders.remove);

const inFile = <T = Buffer>(path: string, sql: string): T[] => {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], T>(sql).pluck().all();
  } finally {
    db.close();
  }
};
/** Wrapped keys and sealed rows of a person, as they lie in the files now. */
const bytesOf = (folder: string, id: string): Buffer[] => [
  ...inFile(join(folder, 'keys.sqlite'), `SELECT wrapped FROM owner_key WHERE owner = '${id}/identity'`),
  ...inFile(join(folder, 'directory.sqlite'), `SELECT identity FROM entry WHERE id = '${id}'`),
];
const places = (folder: string, wanted: readonly (Buffer | string)[]) =>
  wanted.flatMap((bytes) => holds(folder, bytes));

const PEOPLE = Array.from({ length: 300 }, (_, number) => number);
const GONE = person(7);
const OWNER = `${GONE}/identity`;
const NUMBER = { kind: 'citizenId', value: entry(7).citizenId as string } as const;
const BY = { stream: `person-${GONE}`, command: 'c1', at: '2026-11-24T08:00:00.000Z' };

const populated = async (): Promise<{ folder: string; vault: Vault }> => {
  const folder = folders.folder();
  const vault = await folders.open({ folder });
  await vault.directory.commitLane(batch(PEOPLE.map((number) => entry(number))));
  await vault.numbers.take([NUMBER], BY);
  return { folder, vault };
};

describe('an erased person', () => {
  it('is in no file of the vault, and everybody else still is', async () => {
    const { folder, vault } = await populated();
    const bytes = bytesOf(folder, GONE);
    expect(bytes.map((each) => each.length > 50 && holds(folder, each).length > 0)).toEqual([true, true]);
    await vault.keys.destroy([OWNER]);
    expect(places(folder, bytes)).toEqual([]);
    expect((await vault.directory.names(PEOPLE.map(person))).get(GONE)).toBe('erased');
    const others = PEOPLE.map(person).filter((id) => id !== GONE);
    expect([...(await vault.directory.names(others)).values()].every((name) => name !== 'erased')).toBe(true);
    expect((await vault.keys.find(others.map((id) => `${id}/identity@1`))).size).toBe(others.length);
  });

  it('never stood anywhere in clear', async () => {
    const { folder } = await populated();
    expect(places(folder, ['王小7', entry(7).citizenId as string, '2026-03-14'])).toEqual([]);
    expect(holds(folder, GONE).length).toBeGreaterThan(0);
  });

  it('is gone only when no reader holds the log any more', async () => {
    const { folder, vault } = await populated();
    const bytes = bytesOf(folder, GONE);
    const reader = new Database(join(folder, 'keys.sqlite'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT COUNT(*) FROM owner_key').get();
    let ended = false;
    const destroying = vault.keys.destroy([OWNER]).then(() => {
      ended = true;
    });
    await expect.poll(async () => (await vault.keys.ensure([OWNER])).get(OWNER)).toBe('erased');
    expect(holds(folder, bytes[0] ?? '')).toContain('keys.sqlite-wal');
    expect(ended).toBe(false);
    reader.close();
    await destroying;
    expect(places(folder, bytes)).toEqual([]);
  });

  it('is not erased when the vault closes too early, and whoever asked is told', async () => {
    const { folder, vault } = await populated();
    const reader = new Database(join(folder, 'keys.sqlite'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT COUNT(*) FROM owner_key').get();
    const told = vault.keys.destroy([OWNER]).catch(String);
    await expect.poll(async () => (await vault.keys.ensure([OWNER])).get(OWNER)).toBe('erased');
    await vault.close();
    reader.close();
    expect(await told).toContain('destroy again');
  });

  it('has its wrapped key in one place before, whatever pages were split, and in none afterwards', async () => {
    const { folder, vault } = await populated();
    const owners = Array.from({ length: 3000 }, (_, at) => `p_${(at * 7919) % 3000}/health`);
    for (let at = 0; at < owners.length; at += 500) await vault.keys.ensure(owners.slice(at, at + 500));
    await vault.keys.destroy(owners.filter((_, at) => at % 3 === 0));
    const kept = inFile(join(folder, 'keys.sqlite'), 'SELECT wrapped FROM owner_key WHERE destroyed = 0');
    await vault.keys.destroy(owners);
    const all = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'latin1'))
      .join('');
    const counts = kept.map((wrapped) => all.split(wrapped.toString('latin1')).length - 1);
    expect([PEOPLE.length, kept.length]).toEqual([300, 2300]);
    expect(new Set(counts.slice(0, 300))).toEqual(new Set([1]));
    expect(new Set(counts.slice(300))).toEqual(new Set([0]));
  });

  it('does not come back with rows that another process sealed just before', async () => {
    const { folder, vault } = await populated();
    const owners = [OWNER, `${GONE}/contact`];
    const before = await vault.keys.ensure(owners);
    const db = await openDatabase(folder, 'directory');
    const late = createDirectory({
      db,
      write: createWrite(db),
      keys: { ...vault.keys, current: async () => before },
      root: Buffer.alloc(32),
      random: createRandomBytes(),
      assertUsable: () => undefined,
    });
    await vault.keys.destroy([OWNER]);
    const row = { ...entry(7, { contact: '00000000000' }), position: 20n };
    await late.commitLane(batch([row], { from: 10n, to: { position: 20n, mark: '' } }));
    db.close();
    const left = { position: 20n, name: ERASED, citizenId: ERASED, bornOn: ERASED, contact: '00000000000' };
    expect(await vault.directory.entry(GONE)).toMatchObject(left);
    expect(inFile(join(folder, 'directory.sqlite'), `SELECT id FROM tag WHERE id = '${GONE}'`)).toEqual([]);
  });

  it('is in no backup made afterwards', async () => {
    const { folder, vault } = await populated();
    const bytes = bytesOf(folder, GONE);
    const [before, after] = [folders.folder(), folders.folder()];
    await vault.backup(before);
    await vault.keys.destroy([OWNER]);
    await vault.backup(after);
    expect(places(before, bytes)).toHaveLength(2);
    expect(places(after, bytes)).toEqual([]);
    expect(readdirSync(after).toSorted()).toEqual(['directory.sqlite', 'keys.sqlite']);
    // Whole without a log beside it: it can be read where nothing can be written.
    expect(inFile(join(after, 'keys.sqlite'), 'PRAGMA journal_mode')).toEqual(['delete']);
    await expect(vault.backup(after)).rejects.toThrow('already');
  });

  it('is readable by nobody else on the machine before that', async () => {
    const { folder, vault } = await populated();
    const copy = folders.folder();
    await vault.backup(copy);
    const modes = [folder, copy].flatMap((each) => readdirSync(each).map((file) => statSync(join(each, file)).mode));
    expect(modes.filter((mode) => (mode & 0o077) !== 0)).toEqual([]);
  });
});

describe('a restored vault', () => {
  it('answers nothing before it was told what was destroyed, and then forgets again', async () => {
    const { vault } = await populated();
    const folder = folders.folder();
    const backup = folders.folder();
    await vault.backup(backup);
    await vault.keys.ensure(['p_later/identity']);
    await vault.keys.destroy([OWNER]);
    cpSync(backup, folder, { recursive: true });
    const bytes = bytesOf(folder, GONE);

    const restored = await folders.open({ folder });
    expect(restored.restored()).toBe(true);
    await expect(restored.keys.find([`${OWNER}@1`])).rejects.toThrow('replay every KeyDestroyed');
    await expect(restored.keys.ensure(['p_new/identity'])).rejects.toThrow('replay every KeyDestroyed');
    await expect(restored.numbers.take([NUMBER], BY)).rejects.toThrow('replay every KeyDestroyed');
    await expect(restored.directory.names([GONE])).rejects.toThrow('replay every KeyDestroyed');
    await expect(restored.directory.search({ citizenId: NUMBER.value })).rejects.toThrow('replay every KeyDestroyed');

    const alongside = await folders.open({ folder });
    await restored.keys.replayDestroyed([OWNER]);
    expect([restored.restored(), alongside.restored()]).toEqual([false, false]);
    expect(places(folder, bytes)).toEqual([]);
    expect((await alongside.keys.ensure([OWNER])).get(OWNER)).toBe('erased');
    expect(await restored.directory.search({ citizenId: NUMBER.value })).toEqual([]);
    expect(await restored.numbers.take([NUMBER], { ...BY, command: 'c2' })).toBeUndefined();
    const lost = (await restored.keys.ensure(['p_later/identity'])).get('p_later/identity');
    expect(lost !== 'erased' && (lost?.version ?? 0) > 1).toBe(true);
    expect((await restored.keys.find(['p_later/identity@1'])).size).toBe(0);
  });
});

describe('the memory of another process', () => {
  const twoProcesses = async (cachedKeysMax = 1000) => {
    const folder = folders.folder();
    const clock = { ms: 0 };
    const other = await folders.open({ folder, cachedKeysMax, nowMs: () => clock.ms });
    return { vault: await folders.open({ folder }), other, clock };
  };
  const found = async (vault: Vault, owners: readonly string[]) =>
    (await vault.keys.find(owners.map((owner) => `${owner}@1`))).size;

  it('keeps a key for less than a minute, however often it is used', async () => {
    const { vault, other, clock } = await twoProcesses();
    await other.keys.ensure([OWNER]);
    await vault.keys.destroy([OWNER]);
    clock.ms = 30_000;
    expect(await found(other, [OWNER])).toBe(1);
    for (clock.ms = 30_000; clock.ms < 60_000; clock.ms += 1000) await found(other, [OWNER]);
    expect(await found(other, [OWNER])).toBe(0);
  });

  it('holds no key longer because it was asked for again', async () => {
    const { vault, other, clock } = await twoProcesses();
    for (clock.ms = 0; clock.ms < 49_000; clock.ms += 1000) await other.keys.ensure([OWNER]);
    await vault.keys.destroy([OWNER]);
    clock.ms = 50_000;
    expect(await found(other, [OWNER])).toBe(0);
  });

  it('loses a key when its destruction is seen in the log', async () => {
    const { vault, other } = await twoProcesses();
    await other.keys.ensure([OWNER, `${GONE}/contact`]);
    await vault.keys.destroy([OWNER]);
    await other.keys.forget([OWNER]);
    expect(await found(other, [OWNER])).toBe(0);
    expect(await found(other, [`${GONE}/contact`])).toBe(1);
  });

  it('never gives a destroyed key to whoever seals', async () => {
    const { vault, other } = await twoProcesses();
    await other.keys.ensure([OWNER]);
    await vault.keys.destroy([OWNER]);
    expect((await other.keys.ensure([OWNER])).get(OWNER)).toBe('erased');
  });

  it('holds no more keys than it may', async () => {
    const { vault, other } = await twoProcesses(10);
    const owners = Array.from({ length: 100 }, (_, at) => `p_${at}/identity`);
    await other.keys.ensure(owners);
    expect(await found(other, owners)).toBe(100);
    await vault.keys.destroy(owners);
    const left = await found(other, owners);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(10);
  });
});
