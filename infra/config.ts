// The environment of every process of a county's ledger, read once by its main file and refused in one plain line.
import { resolve } from 'node:path';
import * as z from 'zod';

/** A setting that is missing or wrong; the message is one line: variable, rule, remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** How each variable is read, and the words in which a wrong one is refused. */
interface Setting<T> {
  readonly schema: z.ZodType<T, string>;
  readonly expected: string;
  /** A secret's value never appears in a message. */
  readonly secret?: true;
}

const KEY_BYTES = 32;

const wholeNumber = (from: number, to: number): Setting<number> => ({
  schema: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to)),
  expected: `an integer from ${from} to ${to}`,
});

const oneOf = <const T extends string>(...values: readonly T[]): Setting<T> => ({
  schema: z.string().pipe(z.enum(values)) as z.ZodType<T, string>,
  expected: `one of ${values.join(', ')}`,
});

const address = (schemes: readonly string[], example: string): Setting<string> => ({
  schema: z
    .string()
    .refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}:`) && text.length > scheme.length + 1)),
  expected: `an address that begins with ${schemes.map((scheme) => `${scheme}:`).join(' or ')}, such as ${example}`,
});

const key: Setting<Buffer> = {
  schema: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .transform((text) => Buffer.from(text, 'base64url'))
    .refine((bytes) => bytes.length === KEY_BYTES),
  expected: `${KEY_BYTES} random bytes in base64url`,
  secret: true,
};

const settings = {
  PORT: wholeNumber(1, 65_535),
  DATA_DIR: { schema: z.string(), expected: 'a folder' },
  EVENTSTORE_URL: address(['esdb', 'esdb+discover'], 'esdb://127.0.0.1:2113?tls=false'),
  REDIS_URL: address(['redis', 'rediss'], 'redis://127.0.0.1:6379'),
  QUEUE_REDIS_URL: address(['redis', 'rediss'], 'redis://127.0.0.1:6380'),
  VAULT_URL: address(['sqlite'], 'sqlite:.data/vault'),
  COUNTY: oneOf('small', 'none'),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
  COUNTY_CODE: { schema: z.string().regex(/^\d{6}$/), expected: 'six digits' } satisfies Setting<string>,
  LEDGER_MASTER_KEY: key,
  LEDGER_OTHER_MASTER_KEY: key,
  LEDGER_MAC_KEY: key,
  LEDGER_ID_KEY: key,
  LEDGER_JWT_SECRET: key,
} as const satisfies Record<string, Setting<unknown>>;

type Name = keyof typeof settings;
type Value<N extends Name> = (typeof settings)[N] extends Setting<infer T> ? T : never;

/** An empty variable counts as one that is not set: container files cannot say it otherwise. */
const read = <N extends Name>(env: Environment, name: N): Value<N> | undefined => {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  const { schema, expected, secret }: Setting<unknown> = settings[name];
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data as Value<N>;
  throw new ConfigError(
    `${name}: expected ${expected}, got ${secret ? `${text.length} characters that are not` : JSON.stringify(text)}`,
  );
};

/** What `npm start` may be told from outside; every one has a default. */
export const readConfig = (env: Environment) => ({
  port: read(env, 'PORT') ?? 3000,
  /** Absolute, so that every process means the same folder. */
  dataDir: resolve(read(env, 'DATA_DIR') ?? '.data'),
  county: read(env, 'COUNTY') ?? 'small',
  countyCode: read(env, 'COUNTY_CODE') ?? '990121',
  logLevel: read(env, 'LOG_LEVEL') ?? 'info',
  eventStoreUrl: read(env, 'EVENTSTORE_URL'),
  redisUrl: read(env, 'REDIS_URL'),
  queueRedisUrl: read(env, 'QUEUE_REDIS_URL'),
  vaultUrl: read(env, 'VAULT_URL'),
  masterKey: read(env, 'LEDGER_MASTER_KEY'),
  /** Accepted as well while a rotation of the master key is under way; the key that `npm run vault -- rotate` goes over to. */
  otherMasterKey: read(env, 'LEDGER_OTHER_MASTER_KEY'),
  macKey: read(env, 'LEDGER_MAC_KEY'),
  idKey: read(env, 'LEDGER_ID_KEY'),
  jwtSecret: read(env, 'LEDGER_JWT_SECRET'),
});

export type Config = ReturnType<typeof readConfig>;

type Connections = 'eventStoreUrl' | 'redisUrl' | 'queueRedisUrl' | 'vaultUrl';
type Secrets = 'masterKey' | 'macKey' | 'idKey' | 'jwtSecret';

/** What one process of the ledger works with: everything that `npm start` would have filled in is there. */
export type ConnectedConfig = {
  readonly [K in keyof Config]: K extends Connections | Secrets ? NonNullable<Config[K]> : Config[K];
};

const variableOf: Record<Connections | Secrets, Name> = {
  eventStoreUrl: 'EVENTSTORE_URL',
  redisUrl: 'REDIS_URL',
  queueRedisUrl: 'QUEUE_REDIS_URL',
  vaultUrl: 'VAULT_URL',
  masterKey: 'LEDGER_MASTER_KEY',
  macKey: 'LEDGER_MAC_KEY',
  idKey: 'LEDGER_ID_KEY',
  jwtSecret: 'LEDGER_JWT_SECRET',
};

/** The environment of the API's and the workers' processes, where nothing may be missing. */
export const readConnectedConfig = (env: Environment): ConnectedConfig => {
  const config = readConfig(env);
  for (const [field, name] of Object.entries(variableOf))
    if (config[field as Connections | Secrets] === undefined)
      throw new ConfigError(`${name}: expected ${settings[name].expected}, got nothing; npm start sets it by itself`);
  return config as ConnectedConfig;
};
