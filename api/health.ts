/** 健康 Whether the process lives and whether queries answer; for whoever starts, watches or balances it. */
import type { FastifyInstance } from 'fastify';
import type { GroupHealths } from './metrics.ts';

export interface Health {
  /** One question for each part that commands and queries stand on. */
  readonly parts: Readonly<Record<string, () => Promise<boolean>>>;
  readonly groups: () => Promise<GroupHealths>;
}

const ASKED_FOR_MS = 2_000;

const within = <T>(asked: Promise<T>, otherwise: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((done) => {
    timer = setTimeout(() => done(otherwise), ASKED_FOR_MS);
  });
  return Promise.race([asked.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
};

export const answerHealth = (app: FastifyInstance, { parts, groups }: Health) => {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const asked = Object.entries(parts).map(async ([part, ask]) => [part, await within(ask(), false)] as const);
    const answers = await Promise.all(asked);
    const ready = answers.every(([, well]) => well);
    const healths: GroupHealths = await within(groups(), {});
    const lag = Object.fromEntries(Object.entries(healths).map(([group, health]) => [group, health.lag]));
    reply.code(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not ready', parts: Object.fromEntries(answers), lag };
  });
};
