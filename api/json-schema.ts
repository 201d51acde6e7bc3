/** JSON Schemas of the API's document, made from the zod schemas that routes parse with. */
import * as z from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Definitions of a schema's own are lifted among the document's, under its name. */
const lifted = (name: string, made: Record<string, unknown>): Record<string, JsonSchema> => {
  const { $schema: _schema, $defs = {}, ...own } = made;
  const inner = Object.entries($defs as Record<string, JsonSchema>).map(([def, schema]) => [`${name}.${def}`, schema]);
  const all = Object.fromEntries([[name, own], ...inner]);
  return JSON.parse(JSON.stringify(all).replaceAll('"#/$defs/', `"#/components/schemas/${name}.`)) as Record<
    string,
    JsonSchema
  >;
};

export const jsonSchemas = (name: string, schema: z.ZodType, io: 'input' | 'output' = 'input') =>
  lifted(name, z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>);

/** A schema without definitions of its own, as it stands in a parameter. */
export const jsonSchema = (schema: z.ZodType): JsonSchema => {
  const { $schema: _schema, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return own;
};
