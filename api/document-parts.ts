/** What every operation of the API's document shares: headers, the problem document, the answers that say no. */
import { Uuid } from '../domain/kernel/values.ts';
import { CommandContext } from './command-context.ts';
import { jsonSchema, jsonSchemas, type JsonSchema } from './json-schema.ts';
import { PositionText } from './position.ts';
import { type ProblemCode, problem, problemTexts } from './problems.ts';

const text = { type: 'string' } as const;
const sentence = { type: 'object', required: ['zh', 'en'], properties: { zh: text, en: text } } as const;

const fieldProblem = {
  type: 'object',
  required: ['field', 'rule', 'remedy'],
  properties: { field: { ...text, description: 'JSON pointer, or a header' }, rule: text, remedy: text },
} as const;

const Problem = {
  type: 'object',
  description: '问题说明 Problem document (RFC 9457)',
  required: ['type', 'title', 'status', 'code', 'messageZh', 'messageEn', 'requestId'],
  properties: {
    type: { ...text, format: 'uri', examples: ['urn:county-ledger:problem:stale'] },
    title: text,
    status: { type: 'integer' },
    code: text,
    messageZh: text,
    messageEn: text,
    citations: { type: 'array', items: text, description: 'The law a refusal rests on' },
    alternative: sentence,
    appeal: {
      type: 'object',
      description: 'Where, and within how many days, a refusal can be contested',
      properties: { organ: sentence, days: { type: 'integer' }, basis: text },
    },
    acceptable: { type: 'boolean', description: 'Accepted when repeated with context.accept: this code and a reason' },
    problems: { type: 'array', items: fieldProblem },
    details: { type: 'object' },
    requestId: text,
  },
} as const;

const Accepted = {
  type: 'object',
  required: ['id', 'revision', 'position', 'events', 'repeated'],
  properties: {
    id: { ...text, description: 'Whom or what the command was about; new where it created its subject' },
    revision: { type: ['integer', 'null'], description: "Of the subject's stream; the ETag" },
    position: {
      type: ['string', 'null'],
      description: 'Place in the log: send it as Ledger-Position to see the change',
    },
    events: {
      type: 'array',
      description: 'Empty where it was so already',
      items: {
        type: 'object',
        required: ['type', 'id', 'revision', 'names'],
        properties: {
          type: text,
          id: { ...text, format: 'uuid' },
          revision: { type: 'integer' },
          names: {
            type: 'object',
            additionalProperties: text,
            description: "Whom or what the event names, by field: a birth tells the child's identifier",
          },
        },
      },
    },
    repeated: { type: 'boolean', description: 'Known to have been carried out before: this is that answer again' },
  },
} as const;

const header = (
  name: string,
  { schema, description, required = false }: { schema: JsonSchema; description: string; required?: boolean },
) => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});

export const parameters = {
  IdempotencyKey: header('Idempotency-Key', {
    schema: { ...jsonSchema(Uuid), examples: ['5f2b8f0e-6a1c-4b57-9d3e-0c7f4a1b2d3c'] },
    required: true,
    description:
      'A UUID of the caller: the same key and content again give the same answer, and nothing is written twice',
  }),
  IfMatch: header('If-Match', {
    schema: { type: 'string', pattern: '^"\\d{1,18}"$', examples: ['"5"'] },
    description: 'The ETag last seen: the command is carried out on that revision or not at all',
  }),
  LedgerPosition: header('Ledger-Position', {
    schema: jsonSchema(PositionText),
    description: 'The answer reflects at least this position; waits for it up to 5 seconds, then answers 504',
  }),
  Purpose: header('Purpose', {
    schema: { type: 'string', examples: ['REGISTRATION'] },
    description: '处理目的 Why this is read; kept with who read it',
  }),
} as const;

export const headers = {
  ETag: { description: 'Revision of the subject, in quotes', schema: { type: 'string', examples: ['"5"'] } },
  LedgerPosition: { description: 'Place in the log that this answer reflects', schema: jsonSchema(PositionText) },
  RetryAfter: { description: 'Seconds', schema: { type: 'integer' } },
  RequestId: { description: 'Name of this request in the logs', schema: { type: 'string' } },
} as const;

const problemResponse = (codes: readonly ProblemCode[]) => ({
  description: codes.map((code) => `${code}: ${problemTexts[code].en}`).join(' · '),
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(codes.map((code) => [code, { value: { ...problem(code), requestId: 'a1b2-3f' } }])),
    },
  },
});

const codesOf = (status: number) =>
  (Object.keys(problemTexts) as ProblemCode[]).filter((code) => problemTexts[code].status === status);
const statuses = [...new Set(Object.values(problemTexts).map(({ status }) => status))];
export const responses: Readonly<Record<string, JsonSchema>> = {
  ...Object.fromEntries(statuses.map((status) => [`Problem${status}`, problemResponse(codesOf(status))])),
  Problem422: {
    description: 'Refused, with the reason in Chinese and English, the law, and what can be done instead',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
};

export const sharedSchemas: Readonly<Record<string, JsonSchema>> = {
  Problem,
  Accepted,
  ...jsonSchemas('CommandContext', CommandContext),
};

/** References to the shared answers that say no. */
export const refusing = (...statuses: readonly number[]) =>
  Object.fromEntries(statuses.map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]));
