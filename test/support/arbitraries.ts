// Values made from schemas, for laws and fuzz: whatever fits a schema, and whatever misses it in one field.
import fc from 'fast-check';
import * as z from 'zod';
import { dateOfDay, dayNumber } from '../../domain/kernel/calendar.ts';
import { base64urlOf } from '../../domain/kernel/identifier.ts';
import { canonicalText } from '../../domain/kernel/canonical.ts';

const idBodies = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => base64urlOf([...bytes]));
/** Bytes of the few identifiers that keep meeting one another. */
export const FEW = [1, 2] as const;
const fewBodies = fc.constantFrom(...FEW.map((byte) => base64urlOf(Array<number>(16).fill(byte))));
const daysFrom = (from: string, to: string) => fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(dateOfDay);
/** Birthdays of grown persons, days of the last years, some that are still to come. */
const dates = fc.oneof(
  { weight: 4, arbitrary: daysFrom('1950-01-01', '2005-12-31') },
  { weight: 4, arbitrary: daysFrom('2018-01-01', '2026-03-20') },
  { weight: 1, arbitrary: daysFrom('1801-01-01', '2199-12-31') },
);
/** Townships and villages of the invented county, one that ended, one that never was. */
const divisions: Readonly<Record<number, readonly string[]>> = {
  6: ['990121', '990122', '980121', '500225', '110101'],
  9: ['990121001', '990121100', '990121200', '990121299', '990121999'],
  12: ['990121001001', '990121100200', '990121299200', '990121100150'],
};

const stringOf = (schema: z.ZodString): fc.Arbitrary<string> => {
  const { format, pattern } = z.toJSONSchema(schema) as { format?: string; pattern?: string };
  if (format === 'date') return dates;
  if (format === 'uuid') return fc.uuid();
  const id = pattern && /^\^([a-z]{1,2})_\[/.exec(pattern);
  if (id)
    return fc
      .oneof({ weight: 9, arbitrary: fewBodies }, { weight: 1, arbitrary: idBodies })
      .map((body) => `${id[1]}_${body}`);
  const digits = pattern && /^\^\\d\{(6|9|12)\}/.exec(pattern);
  if (digits) return fc.constantFrom(...(divisions[Number(digits[1])] as string[]));
  if (pattern && !pattern.includes('\\p{')) return fc.stringMatching(new RegExp(pattern));
  return fc.constantFrom('王小明', '平安路12号', 'a1', '二〇二六');
};

const numberOf = (schema: z.ZodNumber): fc.Arbitrary<number> => {
  const min = Math.max(schema.minValue ?? 0, -1000);
  return fc.integer({ min, max: Math.min(schema.maxValue ?? min + 1000, Math.max(1000, min + 1000)) });
};

const objectOf = (schema: z.ZodObject): fc.Arbitrary<Record<string, unknown>> => {
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>);
  const required = fields.filter(([, field]) => !(field instanceof z.ZodOptional)).map(([name]) => name);
  const model = Object.fromEntries(fields.map(([name, field]) => [name, shapeOf(field)]));
  return fc.record(model, { requiredKeys: required });
};

const anyOf = (schemas: readonly z.ZodType[]) => fc.oneof(...schemas.map(shapeOf));

const shapeOf = (schema: z.ZodType): fc.Arbitrary<unknown> => {
  const examples = schema.meta()?.examples;
  if (Array.isArray(examples) && examples.length > 0) return fc.constantFrom(...(examples as unknown[]));
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly) return shapeOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodString || schema instanceof z.ZodUUID) return stringOf(schema as z.ZodString);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodNumber) return numberOf(schema);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodObject) return objectOf(schema);
  if (schema instanceof z.ZodArray) return fc.array(shapeOf(schema.element as z.ZodType), { maxLength: 3 });
  if (schema instanceof z.ZodUnion) return anyOf(schema.options as z.ZodType[]);
  if (schema instanceof z.ZodRecord)
    return fc.constant({ declarationMonths: 1, adultYears: 18, motherAgeMin: 10, motherAgeMax: 60 });
  throw new Error(`no arbitrary for a ${schema.constructor.name}: give it examples, or teach the arbitraries`);
};

/** Values that the schema takes. */
export const fitting = <S extends z.ZodType>(schema: S): fc.Arbitrary<z.output<S>> =>
  shapeOf(schema).filter((value) => schema.safeParse(value).success) as fc.Arbitrary<z.output<S>>;

export interface Misfit {
  /** Pointer to the one field that is wrong. */
  readonly field: string;
  /** What was done to it. */
  readonly how: string;
  readonly data: unknown;
}

const LONE_SURROGATE = '\ud800';
const wrongs: readonly (readonly [how: string, value: unknown])[] = [
  ['null', null],
  ['a boolean', true],
  ['a negative number', -1],
  ['a fraction', 0.5],
  ['a huge number', 1e300],
  ['a list', [1, 2]],
  ['an object', { a: 1 }],
  ['empty', ''],
  ['spaces', '   '],
  ['a control character', 'a\u0000b'],
  ['a line feed', '平安\n路'],
  ['a bidirectional override', '\u202E王小明'],
  ['a replacement character', '王小\uFFFD'],
  ['half a surrogate pair', `王${LONE_SURROGATE}明`],
  ['markup', '<script>alert(1)</script>'],
  ['a quotation', "'; DROP TABLE event; --"],
  ['very long', '长'.repeat(2_000)],
  ['full-width digits', '９９０１２１００１'],
  ['a day that does not exist', '2021-02-30'],
  ['a day of year zero', '0000-01-01'],
  ['another identifier', 'x_AAAAAAAAAAAAAAAAAAAAAA'],
];
const demands = [
  'feeReceiptNo',
  'marriageCertificate',
  'birthPermit',
  'numberOfChildren',
  'toString',
  '__proto__',
  '集资',
];

type Data = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Pointers to every field of a value, those of objects in it too. */
const pathsOf = (value: Data, prefix: readonly string[] = []): (readonly string[])[] =>
  Object.entries(value).flatMap(([name, held]) => [
    [...prefix, name],
    ...(isObject(held) ? pathsOf(held, [...prefix, name]) : []),
  ]);
const changed = (
  value: Data,
  [step = '', ...rest]: readonly string[],
  change: (held: Data, step: string) => Data,
): Data => (rest.length === 0 ? change(value, step) : { ...value, [step]: changed(value[step] as Data, rest, change) });
const without = (held: Data, step: string): Data =>
  Object.fromEntries(Object.entries(held).filter(([name]) => name !== step));
/** An own property, whatever its name: `__proto__` in JSON is one. */
const withKey = (held: Data, name: string): Data =>
  JSON.parse(
    `${canonicalText(held).slice(0, -1)}${Object.keys(held).length > 0 ? ',' : ''}${JSON.stringify(name)}:"x"}`,
  ) as Data;

const misfitsOf = (value: Data): Misfit[] => [
  ...pathsOf(value).flatMap((path) => {
    const field = `/${path.join('/')}`;
    return [
      { field, how: 'missing', data: changed(value, path, without) },
      ...wrongs.map(([how, wrong]) => ({
        field,
        how,
        data: changed(value, path, (held, step) => ({ ...held, [step]: wrong })),
      })),
    ];
  }),
  ...demands.map((name) => ({ field: `/${name}`, how: 'no such field', data: withKey(value, name) })),
];

/** Values that would fit but for one field; each says which, and how it was broken. */
export const misfitting = (schema: z.ZodObject): fc.Arbitrary<Misfit> =>
  fitting(schema)
    .chain((value) => fc.constantFrom(...misfitsOf(value as Data)))
    .filter(({ data }) => !schema.safeParse(data).success);

/** What is no object at all. */
export const notObjects: readonly unknown[] = [null, [], 'text', 7, true, [[]]];
