/** 接口文档 Serves the API's document, and a page to try it that asks nothing from elsewhere. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { openApi } from './openapi.ts';

export const document = async (app: FastifyInstance): Promise<void> => {
  const made = openApi();
  const text = JSON.stringify(made);
  app.get('/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(text));
  await app.register(swagger, {
    mode: 'static',
    specification: { document: made as never },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { validatorUrl: null, tryItOutEnabled: true },
    theme: { title: '县域账本 County ledger' },
  });
};
