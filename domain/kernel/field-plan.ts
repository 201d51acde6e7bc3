/** Which fields of an event are sealed and which name keys: worked out once from the schema's marks. */
import * as z from 'zod';
import { marks, type OwnerClass } from './values.ts';

export interface SealedField {
  readonly path: readonly string[];
  /** The path as its disclosure names it. */
  readonly pointer: string;
  readonly owner: string;
  readonly class: OwnerClass;
}
export interface KeyField {
  /** `*` stands for every element of a list. */
  readonly path: readonly string[];
  readonly kind: string;
}
export interface FieldPlan {
  readonly sealed: readonly SealedField[];
  readonly keys: readonly KeyField[];
}

type Found = { sealed: SealedField[]; keys: KeyField[] };

const innerOf = (schema: z.ZodType): z.ZodType | undefined =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly
    ? (schema.unwrap() as z.ZodType)
    : undefined;

const walk = (schema: z.ZodType, path: readonly string[], found: Found): void => {
  const mark = marks.get(schema);
  if (mark?.sealed) {
    if (path.includes('*')) throw new Error(`a sealed field cannot lie in a list: ${path.join('/')}`);
    found.sealed.push({ path, pointer: pointerOf(path), ...mark.sealed });
    return;
  }
  if (mark?.key) found.keys.push({ path, kind: mark.key });
  const inner = innerOf(schema);
  if (inner) return walk(inner, path, found);
  if (schema instanceof z.ZodArray) return walk(schema.element as z.ZodType, [...path, '*'], found);
  if (schema instanceof z.ZodUnion) return schema.options.forEach((option) => walk(option as z.ZodType, path, found));
  if (schema instanceof z.ZodObject)
    for (const [name, field] of Object.entries(schema.shape)) walk(field as z.ZodType, [...path, name], found);
};

const byPointer = (a: SealedField, b: SealedField) => (a.pointer < b.pointer ? -1 : 1);

/** Sealed fields in the order of their pointers. @throws on a sealed field inside a list, which no disclosure path could name */
export const fieldPlan = (schema: z.ZodType): FieldPlan => {
  const found: Found = { sealed: [], keys: [] };
  walk(schema, [], found);
  return { sealed: found.sealed.sort(byPointer), keys: found.keys };
};

/** The values at a path, none where a part of it is absent. */
export const valuesAt = (value: unknown, path: readonly string[]): readonly unknown[] => {
  const [step, ...rest] = path;
  if (value === undefined || value === null) return [];
  if (step === undefined) return [value];
  if (step === '*') return Array.isArray(value) ? value.flatMap((one) => valuesAt(one, rest)) : [];
  return valuesAt((value as Record<string, unknown>)[step], rest);
};

/** RFC 6901. */
export const pointerOf = (path: readonly string[]): string =>
  path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
export const pathOf = (pointer: string): string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** A copy of an object with the value at a path replaced; the path exists. */
export const replacedAt = (
  value: Readonly<Record<string, unknown>>,
  path: readonly string[],
  put: unknown,
): Record<string, unknown> => {
  const [step = '', ...rest] = path;
  const held = value[step];
  return { ...value, [step]: rest.length === 0 ? put : replacedAt((held ?? {}) as Record<string, unknown>, rest, put) };
};
