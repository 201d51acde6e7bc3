/** 指标 What the API counts for its operators, in Prometheus' form: answers, times, how far the views are; nothing of persons. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Positions by which each group's slowest lane is behind what the feeder has read. */
export type Lags = Readonly<Record<string, number>>;

const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Registers the counting of every answer, and `/metrics`. */
export const countAnswers = (app: FastifyInstance, lags: () => Promise<Lags>) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: 'http_answer_seconds',
    help: 'Time until an answer was sent',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  new Gauge({
    name: 'views_lag_positions',
    help: 'Log positions between what was read and what a group of views reflects',
    labelNames: ['group'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [group, lag] of Object.entries(await lags().catch(() => ({})))) this.set({ group }, lag);
    },
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? '(none)';
    answers.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', async (_request, reply) => {
    reply.type(registry.contentType);
    return registry.metrics();
  });
};
