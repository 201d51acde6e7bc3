/** How routes are typed and checked: zod schemas parsed once at the edge, complaints as field, rule and remedy. */
import type { FastifyInstance, FastifySchemaCompiler, FastifyTypeProvider } from 'fastify';
import * as z from 'zod';
import { problemsOf } from '../domain/kernel/intake.ts';
import { invalid, ProblemError } from './problems.ts';

export interface ZodTypes extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
}

const compile: FastifySchemaCompiler<unknown> =
  ({ schema }) =>
  (given) => {
    if (!(schema instanceof z.ZodType)) return { value: given };
    const parsed = schema.safeParse(given);
    return parsed.success ? { value: parsed.data } : { error: new ProblemError(invalid(problemsOf(parsed.error))) };
  };

export const useZod = (app: FastifyInstance) => {
  app.setValidatorCompiler(compile);
  app.setSerializerCompiler(() => JSON.stringify);
  return app.withTypeProvider<ZodTypes>();
};
export type ZodInstance = ReturnType<typeof useZod>;
