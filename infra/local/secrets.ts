// The keys of a ledger on one machine: made once, kept readable to their owner alone, and never made anew beside old data.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../config.ts';

const NAMES = ['LEDGER_MASTER_KEY', 'LEDGER_MAC_KEY', 'LEDGER_ID_KEY', 'LEDGER_JWT_SECRET'] as const;

export type Secrets = Readonly<Record<(typeof NAMES)[number], string>>;

type Environment = Readonly<Record<string, string | undefined>>;

const fileOf = (dataDir: string): string => join(dataDir, 'secrets.json');

const make = (dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true });
  if (readdirSync(dataDir).includes('store'))
    throw new ConfigError(
      `DATA_DIR: ${dataDir} holds a ledger without the keys that open it; put its secrets.json back, or choose another`,
    );
  const secrets = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64url')]));
  writeFileSync(fileOf(dataDir), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
};

/** What the environment gives comes first; the file fills in the rest. @throws ConfigError */
export const openSecrets = (dataDir: string, env: Environment): Secrets => {
  const given = Object.fromEntries(NAMES.filter((name) => env[name]).map((name) => [name, env[name]]));
  if (Object.keys(given).length < NAMES.length && !existsSync(fileOf(dataDir))) make(dataDir);
  const kept = existsSync(fileOf(dataDir)) ? (JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Environment) : {};
  const secrets = { ...kept, ...given };
  readConfig(secrets);
  const missing = NAMES.find((name) => !secrets[name]);
  if (missing) throw new ConfigError(`${missing}: missing in ${fileOf(dataDir)}`);
  return secrets as Secrets;
};
