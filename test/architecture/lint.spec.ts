// The linter's rules hold in the code base, and each that carries a promise of the README is seen to fail.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from './code.ts';

interface Found {
  readonly code: string;
  readonly filename: string;
  readonly message: string;
}

const lint = (cwd: string, ...options: string[]): Found[] => {
  const config = ['--config', join(root, 'infra/tooling/oxlintrc.json'), '--format', 'json'];
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/oxlint'), [...config, ...options], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout.startsWith('{')) throw new Error(`oxlint gave no answer: ${stdout}${stderr}`);
  return (JSON.parse(stdout) as { diagnostics: Found[] }).diagnostics;
};

const lines = (count: number, line: string): string => Array.from({ length: count }, () => line).join('\n');

/** By the rule that must find it: a file, and what is wrong in it. */
const planted: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'eslint(max-lines)': ['infra/long-file.ts', lines(301, 'export {};')],
  'eslint(max-lines-per-function)': ['infra/long.ts', `export const f = () => {\n${lines(46, '  g();')}\n};`],
  'eslint(max-depth)': ['infra/deep.ts', 'export const f = () => { if (a) { if (b) { if (c) { if (d) g(); } } } };'],
  'eslint(max-params)': ['infra/wide.ts', 'export const f = (a: 1, b: 2, c: 3, d: 4, e: 5) => a + b + c + d + e;'],
  'eslint(complexity)': ['infra/tangle.ts', `export const f = (a: number) => ${lines(21, 'a ||')} a;`],
  'eslint(no-console)': ['api/loud.ts', "console.log('here');"],
  'eslint(no-restricted-globals)': ['domain/clock.ts', 'export const now = () => new Date();'],
  'eslint(no-restricted-properties)': ['projections/dice.ts', 'export const draw = () => Math.random();'],
  'eslint(no-warning-comments)': ['workers/later.ts', `// ${'TO'}DO: the rest\nexport {};`],
  'import(no-cycle)': ['infra/hen.ts', "export { egg as hen } from './egg.ts';"],
  'import(no-default-export)': ['infra/nameless.ts', 'export default 1;'],
  'unicorn(filename-case)': ['infra/birthEvents.ts', 'export {};'],
  'typescript(no-explicit-any)': ['infra/any.ts', 'export const a: any = 1;'],
  'typescript(no-floating-promises)': ['infra/float.ts', 'export const f = () => { g(); };\nconst g = async () => 1;'],
  'typescript(no-misused-promises)': ['infra/misuse.ts', '[1].forEach(async (n) => n);\nexport {};'],
  'typescript(switch-exhaustiveness-check)': [
    'infra/half.ts',
    "export const f = (sex: 'f' | 'm') => { switch (sex) { case 'f': return 1; } return 0; };",
  ],
};

/** What is pure may not use one of these, however it is written. */
const impure = ['process.env', 'console.info(1)', 'fetch(at)', 'setTimeout(at, 1)', 'setInterval(at, 1)', 'Date.now()'];

const place = mkdtempSync(join(tmpdir(), 'lint-'));
afterAll(() => rmSync(place, { recursive: true }));

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(place, file)), { recursive: true });
  writeFileSync(join(place, file), text);
};

for (const [file, text] of Object.values(planted)) write(file, text);
for (const [index, text] of impure.entries()) write(`domain/impure-${index}.ts`, `export const a = ${text};`);
write('infra/egg.ts', "export { hen as egg } from './hen.ts';");
write('infra/clock.ts', 'export const now = () => new Date();');
write('tsconfig.json', '{ "compilerOptions": { "strict": true, "lib": ["ES2023"], "types": [] } }');
const found = lint(place, '--type-aware');

test.each(Object.entries(planted).map(([rule, [file]]) => [rule, file] as const))('%s is seen in %s', (rule, file) => {
  expect(found.filter(({ filename }) => filename.endsWith(file)).map(({ code }) => code)).toContain(rule);
});

test.each(impure.map((text, index) => [text, index] as const))('%s is seen in the domain', (_, index) => {
  const codes = found.filter(({ filename }) => filename.endsWith(`impure-${index}.ts`)).map(({ code }) => code);
  expect(codes).toContain('eslint(no-restricted-globals)');
});

test('an adapter may look at the clock', () => {
  expect(found.filter(({ filename }) => filename.endsWith('infra/clock.ts'))).toEqual([]);
});

test('the code base keeps the rules that need no types: sizes, purity, cycles, exports', () => {
  expect(lint(root).map(({ code, filename, message }) => `${filename} ${code}: ${message}`)).toEqual([]);
});
