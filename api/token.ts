/** 签发凭证 Prints a token of the development issuer, for whoever tries the ledger: `npm run token -- --role R --division C`. */
import { Command, CommanderError } from 'commander';
import { ROLES } from '../domain/authorisation.ts';
import { DivisionCode, StaffId } from '../domain/kernel/values.ts';
import { ConfigError, readConfig } from '../infra/config.ts';
import { openSecrets } from '../infra/local/secrets.ts';
import { type Bearer, openIssuer } from './issuer.ts';

interface Asked {
  readonly role?: string;
  readonly division?: string;
  readonly subject?: string;
  readonly all?: boolean;
}
type Role = Bearer['role'];

/** A question that cannot be answered; the message is one line. */
class AskedWrongError extends Error {
  override readonly name = 'AskedWrongError';
}

const TOWNSHIP_ROLES: ReadonlySet<Role> = new Set(['TownshipWorker', 'PublicSecurityClerk', 'AssociationWorker']);

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

const checked = ({ role, division, subject }: Asked): Bearer => {
  if (role === undefined || !isRole(role))
    throw new AskedWrongError(`--role: expected one of ${ROLES.join(', ')}, got ${role ?? 'nothing'}`);
  if (division === undefined || !DivisionCode.safeParse(division).success)
    throw new AskedWrongError(`--division: expected a code of 6, 9 or 12 digits, got ${division ?? 'nothing'}`);
  const sub = subject ?? `demo-${role}`;
  if (!StaffId.safeParse(sub).success)
    throw new AskedWrongError('--subject: expected at most 40 letters, digits, _ . -');
  return { role, division, sub };
};

/** One bearer for each role, at an office where it has something to do. */
const bearerOf =
  (county: string) =>
  (role: Role): Bearer => ({
    role,
    division: TOWNSHIP_ROLES.has(role) ? `${county}001` : county,
    sub: `demo-${role}`,
  });

const read = (argv: readonly string[]): Asked =>
  new Command('npm run token --')
    .option('--role <role>', `one of ${ROLES.join(', ')}`)
    .option('--division <code>', 'the office: 6, 9 or 12 digits')
    .option('--subject <id>', 'who bears it')
    .option('--all', 'one line for each role: its name, a tab, its token')
    .allowExcessArguments(false)
    .exitOverride()
    .parse([...argv], { from: 'user' })
    .opts<Asked>();

const run = async (): Promise<void> => {
  const asked = read(process.argv.slice(2));
  const { dataDir, countyCode: county } = readConfig(process.env);
  const bearers = asked.all ? ROLES.map(bearerOf(county)) : [checked(asked)];
  const secret = Buffer.from(openSecrets(dataDir, process.env).LEDGER_JWT_SECRET, 'base64url');
  const issuer = await openIssuer({ secret, county });
  for (const bearer of bearers) process.stdout.write(`${asked.all ? `${bearer.role}\t` : ''}${issuer.issue(bearer)}\n`);
};

run().catch((error: unknown) => {
  // Commander has said its line already.
  if (!(error instanceof CommanderError)) {
    const known = error instanceof AskedWrongError || error instanceof ConfigError;
    process.stderr.write(`${known ? error.message : String((error as Error).stack ?? error)}\n`);
  }
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
});
