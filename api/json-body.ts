/** What is taken as a body: UTF-8 JSON that can be written canonically; anything else is told what is wrong with it. */
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { isWellFormed } from '../domain/kernel/canonical.ts';
import type { FieldProblem } from '../domain/kernel/intake.ts';
import { invalid, ProblemError } from './problems.ts';

/** Enough for the longest rule version; commands of the register need a hundredth. */
export const BODY_MAX_BYTES = 256 * 1024;
const DEPTH_MAX = 32;
const INTEGER_LIKE = /^(0|[1-9]\d*)$/;

const refusedBody = (field: string, rule: string, remedy: string) =>
  new ProblemError(invalid([{ field, rule, remedy }]));

/** The first place in a value that no canonical JSON can hold. */
export const unwritable = (value: unknown, field = '', depth = 0): FieldProblem | undefined => {
  if (typeof value === 'string')
    return isWellFormed(value)
      ? undefined
      : { field: field || '/', rule: 'half of a surrogate pair', remedy: 'send whole characters' };
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > DEPTH_MAX) return { field, rule: 'too deep', remedy: `nest at most ${DEPTH_MAX} levels` };
  for (const [key, held] of Object.entries(value)) {
    if (!Array.isArray(value) && (INTEGER_LIKE.test(key) || key === '__proto__' || !isWellFormed(key)))
      return { field: field || '/', rule: 'a name that is a number or is broken', remedy: 'name fields by words' };
    const found = unwritable(held, `${field}/${key}`, depth + 1);
    if (found) return found;
  }
  return undefined;
};

const parse = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes)) throw refusedBody('/', 'bytes that are no UTF-8', 'send the body in UTF-8');
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw refusedBody('/', 'not JSON', 'send one JSON object');
  }
};

/** Only JSON is taken: every other content type answers 415. */
export const takeJson = (app: FastifyInstance) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      const body = parse(bytes as Buffer);
      const problem = unwritable(body);
      if (problem) done(new ProblemError(invalid([problem])));
      else done(null, body);
    } catch (error) {
      done(error as Error);
    }
  });
};
