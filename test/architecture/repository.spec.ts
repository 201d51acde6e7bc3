// What lies at the top of the repository, and what it depends on, each thing with its reason.
import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, test } from 'vitest';
import { folders, type Module, readModule, readText, root, sources } from './code.ts';

interface Packages {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const packages = JSON.parse(readText('package.json')) as Packages;
const modules = sources();
const allowedAtTop = new Set<string>([
  ...folders,
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'LICENSE'],
  ...['node_modules', 'coverage', 'dist'],
]);

const strangersAtTop = (names: readonly string[]) =>
  names.filter((name) => !name.startsWith('.') && !allowedAtTop.has(name));

const packageOf = (source: string): string =>
  source
    .split('/')
    .slice(0, source.startsWith('@') ? 2 : 1)
    .join('/');

const isPackage = (source: string): boolean =>
  !source.startsWith('node:') && !folders.some((folder) => source.startsWith(`${folder}/`));

const imported = (all: readonly Module[]) =>
  all.flatMap(({ file, imports }) => imports.filter(isPackage).map((source) => ({ file, name: packageOf(source) })));

/** Imports of packages that are not declared, or that are declared only for tests. */
const undeclared = (all: readonly Module[], { dependencies, devDependencies }: Packages) =>
  imported(all)
    .filter(({ name }) => !(name in dependencies))
    .filter(({ file, name }) => !(file.startsWith('test/') && name in devDependencies))
    .map(({ file, name }) => `${file} imports ${name}`);

/** Not imported: declared so that a single copy is installed, whose messages are those of the client. */
const PINNED = new Set(['google-protobuf']);

const unused = (all: readonly Module[], { dependencies }: Packages) => {
  const names = new Set(imported(all.filter(({ file }) => !file.startsWith('test/'))).map(({ name }) => name));
  return Object.keys(dependencies).filter((name) => !names.has(name) && !PINNED.has(name));
};

/** A reason is what follows the package's name, in the same line of the README. */
const unexplained = (readme: string, { dependencies }: Packages) => {
  const reasons = readme.split('\n');
  return Object.keys(dependencies).filter(
    (name) => !reasons.some((line) => (line.split(`\`${name}\``)[1] ?? '').replace(/[^\p{L}]/gu, '').length > 3),
  );
};

const downloadAddresses = (lock: string) => lock.match(/"resolved": "(?:https?|git).*"/g) ?? [];

test('nothing lies at the top but the prescribed folders and files', () => {
  expect(strangersAtTop(readdirSync(root))).toEqual([]);
  expect(strangersAtTop(['domain', '.ci', 'scripts', 'jest.config.js'])).toEqual(['scripts', 'jest.config.js']);
});

test('every package that is imported is declared, and none for tests is imported elsewhere', () => {
  expect(undeclared(modules, packages)).toEqual([]);
  const sneaky = [
    readModule('infra/a.ts', "import { test } from 'vitest'; import _ from 'lodash/fp';"),
    readModule('test/a.ts', "import { test } from 'vitest';"),
  ];
  expect(undeclared(sneaky, packages)).toEqual(['infra/a.ts imports vitest', 'infra/a.ts imports lodash']);
});

test('Node modules are imported by their full names', () => {
  expect(imported(modules).filter(({ name }) => builtinModules.includes(name))).toEqual([]);
});

test('every runtime dependency is used', () => {
  expect(unused(modules, packages)).toEqual([]);
  expect(unused([readModule('test/a.ts', "import 'zod';")], packages)).toContain('zod');
});

test('every runtime dependency is named in the README with its reason', () => {
  expect(unexplained(readText('README.md'), packages)).toEqual([]);
  expect(unexplained('| `zod` | commands and events are parsed |\n| `pino` | |', packages)).toContain('pino');
  expect(unexplained('| `zod` | commands and events are parsed |\n| `pino` | |', packages)).not.toContain('zod');
});

test('the lock file holds no download address', () => {
  expect(downloadAddresses(readText('package-lock.json'))).toEqual([]);
  expect(downloadAddresses('"resolved": "https://example.org/zod.tgz"')).toHaveLength(1);
});
