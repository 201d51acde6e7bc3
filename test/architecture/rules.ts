// The rules of architecture, each with a breach of it that the rule must find.
import type { Module, Syntax } from './code.ts';

export interface Rule {
  /** The rule as a sentence. */
  readonly rule: string;
  /** What breaks it, one line each. */
  readonly breaches: (modules: readonly Module[]) => string[];
  /** Sources that break it, by file name. */
  readonly broken: Readonly<Record<string, string>>;
}

/** Where both sides of a port may be seen: the processes' main files, and the command that prints a token. */
const roots = /(^|\/)main\.ts$|^api\/token\.ts$/;

const importRule = (rule: string, options: { in: RegExp; except?: RegExp; allowed: RegExp; broken: Rule['broken'] }) =>
  ({
    rule,
    broken: options.broken,
    breaches: (modules) =>
      modules
        .filter(({ file }) => options.in.test(file) && !options.except?.test(file))
        .flatMap(({ file, imports }) =>
          imports.filter((to) => !options.allowed.test(to)).map((to) => `${file} imports ${to}`),
        ),
  }) satisfies Rule;

const layers: readonly Rule[] = [
  importRule('the kernel knows zod and itself, and no module', {
    in: /^domain\/kernel\//,
    allowed: /^(zod$|domain\/kernel\/)/,
    broken: { 'domain/kernel/a.ts': "export { b } from '../birth/b.ts';" },
  }),
  importRule('policy knows the kernel', {
    in: /^domain\/policy\//,
    allowed: /^(zod$|domain\/(kernel|policy)\/)/,
    broken: { 'domain/policy/a.ts': "import '../birth/b.ts';" },
  }),
  importRule('the domain is pure: zod and itself', {
    in: /^domain\//,
    allowed: /^(zod$|domain\/)/,
    broken: {
      'domain/a.ts': "import { createHash } from 'node:crypto';",
      'domain/b.ts': "const later = await import('../infra/vault.ts');",
      'domain/c.ts': "export type D = import('../projections/d.ts').D;",
      'domain/e.ts': 'const later = await import(`${somewhere}`);',
    },
  }),
  importRule('projections see events and each other', {
    in: /^projections\//,
    allowed: /^(zod$|(domain|projections)\/)/,
    broken: { 'projections/a.ts': "import type { Redis } from 'ioredis';" },
  }),
  importRule('the API sees no adapter and no worker, except where it is put together', {
    in: /^api\//,
    except: roots,
    allowed: /^((domain|projections|api)\/|(?!domain|projections|workers|infra|test)[^/]|node:)/,
    broken: { 'api/a.ts': "import { openVault } from '../infra/vault.ts';" },
  }),
  importRule('the workers see no adapter and no API, except where they are put together', {
    in: /^workers\//,
    except: roots,
    allowed: /^((domain|projections|workers)\/|(?!domain|projections|api|infra|test)[^/]|node:)/,
    broken: { 'workers/a.ts': "import { answer } from '../api/answer.ts';" },
  }),
  importRule('the main files of the API and the workers do not see each other', {
    in: /^(api|workers)\/(main|token)\.ts$/,
    allowed: /^(?!test\/)/,
    broken: { 'api/main.ts': "import { people } from '../test/support/people.ts';" },
  }),
  importRule('adapters know ports, not routes, workers or tests', {
    in: /^infra\//,
    allowed: /^(?!(api|workers|test)\/)/,
    broken: { 'infra/local/main.ts': "export * from '../../workers/feeder.ts';" },
  }),
];

const owners: readonly (readonly [vendor: RegExp, owner: string])[] = [
  [/^(@eventstore\/|ioredis$|ioredis\/|better-sqlite3$|@grpc\/|google-protobuf)/, 'infra'],
  [/^bullmq/, 'workers'],
  [/^(fastify|@fastify\/)/, 'api'],
];

const vendors: Rule = {
  rule: "a vendor's types stop at the folder that owns them",
  broken: {
    'api/a.ts': "import { Redis } from 'ioredis';",
    'infra/a.ts': "import type { FastifyInstance } from 'fastify';",
    'workers/a.ts': "const { EventStoreDBClient } = await import('@eventstore/db-client');",
  },
  breaches: (modules) =>
    modules.flatMap(({ file, imports }) =>
      imports
        .filter((to) => owners.some(([vendor, owner]) => vendor.test(to) && !file.startsWith(`${owner}/`)))
        .filter(() => !file.startsWith('test/'))
        .map((to) => `${file} imports ${to}`),
    ),
};

const isClass = ({ type, superClass }: Syntax): boolean =>
  /^Class(Declaration|Expression)$/.test(type) &&
  !String((superClass as { name?: string } | null)?.name).endsWith('Error');

/** A module named by a text is one that exists elsewhere, to which types are added. */
const isEnumOrNamespace = ({ type, id }: Syntax): boolean =>
  type === 'TSEnumDeclaration' || (type === 'TSModuleDeclaration' && (id as Syntax).type !== 'Literal');

const classes: Rule = {
  rule: 'there are no classes but errors, no enums and no namespaces',
  broken: {
    'domain/a.ts': 'class Household { readonly members = 0; }',
    'domain/b.ts': 'export const make = () => class extends Map {};',
    'domain/c.ts': 'export enum Sex { Female }',
    'domain/d.ts': 'export namespace County { export const code = 1; }',
  },
  breaches: (modules) =>
    modules.flatMap(({ file, syntax }) =>
      syntax.filter((one) => isClass(one) || isEnumOrNamespace(one)).map(({ type }) => `${file} has a ${type}`),
    ),
};

const forbidden = /^(managers?|helpers?|utils?|utility|utilities|services?|base)$/;

const words = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_./-]+/)
    .map((word) => word.toLowerCase());

/** What is common to two things may be called so; a thing that is just called common says nothing. */
const saysNothing = (name: string): boolean =>
  words(name).some((word) => forbidden.test(word)) || /(^h|H)andle$|(^|\/)common(?![a-z])/.test(name);

const declares = /^(VariableDeclarator|(Function|Class|TSTypeAlias|TSInterface)Declaration)$/;

const names: Rule = {
  rule: 'names say what a thing is: no manager, helper, util, service, base, common, or handle',
  broken: {
    'infra/lane-utils.ts': '',
    'infra/a.ts': 'const baseVault = 1;',
    'infra/b.ts': 'export interface FeedManager { readonly on: boolean }',
    'infra/c.ts': 'export function helper() {}',
    'infra/d.ts': 'const redisHandle = 1;',
    'infra/e.ts': 'const commonParts = 1;',
  },
  breaches: (modules) =>
    modules.flatMap(({ file, syntax }) => [
      ...(saysNothing(file.replace(/\.\w+$/, '')) ? [`${file} is a name that says nothing`] : []),
      ...syntax
        .filter(({ type }) => declares.test(type))
        .map(({ id }) => (id as { name?: string } | null)?.name ?? '')
        .filter(saysNothing)
        .map((name) => `${file} declares ${name}`),
    ]),
};

const firstLines: Rule = {
  rule: 'every file begins with one sentence: what it is, and for whom',
  broken: { 'domain/a.ts': "import * as z from 'zod';", 'domain/b.ts': '// births' },
  breaches: (modules) =>
    modules
      .filter(({ text }) => !/^(#!.*\n)?(\/\/ |\/\*\*(\n \*)? ).{20,}/.test(text))
      .map(({ file }) => `${file} does not say what it is`),
};

/** Where the code was made, and how: nothing that a reader elsewhere could find, or need. */
const made = [
  /(?:^|[\s'"`(=:])\/(?:work|root|home|Users|farm|tmp)\/\w/m,
  /\b(?:registry\.npmjs|deb\.debian|pypi)\.org\b/,
  /\/\/.*\b(?:[Ii]ssue|[Ss]tep) (?:#?\d|[A-D]\b)/,
];

export const places: Rule = {
  rule: 'nothing tells of the machine or the plan it was made with',
  broken: {
    'infra/a.ts': `const at = '${'/'}work/main';`,
    'infra/b.ts': `const from = 'https://registry.${'npmjs'}.org';`,
    'infra/c.ts': `// The lanes of ${'step'} B.`,
  },
  breaches: (modules) =>
    modules.flatMap(({ file, text }) =>
      made.flatMap((trace) => trace.exec(text)?.slice(0, 1) ?? []).map((found) => `${file} says ${found.trim()}`),
    ),
};

export const rules: readonly Rule[] = [...layers, vendors, classes, names, firstLines, places];
