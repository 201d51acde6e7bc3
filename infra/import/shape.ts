/** 取值 Brings the fields of a row into the form that a command's schema wants: what the schema takes stays as it was written. */
import * as z from 'zod';
import { CivilDate, ID_PREFIX, type IdKind, marks } from '../../domain/kernel/values.ts';
import { CitizenId } from '../../domain/registry/fields.ts';
import { booleanOf, type Change, codeOf, dateOf, integerOf, type Written, wordsOf } from './changes.ts';

/** One thing that was changed, by the field's pointer; never the value. */
export interface Note {
  readonly field: string;
  readonly change: Change;
}
/** Where a field names a thing by the identifier of an old register. */
export interface Reference {
  readonly kind: IdKind;
  readonly key: string;
}

type Shaped = { readonly value: unknown; readonly notes: readonly Note[] };
/** Everything a walk through the fields gathers. */
export interface Shaping {
  readonly notes: Note[];
  readonly references: Reference[];
  /** Numbers of citizens, by pointer. */
  readonly numbers: { field: string; written: string }[];
  readonly idOf: (reference: Reference) => string;
}

type Kind = 'id' | 'citizenId' | 'date' | 'integer' | 'boolean' | 'code' | 'words' | 'object' | 'array' | 'other';
interface Wanted {
  readonly kind: Kind;
  readonly schema: z.ZodType;
  readonly idKind?: IdKind;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
}

const unwrapped = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly
    ? unwrapped(schema.unwrap() as z.ZodType)
    : schema;

const isIdKind = (kind: string | undefined): kind is IdKind => kind !== undefined && kind in ID_PREFIX;
/** Letters of any script may stand in it: then it is words, in which nothing but spaces around them may be changed. */
const takesWords = (schema: z.ZodType) =>
  ['王小明', '平安路', '平人口征决字〔2008〕第014号'].some((text) => schema.safeParse(text).success);

const look = (given: z.ZodType): Wanted => {
  const schema = unwrapped(given);
  const key = marks.get(schema)?.key;
  if (isIdKind(key)) return { kind: 'id', schema, idKind: key };
  if (schema === CitizenId) return { kind: 'citizenId', schema };
  if (schema === CivilDate || schema.meta()?.format === 'date') return { kind: 'date', schema };
  if (schema instanceof z.ZodObject)
    return { kind: 'object', schema, shape: schema.shape as Readonly<Record<string, z.ZodType>> };
  if (schema instanceof z.ZodArray) return { kind: 'array', schema, element: schema.element as z.ZodType };
  if (schema instanceof z.ZodNumber) return { kind: 'integer', schema };
  if (schema instanceof z.ZodBoolean) return { kind: 'boolean', schema };
  if (schema instanceof z.ZodString) return { kind: takesWords(schema) ? 'words' : 'code', schema };
  return { kind: schema instanceof z.ZodEnum ? 'code' : 'other', schema };
};

const looked = new WeakMap<z.ZodType, Wanted>();
const wantedOf = (schema: z.ZodType): Wanted => {
  const known = looked.get(schema) ?? look(schema);
  looked.set(schema, known);
  return known;
};

const FORMS: Readonly<Partial<Record<Kind, (written: string) => Written>>> = {
  date: dateOf,
  integer: integerOf,
  boolean: booleanOf,
  code: codeOf,
  words: wordsOf,
  other: codeOf,
};

const LEDGER_ID = /^[a-z]{1,2}_[A-Za-z0-9_-]{21}[AQgw]$/;

const asText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
};

const reshape = ({ kind, schema }: Wanted, value: unknown, field: string): Shaped => {
  const form = FORMS[kind];
  const text = asText(value);
  if (!form || text === undefined || schema.safeParse(value).success) return { value, notes: [] };
  const { value: made, changes } = form(text);
  const isNumber = typeof value === 'number';
  if (!schema.safeParse(made).success) return { value, notes: [] };
  const said = isNumber && kind !== 'date' ? (['NUMBER_TO_TEXT', ...changes] as const) : changes;
  return { value: made, notes: said.map((change) => ({ field, change })) };
};

const identifier = ({ idKind }: Wanted, value: unknown, { references, idOf }: Shaping): unknown => {
  const text = asText(value)?.trim();
  if (!idKind || text === undefined || text === '' || LEDGER_ID.test(text)) return text ?? value;
  const reference = { kind: idKind, key: text };
  references.push(reference);
  return idOf(reference);
};

/** The value in the form its schema wants, as far as that is certain. */
export const shape = (schema: z.ZodType, value: unknown, field: string, shaping: Shaping): unknown => {
  const wanted = wantedOf(schema);
  if (wanted.kind === 'object' && wanted.shape && typeof value === 'object' && value !== null)
    return shapeObject(wanted.shape, value as Readonly<Record<string, unknown>>, { field, shaping });
  if (wanted.kind === 'array' && wanted.element && Array.isArray(value)) {
    const { element } = wanted;
    return value.map((one, at) => shape(element, one, `${field}/${at}`, shaping));
  }
  if (wanted.kind === 'id') return identifier(wanted, value, shaping);
  if (wanted.kind === 'citizenId') {
    const written = asText(value);
    if (written !== undefined) shaping.numbers.push({ field, written });
    return value;
  }
  const { value: made, notes } = reshape(wanted, value, field);
  shaping.notes.push(...notes);
  return made;
};

const shapeObject = (
  fields: Readonly<Record<string, z.ZodType>>,
  value: Readonly<Record<string, unknown>>,
  { field, shaping }: { field: string; shaping: Shaping },
): Record<string, unknown> => {
  const made: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const schema = Object.hasOwn(fields, name) ? fields[name] : undefined;
    made[name] = schema ? shape(schema, inner, `${field}/${name}`, shaping) : inner;
  }
  return made;
};
