/** 监督查询 What inspectors and auditors read of offices, never of persons: which demands were refused. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { recordedCodes } from '../domain/recorded-codes.ts';
import type { ApiPorts } from './ports.ts';
import { refusalsPage } from './query-table.ts';
import { reachView, sendReading } from './reading.ts';
import { officerOf } from './sign-in.ts';
import type { ZodInstance } from './zod.ts';

type Asked = FastifyRequest<{ Querystring: z.output<typeof refusalsPage> }>;

const readRefusals = (ports: ApiPorts) => async (request: Asked, reply: FastifyReply) => {
  const { office, during, after, limit } = request.query;
  await ports.authority.query(officerOf(request), 'refusals', { divisions: [office] });
  await reachView(ports, request, ports.desksReach);
  const { counts, refusals, next, position } = await ports.refusals.of(office, { during, after, limit }, recordedCodes);
  const answer = { office, counts, refusals, ...(next !== undefined && { next }) };
  return sendReading(reply, { epoch: ports.epoch(), position, answer });
};

export const mountOversight = (app: ZodInstance, ports: ApiPorts): void => {
  app.get('/refusals', { schema: { querystring: refusalsPage } }, readRefusals(ports) as never);
};
