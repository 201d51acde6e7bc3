// Vaults in folders of their own, closed and removed when a spec is done.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVault, type Vault, type VaultOptions } from '../../../infra/vault/vault.ts';

export const masterKey = (byte = 1): Buffer => Buffer.alloc(32, byte);

/** Whether any file below a folder holds these bytes. */
export const holds = (folder: string, wanted: Buffer | string): string[] =>
  readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(wanted));

export const createVaultFolders = () => {
  const root = mkdtempSync(join(tmpdir(), 'vault-'));
  const opened: Vault[] = [];
  let count = 0;
  const folder = () => {
    count += 1;
    return join(root, String(count));
  };
  return {
    folder,
    open: async (options: Partial<VaultOptions> & { folder?: string } = {}): Promise<Vault> => {
      const url = `sqlite:${options.folder ?? folder()}`;
      const vault = await openVault({ url, masterKey: masterKey(), ...options });
      opened.push(vault);
      return vault;
    },
    remove: async () => {
      await Promise.all(opened.map((vault) => vault.close()));
      rmSync(root, { recursive: true, force: true });
    },
  };
};
