// The code base keeps its rules, and each rule is seen to find the breach of it.
import { expect, test } from 'vitest';
import { readModule, sources, writings } from './code.ts';
import { places, rules } from './rules.ts';

const modules = sources();

test('the scan sees the code base', () => {
  expect(modules.length).toBeGreaterThan(15);
  expect(modules.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(10);
});

test.each([
  ["import { a } from './a.ts'", 'domain/a.ts'],
  ["import type { a } from './a.ts'", 'domain/a.ts'],
  ["import * as a from '../api/a.ts'", 'api/a.ts'],
  ["import './a.ts'", 'domain/a.ts'],
  ["export { a } from './a.ts'", 'domain/a.ts'],
  ["export * from './a.ts'", 'domain/a.ts'],
  ["const a = () => import('./a.ts')", 'domain/a.ts'],
  ["type A = import('./a.ts').A", 'domain/a.ts'],
  ["import {\n  a,\n  b,\n} from 'zod'", 'zod'],
])('the scan understands %s', (text, to) => {
  expect(readModule('domain/x.ts', text).imports).toEqual([to]);
});

test('the scan takes neither a comment nor a text for an import', () => {
  const text = "// import './a.ts'\nconst b = \"import './b.ts'\"; const c = /from 'c'/;";
  expect(readModule('domain/x.ts', text).imports).toEqual([]);
});

test.each(rules.map(({ rule, breaches }) => [rule, breaches] as const))('%s', (_, breaches) => {
  expect(breaches(modules)).toEqual([]);
});

test('what is written beside the code keeps quiet about the machine too', () => {
  expect(writings().length).toBeGreaterThan(5);
  expect(places.breaches(writings())).toEqual([]);
});

const planted = rules.flatMap(({ rule, breaches, broken }) =>
  Object.entries(broken).map(([file, text]) => [rule, file, { breaches, text }] as const),
);

test.each(planted)('it is seen when not: %s (%s)', (_, file, { breaches, text }) => {
  expect(breaches([readModule(file, text)])).not.toEqual([]);
});
