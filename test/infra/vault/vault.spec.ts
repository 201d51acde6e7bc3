// Both vaults against what every vault promises, for whoever changes either.
import { afterAll } from 'vitest';
import { createRandomBytes } from '../../../infra/vault/sealing.ts';
import { createMemoryVault } from '../../support/memory-vault.ts';
import { vaultContract } from './vault.contract.ts';
import { createVaultFolders } from './vault-folders.ts';

const folders = createVaultFolders();
afterAll(folders.remove);
const random = createRandomBytes();

vaultContract('a vault in memory', async () => createMemoryVault((bytes) => random(bytes).toString('base64url')));
vaultContract('a vault on disk', () => folders.open());
