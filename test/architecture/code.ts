// The county's source as syntax trees, for the rules of architecture that the linter cannot express.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseAst } from 'vitest/node';

export const root = join(import.meta.dirname, '../..');
export const folders = ['domain', 'projections', 'api', 'workers', 'infra', 'test'] as const;

/** Whatever a parser gives: a type, and anything beside it. */
export type Syntax = Readonly<Record<string, unknown>> & { readonly type: string };

export interface Module {
  /** Path from the root, with slashes. */
  readonly file: string;
  readonly text: string;
  /** What it imports: paths from the root, or the bare names that packages and Node's own modules go by. */
  readonly imports: readonly string[];
  readonly syntax: readonly Syntax[];
}

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const flatten = (value: unknown, into: Syntax[]): Syntax[] => {
  if (Array.isArray(value)) for (const inner of value) flatten(inner, into);
  else if (isSyntax(value)) {
    into.push(value);
    for (const inner of Object.values(value)) if (typeof inner === 'object') flatten(inner, into);
  }
  return into;
};

/** Static and dynamic imports, re-exports, imports for side effects and imported types all have a source. */
const sourceOf = (syntax: Syntax): string | null => {
  if (!/^(Import|ExportAll|ExportNamed|TSImport)/.test(syntax.type) || !isSyntax(syntax['source'])) return null;
  const { value } = syntax['source'];
  return typeof value === 'string' ? value : '(computed)';
};

/** One file as the rules see it; also of text that was never on a disk, so that a rule can be seen to fail. */
export const readModule = (file: string, text: string): Module => {
  const syntax = flatten(parseAst(text, { lang: 'ts' }, file), []);
  const imports = syntax
    .map(sourceOf)
    .filter((source) => source !== null)
    .map((source) => (source.startsWith('.') ? join(dirname(file), source) : source));
  return { file, text, imports, syntax };
};

/** Paths from the root of all files of the county's folders; a folder that is not there holds none. */
export const files = (): string[] =>
  folders
    .filter((folder) => readdirSync(root).includes(folder))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

export const readText = (file: string): string => readFileSync(join(root, file), 'utf8');

const isCode = (file: string): boolean => /\.(ts|mjs)$/.test(file);

export const sources = (): Module[] =>
  files()
    .filter(isCode)
    .map((file) => readModule(file, readText(file)));

/** What is written beside the code: documents, settings, scripts, and the files at the top. */
export const writings = (): Module[] => {
  const atTop = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  const beside = files().filter((file) => /\.(md|json|ya?ml|sh|sql|lua|csv)$/.test(file));
  return ['.ci/run', ...atTop.map(({ name }) => name), ...beside]
    .filter((file) => !['package-lock.json', '.git'].includes(file) && !isCode(file))
    .map((file) => ({ file, text: readText(file), imports: [], syntax: [] }));
};
