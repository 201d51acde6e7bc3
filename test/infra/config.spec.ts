// What a ledger's processes may be told by their environment, and how a wrong setting is refused.
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfigError, readConfig, readConnectedConfig } from '../../infra/config.ts';

const key = Buffer.alloc(32, 7).toString('base64url');

const whole = {
  EVENTSTORE_URL: 'esdb://127.0.0.1:2113?tls=false',
  REDIS_URL: 'redis://127.0.0.1:6379',
  QUEUE_REDIS_URL: 'redis://127.0.0.1:6380',
  VAULT_URL: 'sqlite:.data/vault',
  LEDGER_MASTER_KEY: key,
  LEDGER_MAC_KEY: key,
  LEDGER_ID_KEY: key,
  LEDGER_JWT_SECRET: key,
};

test('nothing has to be set for a ledger on one machine', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    dataDir: resolve('.data'),
    county: 'small',
    countyCode: '990121',
    logLevel: 'info',
    eventStoreUrl: undefined,
  });
});

test('an empty variable counts as one that is not set', () => {
  expect(readConfig({ PORT: '', REDIS_URL: '' })).toEqual(readConfig({}));
});

test('every process means the same data folder, wherever it was started', () => {
  expect(readConfig({ DATA_DIR: 'county' }).dataDir).toBe(join(process.cwd(), 'county'));
});

test.each([
  [{ PORT: 'abc' }, 'PORT: expected an integer from 1 to 65535, got "abc"'],
  [{ PORT: '0' }, 'PORT: expected an integer from 1 to 65535, got "0"'],
  [{ PORT: '65536' }, 'PORT: expected an integer from 1 to 65535, got "65536"'],
  [{ PORT: '3000.5' }, 'PORT: expected an integer from 1 to 65535, got "3000.5"'],
  [{ COUNTY: 'large' }, 'COUNTY: expected one of small, none, got "large"'],
  [{ COUNTY_CODE: '99' }, 'COUNTY_CODE: expected six digits, got "99"'],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: expected one of trace, .*, got "loud"$/],
  [{ EVENTSTORE_URL: 'http://a' }, /^EVENTSTORE_URL: expected an address that begins with esdb: .*, got "http:\/\/a"$/],
  [{ REDIS_URL: 'redis:' }, /^REDIS_URL: expected an address that begins with redis: .*, got "redis:"$/],
] as const)('%o is refused in one line', (env, message) => {
  expect(() => readConfig(env)).toThrow(message);
});

test('a wrong key is refused without being shown', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{8,42}$/), (wrong) => {
      try {
        readConfig({ LEDGER_MASTER_KEY: wrong });
        return false;
      } catch (error) {
        return (
          error instanceof ConfigError &&
          error.message.startsWith('LEDGER_MASTER_KEY:') &&
          !error.message.includes(wrong)
        );
      }
    }),
  );
});

test('any text in any variable gives a setting or one line that names the variable', () => {
  const names = [...Object.keys(whole), 'PORT', 'DATA_DIR', 'COUNTY', 'COUNTY_CODE', 'LOG_LEVEL'];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string(), (name, text) => {
      try {
        return readConfig({ [name]: text }) !== undefined;
      } catch (error) {
        return error instanceof ConfigError && error.message.startsWith(`${name}: `) && !error.message.includes('\n');
      }
    }),
  );
});

test('a process of the ledger starts with nothing missing', () => {
  expect(readConnectedConfig(whole)).toMatchObject({ redisUrl: whole.REDIS_URL, macKey: Buffer.alloc(32, 7) });
});

test.each(Object.keys(whole))('a process of the ledger does not start without %s', (name) => {
  expect(() => readConnectedConfig({ ...whole, [name]: undefined })).toThrow(
    new RegExp(`^${name}: expected .* got nothing`),
  );
});
