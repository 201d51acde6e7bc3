/** 接口文档 Serves the API's document, and a page to try it that asks nothing from elsewhere. */
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { openApi } from './openapi.ts';

/** Nothing from elsewhere, nothing inline but the page's styles. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    baseUri: ["'none'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
  },
};

export const document = (app: FastifyInstance) =>
  app.register(async (scope) => {
    const made = openApi();
    const text = JSON.stringify(made);
    await scope.register(helmet, { contentSecurityPolicy });
    scope.get('/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(text));
    await scope.register(swagger, { mode: 'static', specification: { document: made as never } });
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { validatorUrl: null, tryItOutEnabled: true },
      theme: { title: '县域账本 County ledger' },
    });
  });
