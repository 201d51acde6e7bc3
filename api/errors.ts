/** Turns whatever ends a request into a problem document; what is broken here is logged whole and answered with an id. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './answer.ts';
import { invalid, type Problem, ProblemError, problem } from './problems.ts';

/** Thrown by ports whose other side does not answer; told by name, since its class lives where the port is served. */
const UNAVAILABLE = new Set(['LogUnavailableError', 'ViewsUnavailableError']);

const problems: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => problem('TOO_LARGE'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => problem('NOT_JSON'),
  FST_ERR_CTP_EMPTY_TYPE: () => problem('NOT_JSON'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => invalid([{ field: '/', rule: 'an empty body', remedy: 'send one JSON object' }]),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    invalid([{ field: '/', rule: 'another length than announced', remedy: 'send the body whole' }]),
  FST_ERR_BAD_URL: () => invalid([{ field: '/', rule: 'a broken address', remedy: 'encode the address' }]),
};

/** The problem an error stands for; undefined where it is a fault of ours. */
const problemOf = (error: FastifyError): Problem | undefined => {
  if (error instanceof ProblemError) return error.problem;
  if (UNAVAILABLE.has(error.name)) return problem('NOT_AVAILABLE');
  const known = problems[error.code];
  if (known) return known();
  if (error.statusCode === 429) return problem('TOO_MANY');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return invalid([{ field: '/', rule: 'a request that cannot be read', remedy: 'see /openapi.json' }]);
  return undefined;
};

export const answerError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const known = problemOf(error);
  if (known) return sendProblem(reply, known);
  request.log.error({ err: error }, 'a request failed');
  return sendProblem(reply, problem('INTERNAL'));
};

export const answerErrors = (app: FastifyInstance) => {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, problem('NOT_FOUND')));
};
