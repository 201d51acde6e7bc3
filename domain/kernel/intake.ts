/** The edge of every command: its schema decides, and a demand for something else is told from a slip of the pen. */
import type * as z from 'zod';
import type { AnyDecider } from './decider.ts';
import type { CommandSpec } from './message.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What is wrong with one field, and what would be right. */
export interface FieldProblem {
  /** JSON pointer into the command. */
  readonly field: string;
  readonly rule: string;
  readonly remedy: string;
}
export type Intake =
  | { readonly ok: true; readonly command: { readonly type: string; readonly data: unknown } }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

const pointer = (path: readonly PropertyKey[]) => path.map((step) => `/${String(step)}`).join('');

/** Names are kept only where they look like a field's name; anything else could hold personal data. */
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
const fieldName = (name: string) => (FIELD_NAME.test(name) ? name : '(other)');

const remedyOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'leave the unknown fields out';
    case 'invalid_type':
      return `give a ${issue.expected}`;
    case 'invalid_value':
      return `give one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}`;
    case 'too_small':
      return `at least ${String(issue.minimum)}`;
    default:
      return `give ${issue.message}`;
  }
};

/** A schema's complaints as field, rule and remedy. */
export const problemsOf = (error: z.ZodError): FieldProblem[] =>
  error.issues.flatMap((issue): FieldProblem[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: `${pointer(issue.path)}/${fieldName(key)}`,
          rule: 'no such field',
          remedy: remedyOf(issue),
        }))
      : [{ field: pointer(issue.path) || '/', rule: issue.message, remedy: remedyOf(issue) }],
  );

/** Names the refusal of a field that no command takes, or nothing where the name demands nothing unlawful. */
export type DemandOf = (field: string) => string | undefined;
const noDemand: DemandOf = () => undefined;

/** The one refusal of what a payload demands: a named demand before that of anything else not asked for. */
const refusedDemand = (fields: readonly string[], { unconditional }: CommandSpec, demandOf: DemandOf) => {
  const code = fields.map(demandOf).find((found) => found !== undefined) ?? (unconditional ? 'REF-01' : undefined);
  if (code === undefined || fields.length === 0) return undefined;
  const named = code === 'REF-01' ? fields : fields.filter((field) => demandOf(field) === code);
  return refuse(code, { fields: [...new Set(named.map(fieldName))].sort() });
};

/**
 * Parses a command's payload. Where nothing may be demanded beside its own fields, any further one is refused as
 * REF-01; a demand that has a refusal of its own is refused by that, whatever the command.
 */
export const takeIn = (decider: AnyDecider, type: string, payload: unknown, demandOf: DemandOf = noDemand): Intake => {
  const spec = (decider.commands.specs as Record<string, CommandSpec | undefined>)[type];
  if (!spec) return { ok: false, problems: [{ field: '/', rule: 'no such command', remedy: 'see /openapi.json' }] };
  const parsed = spec.data.safeParse(payload);
  if (parsed.success) return { ok: true, command: { type, data: parsed.data } };
  const demanded = parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  const refusal = refusedDemand(demanded.toSorted(), spec, demandOf);
  if (refusal) return { ok: false, refusal };
  return { ok: false, problems: problemsOf(parsed.error) };
};
