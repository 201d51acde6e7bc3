/** 指标 What the API counts for its operators, in Prometheus' form: answers, times, how far the views are; nothing of persons. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { GroupHealth } from '../projections/health.ts';

/** How each group of views is, by its name; none where nothing answers. */
export type GroupHealths = Readonly<Record<string, GroupHealth>>;

const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const GAUGES: Readonly<Record<string, { readonly help: string; readonly of: (health: GroupHealth) => number }>> = {
  views_lag_positions: {
    help: 'Log positions between what was read and what a group of views reflects',
    of: ({ lag }) => lag,
  },
  views_stopped_lanes: {
    help: 'Lanes of a group that stand before an event they cannot read, and feeders before one that is not ours',
    of: ({ stopped, feeder }) => stopped.length + (feeder ? 1 : 0),
  },
  events_clocks_apart: {
    help: 'Events read of which the clocks of API and event store tell times more than 5 seconds apart',
    of: ({ clocksApart }) => clocksApart,
  },
};

/** All gauges are collected together: what one has asked, the others hear, too. */
const askedTogether = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined;
    });
    return asked;
  };
};

const watchGroups = (registry: Registry, groups: () => Promise<GroupHealths>) => {
  for (const [name, { help, of }] of Object.entries(GAUGES))
    new Gauge({
      ...{ name, help, labelNames: ['group'], registers: [registry] },
      async collect() {
        this.reset();
        for (const [group, health] of Object.entries(await groups().catch(() => ({})))) this.set({ group }, of(health));
      },
    });
};

/** Registers the counting of every answer, and `/metrics`. */
export const countAnswers = (app: FastifyInstance, groups: () => Promise<GroupHealths>) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: 'http_answer_seconds',
    help: 'Time until an answer was sent',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  watchGroups(registry, askedTogether(groups));
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
