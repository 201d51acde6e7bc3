/** 接口 Puts the API together on its ports: sign-in, commands, queries, health and the document of all of it. */
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type onRequestHookHandler,
} from 'fastify';
import { mountCommands } from './command-routes.ts';
import { document } from './document.ts';
import { answerError, answerErrors } from './errors.ts';
import { answerHealth, type Health } from './health.ts';
import type { Issuer } from './issuer.ts';
import { BODY_MAX_BYTES, takeJson } from './json-body.ts';
import { countAnswers } from './metrics.ts';
import type { ApiPorts } from './ports.ts';
import { mountQueries } from './query-routes.ts';
import { requireSignIn } from './sign-in.ts';
import { useZod } from './zod.ts';

export interface ServerOptions {
  readonly ports: ApiPorts;
  readonly issuer: Issuer;
  readonly health: Health;
  readonly logger: FastifyBaseLogger;
  /** Names this run of this process in request ids. */
  readonly process: string;
}

/** Answers about persons are kept by no cache and taken for nothing but what they are. */
const guardAnswer: onRequestHookHandler = (_request, reply, done) => {
  reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  done();
};

const isWatched = (route: string) => route.startsWith('/health') || route === '/metrics';

const logAnswers = (app: FastifyInstance) => {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? '(none)';
    const ms = Math.round(reply.elapsedTime * 100) / 100;
    const { role, office } = request.officer ?? {};
    const asked = { method: request.method, route, status: reply.statusCode, ms, role, office };
    // Whoever watches asks every second; that is worth a line only to whoever looks for it.
    if (isWatched(route)) request.log.debug(asked, 'answered');
    else request.log.info(asked, 'answered');
    done();
  });
};

export const createServer = async ({ ports, issuer, health, logger, process }: ServerOptions) => {
  let requests = 0;
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX_BYTES,
    forceCloseConnections: 'idle',
    genReqId: () => `${process}-${(++requests).toString(36)}`,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  });
  answerErrors(app);
  takeJson(app);
  await app.register(rateLimit, {
    global: false,
    hook: 'preHandler',
    keyGenerator: ({ officer, ip }) => officer?.id ?? ip,
  });
  logAnswers(app);
  countAnswers(app, health.groups);
  answerHealth(app, health);
  await document(app);
  await app.register(async (scope) => {
    scope.addHook('onRequest', guardAnswer);
    requireSignIn(scope, issuer, () => Date.parse(ports.clock.now()));
    const typed = useZod(scope);
    mountCommands(typed, ports);
    mountQueries(typed, ports);
  });
  return app;
};
