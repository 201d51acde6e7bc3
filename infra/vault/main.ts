/** `npm run vault -- rotate`: wraps every key of the vault under LEDGER_OTHER_MASTER_KEY, while the ledger runs. */
import { join } from 'node:path';
import { Command } from 'commander';
import { ConfigError, readConfig, readConnectedConfig } from '../config.ts';
import { openSecrets } from '../local/secrets.ts';
import { VaultError } from './database.ts';
import { openVault, vaultOptions } from './vault.ts';

/** Rotation needs neither store nor views; addresses that nobody asks keep the one way of reading the settings. */
const UNUSED = { EVENTSTORE_URL: 'esdb://-', REDIS_URL: 'redis://-', QUEUE_REDIS_URL: 'redis://-' };

const rotate = async (): Promise<void> => {
  const { dataDir } = readConfig(process.env);
  const own = { VAULT_URL: `sqlite:${join(dataDir, 'vault')}`, ...openSecrets(dataDir, process.env) };
  const config = readConnectedConfig({ ...UNUSED, ...own, ...process.env });
  const { otherMasterKey: next } = config;
  if (!next)
    throw new ConfigError(
      'LEDGER_OTHER_MASTER_KEY: expected the new master key, got nothing; set it for every process, start them again, then rotate',
    );
  const vault = await openVault(vaultOptions(config));
  await vault.rotate(next);
  await vault.close();
  console.log('every key is wrapped under LEDGER_OTHER_MASTER_KEY: make it LEDGER_MASTER_KEY, and forget the old one');
};

const program = new Command('npm run vault --');
program.command('rotate').description('goes over to LEDGER_OTHER_MASTER_KEY').action(rotate);
program.parseAsync().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof VaultError;
  process.stderr.write(`${known ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
