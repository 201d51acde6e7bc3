// 主密钥 The master key: what happens with another one, and how a vault gets a new one while it is in use.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { batch, entry, person } from './vault.contract.ts';
import { createVaultFolders, holds, masterKey } from './vault-folders.ts';

const folders = createVaultFolders();
afterAll(folders.remove);

const OWNERS = Array.from({ length: 1000 }, (_, at) => `p_${at}/identity`);
const NAMES = OWNERS.map((owner) => `${owner}@1`);
const [OLD, NEW] = [masterKey(1), masterKey(2)];
const NUMBER = { kind: 'citizenId', value: '1' } as const;
const by = (command: string) => ({ stream: 'person-p_1', command, at: '2026-11-24T08:00:00.000Z' });

const populated = async () => {
  const folder = folders.folder();
  const vault = await folders.open({ folder });
  const keys = await vault.keys.ensure(OWNERS);
  await vault.numbers.take([NUMBER], by('c1'));
  await vault.directory.commitLane(batch([entry(1)]));
  return { folder, vault, keys };
};

describe('opening a vault', () => {
  it('says in one line when the master key is another one', async () => {
    const { folder } = await populated();
    await expect(folders.open({ folder, masterKey: NEW })).rejects.toThrow(
      /^LEDGER_MASTER_KEY: this vault was made with another master key$/,
    );
    await expect(folders.open({ folder, masterKey: NEW.subarray(1) })).rejects.toThrow(
      /^LEDGER_MASTER_KEY: expected 32 bytes$/,
    );
    expect((await (await folders.open({ folder })).keys.find(NAMES)).size).toBe(OWNERS.length);
  });

  it('says in one line when the address or the files are none of ours', async () => {
    await expect(folders.open({ url: 'postgres://db' })).rejects.toThrow(/^VAULT_URL: expected sqlite: .*$/);
    const { folder } = await populated();
    const db = new Database(join(folder, 'directory.sqlite'));
    db.pragma('user_version = 99');
    db.close();
    await expect(folders.open({ folder })).rejects.toThrow(
      /^VAULT_URL: directory\.sqlite was made by a later version.*$/,
    );
  });

  it('notices a key that was changed in the file', async () => {
    const { folder } = await populated();
    const db = new Database(join(folder, 'keys.sqlite'));
    db.exec("UPDATE owner_key SET wrapped = (SELECT wrapped FROM owner_key WHERE owner = 'p_2/identity') WHERE id = 1");
    db.close();
    const vault = await folders.open({ folder });
    await expect(vault.keys.find(['p_0/identity@1'])).rejects.toThrow('p_0/identity@1 was changed');
    await expect(vault.keys.ensure(['p_0/identity'])).rejects.toThrow('p_0/identity@1 was changed');
  });
});

describe('rotating the master key', () => {
  it('keeps every key, number and name, and needs the new master key alone', async () => {
    const { folder, vault, keys } = await populated();
    const db = new Database(join(folder, 'keys.sqlite'), { readonly: true });
    const wrapped = db.prepare<[], Buffer>('SELECT wrapped FROM owner_key WHERE id <= 300').pluck().all();
    db.close();
    await vault.keys.destroy(['p_5/identity']);
    await vault.rotate(NEW);
    expect(wrapped.flatMap((bytes) => holds(folder, bytes))).toEqual([]);
    await expect(folders.open({ folder })).rejects.toThrow('another master key');
    const rotated = await folders.open({ folder, masterKey: NEW });
    const found = await rotated.keys.find(NAMES);
    expect(found.size).toBe(OWNERS.length - 1);
    expect([...found.values()].every((key) => keys.get(key.owner) !== 'erased')).toBe(true);
    expect([...found.values()]).toEqual(
      OWNERS.filter((owner) => owner !== 'p_5/identity').map((each) => keys.get(each)),
    );
    expect(await rotated.numbers.take([NUMBER], by('c2'))).toMatchObject({ holder: { command: 'c1' } });
    expect(await rotated.directory.search({ name: '王小1', bornOn: '2026-03-14' })).toEqual([person(1)]);
    expect((await rotated.directory.names([person(1)])).get(person(1))).toEqual({ name: '王小1' });
  });

  it('goes on where it was interrupted, and until then needs both', async () => {
    const { folder, vault, keys } = await populated();
    const interrupted = vault.rotate(NEW).catch(String);
    await vault.close();
    expect(await interrupted).toContain('The vault is closed');
    for (const master of [OLD, NEW])
      await expect(folders.open({ folder, masterKey: master })).rejects.toThrow('both the old and the new master key');
    const both = await folders.open({ folder, masterKey: OLD, otherMasterKeys: [NEW] });
    expect(await both.keys.ensure(OWNERS)).toEqual(keys);
    await both.rotate(NEW);
    const rotated = await folders.open({ folder, masterKey: NEW });
    expect(await rotated.keys.ensure(OWNERS)).toEqual(keys);
  });

  it('is followed at once by every other process that accepts both', async () => {
    const { folder, vault } = await populated();
    const other = await folders.open({ folder, masterKey: OLD, otherMasterKeys: [NEW] });
    const left = await folders.open({ folder });
    await vault.rotate(NEW);
    const made = await other.keys.ensure(['p_new/identity']);
    await expect(left.keys.ensure(['p_newer/identity'])).rejects.toThrow(
      /^LEDGER_MASTER_KEY: master key \w+ .*not given$/,
    );
    const rotated = await folders.open({ folder, masterKey: NEW });
    expect(await rotated.keys.ensure(['p_new/identity'])).toEqual(made);
  });
});

describe('the command that rotates', () => {
  const rotate = (folder: string, env: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'infra/vault/main.ts', 'rotate'], {
      env: { ...process.env, DATA_DIR: folder, VAULT_URL: `sqlite:${folder}`, ...env },
      encoding: 'utf8',
    });
  const given = (key: Uint8Array) => Buffer.from(key).toString('base64url');

  it('goes over to the other master key, and says in one line where it has none', async () => {
    const { folder, vault } = await populated();
    const keys = { LEDGER_MASTER_KEY: given(OLD), LEDGER_OTHER_MASTER_KEY: given(NEW) };
    expect(rotate(folder, { LEDGER_MASTER_KEY: given(OLD) }).stderr).toMatch(/^LEDGER_OTHER_MASTER_KEY: [^\n]+\n$/);
    expect(rotate(folder, keys)).toMatchObject({ status: 0, stderr: '' });
    await vault.close();
    await expect(folders.open({ folder, masterKey: OLD })).rejects.toThrow('another master key');
    expect((await (await folders.open({ folder, masterKey: NEW })).keys.find(NAMES)).size).toBe(OWNERS.length);
  });
});
