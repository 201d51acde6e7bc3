// Makes a machine that has only Node and npm ready for the ledger; plain JavaScript, because nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The machine is not ready and cannot be made so from here; the message is the one line that says what to do. */
export class SetupError extends Error {}

const STAMP = join(root, 'node_modules/.county-ledger-stamp');

/** What is needed from the system: any of `commands` will do. */
const tools = {
  compiler: { commands: ['g++', 'c++', 'clang++'], called: 'a C++ compiler', debian: 'g++' },
  make: { commands: ['make'], called: 'make', debian: 'make' },
  python: { commands: ['python3'], called: 'Python 3', debian: 'python3' },
  redis: { commands: ['redis-server'], called: 'Redis (redis-server)', debian: 'redis-server' },
};

const say = (line) => console.error(`set-up: ${line}`);

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const isThere = (command) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, command)));

const run = (command, args, env = {}) => {
  const options = { cwd: root, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 256 * 1024 * 1024 };
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, options);
  const said = `${stdout ?? ''}\n${stderr ?? ''}`.split('\n').filter((line) => line.trim() !== '');
  return { ok: status === 0, interrupted: signal !== null, said: error ? [error.message] : said };
};

const refuseOldNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(`Node 20.19 or later is needed, and this is ${process.versions.node}: https://nodejs.org`);
};

const ensureTools = (wanted) => {
  const missing = wanted.filter(({ commands }) => !commands.some(isThere));
  if (missing.length === 0) return;
  const called = missing.map((tool) => tool.called).join(', ');
  const packages = missing.map((tool) => tool.debian);
  if (process.getuid?.() !== 0 || !isThere('apt-get'))
    throw new SetupError(
      `${called} must be installed first: sudo apt-get install -y ${packages.join(' ')} (Debian, Ubuntu), ` +
        'or xcode-select --install and brew install redis (macOS); then run this again',
    );
  say(`installing ${called}`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update'], quiet);
  const { ok, said } = run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], quiet);
  if (!ok) throw new SetupError(`apt-get install ${packages.join(' ')} failed: ${said.at(-1) ?? 'no reason given'}`);
};

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/** Compiled packages belong to one major version of Node, so it is part of what must stay the same. */
const fingerprint = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update([process.platform, process.arch, process.versions.modules].join())
    .digest('hex');

/** Packages that were installed by hand are as good, if they are those of the lock file and the compiled one loads. */
const installedByHand = () => {
  const wanted = readJson(join(root, 'package-lock.json'));
  const present = readJson(join(root, 'node_modules/.package-lock.json'));
  if (!present) return false;
  const same = Object.entries(wanted.packages).every(
    ([path, { version, optional }]) => path === '' || optional || present.packages[path]?.version === version,
  );
  return same && run(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:')"]).ok;
};

const isInstalled = () => {
  if (!existsSync(join(root, 'package-lock.json'))) return false;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()) return true;
  if (!installedByHand()) return false;
  writeFileSync(STAMP, fingerprint());
  return true;
};

/** Node's own headers, where they lie beside it, spare the compiler a download. */
const headers = () => {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
};

const installPackages = () => {
  const [npm, first] = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const verb = existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install';
  say('installing packages; the first time this takes a minute or two');
  const { ok, interrupted, said } = run(npm, [...first, verb, '--include=dev', '--no-audit', '--no-fund'], headers());
  if (interrupted) throw new SetupError('interrupted while packages were being installed');
  if (!ok) throw new SetupError([...said.slice(-15), `npm ${verb} failed: the reason is above`].join('\n'));
  writeFileSync(STAMP, fingerprint());
};

/** Installs what is missing, or throws a SetupError that says what to install. */
export const prepare = ({ redis }) => {
  refuseOldNode();
  const installed = isInstalled();
  ensureTools([...(installed ? [] : [tools.compiler, tools.make, tools.python]), ...(redis ? [tools.redis] : [])]);
  if (!installed) installPackages();
};

/** As `prepare`, for a command: a machine that is not ready ends it with one line. */
export const prepareOrEnd = (needs) => {
  try {
    prepare(needs);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
};
