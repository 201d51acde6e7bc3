/** 示例 Examples for the API's document, made from the schemas and the examples their fields carry. */
import * as z from 'zod';

/** Sixteen bytes that a reader recognises as an example. */
const ID_BODY = 'kQExampleExampleExampQ';
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^\^\\d\{2\}\$$/, '99'],
  [/^\^\\d\{6\}\$$/, '990121'],
  [/^\^\\d\{9\}\$$/, '990121001'],
  [/^\^\\d\{12\}\$$/, '990121001001'],
  [/^\^\\d\{6\}\(/, '990121001'],
  [/^\^\\d\{4\}-\(/, '2026-03'],
  [/\{43\}/, 'LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564'],
];

const textExample = (schema: z.ZodString): unknown => {
  const { format, pattern } = z.toJSONSchema(schema) as { format?: string; pattern?: string };
  if (format === 'date') return '2026-03-14';
  if (format === 'uuid') return '5f2b8f0e-6a1c-4b57-9d3e-0c7f4a1b2d3c';
  const prefix = pattern && /^\^([a-z]{1,2})_\[/.exec(pattern)?.[1];
  if (prefix) return `${prefix}_${ID_BODY}`;
  return FORMS.find(([form]) => pattern !== undefined && form.test(pattern))?.[1] ?? 'text';
};

/** Where the parts alone would make no sense together. */
const TOLD: Readonly<Record<string, object>> = {
  ReportBirth: {
    householdId: `h_${ID_BODY}`,
    township: '990121001',
    mother: { id: `p_${ID_BODY}`, name: '王若兰', bornOn: '1995-05-05' },
    name: '王小明',
    sex: '1',
    bornOn: '2026-03-14',
    institution: '平安县妇幼保健院',
  },
  RegisterPerson: { name: '欧阳若兰', sex: '2', bornOn: '1990-01-01', township: '990121001' },
  RecordMaritalStatus: { status: '20', since: '2015-05-20', spouseId: `p_${ID_BODY}` },
};

/** A value that fits the schema; optional fields are shown too. */
export const exampleOf = (schema: z.ZodType): unknown => {
  const examples = schema.meta()?.examples;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodReadonly)
    return exampleOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => [name, exampleOf(field)]),
    );
  if (schema instanceof z.ZodArray) return [exampleOf(schema.element as z.ZodType)];
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodLiteral) return schema.value;
  if (schema instanceof z.ZodUnion) return exampleOf(schema.options[0] as z.ZodType);
  if (schema instanceof z.ZodNumber) return Math.max(1, schema.minValue ?? 1);
  if (schema instanceof z.ZodBoolean) return true;
  if (schema instanceof z.ZodString) return textExample(schema);
  return { example: true };
};

export const exampleOfCommand = (type: string, schema: z.ZodType): unknown => TOLD[type] ?? exampleOf(schema);
