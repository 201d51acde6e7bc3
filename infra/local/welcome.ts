// What a newcomer reads when the ledger is up: where it is, how to sign in, and what to try first.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod';

interface Welcome {
  readonly address: string;
  readonly countyCode: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly root: string;
}

/** Sees households and may register, so that one token does for all that is tried first. */
const CLERK = 'PublicSecurityClerk';

const Township = z.looseObject({ households: z.array(z.looseObject({ id: z.string(), headId: z.string() })) });

const execute = promisify(execFile);

/** One token for each role, by the role's name. */
const tokensOf = async ({ env, root }: Welcome): Promise<ReadonlyMap<string, string>> => {
  const { stdout } = await execute(process.execPath, ['--import', 'tsx', 'api/token.ts', '--all'], { cwd: root, env });
  const lines = stdout.trimEnd().split('\n');
  return new Map(lines.map((line) => line.split('\t') as [role: string, token: string]));
};

/** Some household of the first township, asked for as anybody would; none in an empty ledger. */
const someHousehold = async (url: string, token: string) => {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const township = Township.safeParse(await answer.json().catch(() => null));
  return township.data?.households[0];
};

const trials = async ({ address, countyCode }: Welcome, token: string): Promise<string[]> => {
  const township = `${address}/townships/${countyCode}001?limit=3`;
  const curl = 'curl -H "authorization: Bearer $TOKEN"';
  const list = `${curl} '${township}'`;
  const household = await someHousehold(township, token);
  if (!household) return [list, `curl ${address}/health/ready`, `curl ${address}/openapi.json`];
  const post = `${curl} -H 'content-type: application/json' -H 'idempotency-key: ${randomUUID()}'`;
  const demand = JSON.stringify({ householdId: household.id, feeReceipt: 'No. 1' });
  return [
    list,
    `${curl} ${address}/households/${household.id}`,
    // 登记不得附加条件: the answer names the law that forbids what is demanded here.
    `${post} -d '${demand}' ${address}/persons/${household.headId}/registration/child`,
  ];
};

export const introduce = async (welcome: Welcome): Promise<void> => {
  const tokens = await tokensOf(welcome);
  const clerk = tokens.get(CLERK) ?? '';
  const width = Math.max(...[...tokens.keys()].map((role) => role.length));
  const lines = [
    '',
    `The ledger of county ${welcome.countyCode} is at ${welcome.address}; a page to try it is at ${welcome.address}/docs`,
    '',
    'A token for each role, from the development issuer:',
    ...[...tokens].map(([role, token]) => `  ${role.padEnd(width)}  ${token}`),
    '',
    'Three commands to try: a township, a household, and a demand that nobody may make when a child is registered:',
    `  TOKEN=${clerk}`,
    ...(await trials(welcome, clerk)).map((line) => `  ${line}`),
    '',
  ];
  console.log(lines.join('\n'));
};
