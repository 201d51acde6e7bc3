/** The API's document (OpenAPI 3.1), built from the tables that the routes are built from. */
import * as z from 'zod';
import type { RejectionText } from '../domain/kernel/refusal.ts';
import type { CommandRoute } from './command-intake.ts';
import { commandRoutes } from './command-routes.ts';
import { headers, parameters, refusing, responses, sharedSchemas } from './document-parts.ts';
import { exampleOf, exampleOfCommand } from './examples.ts';
import { jsonSchema, jsonSchemas, type JsonSchema } from './json-schema.ts';
import { type QueryRoute, queryRoutes } from './query-table.ts';

const inBraces = (path: string) => path.replace(/:(\w+)/g, '{$1}');
const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const header = (name: string) => ({ $ref: `#/components/headers/${name}` });
const json = (schema: JsonSchema, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
});

const fieldParameters = (place: 'path' | 'query', shape: Readonly<Record<string, z.ZodType>>) =>
  Object.entries(shape).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || !(schema instanceof z.ZodOptional || schema instanceof z.ZodDefault),
    schema: jsonSchema(schema),
  }));

const ACCEPTED_EXAMPLE = {
  id: 'b_EBESExQVFhcYGRobHB0eHw',
  revision: 0,
  position: '0b0d3a2e-5a4c-8c11-9d3e-0c7f4a1b2d3c.48213',
  events: [
    {
      type: 'BirthReported',
      id: '9e107d9d-372b-8b68-a5d8-1a4e7c1b2d3c',
      revision: 0,
      names: { childId: 'p_EBESExQVFhcYGRobHB0eHw' },
    },
  ],
  repeated: false,
};

const refusalsOf = ({ decider }: CommandRoute): string =>
  Object.entries(decider.rejections as Record<string, RejectionText>)
    .map(([code, { en }]) => `- \`${code}\`: ${en}`)
    .join('\n');

const changed = (description: string) => ({
  description,
  headers: { ETag: header('ETag'), 'Ledger-Position': header('LedgerPosition') },
  content: json({ $ref: '#/components/schemas/Accepted' }, ACCEPTED_EXAMPLE),
});

const commandOperation = (route: CommandRoute) => ({
  operationId: route.type,
  tags: [route.decider.category],
  summary: route.type.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase(),
  description: `May be refused (422, or 409 where it comes at the wrong moment):\n${refusalsOf(route)}`,
  parameters: [...fieldParameters('path', route.params), parameter('IdempotencyKey'), parameter('IfMatch')],
  requestBody: {
    required: true,
    content: json({ $ref: `#/components/schemas/${route.type}` }, exampleOfCommand(route.type, route.spec.data)),
  },
  responses: {
    '200': changed('It was so already (no events), or this command was carried out before (repeated)'),
    '201': changed('Carried out: its events are durable in the log'),
    ...refusing(400, 401, 403, 409, 413, 415, 422, 500, 503),
  },
});

/** A command's own fields, and the one reserved field. */
const bodySchemas = ({ type, spec }: CommandRoute): Record<string, JsonSchema> => {
  const { [type]: body = {}, ...others } = jsonSchemas(type, spec.data);
  const properties = { ...(body.properties as JsonSchema), context: { $ref: '#/components/schemas/CommandContext' } };
  return { [type]: { ...body, properties }, ...others };
};

const queryOperation = (route: QueryRoute) => ({
  operationId: route.name,
  tags: ['queries'],
  summary: route.summary,
  parameters: [
    ...fieldParameters('path', route.params.shape),
    ...fieldParameters('query', route.querystring?.shape ?? {}),
    parameter('LedgerPosition'),
    parameter('Purpose'),
  ],
  ...(route.body && {
    requestBody: {
      required: true,
      content: json({ $ref: `#/components/schemas/${route.name}` }, exampleOf(route.body)),
    },
  }),
  responses: {
    '200': {
      description: route.answers,
      headers: { 'Ledger-Position': header('LedgerPosition') },
      content: json({ $ref: `#/components/schemas/${route.name}Answer` }),
    },
    ...refusing(400, 401, 403, 404, 410, 422, 429, 500, 503, 504),
  },
});

const querySchemas = ({ name, body, answer }: QueryRoute): Record<string, JsonSchema> => ({
  ...jsonSchemas(`${name}Answer`, answer, 'output'),
  ...(body && jsonSchemas(name, body)),
});

const plain = (operationId: string, summary: string) => ({
  get: {
    operationId,
    tags: ['operations'],
    summary,
    security: [],
    responses: { '200': { description: summary } },
  },
});

export const openApi = () => ({
  openapi: '3.1.0',
  info: {
    title: 'County ledger',
    version: '1',
    description:
      '县域人口与家庭服务账本 Commands change the ledger, each with an Idempotency-Key of the caller. Every answer names a position in the log; send it back as Ledger-Position to read what it brought about.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ token: [] }],
  paths: {
    ...Object.fromEntries(commandRoutes.map((route) => [inBraces(route.path), { post: commandOperation(route) }])),
    ...Object.fromEntries(
      queryRoutes.map((route) => [inBraces(route.path), { [route.method.toLowerCase()]: queryOperation(route) }]),
    ),
    '/health/live': plain('live', 'Whether the process lives'),
    '/health/ready': plain('ready', 'Whether commands and queries answer, and how far the views are'),
    '/metrics': plain('metrics', 'Counts for operators, in the form of Prometheus'),
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    parameters,
    headers,
    responses,
    schemas: {
      ...sharedSchemas,
      ...Object.assign({}, ...commandRoutes.map(bodySchemas)),
      ...Object.assign({}, ...queryRoutes.map(querySchemas)),
    },
  },
});
