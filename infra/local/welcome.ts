// What a newcomer reads when the ledger is up: where it is, how to sign in, and what to try first.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface Welcome {
  readonly address: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly root: string;
}

const execute = promisify(execFile);

const tokens = async ({ env, root }: Welcome): Promise<string> => {
  const { stdout } = await execute(process.execPath, ['--import', 'tsx', 'api/token.ts', '--all'], { cwd: root, env });
  return stdout.trimEnd();
};

export const introduce = async (welcome: Welcome): Promise<void> => {
  console.log(await tokens(welcome));
};
