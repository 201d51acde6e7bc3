// The API's document: every address is in it, every reference leads somewhere, every example would be taken.
import { expect, it } from 'vitest';
import { commandRoutes } from '../../api/command-routes.ts';
import { exampleOfCommand } from '../../api/examples.ts';
import { queryRoutes } from '../../api/query-table.ts';
import { deciders } from '../../domain/index.ts';
import { commandPaths } from '../../api/command-paths.ts';
import { openDesk } from './desk.ts';

const desk = await openDesk();
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly unknown[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: unknown; readonly example: unknown }> };
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const answer = await desk.app.inject('/openapi.json');
const made = answer.json() as Document;
const operations = Object.entries(made.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

const referencesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) =>
    key === '$ref' && typeof held === 'string' ? [held] : referencesIn(held),
  );
};
const at = (pointer: string) =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((held, step) => (held as Record<string, unknown> | undefined)?.[step], made);

it('is OpenAPI 3.1 and answers without a token', () => {
  expect(answer.statusCode).toBe(200);
  expect(made.openapi).toBe('3.1.0');
});

it('every command of every decider has a line in the table of addresses, and every address is in the document', () => {
  const lines = commandPaths.flatMap(({ decider, paths }) =>
    Object.keys(paths).map((type) => `${decider.category}.${type}`),
  );
  const commands = deciders.flatMap(({ category, commands: { specs } }) =>
    Object.keys(specs).map((type) => `${category}.${type}`),
  );
  expect(lines.toSorted()).toEqual(commands.toSorted());
  const unsent = commandPaths.flatMap(({ paths }) => Object.entries(paths).filter(([, path]) => path === null));
  const itself = ['OpenLedger', 'RestoreLedger', 'NoteRefusal', 'NoteSettled', 'SealImport'];
  expect(unsent.map(([type]) => type)).toEqual(itself);
  const documented = operations.map(({ path, method }) => `${method} ${path}`);
  const mounted = [
    ...commandRoutes.map(({ path }) => `POST ${path}`),
    ...queryRoutes.map(({ path, method }) => `${method} ${path}`),
    ...['GET /health/live', 'GET /health/ready', 'GET /metrics'],
  ].map((line) => line.replace(/:(\w+)/g, '{$1}'));
  expect(documented.toSorted()).toEqual(mounted.toSorted());
});

it('every address that the server answers to is in the document, but for the document and its page', () => {
  for (const { path, method } of operations)
    expect(desk.app.hasRoute({ method: method as 'GET', url: path.replace(/\{(\w+)\}/g, ':$1') })).toBe(true);
  const served = desk.app.printRoutes({ commonPrefix: false });
  const names = [...served.matchAll(/(\S+) \((GET|POST)/g)].length;
  expect(names).toBeGreaterThanOrEqual(operations.length);
});

it('every reference leads somewhere', () => {
  const references = referencesIn(made);
  expect(references.length).toBeGreaterThan(100);
  for (const reference of references) {
    expect(reference).toMatch(/^#\/components\//);
    expect({ reference, leads: at(reference) !== undefined }).toEqual({ reference, leads: true });
  }
});

it('operations have names of their own, and say what may go wrong', () => {
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  for (const { operation, path } of operations.filter(({ method: m }) => m === 'POST'))
    if (path !== '/searches')
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining(['200', '201', '400', '401', '403', '409', '413', '415', '422', '503']),
      );
});

it('the headers of keys, revisions and positions are named', () => {
  const names = Object.values(made.components.parameters ?? {}).map((one) => (one as { name: string }).name);
  expect(names).toEqual(expect.arrayContaining(['Idempotency-Key', 'If-Match', 'Ledger-Position', 'Purpose']));
});

it.each(commandRoutes)('the example of $type fits its schema', ({ type, spec }) => {
  expect(spec.data.safeParse(exampleOfCommand(type, spec.data)).error?.issues ?? []).toEqual([]);
});

it('the page to try it asks nothing from elsewhere', async () => {
  const page = await desk.app.inject('/docs/');
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect((await desk.app.inject('/docs/json')).json()).toEqual(made);
});
